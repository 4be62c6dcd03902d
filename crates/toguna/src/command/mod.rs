//! One file a command: its arguments and the function that runs it.

pub(crate) mod account;
pub(crate) mod analyse;
pub(crate) mod answer;
pub(crate) mod build;
pub(crate) mod code;
pub(crate) mod decide;
pub(crate) mod decisions;
pub(crate) mod diff;
pub(crate) mod disputes;
pub(crate) mod eval;
pub(crate) mod export;
pub(crate) mod keep;
mod layout;
pub(crate) mod pack;
pub(crate) mod places;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod timeline;
pub(crate) mod train;

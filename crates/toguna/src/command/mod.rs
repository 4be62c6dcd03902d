//! One file a command: its arguments and the function that runs it.

pub(crate) mod build;
pub(crate) mod code;
//TMP pub(crate) mod disputes;
pub(crate) mod eval;
//TMP pub(crate) mod export;
//TMP pub(crate) mod places;
//TMP pub(crate) mod show;
//TMP pub(crate) mod timeline;
pub(crate) mod train;

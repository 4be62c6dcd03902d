//! The knowledge that the steps read: `languages/`, `packs/` and `models/`, by path, as bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_embed::RustEmbed;

/// Files by their path from the project's root (`languages/en/time.toml`), with `/` between the parts.
#[derive(Default)]
pub struct Files(BTreeMap<String, Cow<'static, [u8]>>);

#[derive(RustEmbed)]
#[folder = "../../languages/"]
#[exclude = "*.md"]
struct Languages;

#[derive(RustEmbed)]
#[folder = "../../packs/"]
#[exclude = "*.md"]
struct Packs;

#[derive(RustEmbed)]
#[folder = "../../models/"]
#[exclude = "*.md"]
struct Models;

/// The languages, packs and networks that the binary was built with.
pub fn embedded() -> Files {
    let mut files = Files::default();
    for path in Languages::iter() {
        if let Some(file) = Languages::get(&path) {
            files.0.insert(format!("languages/{path}"), file.data);
        }
    }
    for path in Packs::iter() {
        if let Some(file) = Packs::get(&path) {
            files.0.insert(format!("packs/{path}"), file.data);
        }
    }
    for path in Models::iter() {
        if let Some(file) = Models::get(&path) {
            files.0.insert(format!("models/{path}"), file.data);
        }
    }
    files
}

impl Files {
    /// Adds a file or replaces the one at its path: how a user's own folder overrides what is embedded.
    pub fn insert(&mut self, path: impl Into<String>, bytes: Vec<u8>) {
        self.0.insert(path.into(), Cow::Owned(bytes));
    }

    /// A file's bytes.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(AsRef::as_ref)
    }

    /// A file's bytes, as embedded or owned: what is embedded stays where it is, however long it is used.
    pub(crate) fn cow(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        self.0.get(path).cloned()
    }

    /// Every path with its bytes, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// The names of the folders directly below a path: the languages, the packs.
    pub fn folders<'a>(&'a self, below: &'a str) -> Vec<&'a str> {
        let mut names: Vec<&str> = self
            .0
            .keys()
            .filter_map(|path| path.strip_prefix(below)?.strip_prefix('/')?.split_once('/').map(|(name, _)| name))
            .collect();
        names.dedup();
        names
    }
}

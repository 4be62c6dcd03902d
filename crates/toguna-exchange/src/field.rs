//! A field of a table: its name, what it means, its kind, and how a row answers for it.

use serde_json::{Map, Value};
use toguna_record::Snapshot;

/// What kind of value a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words; null where the source tells none.
    Text,
    /// A number without fraction.
    Integer,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// A list of words.
    List,
    /// Words, or a list of words where there are several.
    TextOrList,
    /// Objects with their own fields.
    Objects,
}

/// One field.
pub struct Field<R: 'static> {
    /// Its name in every format.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
    /// What kind of value.
    pub kind: Kind,
    /// A row's value.
    pub value: fn(&Snapshot, usize, &R) -> Value,
}

/// One table: what it holds, its rows, its fields.
pub trait Table: Sync {
    /// Its name, and the stem of its file.
    fn name(&self) -> &'static str;
    /// What a row is.
    fn about(&self) -> &'static str;
    /// Names, meanings and kinds of its fields in order.
    fn fields(&self) -> Vec<(&'static str, &'static str, Kind)>;
    /// How many rows a snapshot has.
    fn len(&self, snapshot: &Snapshot) -> usize;
    /// A row's values in the order of the fields.
    fn values(&self, snapshot: &Snapshot, at: usize) -> Vec<Value>;

    /// A row as an object.
    fn object(&self, snapshot: &Snapshot, at: usize) -> Map<String, Value> {
        let names = self.fields().into_iter().map(|(name, _, _)| name.to_owned());
        names.zip(self.values(snapshot, at)).collect()
    }
}

/// A table over rows of one type.
pub(crate) struct Of<R: 'static> {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) rows: fn(&Snapshot) -> &[R],
    pub(crate) fields: &'static [Field<R>],
}

impl<R: Sync> Table for Of<R> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn about(&self) -> &'static str {
        self.about
    }

    fn fields(&self) -> Vec<(&'static str, &'static str, Kind)> {
        self.fields.iter().map(|field| (field.name, field.about, field.kind)).collect()
    }

    fn len(&self, snapshot: &Snapshot) -> usize {
        (self.rows)(snapshot).len()
    }

    fn values(&self, snapshot: &Snapshot, at: usize) -> Vec<Value> {
        let row = &(self.rows)(snapshot)[at];
        self.fields.iter().map(|field| (field.value)(snapshot, at, row)).collect()
    }
}

//! In which rows the computed tables differ from what they should hold.
//!
//! A build or a merge comes to much the same as the one before: whoever writes only what differs keeps nobody waiting, however
//! large the record is.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Error, ToSql, params_from_iter};

/// A computed table: the columns by which a row is found, and the others.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) keys: &'static str,
    pub(super) values: &'static str,
}

impl Table {
    fn keys(&self) -> Vec<&'static str> {
        self.keys.split(", ").collect()
    }

    fn values(&self) -> Vec<&'static str> {
        self.values.split(", ").filter(|column| !column.is_empty()).collect()
    }

    fn by_keys(&self) -> String {
        numbered(&self.keys(), "=", 1)
    }

    /// Whether a row is there as it should be.
    fn same(&self) -> String {
        let values = numbered(&self.values(), "IS", self.keys().len() + 1);
        let and = if values.is_empty() { "" } else { " AND " };
        format!("SELECT 1 FROM {} WHERE {}{and}{values}", self.name, self.by_keys())
    }

    /// Adds a row or brings it up to date. It is never replaced as a whole: what refers to it would go with it.
    fn put(&self) -> String {
        let Table { name, keys, .. } = self;
        let columns = [self.keys(), self.values()].concat();
        let places: Vec<String> = (1..=columns.len()).map(|at| format!("?{at}")).collect();
        let set: Vec<String> = self.values().iter().map(|column| format!("{column} = excluded.{column}")).collect();
        let known = if set.is_empty() { "NOTHING".to_owned() } else { format!("UPDATE SET {}", set.join(", ")) };
        let (columns, places) = (columns.join(", "), places.join(", "));
        format!("INSERT INTO {name} ({columns}) VALUES ({places}) ON CONFLICT ({keys}) DO {known}")
    }

    fn take(&self) -> String {
        format!("DELETE FROM {} WHERE {}", self.name, self.by_keys())
    }

    /// The keys of all its rows.
    fn held(&self, sql: &Connection) -> rusqlite::Result<BTreeSet<Vec<Part>>> {
        let (columns, mut query) =
            (self.keys().len(), sql.prepare(&format!("SELECT {} FROM {}", self.keys, self.name))?);
        query.query_map([], |row| (0..columns).map(|at| row.get(at)).collect())?.collect()
    }
}

/// Columns, each beside the parameter that it is compared with.
fn numbered(columns: &[&str], how: &str, from: usize) -> String {
    let all: Vec<String> = (from..).zip(columns).map(|(at, column)| format!("{column} {how} ?{at}")).collect();
    all.join(" AND ")
}

/// A part of a key.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Text(Box<str>),
    Number(i64),
}

impl FromSql for Part {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Part> {
        match value {
            ValueRef::Text(_) => Ok(Part::Text(value.as_str()?.into())),
            ValueRef::Integer(number) => Ok(Part::Number(number)),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

impl From<Part> for Value {
    fn from(part: Part) -> Value {
        match part {
            Part::Text(text) => Value::Text(text.into()),
            Part::Number(number) => Value::Integer(number),
        }
    }
}

fn read<T: FromSql>(value: &dyn ToSql) -> rusqlite::Result<T> {
    let read = match value.to_sql()? {
        ToSqlOutput::Borrowed(value) => T::column_result(value),
        ToSqlOutput::Owned(value) => T::column_result((&value).into()),
        _ => Err(FromSqlError::InvalidType),
    };
    read.map_err(|error| Error::ToSqlConversionFailure(error.into()))
}

/// A row that is to be written or taken out.
#[derive(Debug)]
pub(super) struct Change {
    order: Arc<str>,
    values: Vec<Value>,
}

impl Change {
    pub(super) fn make(&self, sql: &Connection) -> rusqlite::Result<()> {
        sql.prepare_cached(&self.order)?.execute(params_from_iter(&self.values)).map(drop)
    }
}

/// Takes a row that a table should hold, in the order of the table's columns.
pub(super) type Tell<'a> = dyn FnMut(&[&dyn ToSql]) -> rusqlite::Result<()> + 'a;

/// Compares tables with what they should hold, and hands on the changes that make them so.
pub(super) struct Difference<'a> {
    sql: &'a Connection,
    change: &'a mut dyn FnMut(Change) -> rusqlite::Result<()>,
}

impl<'a> Difference<'a> {
    pub(super) fn of(sql: &'a Connection, change: &'a mut dyn FnMut(Change) -> rusqlite::Result<()>) -> Difference<'a> {
        Difference { sql, change }
    }

    /// Compares one table; `tell` tells each row that it should hold once.
    pub(super) fn table(
        &mut self,
        table: &Table,
        tell: impl FnOnce(&mut Tell<'_>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        let (keys, mut gone) = (table.keys().len(), table.held(self.sql)?);
        let mut same = self.sql.prepare(&table.same())?;
        let put: Arc<str> = table.put().into();
        tell(&mut |row| {
            let key: Vec<Part> = row[..keys].iter().map(|part| read(*part)).collect::<Result<_, _>>()?;
            if gone.remove(&key) && same.exists(row)? {
                return Ok(());
            }
            let values = row.iter().map(|value| read(*value)).collect::<Result<_, _>>()?;
            (self.change)(Change { order: put.clone(), values })
        })?;
        let take: Arc<str> = table.take().into();
        gone.into_iter().try_for_each(|key| {
            (self.change)(Change { order: take.clone(), values: key.into_iter().map(Value::from).collect() })
        })
    }
}

//! Lists by pages: a cursor says where the next page begins.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::problem::Problem;

/// Most rows of one page.
const MOST: usize = 500;

/// Which page of a list is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageArgs {
    /// Rows of a page, 1 to 500; 100 without it.
    pub(crate) limit: Option<usize>,
    /// Where the page begins: `next` of the page before.
    pub(crate) cursor: Option<String>,
}

/// One page of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    /// The rows.
    pub(crate) items: Vec<T>,
    /// How many rows all pages have together.
    pub(crate) total: usize,
    /// The cursor of the next page; null on the last.
    pub(crate) next: Option<String>,
}

impl PageArgs {
    /// The page of a list, each of its rows made only here.
    pub(crate) fn page<R, T>(&self, rows: Vec<R>, make: impl Fn(R) -> T) -> Result<Page<T>, Problem> {
        Ok(self.cut(rows)?.map(|row| Some(make(row))))
    }

    /// The rows of a page of a list.
    pub(crate) fn cut<R>(&self, mut rows: Vec<R>) -> Result<Page<R>, Problem> {
        let (asked, total) = (self.rows()?, rows.len());
        let (from, upto) = (asked.start.min(total), asked.end.min(total));
        Ok(Page::of(rows.drain(from..upto).collect(), upto, total))
    }

    /// Which rows of a list are asked for, whether or not it has so many.
    pub(crate) fn rows(&self) -> Result<Range<usize>, Problem> {
        let limit = match self.limit.unwrap_or(100) {
            0 => return Err(Problem::bad("limit is 0; ask for 1 to 500 rows")),
            limit => limit.min(MOST),
        };
        let from = match self.cursor.as_deref() {
            None => 0,
            Some(cursor) => usize::from_str_radix(cursor, 36_u32).map_err(|_| {
                Problem::bad(format!("cursor '{cursor}' is none of ours; leave it out for the first page"))
            })?,
        };
        Ok(from..from.saturating_add(limit))
    }
}

impl<R> Page<R> {
    /// The rows of a list that stand before a place in it.
    pub(crate) fn of(items: Vec<R>, upto: usize, total: usize) -> Page<R> {
        Page { items, total, next: (upto < total).then(|| base36(upto)) }
    }

    /// The same page with each row made into another; those that are none are left out.
    pub(crate) fn map<T>(self, make: impl Fn(R) -> Option<T>) -> Page<T> {
        Page { items: self.items.into_iter().filter_map(make).collect(), total: self.total, next: self.next }
    }
}

fn base36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((number % 36) as u32, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_without_gap_and_without_repetition() {
        let rows: Vec<usize> = (0..95).collect();
        let mut args = PageArgs { limit: Some(10), cursor: None };
        let mut seen = Vec::new();
        loop {
            let page = args.page(rows.clone(), |row| row).expect("a page");
            assert_eq!(page.total, 95);
            seen.extend(page.items);
            match page.next {
                Some(next) => args.cursor = Some(next),
                None => break,
            }
        }
        assert_eq!(seen, rows);
    }

    #[test]
    fn a_cursor_behind_the_end_is_an_empty_page_and_a_foreign_one_an_error() {
        let page = |cursor: &str| PageArgs { limit: None, cursor: Some(cursor.into()) }.page(vec![1, 2], |row| row);
        assert!(page("zz").expect("a page").items.is_empty());
        assert!(page("!").is_err());
    }
}

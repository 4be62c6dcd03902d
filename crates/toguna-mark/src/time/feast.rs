//! Feasts that move through the calendar, read from `languages/feasts.tsv`. The table is calendar, common to all languages: a
//! grammar only says which words name a feast.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::edtf::Edtf;

/// What is added to a feast's number in a captured value, so that it is no month and day.
const OFFSET: i32 = 2000;

/// The feasts in the order of their names, each with its first and last days year by year.
type Feasts = Vec<(&'static str, Vec<(Date, Date)>)>;

static FEASTS: LazyLock<Feasts> = LazyLock::new(|| {
    let mut feasts: Vec<(&str, Vec<(Date, Date)>)> = Vec::new();
    for line in include_str!("../../../../languages/feasts.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(name), Some(Ok(first)), Some(Ok(last))) =
            (cells.next(), cells.next().map(str::parse), cells.next().map(str::parse))
        else {
            continue;
        };
        match feasts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, days)) => days.push((first, last)),
            None => feasts.push((name, vec![(first, last)])),
        }
    }
    feasts.sort();
    feasts
});

/// The value that captures write for a feast of the table.
pub(super) fn index(name: &str) -> Option<i32> {
    FEASTS.iter().position(|(known, _)| *known == name).map(|at| at as i32 + OFFSET)
}

/// The number of the feast that a captured value means; nothing where it means a month and a day.
pub(super) fn of(value: i32) -> Option<u8> {
    u8::try_from(value.checked_sub(OFFSET)?).ok()
}

/// A feast's days in a year; of two in one year the first. Nothing where the table ends.
pub(super) fn in_year(feast: u8, year: i16) -> Option<Edtf> {
    let (_, days) = FEASTS.get(usize::from(feast))?;
    let &(first, last) = days.iter().find(|(first, _)| first.year() == year)?;
    let (first, last) = (Edtf::day(first)?, Edtf::day(last)?);
    if first == last { Some(first) } else { Edtf::interval(Some(&first), Some(&last)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let rows =
            include_str!("../../../../languages/feasts.tsv").lines().filter(|line| !line.starts_with('#')).count();
        let read: usize = FEASTS.iter().map(|(_, days)| days.len()).sum();
        assert_eq!(rows, read);
        assert!(FEASTS.iter().all(|(_, days)| days.iter().all(|(first, last)| first <= last)));
    }

    #[test]
    fn a_fast_ends_on_the_eve_of_its_feast() {
        let (fast, feast) = (index("ramadan").and_then(of), index("eid-al-fitr").and_then(of));
        for year in 2012..=2030 {
            let fast = fast.and_then(|f| in_year(f, year)).and_then(|e| e.latest());
            let feast = feast.and_then(|f| in_year(f, year)).and_then(|e| e.earliest());
            assert_eq!(fast.and_then(|day| day.tomorrow().ok()), feast, "{year}");
        }
    }
}

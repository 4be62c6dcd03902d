//! The date that a web address holds in its path: `/2022/03/05/`, `/2022-03-05-title`, `/20220305`, `/2022/03/`.

use jiff::civil::Date;

use crate::edtf::Edtf;

/// The years that count as a year in an address, and not as a number of something else.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// The day, else the month, that the path of an address tells, and the characters that tell it.
pub(super) fn date(url: &str) -> Option<(Edtf, String)> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let path = &path[path.find('/')?..];
    let runs = digits(path);
    let found = |value: Option<Edtf>, from: usize, to: usize| Some((value?, path.get(from..to)?.to_owned()));
    let days = (0..runs.len()).find_map(|at| match &runs[at..] {
        [one, ..] if one.len() == 8 => found(day(one.0, one.0 + 4, one.0 + 6, one.1, path), one.0, one.1),
        [y, m, d, ..] if y.len() == 4 && joined(path, y, m) && joined(path, m, d) => {
            let value = Date::new(year(path, y)?, number(path, m)?, number(path, d)?).ok().and_then(Edtf::day);
            found(value, y.0, d.1)
        }
        _ => None,
    });
    days.or_else(|| {
        runs.windows(2).find_map(|pair| {
            let (y, m) = (&pair[0], &pair[1]);
            let whole = path[..y.0].ends_with('/') && path[m.1..].starts_with('/') && path.get(y.1..m.0) == Some("/");
            let month = whole.then(|| Edtf::month(year(path, y)?, number(path, m)?)).flatten();
            found(month, y.0, m.1)
        })
    })
}

/// A run of digits, from byte to byte.
struct Run(usize, usize);

impl Run {
    fn len(&self) -> usize {
        self.1 - self.0
    }
}

fn digits(path: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, _) in path.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        match runs.last_mut() {
            Some(run) if run.1 == at => run.1 += 1,
            _ => runs.push(Run(at, at + 1)),
        }
    }
    runs
}

fn joined(path: &str, one: &Run, two: &Run) -> bool {
    matches!(path.get(one.1..two.0), Some("/" | "-" | "_" | ".")) && (1..=2).contains(&two.len())
}

fn year(path: &str, run: &Run) -> Option<i16> {
    path.get(run.0..run.1).filter(|digits| digits.len() == 4)?.parse().ok().filter(|year| YEARS.contains(year))
}

fn number(path: &str, run: &Run) -> Option<i8> {
    path.get(run.0..run.1)?.parse().ok()
}

fn day(from: usize, month: usize, day: usize, end: usize, path: &str) -> Option<Edtf> {
    let year = year(path, &Run(from, month))?;
    Edtf::day(Date::new(year, number(path, &Run(month, day))?, number(path, &Run(day, end))?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::date;

    fn told(url: &str) -> Option<String> {
        date(url).map(|(value, _)| value.to_string())
    }

    #[test]
    fn a_path_tells_a_day_or_a_month_and_nothing_else_does() {
        let day = Some("2022-03-05".to_owned());
        assert_eq!(told("https://news.example/2022/03/05/raid-near-the-river"), day);
        assert_eq!(told("https://news.example/sahel/2022-3-5-raid"), day);
        assert_eq!(told("news.example/a/20220305-raid-12"), day);
        assert_eq!(told("https://news.example/2022/03/raid"), Some("2022-03".to_owned()));
        assert_eq!(told("https://news.example/2022/raid"), None);
        assert_eq!(told("https://news.example/story/48113377"), None);
        assert_eq!(told("https://2022-03-05.example/raid"), None);
        assert_eq!(told("https://news.example/raid?day=2022-03-05"), None);
        assert_eq!(told("https://news.example/2022/13/45/raid"), None);
    }
}

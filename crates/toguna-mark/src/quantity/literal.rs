//! Numbers written in digits: which blanks, points and commas group thousands, which one is the decimal sign, and which
//! runs of digits are no number at all (telephone numbers, clock times, versions).

use super::lex::{Atom, Gap, Kind};
use super::words::NumberWords;

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Literal {
    /// One past its last atom.
    pub(super) to: usize,
    /// Its value.
    pub(super) value: f64,
    /// Its value if the only sign in it groups thousands after all: nobody counts two and a half soldiers, so "5.000"
    /// is five thousand where things are counted, whatever the language of the page.
    pub(super) as_count: Option<f64>,
    /// Whether it reads as a decimal only by another language's habit ("1,5 million" in English).
    pub(super) foreign: Option<Foreign>,
    /// Whether it is one run of digits and nothing else.
    pub(super) plain: bool,
}

/// The decimal reading of "1,5" where the comma is no decimal sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Foreign {
    pub(super) to: usize,
    pub(super) value: f64,
}

/// How many groups are looked at: more are a table or a list, and reading on from each would take its square.
const LONGEST: usize = 16;

/// What digits are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reading {
    /// A number.
    Number(Literal),
    /// No number, up to this atom.
    Nothing(usize),
}

/// A group of digits and the sign before it (a blank is `' '`).
struct Group<'a> {
    sign: char,
    digits: &'a str,
    to: usize,
}

/// Reads the digits at `at`.
pub(super) fn literal(atoms: &[Atom], at: usize, words: &NumberWords) -> Reading {
    let first = atoms[at].text.as_str();
    let groups = chain(atoms, at + 1);
    let end = groups.last().map_or(at + 1, |group| group.to);
    let nothing = Reading::Nothing(end);
    let zero_led = first.len() > 1 && first.starts_with('0');
    // "05 killed": a count written in two places. More behind it is a telephone number, a clock time or a date.
    if zero_led && first.len() == 2 && first != "00" && groups.is_empty() {
        return number(at + 1, &first[1..], false);
    }
    if zero_led || first.len() > 15 || groups.iter().any(|g| matches!(g.sign, ':' | '/')) {
        return nothing;
    }
    let Some(head) = groups.first() else { return number(at + 1, first, true) };
    match head.sign {
        '-' => dashed(at, first, &groups),
        ' ' => spaced(at, first, &groups, words),
        sign => signed(at, first, sign, &groups, words),
    }
}

/// The further groups of digits, each after one blank or one glued sign.
fn chain(atoms: &[Atom], mut at: usize) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    while groups.len() < LONGEST
        && let Some(next) = atoms.get(at)
    {
        let (sign, digits) = match next.kind {
            Kind::Digits if next.gap == Gap::Blank => (' ', at),
            Kind::Sign if next.gap == Gap::Glued && is_inner(&next.text) => {
                (next.text.chars().next().unwrap_or(' '), at + 1)
            }
            _ => break,
        };
        match atoms.get(digits) {
            Some(atom) if atom.kind == Kind::Digits && (sign == ' ' || atom.gap == Gap::Glued) => {
                groups.push(Group { sign, digits: &atom.text, to: digits + 1 });
                at = digits + 1;
            }
            _ => break,
        }
    }
    groups
}

fn is_inner(sign: &str) -> bool {
    matches!(sign, "." | "," | "'" | ":" | "/" | "-")
}

/// "06-81-20-82" is no number; "20-30" is two, and the range reader sees to them.
fn dashed(at: usize, first: &str, groups: &[Group<'_>]) -> Reading {
    let dashes = groups.iter().take_while(|g| g.sign == '-').count();
    if dashes >= 2 { Reading::Nothing(groups[dashes - 1].to) } else { number(at + 1, first, true) }
}

/// "5 200 000" is a number; "06 81 20 82" and "70 12 34 56" are none; in "2021 132" only the first group is read.
fn spaced(at: usize, first: &str, groups: &[Group<'_>], words: &NumberWords) -> Reading {
    let run = groups.iter().take_while(|g| g.sign == ' ').count();
    let thousands = groups[..run].iter().take_while(|g| g.digits.len() == 3).count();
    if first.len() <= 3 && first != "0" && thousands > 0 && (thousands == run || run == 1) {
        let mut text = first.to_owned();
        groups[..thousands].iter().for_each(|g| text.push_str(g.digits));
        let mut to = groups[thousands - 1].to;
        if let [decimals, ..] = &groups[thousands..]
            && decimals.sign == words.decimal
        {
            text.push('.');
            text.push_str(decimals.digits);
            to = decimals.to;
        }
        return number(to, &text, false);
    }
    if run >= 2 {
        return Reading::Nothing(groups[run - 1].to);
    }
    number(at + 1, first, true)
}

/// Groups after a point, comma or apostrophe.
fn signed(at: usize, first: &str, sign: char, groups: &[Group<'_>], words: &NumberWords) -> Reading {
    let run = groups.iter().take_while(|g| g.sign == sign).count();
    let all_three = first.len() <= 3 && first != "0" && groups[..run].iter().all(|g| g.digits.len() == 3);
    let grouping = sign == '\'' || words.grouping.contains(&sign);
    if all_three && (grouping || run > 1) {
        return grouped(first, &groups[..run], &groups[run..], sign);
    }
    if run > 1 {
        // "1.2.3" is a version; "12,20,30" is a list whose first number stands alone
        return if sign == ',' { number(at + 1, first, true) } else { Reading::Nothing(groups[run - 1].to) };
    }
    let decimal = format!("{first}.{}", groups[0].digits);
    let to = groups[0].to;
    if sign != words.decimal {
        let value = decimal.parse().ok();
        let Reading::Number(plain) = number(at + 1, first, true) else { return Reading::Nothing(to) };
        return Reading::Number(Literal { foreign: value.map(|value| Foreign { to, value }), ..plain });
    }
    let Reading::Number(read) = number(to, &decimal, false) else { return Reading::Nothing(to) };
    let as_count = all_three.then(|| format!("{first}{}", groups[0].digits).parse().ok()).flatten();
    Reading::Number(Literal { as_count, ..read })
}

/// Groups of thousands, and decimals after them where another sign follows.
fn grouped(first: &str, thousands: &[Group<'_>], rest: &[Group<'_>], sign: char) -> Reading {
    let mut text = first.to_owned();
    thousands.iter().for_each(|g| text.push_str(g.digits));
    let mut to = thousands.last().map_or(0, |g| g.to);
    if let [decimals, ..] = rest
        && matches!(decimals.sign, '.' | ',')
        && decimals.sign != sign
    {
        text.push('.');
        text.push_str(decimals.digits);
        to = decimals.to;
    }
    number(to, &text, false)
}

fn number(to: usize, text: &str, plain: bool) -> Reading {
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() && value < 1e16 => {
            Reading::Number(Literal { to, value, as_count: None, foreign: None, plain })
        }
        _ => Reading::Nothing(to),
    }
}

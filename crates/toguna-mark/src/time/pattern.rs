//! Patterns of time expressions, written in a language's grammar and kept as one tree a rule name.
//!
//! A pattern is a row of items: a word or sign as it stands, `{class}` or `{class:slot}` for a word of a class,
//! `<rule>` or `<rule:slot>` for what another rule matches, `[ … ]` for what may be missing, `( a | b )` for a choice,
//! and `^` before the first token that belongs to the mention. Optional parts and choices are written out when the
//! grammar is read, and rows with a common begin share their nodes, so that matching never tries the same twice.

use super::grammar::GrammarError;

/// One item of a pattern after its names were looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A word or sign.
    Literal(u32),
    /// A word of a class, kept in a slot.
    Class(u16, Slot),
    /// A match of another rule, kept in a slot.
    Rule(u16, Slot),
    /// The mention begins here.
    Begin,
}

/// What a captured word or match is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Slot {
    None,
    Year,
    ShortYear,
    Month,
    Day,
    Weekday,
    Season,
    Feast,
    Number,
    Unit,
    Part,
    Ordinal,
    Direction,
    Triple,
    Decade,
    Century,
    ToYear,
    ToShortYear,
    ToDay,
    From,
    To,
    Of,
}

impl Slot {
    /// The slot of a name in a pattern.
    pub(super) fn of(name: &str) -> Option<Slot> {
        Some(match name {
            "none" => Slot::None,
            "year" => Slot::Year,
            "short_year" => Slot::ShortYear,
            "month" => Slot::Month,
            "day" => Slot::Day,
            "weekday" => Slot::Weekday,
            "season" => Slot::Season,
            "feast" => Slot::Feast,
            "number" => Slot::Number,
            "unit" => Slot::Unit,
            "part" => Slot::Part,
            "ordinal" => Slot::Ordinal,
            "direction" => Slot::Direction,
            "triple" => Slot::Triple,
            "decade" => Slot::Decade,
            "century" => Slot::Century,
            "to_year" => Slot::ToYear,
            "to_short_year" => Slot::ToShortYear,
            "to_day" => Slot::ToDay,
            "from" => Slot::From,
            "to" => Slot::To,
            "of" => Slot::Of,
            _ => return None,
        })
    }
}

/// One node of a rule's tree.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The items that may follow, and where they lead.
    pub(super) edges: Vec<(Item, u32)>,
    /// The rules whose pattern ends here, in the order of the grammar.
    pub(super) ends: Vec<u16>,
}

/// Adds a row of items to a tree whose root is node `root`.
pub(super) fn insert(nodes: &mut Vec<Node>, root: u32, row: &[Item], rule: u16) {
    let mut at = root;
    for item in row {
        let known = nodes[at as usize].edges.iter().find(|(edge, _)| edge == item).map(|&(_, to)| to);
        at = known.unwrap_or_else(|| {
            nodes.push(Node::default());
            let new = nodes.len() as u32 - 1;
            nodes[at as usize].edges.push((*item, new));
            new
        });
    }
    if !nodes[at as usize].ends.contains(&rule) {
        nodes[at as usize].ends.push(rule);
    }
}

/// A pattern with its names not looked up yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Raw {
    /// A run of letters, digits or signs.
    Literal(String),
    /// `{class:slot}`.
    Class(String, String),
    /// `<rule:slot>`.
    Rule(String, String),
    /// `^`.
    Begin,
}

/// How many rows one pattern may be written out to.
const MOST_ROWS: usize = 4096;

/// Every row of items that a pattern stands for.
pub(super) fn rows(pattern: &str) -> Result<Vec<Vec<Raw>>, GrammarError> {
    let mut words: Vec<&str> = pattern.split_whitespace().collect();
    words.reverse();
    let rows = choice(pattern, &mut words)?;
    match words.pop() {
        None if rows.iter().all(|row| !row.is_empty()) => Ok(rows),
        None => Err(GrammarError::pattern(pattern, "it can match nothing at all")),
        Some(word) => Err(GrammarError::pattern(pattern, &format!("'{word}' closes what was not opened"))),
    }
}

fn choice(pattern: &str, words: &mut Vec<&str>) -> Result<Vec<Vec<Raw>>, GrammarError> {
    let mut all = sequence(pattern, words)?;
    while words.last() == Some(&"|") {
        words.pop();
        all.extend(sequence(pattern, words)?);
    }
    Ok(all)
}

fn sequence(pattern: &str, words: &mut Vec<&str>) -> Result<Vec<Vec<Raw>>, GrammarError> {
    let mut rows = vec![Vec::new()];
    while let Some(&word) = words.last() {
        let next = match word {
            "|" | ")" | "]" => break,
            "(" | "[" => {
                words.pop();
                let mut inner = choice(pattern, words)?;
                let close = if word == "(" { ")" } else { "]" };
                if words.pop() != Some(close) {
                    return Err(GrammarError::pattern(pattern, &format!("'{word}' is not closed by '{close}'")));
                }
                if word == "[" {
                    inner.push(Vec::new());
                }
                inner
            }
            _ => {
                words.pop();
                vec![vec![item(pattern, word)?]]
            }
        };
        rows = rows.iter().flat_map(|row| next.iter().map(move |more| [row.as_slice(), more].concat())).collect();
        if rows.len() > MOST_ROWS {
            return Err(GrammarError::pattern(pattern, "it stands for too many rows; split it"));
        }
    }
    Ok(rows)
}

fn item(pattern: &str, word: &str) -> Result<Raw, GrammarError> {
    let named = |open: char, close: char| word.strip_prefix(open)?.strip_suffix(close);
    let split = |name: &str, otherwise: &str| match name.split_once(':') {
        Some((name, slot)) => (name.to_owned(), slot.to_owned()),
        None => (name.to_owned(), otherwise.to_owned()),
    };
    if word == "^" {
        return Ok(Raw::Begin);
    }
    if let Some(name) = named('{', '}') {
        let (class, slot) = split(name, "");
        return Ok(Raw::Class(class, slot));
    }
    if let Some(name) = named('<', '>') {
        let (rule, slot) = split(name, "of");
        return Ok(Raw::Rule(rule, slot));
    }
    if let Some(literal) = named('\'', '\'').filter(|inner| !inner.is_empty()) {
        return Ok(Raw::Literal(literal.to_owned()));
    }
    if word.contains(['{', '}', '<', '>']) {
        return Err(GrammarError::pattern(pattern, &format!("'{word}' is neither a word nor {{class}} nor <rule>")));
    }
    Ok(Raw::Literal(word.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn optional_parts_and_choices_are_written_out() {
        assert_eq!(rows("a [ b ] ( c | d )").map(|rows| rows.len()), Ok(4));
    }

    #[test]
    fn a_pattern_that_is_not_closed_says_so() {
        let error = rows("a [ b").map_err(|e| e.to_string());
        assert!(error.is_err_and(|e| e.contains("not closed")));
    }

    #[test]
    fn a_pattern_must_not_match_nothing() {
        assert!(rows("[ a ]").is_err());
    }
}

//! A turn of phrase as `turns.tsv` writes it: words in their order, with gaps and mentions of actors.

/// One piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// One of these forms or lemmas; `optional` ones may be missing.
    Words { any: Vec<String>, optional: bool },
    /// A mention of an actor of one of these kinds; the speaker of the turn where `speaks`.
    Actor { kinds: Vec<String>, speaks: bool },
    /// One of these words, which name a source without a name ("critics").
    Speaker(Vec<String>),
    /// A stretch of time ("two years").
    Duration,
    /// Up to so many words of any kind.
    Gap(usize),
    /// The rest of the clause.
    Rest,
}

/// Whom a turn speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The actor in the pattern; with `list`, also those coordinated with it.
    Matched { list: bool },
    /// The nearest actor of these kinds before it.
    Before(Vec<String>),
    /// These words.
    Literal(String),
}

/// What a turn says of its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Object {
    /// These words.
    Literal(String),
    /// The rest of the clause, in the document's words.
    Rest,
    /// The actor in the pattern.
    Matched,
    /// Every noun of this class behind the pattern, with what stands before it.
    Each(String),
}

/// What the date beside a turn is to the state that it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dated {
    /// Nothing.
    No,
    /// Its begin.
    From,
    /// Its end.
    To,
    /// A day on which it holds.
    At,
    /// Its begin and its end, from an interval.
    Spell,
    /// It began as long before as the pattern's stretch of time says.
    Since,
}

/// Reads the `pattern` cell.
pub(super) fn pattern(cell: &str) -> Result<Vec<Piece>, String> {
    let pieces: Vec<Piece> = cell.split_whitespace().map(piece).collect::<Result<_, _>>()?;
    match pieces.iter().any(|piece| matches!(piece, Piece::Words { optional: false, .. })) {
        true => Ok(pieces),
        false => Err(format!("'{cell}' has no word that must stand in it")),
    }
}

fn piece(text: &str) -> Result<Piece, String> {
    let list = |text: &str| -> Vec<String> { text.split('|').filter(|w| !w.is_empty()).map(str::to_string).collect() };
    Ok(match text {
        "..." => Piece::Rest,
        "DURATION" => Piece::Duration,
        _ => match text.split_at_checked(1) {
            Some(("~", count)) => Piece::Gap(count.parse().map_err(|_| format!("'{text}' is no gap; write ~3"))?),
            Some(("@", kinds)) => Piece::Actor { kinds: list(kinds), speaks: false },
            Some(("!", rest)) => match rest.strip_prefix('@') {
                Some(kinds) => Piece::Actor { kinds: list(kinds), speaks: true },
                None => Piece::Speaker(list(rest)),
            },
            Some(("?", words)) => Piece::Words { any: list(words), optional: true },
            _ => Piece::Words { any: list(text), optional: false },
        },
    })
}

pub(super) fn subject(cell: &str) -> Result<Subject, String> {
    match cell {
        "@" => Ok(Subject::Matched { list: false }),
        "@+" => Ok(Subject::Matched { list: true }),
        _ => match cell.split_at_checked(1) {
            Some(("<", kinds)) => Ok(Subject::Before(kinds.split('|').map(str::to_string).collect())),
            Some(("=", words)) => Ok(Subject::Literal(words.to_string())),
            _ => Err(format!("'{cell}' is no subject; write @, @+, <kinds or =words")),
        },
    }
}

pub(super) fn object(cell: &str) -> Result<Object, String> {
    match cell {
        "..." => Ok(Object::Rest),
        "@" => Ok(Object::Matched),
        _ => match cell.strip_prefix('=') {
            Some(words) => Ok(Object::Literal(words.to_string())),
            None if cell.len() > 1 && cell.chars().all(|c| c.is_ascii_uppercase() || c == '_') => {
                Ok(Object::Each(cell.to_string()))
            }
            None => Err(format!("'{cell}' is no object; write =words, @, ... or a CLASS")),
        },
    }
}

pub(super) fn dated(cell: &str) -> Result<Dated, String> {
    Ok(match cell {
        "" => Dated::No,
        "from" => Dated::From,
        "to" => Dated::To,
        "at" => Dated::At,
        "spell" => Dated::Spell,
        "since" => Dated::Since,
        _ => return Err(format!("'{cell}' is no date; write from, to, at, spell, since or nothing")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_reads_as_it_is_written() {
        let read = pattern("!critics|analysts ~2 praise|praised ?the @alliance ...").expect("well-formed");
        let words = |list: &[&str]| list.iter().map(|w| w.to_string()).collect::<Vec<_>>();
        assert_eq!(
            read,
            [
                Piece::Speaker(words(&["critics", "analysts"])),
                Piece::Gap(2),
                Piece::Words { any: words(&["praise", "praised"]), optional: false },
                Piece::Words { any: words(&["the"]), optional: true },
                Piece::Actor { kinds: words(&["alliance"]), speaks: false },
                Piece::Rest,
            ]
        );
        assert!(pattern("~3 @actor").is_err(), "a pattern without a word would fit everything");
        assert!(subject("somebody").is_err() && object("something").is_err() && dated("once").is_err());
    }
}

//! The words on which a claim of a person's own stands.

use crate::judge::Words;
use crate::rows::{Evidence, Range32, Readings};

/// Which words of a document a person means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// The words themselves.
    Quote {
        /// The words.
        quote: String,
        /// Which of the runs that are these words, from 1.
        nth: usize,
    },
    /// Code points of the document's text.
    Points {
        /// The first.
        start: u32,
        /// One past the last.
        end: u32,
    },
}

/// The words of a document that are meant, without the blanks around them.
pub(super) fn find(readings: &Readings, document: usize, over: &Over) -> Result<Evidence, String> {
    let row = &readings.documents[document];
    let (start, quote) = match over {
        Over::Quote { quote, nth } => {
            let quote = quote.trim();
            let mut found = row.text.match_indices(quote).filter(|_| !quote.is_empty());
            let count = found.clone().count();
            let start = found.nth(nth.saturating_sub(1)).map(|(start, _)| start);
            let times = || format!("{} says “{quote}” {count} times", row.name);
            (start.ok_or_else(|| times() + "; give words as they stand there, and which of them by --nth")?, quote)
        }
        Over::Points { start, end } => {
            let byte =
                |point: &u32| row.text.char_indices().map(|(at, _)| at).chain([row.text.len()]).nth(*point as usize);
            let words = byte(start).zip(byte(end)).and_then(|(start, end)| Some((start, row.text.get(start..end)?)));
            let (start, words) = words.ok_or_else(|| format!("{} has no such run of words", row.name))?;
            let quote = words.trim();
            (start + words.len() - words.trim_start().len(), quote)
        }
    };
    if quote.is_empty() {
        return Err("a claim needs the words that tell it".into());
    }
    Ok(evidence(&row.text, document, start, quote))
}

fn evidence(text: &str, document: usize, start: usize, quote: &str) -> Evidence {
    let first = text[..start].chars().count();
    let points = Range32::from(first..first + quote.chars().count());
    Evidence { document, bytes: (start..start + quote.len()).into(), points, quote: quote.into() }
}

/// Where words of a decision stand: in the document of the same name where several have this text.
pub(super) fn evidence_of(readings: &Readings, words: &Words) -> Option<Evidence> {
    let same = |at: &usize| readings.documents[*at].sha256 == words.sha256;
    let mut found = (0..readings.documents.len()).filter(same);
    let document = found.clone().find(|&at| readings.documents[at].name == words.doc).or_else(|| found.next())?;
    let text = &readings.documents[document].text;
    let slice = text.get(words.start as usize..words.end as usize)?;
    (slice == words.quote).then(|| evidence(text, document, words.start as usize, &words.quote))
}

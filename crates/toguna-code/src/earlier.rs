//! "Six months after the junta revoked the pact", "ten days after the attack": when something was, told by how long before
//! another thing it happened.

use jiff::Span as Time;
use toguna_lang::{Deprel, Tense, Upos};
use toguna_mark::{DateKind, Edtf, Precision};

use crate::scene::{At, Scene, Spot};
use crate::when::When;

/// How long before a clause something happened.
struct Earlier<'a> {
    /// The length in ISO 8601; none where no number counts it ("days after").
    length: Option<&'a str>,
    /// The word that it was earlier than.
    than: usize,
}

impl Scene<'_> {
    /// Whether a word is told to lie a stretch of time before the clause that it hangs on: it does not share that one's date.
    pub(crate) fn lies_before(&self, at: At) -> bool {
        self.earlier_with(at).is_some()
    }

    /// Whether a stretch of time only counts how long after a word's event another thing was: "ten days after the attack".
    pub(crate) fn is_counted_from(&self, at: At, spot: &Spot) -> bool {
        self.opener(at.sentence, at.word).is_some_and(|after| spot.words.end == after + 1)
    }

    /// How long before its clause a word lies, or what it shares its time with: "after ten men were killed in an attack".
    fn earlier_with(&self, at: At) -> Option<Earlier<'_>> {
        let tree = self.sentence(at.sentence);
        let mut below = at;
        // "After X declared a siege": the verb that carries an event's noun.
        let carried = || self.light_verb(at).and_then(|(verb, _)| self.earlier(verb));
        let mut found = self.earlier(at).or_else(carried);
        for word in tree.ancestors(at.word).skip(1) {
            if found.is_some() || !self.shares_time(below, word) {
                break;
            }
            below = At { word, ..at };
            found = self.earlier(below);
        }
        // A participle on the noun itself hangs on it: nothing is earlier than itself.
        found.filter(|earlier| !tree.below(earlier.than, at.word))
    }

    /// The word for "after" that opens the phrase or clause of a word, or that governs its clause.
    fn opener(&self, sentence: usize, word: usize) -> Option<usize> {
        let tree = self.sentence(sentence);
        let after = |word: &usize| self.lexicon.is(&tree.words[*word].lemma, "AFTER");
        let marks = &[Deprel::Case, Deprel::Mark, Deprel::Advmod];
        // Readers take the word for a preposition of the clause's subject as well.
        let verb = tree.words[word].upos == Upos::Verb;
        let links = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Nmod];
        let subjects = tree.dependents(word, links).filter(|&subject| verb && subject < word);
        let mut marks = tree.dependents(word, marks).chain(subjects.flat_map(|s| tree.dependents(s, &[Deprel::Case])));
        let own = marks.find(|mark| *mark < word && after(mark));
        own.or_else(|| tree.head(word).filter(|above| *above < word && after(above)))
    }

    /// The date of what is told by how long before another thing it was, counted back from that one's date.
    pub(crate) fn when_counted_back(&self, at: At) -> Option<When> {
        let earlier = self.earlier_with(at)?;
        let than = At { word: earlier.than, ..at };
        // What is told in the present is of the day of the document.
        let today = || self.published().filter(|_| self.is_told_now(than));
        let anchor = self.when(than).map(|when| when.date).or_else(today)?;
        let date = counted_back(&anchor, earlier.length?)?;
        Some(When { date, why: "so long before its clause", of_telling: false })
    }

    /// The stretch before a word for "after" that opens the phrase or clause of an event, or of its beginning.
    fn earlier(&self, at: At) -> Option<Earlier<'_>> {
        let tree = self.sentence(at.sentence);
        // "After the start of the siege": what is begun, where nothing but its beginning stands between.
        let begun = tree.head(at.word).filter(|&above| {
            tree.words[at.word].deprel == Deprel::Nmod && self.lexicon.is(&tree.words[above].lemma, "BEGINNING")
        });
        std::iter::once(at.word).chain(begun).find_map(|word| {
            let after = self.opener(at.sentence, word)?;
            let above = tree.head(word)?;
            let than = if above == after { tree.head(after)? } else { above };
            // The mark of the stretch may hold the word itself; "on 3 May after the attack" counts nothing.
            let counts = |spot: &&Spot| {
                let stretch = self.marks.dates[spot.mark].kind == DateKind::Duration;
                let end = spot.words.end;
                spot.sentence == at.sentence && (end == after + 1 || end == after && stretch)
            };
            let counted = self.dates.iter().find(counts).map(|spot| &self.marks.dates[spot.mark]);
            let length = counted.filter(|mark| mark.kind == DateKind::Duration).map(|mark| mark.value.as_str());
            let unit =
                || after.checked_sub(1).is_some_and(|unit| self.lexicon.is(&tree.words[unit].lemma, "TIME_UNIT"));
            (counted.is_some() || unit()).then_some(Earlier { length, than })
        })
    }

    /// Whether a clause is told in the present tense.
    fn is_told_now(&self, at: At) -> bool {
        let tree = self.sentence(at.sentence);
        let present = |word: usize| tree.words[word].feats.tense == Tense::Pres;
        let mut helpers = tree.dependents(at.word, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).peekable();
        let verb = tree.words[at.word].upos == Upos::Verb;
        if helpers.peek().is_some() { helpers.any(present) } else { verb && present(at.word) }
    }
}

/// A date so long before another, as coarse as its unit or as that one.
fn counted_back(anchor: &Edtf, length: &str) -> Option<Edtf> {
    // "Hours after": on the same day, as far as a report tells.
    if length.contains('T') {
        return Some(anchor.clone());
    }
    let span: Time = length.parse().ok()?;
    let then = anchor.latest()?.checked_sub(span).ok()?;
    let unit = if length.contains('D') || length.contains('W') {
        Precision::Day
    } else if length.contains('M') {
        Precision::Month
    } else {
        Precision::Year
    };
    let exact = length.contains('D');
    let date = match anchor.precision().max(unit) {
        Precision::Day => Edtf::day(then),
        Precision::Month => Edtf::month(then.year(), then.month()),
        Precision::Year => Edtf::year(then.year()),
        _ => None,
    }?;
    Some(if exact { date } else { date.approximate() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(anchor: &str, length: &str) -> Option<String> {
        let anchor = Edtf::parse(anchor).expect("well-formed");
        counted_back(&anchor, length).map(|date| date.as_str().to_owned())
    }

    #[test]
    fn a_date_is_counted_back_as_coarsely_as_its_unit_or_its_anchor() {
        assert_eq!(back("2023-03-14", "P10D").as_deref(), Some("2023-03-04"));
        assert_eq!(back("2024-05-04", "P2W").as_deref(), Some("2024-04-20~"));
        assert_eq!(back("2024-09-15", "P6M").as_deref(), Some("2024-03~"));
        assert_eq!(back("2024-09-15", "P2Y").as_deref(), Some("2022~"));
        assert_eq!(back("2024-09", "P10D").as_deref(), Some("2024-09"));
        assert_eq!(back("2024/2025", "P6M"), None);
    }
}

//! The places that a word's own clause gives it, not merely the nearest in the text.

use toguna_lang::{Deprel, Upos};
use toguna_mark::Level;

use crate::scene::{At, Scene, Spot};

/// A town so few words before a division's name is told to lie in it.
const BESIDE: usize = 6;

impl Scene<'_> {
    /// The places of what a word tells, as indexes of place marks.
    pub(crate) fn places_of(&self, at: At) -> Vec<usize> {
        let spots: Vec<&Spot> = self.places.iter().filter(|p| p.sentence == at.sentence).collect();
        let Some((first, _)) = self.attached(at, &spots) else { return Vec::new() };
        let first = self.addressed(first, &spots);
        let sentence = self.sentence(at.sentence);
        // Coordinated places are places of one event: "in Gao, Kidal and Ménaka".
        let mut found = vec![first.mark];
        for spot in &spots {
            let joined = spot.mark != first.mark
                && !spots.iter().any(|s| self.lies_in(s, spot))
                && sentence.words[spot.head].deprel == Deprel::Conj
                && sentence.head(spot.head).is_some_and(|h| {
                    first.words.contains(&h)
                        || found.iter().any(|&f| self.place_spot(f).is_some_and(|s| s.words.contains(&h)))
                });
            if joined {
                found.push(spot.mark);
            }
        }
        found
    }

    /// A division told beside a town of it ("raided Djibo in Soum province") only says where the town lies.
    fn inside<'s>(&self, spot: &'s Spot, spots: &[&'s Spot]) -> &'s Spot {
        let wide = &self.marks.places[spot.mark];
        if width(wide.level) < width(Level::Admin2) {
            return spot;
        }
        let words = &self.sentence(spot.sentence).words;
        let one_phrase = |s: &Spot| words[s.head..spot.head].iter().all(|w| !matches!(w.upos, Upos::Verb | Upos::Aux));
        let before = spots.iter().filter(|s| s.head < spot.head && spot.head - s.head <= BESIDE && one_phrase(s));
        let exact = before.filter(|s| {
            let place = &self.marks.places[s.mark];
            width(place.level) < width(Level::Admin2) && (wide.country.is_none() || place.country == wide.country)
        });
        exact.max_by_key(|s| s.head).copied().unwrap_or(spot)
    }

    /// The place that an address leads to, where a spot of a sentence's is a wider part of it.
    fn addressed<'s>(&self, spot: &'s Spot, spots: &[&'s Spot]) -> &'s Spot {
        self.most_exact(self.inside(self.most_exact(spot, spots), spots), spots)
    }

    /// The same, among all the places of its sentence.
    pub(crate) fn address_of<'s>(&'s self, spot: &'s Spot) -> &'s Spot {
        let spots: Vec<&Spot> = self.places.iter().filter(|p| p.sentence == spot.sentence).collect();
        self.addressed(spot, &spots)
    }

    /// In an address ("Town, Province, Country") the first place is meant, and the others only say where it lies.
    fn most_exact<'s>(&self, spot: &'s Spot, spots: &[&'s Spot]) -> &'s Spot {
        let mut exact = spot;
        while let Some(before) = spots.iter().find(|s| self.lies_in(s, exact)) {
            exact = before;
        }
        exact
    }

    /// Whether a place is followed, after a comma or a bracket, by a wider one. A district in brackets may bear the name of
    /// its seat: "the camp of Hamlet (Town, Province)".
    fn lies_in(&self, place: &Spot, wider: &Spot) -> bool {
        let (a, b) = (&self.marks.places[place.mark], &self.marks.places[wider.mark]);
        let (from, to) = (a.span.range().end, b.span.range().start);
        let Some(gap) = self.document.text().get(from..to).filter(|gap| !gap.contains('\n')) else { return false };
        let comma = gap.len() <= 3 && gap.trim_start().starts_with(',');
        // "in the Hamlet commune (Province": only the kind of place stands between.
        let kind = |before: &str| before.chars().all(|c| c.is_lowercase() || c == ' ');
        let bracket = gap.len() <= KIND_GAP && gap.strip_suffix('(').is_some_and(kind);
        width(a.level) < width(b.level) && (comma || bracket) || width(a.level) == width(b.level) && bracket
    }

    fn place_spot(&self, mark: usize) -> Option<&Spot> {
        self.places.iter().find(|p| p.mark == mark)
    }

    /// The spot that hangs on a word: below it, else on the clause it belongs to, else the sentence's only one.
    fn attached<'s>(&self, at: At, spots: &[&'s Spot]) -> Option<(&'s Spot, &'static str)> {
        let sentence = self.sentence(at.sentence);
        let near = |spot: &Spot| spot.head.abs_diff(at.word);
        // Where somebody comes from, and the ends of a road, come after any other place.
        let own = spots
            .iter()
            .filter(|s| self.in_own_clause(at, s.head))
            .min_by_key(|s| (self.tells_whose(at, s), self.ends_a_road(s), near(s)));
        if let Some(spot) = own {
            return Some((spot, "beside it"));
        }
        let mut below = at.word;
        for above in sentence.ancestors(at.word).skip(1) {
            let link = sentence.words[below].deprel;
            let shared = match link {
                // A quotation, a report or a relative clause has its own time.
                Deprel::Ccomp | Deprel::Parataxis => false,
                Deprel::Acl => false,
                _ => true,
            };
            if !shared {
                break;
            }
            let on_clause = spots
                .iter()
                .filter(|s| self.in_own_clause(At { word: above, ..at }, s.head))
                // What follows a coordinated clause belongs to that clause, what stands before serves both.
                .filter(|s| link != Deprel::Conj || s.head < at.word && s.head < above.max(at.word))
                .min_by_key(|s| near(s));
            if let Some(spot) = on_clause {
                return Some((spot, "on its clause"));
            }
            below = above;
        }
        match spots {
            [only] if self.clauses(at.sentence) <= 1 || only.head.abs_diff(at.word) <= 6 => {
                Some((only, "alone in its sentence"))
            }
            _ => None,
        }
    }

    /// Whether a place stands in the phrase of the subject of a word: it says whose people act or suffer.
    fn tells_whose(&self, at: At, spot: &Spot) -> bool {
        let tree = self.sentence(at.sentence);
        tree.ancestors(spot.head).take_while(|&above| above != at.word).any(|above| {
            matches!(tree.words[above].deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::OblAgent)
                && tree.head(above) == Some(at.word)
        })
    }

    /// Whether a place is one of two that a hyphen joins into the name of a road ("on the Kaya-Dori axis").
    pub(crate) fn ends_a_road(&self, spot: &Spot) -> bool {
        let words = &self.sentence(spot.sentence).words;
        let hyphen =
            |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|w| matches!(w.form.as_str(), "-" | "–"));
        let placed = |at: Option<usize>| {
            at.is_some_and(|at| self.places.iter().any(|p| p.sentence == spot.sentence && p.words.contains(&at)))
        };
        hyphen(spot.words.start.checked_sub(1)) && placed(spot.words.start.checked_sub(2))
            || hyphen(Some(spot.words.end)) && placed(Some(spot.words.end + 1))
    }

    /// Whether `word` hangs below `at` with no other clause between.
    fn in_own_clause(&self, at: At, word: usize) -> bool {
        let sentence = self.sentence(at.sentence);
        for above in sentence.ancestors(word) {
            if above == at.word {
                return true;
            }
            let link = sentence.words[above].deprel;
            let clause =
                matches!(link, Deprel::Ccomp | Deprel::Advcl | Deprel::Acl | Deprel::Parataxis | Deprel::Xcomp)
                    || link == Deprel::Conj && sentence.words[above].upos == Upos::Verb;
            if clause && above != word {
                return false;
            }
        }
        false
    }

    fn clauses(&self, sentence: usize) -> usize {
        self.sentence(sentence)
            .words
            .iter()
            .filter(|w| w.upos == Upos::Verb && !matches!(w.deprel, Deprel::Amod | Deprel::Case))
            .count()
    }
}

/// The most bytes between a name and the bracket that says where it lies.
const KIND_GAP: usize = 24;

/// How wide a place of a level is, to tell a place from the wider ones around it.
fn width(level: Level) -> u8 {
    match level {
        Level::Site => 0,
        Level::Settlement => 1,
        Level::Admin2 => 2,
        Level::Admin1 => 3,
        Level::Region => 4,
        Level::Country => 5,
    }
}

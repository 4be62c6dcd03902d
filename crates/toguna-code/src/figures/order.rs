//! The word of harm that counted people suffer, by the order of the words alone: headlines and long sentences whose tree
//! hangs it elsewhere ("four soldiers, three civilians killed in …", "blast kills six").

use toguna_lang::{Deprel, Upos};

use super::Reading;
use super::measure::suffered;
use crate::Measure;
use crate::lexicon::Pos;
use crate::scene::{At, Scene};

/// How far behind a number the word of harm may stand, in words.
const REACH: usize = 14;

/// The word of harm behind a list of nouns that began before `from`.
pub(super) fn harm_after(scene: &Scene<'_>, sentence: usize, from: usize) -> Option<Reading> {
    let tree = scene.sentence(sentence);
    let mut bracket = false;
    for word in from..(from + REACH).min(tree.words.len()) {
        let w = &tree.words[word];
        let at = At { sentence, word };
        match w.form.as_str() {
            "(" => bracket = true,
            ")" => bracket = false,
            _ if bracket => continue,
            "," | "\"" | "«" | "»" | "“" | "”" | "'" | "‘" | "’" => {}
            _ => {
                if let Some(measure) = suffered(scene, at).filter(|_| w.upos != Upos::Noun || is_participle(scene, at))
                {
                    return scene.undergone(at).then_some(Reading { measure, by: word });
                }
                if !scene.goes_on_with_nouns(at) {
                    return None;
                }
            }
        }
    }
    None
}

/// The word of harm right before a number, whatever the tagger took it for: "kills 42", "the killing of six".
pub(super) fn harm_before(scene: &Scene<'_>, sentence: usize, start: usize) -> Option<Reading> {
    let tree = scene.sentence(sentence);
    let mut word = start.checked_sub(1)?;
    let of = |word: usize| scene.lexicon.is(&tree.words[word].lemma, "OF_CASE");
    let genitive = of(word);
    if genitive {
        word = word.checked_sub(1)?;
    }
    let at = At { sentence, word };
    let lemma = scene.lemma(at);
    let measure = suffered(scene, at)?;
    let verb = tree.words[word].upos == Upos::Verb || !scene.lexicon.measures(&lemma, Pos::Verb).is_empty();
    let doer = verb && !genitive && !scene.passive(at);
    let nominal = genitive && scene.lexicon.is(&lemma, "KILLING");
    (doer || nominal).then_some(Reading { measure, by: word })
}

/// "Death toll rises to 51": a bare number behind a word of rising, in a sentence that speaks of a toll.
pub(super) fn risen_toll(scene: &Scene<'_>, sentence: usize, start: usize) -> Option<Reading> {
    let tree = scene.sentence(sentence);
    let before = start.checked_sub(1)?;
    let to = scene.lexicon.is(&tree.words[before].form, "RISE_TO");
    let toll = (0..before).find(|&word| scene.lexicon.is(&scene.lemma(At { sentence, word }), "TOTAL"))?;
    let rises = (toll..before).any(|word| scene.lexicon.is_change(&scene.lemma(At { sentence, word })));
    (to && rises).then_some(Reading { measure: Measure::Killed, by: toll })
}

/// Whether a word that was not tagged as a verb has a verb's uses ("Six killed").
fn is_participle(scene: &Scene<'_>, at: At) -> bool {
    !scene.lexicon.measures(&scene.lemma(at), Pos::Verb).is_empty()
        || !scene.lexicon.measures(&scene.lemma(at), Pos::Adj).is_empty()
}

impl Scene<'_> {
    /// Whether those before a word of harm suffer it: nothing that it could govern follows, or it is what dying people do.
    pub(crate) fn undergone(&self, at: At) -> bool {
        if self.lexicon.is(&self.lemma(at), "DIE") {
            return true;
        }
        let tree = self.sentence(at.sentence);
        let counts = self.quantities.iter().any(|q| q.sentence == at.sentence && q.words.start == at.word + 1);
        let governs = tree.dependents(at.word, &[Deprel::Obj]).any(|word| word > at.word);
        // "Killed two", "shot dead a trader", "kill at least nine".
        let opens = |w: &&toguna_lang::Word| !matches!(w.upos, Upos::Adv | Upos::Adj);
        let next = tree.words[at.word + 1..].iter().find(opens);
        let object =
            next.is_some_and(|w| matches!(w.upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Det | Upos::Pron));
        !governs && !object && !counts
    }

    /// Whether a word can stand between a number and the harm told of a list that it opens.
    fn goes_on_with_nouns(&self, at: At) -> bool {
        let w = &self.sentence(at.sentence).words[at.word];
        let participle = w.feats.form == toguna_lang::VerbForm::Part;
        match w.upos {
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Det | Upos::Cconj | Upos::Aux | Upos::Adv => true,
            Upos::Adp => ["OF_CASE", "GENITIVE_CASE"].iter().any(|class| self.lexicon.is(&w.lemma, class)),
            Upos::Part => self.lexicon.is(&w.form, "GENITIVE_CASE"),
            // "100 believed killed".
            Upos::Verb => participle && self.lexicon.speech(&w.lemma, "verb").is_some(),
            _ => false,
        }
    }

    /// People without a number in a list right before a word of harm: "a soldier, 6 rebels killed in …".
    pub(crate) fn listed_before(&self, by: At) -> Vec<At> {
        let tree = self.sentence(by.sentence);
        let mut found = Vec::new();
        if !self.undergone(by) {
            return found;
        }
        let mut end = by.word;
        while end > 0 {
            let at = At { word: end - 1, ..by };
            let sign = matches!(tree.words[at.word].form.as_str(), "," | "\"" | "«" | "»" | "'" | "‘" | "’");
            if !sign && !self.goes_on_with_nouns(at) {
                break;
            }
            end = at.word;
        }
        for word in end..by.word {
            let at = At { word, ..by };
            let w = &tree.words[word];
            // The words before the noun that belong to its phrase.
            let own = (end..word).rev().take_while(|&before| {
                let b = &tree.words[before];
                matches!(b.upos, Upos::Adj | Upos::Propn | Upos::Noun | Upos::Num)
            });
            let first = own.last().unwrap_or(word);
            let before = first.checked_sub(1).map(|before| &tree.words[before]);
            let opens = before
                .is_none_or(|b| matches!(b.form.as_str(), "," | ":") || matches!(b.upos, Upos::Cconj | Upos::Det));
            let closed = tree
                .words
                .get(word + 1)
                .is_some_and(|next| next.form == "," || matches!(next.upos, Upos::Cconj | Upos::Aux | Upos::Verb));
            let numbered = |q: &crate::scene::Spot| {
                q.sentence == by.sentence && q.words.start <= word && q.words.end > first.saturating_sub(1)
            };
            let person = w.upos == Upos::Noun && self.is_victim(at);
            if person && opens && closed && !self.quantities.iter().any(numbered) {
                found.push(at);
            }
        }
        found
    }
}

//! Whom a personal pronoun may stand for: the nouns told before it, the nearest first.

use toguna_lang::{Deprel, Upos};

use crate::condition::Slot;
use crate::scene::{At, Scene};

impl Scene<'_> {
    /// The nouns before a pronoun that stand in one of these links, the nearest of its own sentence first, then those of the
    /// sentence before.
    ///
    /// Whom a verb is done to is not who does it ("gathered the men and shot them", "condemned the state, accusing it"): for
    /// an object the verb's own subject is left out, and earlier objects are candidates too.
    pub(crate) fn referents(&self, at: At, links: &[Deprel]) -> Vec<At> {
        let tree = self.sentence(at.sentence);
        let own = match (tree.words[at.word].deprel, tree.head(at.word)) {
            (Deprel::Obj | Deprel::Iobj | Deprel::Obl, Some(verb)) => {
                self.fillers(At { word: verb, ..at }, &Slot::Subject)
            }
            _ => Vec::new(),
        };
        let nouns = |sentence: usize, until: usize, objects: bool| {
            let words = &self.sentence(sentence).words;
            let fits = move |w: &usize| {
                let word = &words[*w];
                word.upos != Upos::Pron && (links.contains(&word.deprel) || objects && word.deprel == Deprel::Obj)
            };
            (0..until.min(words.len())).filter(fits).map(|word| At { word, sentence }).collect::<Vec<_>>()
        };
        let mut here = nouns(at.sentence, at.word, !own.is_empty());
        here.retain(|candidate| !own.contains(candidate));
        here.reverse();
        here.extend(at.sentence.checked_sub(1).map(|before| nouns(before, usize::MAX, false)).unwrap_or_default());
        here
    }
}

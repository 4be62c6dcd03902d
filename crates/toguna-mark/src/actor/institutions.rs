//! Bodies that the text names by what they are, where they act or speak: "the governor's office", "a court in X".

use std::ops::Range;

use toguna_lang::{Deprel, Number, Upos};

use super::ActorMarks;
use super::known::{Introduced, Known};
use super::sentence::Sweep;
use super::unlisted::id_of;
use crate::ActorKind;

/// Marks the institutions of a sentence that act or speak in it. One told by its article alone is the one of its kind
/// that was named last.
pub(super) fn mark(sweep: &mut Sweep<'_>, known: &mut Known, marks: &mut ActorMarks) {
    let tree = sweep.sentence;
    for word in 0..tree.words.len() {
        let Some((needs_more, named_by)) = institution(sweep, word) else { continue };
        let words = phrase(sweep, word);
        let units = sweep.units_of(&words);
        let titled = sweep.units_of(&(word..word + 1)).any(|u| sweep.titled[u]);
        if units.is_empty() || titled || units.clone().any(|u| sweep.covered[u]) || !acts(sweep, word, &words) {
            continue;
        }
        let lemma = tree.words[word].lemma.as_str().to_lowercase();
        let bytes = sweep.bytes(&units);
        let article = words.start.checked_sub(1).map(|at| &tree.words[at]).filter(|w| w.upos == Upos::Det);
        let definite = article.is_some_and(|article| sweep.is_definite(article.form.as_str()));
        let before = || known.institutions.iter().rev().find(|(kind, _)| *kind == lemma).map(|(_, who)| who.clone());
        // "A court", and a body whose own name follows, are not known by what they are.
        let indefinite = article.is_some() && !definite;
        let named = sweep.covered.get(units.end).is_some_and(|covered| *covered)
            && matches!(sweep.gap(units.end - 1), " " | " (" | ", ");
        let counts = |w: &usize| !matches!(tree.words[*w].upos, Upos::Part | Upos::Punct);
        let bare = words.clone().filter(counts).count() == named_by;
        let who = match before() {
            _ if indefinite || named => continue,
            Some(who) if bare && definite => who,
            _ if bare && (needs_more || !definite) => continue,
            _ => {
                let name = sweep.text[bytes.clone()].to_string();
                Introduced { id: id_of(&name), name, kind: ActorKind::Organisation }
            }
        };
        known.institutions.push((lemma, who.clone()));
        sweep.add(bytes, who.id, &who.name, who.kind, "institution that acts", marks);
    }
}

/// Whether a word is such a body's noun, alone or with the word before it: whether that says too little by itself, and by
/// how many words it is said.
fn institution(sweep: &Sweep<'_>, word: usize) -> Option<(bool, usize)> {
    let tree = sweep.sentence;
    let noun = matches!(tree.words[word].upos, Upos::Noun | Upos::Propn);
    if !noun || tree.words[word].feats.number == Number::Plur {
        return None;
    }
    let lemma = |word: usize| tree.words[word].lemma.as_str().to_lowercase();
    let roles = sweep.context.roles;
    let parts = tree.dependents(word, &[Deprel::Amod, Deprel::Compound, Deprel::Nmod]).filter(|&part| part < word);
    let whole = parts.map(|part| format!("{} {}", lemma(part), lemma(word))).chain([lemma(word)]);
    whole.into_iter().find_map(|name| Some((*roles.institutions.get(&name)?, name.split(' ').count())))
}

/// The words of a name that hang on its head without a gap: what qualifies it, and complements of belonging or place.
pub(super) fn phrase(sweep: &Sweep<'_>, head: usize) -> Range<usize> {
    let tree = sweep.sentence;
    let belongs = |word: usize| {
        tree.ancestors(word).take_while(|&above| above != head).all(|above| match tree.words[above].deprel {
            Deprel::Amod | Deprel::Compound | Deprel::Flat => true,
            Deprel::Case | Deprel::Det => above == word && (word > head || tree.head(word) != Some(head)),
            Deprel::Nmod => above < head || introduced(sweep, above),
            _ => false,
        }) && tree.below(word, head)
    };
    let mut range = head..head + 1;
    while range.start > 0 && belongs(range.start - 1) && tree.words[range.start - 1].upos != Upos::Det {
        range.start -= 1;
    }
    while range.end < tree.words.len() && belongs(range.end) {
        range.end += 1;
    }
    // A preposition or an article at the end lost its noun.
    while range.end > head + 1 && matches!(tree.words[range.end - 1].upos, Upos::Adp | Upos::Det) {
        range.end -= 1;
    }
    range
}

/// Whether a complement stands behind a preposition of belonging, or names a place.
fn introduced(sweep: &Sweep<'_>, word: usize) -> bool {
    let tree = sweep.sentence;
    let place = || sweep.units_of(&(word..word + 1)).any(|u| sweep.placed[u]);
    let mut cases = tree.dependents(word, &[Deprel::Case]).peekable();
    let of = |case: usize| {
        let form = tree.words[case].form.as_str().trim_end_matches(['\'', '’']);
        sweep.context.roles.of.iter().any(|of| of.eq_ignore_ascii_case(form))
    };
    cases.peek().is_none() || cases.any(of) || place()
}

/// Whether a body does or says something here: as a subject, as who did what was done, or as a source.
fn acts(sweep: &Sweep<'_>, head: usize, words: &Range<usize>) -> bool {
    let tree = sweep.sentence;
    let mut first = head;
    while tree.words[first].deprel == Deprel::Conj
        && let Some(above) = tree.head(first)
    {
        first = above;
    }
    let verb = tree.head(first).filter(|&verb| tree.words[verb].upos == Upos::Verb);
    let does = matches!(tree.words[first].deprel, Deprel::Nsubj | Deprel::OblAgent) && verb.is_some();
    let start = sweep.units_of(words).start;
    let cited = || {
        (start.saturating_sub(4)..start).any(|from| {
            let found = sweep.context.roles.voices.longest(sweep.text, sweep.units, from);
            // An article may stand between.
            found.is_some_and(|(taken, _)| {
                from + taken == start || from + taken + 1 == start && sweep.is_determiner(start - 1)
            })
        })
    };
    does || cited()
}

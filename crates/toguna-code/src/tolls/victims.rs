//! Victims without a number: "killed the imam and his son", "civilians were killed", "no deaths were reported".

use toguna_lang::{Deprel, Number, Upos};
use toguna_mark::ActorKind;

use crate::condition::Slot;
use crate::figures::suffered;
use crate::scene::{At, Scene};
use crate::{Measure, Status};

use super::relation::lemma_or_form;
use super::{Telling, side};

/// How many words before a noun of death a word of "none" may stand ("no civilian deaths").
const REACH: usize = 3;

/// How many characters before a noun the words may begin that name it as the source ("according to a local").
const SOURCE_REACH: usize = 40;

/// Every victim and every "none" of the document that no number tells; `counted` says which nouns have a number.
pub(super) fn victims(scene: &Scene<'_>, counted: impl Fn(At) -> bool) -> Vec<Telling> {
    let mut found: Vec<Telling> = Vec::new();
    for (sentence, tree) in scene.analysis.sentences.iter().enumerate() {
        for word in 0..tree.words.len() {
            let at = At { sentence, word };
            if let Some(none) = none(scene, at) {
                found.push(none);
            }
            let measure = suffered(scene, at).filter(|m| matches!(m, Measure::Killed | Measure::Neutralized));
            let Some(measure) = measure else { continue };
            for victim in sufferers(scene, at) {
                let known = counted(victim) || found.iter().any(|t| t.noun == victim);
                if let Some(telling) = victim_of(scene, at, victim, measure).filter(|_| !known) {
                    found.push(telling);
                }
            }
        }
    }
    found
}

/// The nouns that suffer what a word of killing tells, each of a list by itself.
fn sufferers(scene: &Scene<'_>, by: At) -> Vec<At> {
    let tree = scene.sentence(by.sentence);
    let lemma = scene.lemma(by);
    let first = match tree.words[by.word].upos {
        Upos::Noun | Upos::Propn if scene.lexicon.is(&lemma, "KILLING") => {
            let cases = scene.lexicon.words("OF_CASE").iter();
            let mut of: Vec<At> = cases.flat_map(|case| scene.fillers(by, &Slot::Preposition(case.clone()))).collect();
            of.extend(scene.fillers(by, &Slot::Possessor));
            of.sort();
            of.dedup();
            of
        }
        Upos::Noun | Upos::Propn => Vec::new(),
        // "Died", "lost their lives": who does it suffers it.
        _ if scene.lexicon.is(&lemma, "DIE") || scene.lexicon.is(&lemma, "LOSE") => scene.fillers(by, &Slot::Subject),
        _ => {
            let mut suffer = scene.fillers(by, &Slot::Object);
            suffer.extend(misplaced(scene, by));
            suffer.extend(scene.listed_before(by));
            suffer
        }
    };
    let mut all = Vec::new();
    for noun in first.into_iter().filter_map(|at| resolved(scene, at)) {
        all.push(noun);
        let joined = tree.dependents(noun.word, &[Deprel::Conj]).map(|word| At { word, ..noun });
        all.extend(joined.filter(|&at| scene.is_victim(at) || person_named(scene, at)));
        all.extend(listed_behind(scene, noun));
    }
    all.sort();
    all.dedup();
    all
}

/// "killed a chief, 'several' hunters": people of no told number behind a comma, where the tree lost the list.
fn listed_behind(scene: &Scene<'_>, noun: At) -> Option<At> {
    let tree = scene.sentence(noun.sentence);
    tree.words.get(noun.word + 1).filter(|word| word.form == ",")?;
    let several = |word: usize| lemma_or_form(scene, noun.sentence, word, "SEVERAL");
    let quoted = |word: &usize| matches!(tree.words[*word].upos, Upos::Punct) && tree.words[*word].form != ",";
    let mut behind = (noun.word + 2..tree.words.len()).filter(|word| !quoted(word));
    behind.next().filter(|&word| several(word))?;
    let next = behind.find(|&word| tree.words[word].upos != Upos::Adj).map(|word| At { word, ..noun })?;
    (tree.words[next.word].upos == Upos::Noun && scene.is_victim(next)).then_some(next)
}

/// People behind a verb of killing whom the tree hangs on it in another way, with no preposition before them.
fn misplaced(scene: &Scene<'_>, by: At) -> Vec<At> {
    let tree = scene.sentence(by.sentence);
    let links = [Deprel::Xcomp, Deprel::Obl, Deprel::Iobj];
    let bare = |&word: &usize| word > by.word && tree.dependents(word, &[Deprel::Case, Deprel::Mark]).next().is_none();
    let found = tree.dependents(by.word, &links).filter(bare).map(|word| At { word, ..by });
    found.filter(|&at| tree.words[at.word].upos == Upos::Noun && scene.is_victim(at)).collect()
}

/// The noun that a relative pronoun stands for, or the word itself.
fn resolved(scene: &Scene<'_>, at: At) -> Option<At> {
    let tree = scene.sentence(at.sentence);
    if tree.words[at.word].upos != Upos::Pron {
        return Some(at);
    }
    if scene.lexicon.is(&scene.lemma(at), "NOBODY") || denied(scene, at) {
        return Some(at);
    }
    let relative = tree.ancestors(at.word).any(|word| tree.words[word].deprel == Deprel::Acl);
    scene.antecedent(at).filter(|noun| relative && tree.words[noun.word].upos == Upos::Noun)
}

fn person_named(scene: &Scene<'_>, at: At) -> bool {
    scene.actor_on(at).is_some_and(|(_, mark)| mark.kind == ActorKind::Person)
}

/// What a noun without a number tells of the dead.
fn victim_of(scene: &Scene<'_>, by: At, noun: At, measure: Measure) -> Option<Telling> {
    let tree = scene.sentence(noun.sentence);
    let word = &tree.words[noun.word];
    let lemma = scene.lemma(noun);
    // "according to a local official": who tells it is none of the dead.
    let before = scene.document.text().get(..word.start as usize).unwrap_or_default();
    let from = before.char_indices().rev().take(SOURCE_REACH).last().map_or(0, |(at, _)| at);
    let lead = before[from..].to_lowercase();
    let cited = scene.lexicon.words("SOURCE_CASE").iter().any(|case| {
        let phrase = format!("{case} ");
        lead.rfind(&phrase).is_some_and(|at| {
            lead.get(at + phrase.len()..)
                .is_some_and(|gap| !gap.contains([',', ';', '.', ':']) && gap.split(' ').count() <= 3)
        })
    });
    if cited || tells_it(scene, by, noun) {
        return None;
    }
    let other_mark = [&scene.dates, &scene.places, &scene.quantities]
        .iter()
        .any(|spots| spots.iter().any(|s| s.sentence == noun.sentence && s.words.contains(&noun.word)));
    // The number of a phrase may hang on another of its words: "two 'influential' leaders".
    let numbered = scene.quantities.iter().any(|q| {
        let gap = tree.words.get(q.words.end..noun.word).unwrap_or_default();
        q.sentence == noun.sentence
            && q.words.end <= noun.word
            && gap.len() <= 4
            && gap.iter().all(|w| w.form != "," && matches!(w.upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Punct))
    });
    // "All the passengers, at least 26 civilians, were killed": the number set beside them tells how many.
    let told_beside = tree.dependents(noun.word, &[Deprel::Appos]).any(|beside| {
        let counts =
            |word: usize| scene.quantities.iter().any(|q| q.sentence == noun.sentence && q.words.contains(&word));
        counts(beside) || tree.dependents(beside, &[Deprel::Nummod]).any(counts)
    });
    if told_beside {
        return None;
    }
    let nominal = matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj);
    let nobody = scene.lexicon.is(&lemma, "NOBODY") || word.upos == Upos::Pron && denied(scene, noun);
    if other_mark || numbered || !nominal && !nobody || tree.dependents(noun.word, &[Deprel::Nummod]).next().is_some() {
        return None;
    }
    let none = nobody || denied(scene, noun);
    let named = person_named(scene, noun);
    let sure = scene.lexicon.is(&scene.lemma(by), "KILLING") && !scene.lexicon.is(&lemma, "NO_VICTIM");
    let group = scene.actor_on(noun).is_some_and(|(_, mark)| mark.kind != ActorKind::Person);
    // "A French soldier" is one, whatever army he is named with; "French soldiers" are that army.
    let one = word.feats.number != Number::Plur && scene.is_victim(noun) && !scene.lexicon.is(&lemma, "CROWD");
    if !none && !named && (group && !one || !scene.is_victim(noun) && !sure) {
        return None;
    }
    // "one of the assailants" is one.
    let one_of = word.deprel == Deprel::Nmod
        && tree
            .head(noun.word)
            .is_some_and(|head| head < noun.word && scene.lexicon.is(&tree.words[head].lemma, "ONE"));
    let many = ["CROWD", "SEVERAL"].iter().any(|class| scene.lexicon.is(&lemma, class));
    let several = !one_of && (word.feats.number == Number::Plur && !named || many);
    let (low, best, high) = match (none, several) {
        (true, _) => (0.0, Some(0.0), Some(0.0)),
        (_, true) => (2.0, None, None),
        _ => (1.0, Some(1.0), Some(1.0)),
    };
    let standing = scene.standing_of(by, scene.sentence(noun.sentence).words[noun.word].start as usize);
    let status = if none { Status::Actual } else { standing.status };
    let words = scene.phrase(noun);
    let span = scene.span(noun.sentence, words.clone())?;
    Some(Telling {
        words,
        by,
        measure,
        low: Some(low),
        best,
        high,
        side: side::side(scene, noun),
        status,
        claimant: standing.claimant,
        ..Telling::of(scene, noun, span)
    })
}

/// "Five killed in a raid: officials": who stands bare behind a sign tells of the dead and is none of them.
fn tells_it(scene: &Scene<'_>, by: At, noun: At) -> bool {
    let tree = scene.sentence(noun.sentence);
    let sign = |word: usize| matches!(tree.words[word].form.as_str(), ":" | ";" | "–" | "—" | "-");
    let bare = tree.dependents(noun.word, &[Deprel::Det]).next().is_none();
    bare && (by.word + 1..noun.word).any(sign)
}

/// Whether a determiner says "no" of a noun.
fn denied(scene: &Scene<'_>, noun: At) -> bool {
    let tree = scene.sentence(noun.sentence);
    tree.dependents(noun.word, &[Deprel::Det, Deprel::Advmod, Deprel::Amod])
        .any(|d| scene.lexicon.is(&scene.lemma(At { word: d, ..noun }), "NONE"))
}

/// "no deaths", "without casualties", "aucune victime": nobody died, and the text says so.
fn none(scene: &Scene<'_>, at: At) -> Option<Telling> {
    let tree = scene.sentence(at.sentence);
    if !scene.lexicon.is(&scene.lemma(at), "DEATH_NOUN") {
        return None;
    }
    let from = at.word.saturating_sub(REACH);
    let is = |word: usize, class: &str| {
        scene.lexicon.is(&tree.words[word].form, class) || scene.lexicon.is(&scene.lemma(At { word, ..at }), class)
    };
    let none = (from..at.word).rev().find(|&word| is(word, "NONE"))?;
    // "No further deaths" tells nothing of those before, and a sign between parts the two.
    let parted = (none + 1..at.word).any(|word| is(word, "MORE") || tree.words[word].upos == Upos::Punct);
    let numbered =
        scene.quantities.iter().any(|q| q.sentence == at.sentence && q.words.start > none && q.words.start < at.word);
    if parted || numbered {
        return None;
    }
    let words = none..at.word + 1;
    let span = scene.span(at.sentence, words.clone())?;
    Some(Telling {
        words,
        measure: Measure::Killed,
        low: Some(0.0),
        best: Some(0.0),
        high: Some(0.0),
        side: side::side(scene, at),
        status: Status::Actual,
        claimant: scene.standing(at).claimant,
        ..Telling::of(scene, at, span)
    })
}

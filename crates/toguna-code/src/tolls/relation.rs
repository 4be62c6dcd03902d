//! How two numbers of one sentence hang together: a part and its whole, an instalment and what replaces it.

use toguna_lang::{Deprel, Upos};

use super::Telling;
use crate::figures::Counted;
use crate::scene::{At, Scene};
use crate::{Measure, VictimSide};

/// Notes parts and instalments among tellings that are in the order of the text.
pub(super) fn relate(scene: &Scene<'_>, tellings: &mut [Telling]) {
    for at in 0..tellings.len() {
        goes_on(scene, tellings, at);
        if let Some(whole) = whole_of(scene, tellings, at) {
            tellings[at].part_of = Some(whole);
            tellings[at].measure = tellings[whole].measure;
            tellings[at].more = false;
        } else if let Some(before) = at.checked_sub(1).filter(|&before| rises(scene, &tellings[before], &tellings[at]))
        {
            tellings[before].superseded_by = Some(at);
            tellings[at].measure = Measure::Killed;
            tellings[at].total = true;
        }
    }
    listed(scene, tellings);
}

/// "killed ten soldiers, including an officer, and five civilians": a number of people that goes on a list counts what
/// the list counts, where its own place in the tree says nothing of it.
fn goes_on(scene: &Scene<'_>, tellings: &mut [Telling], at: usize) {
    let Some(before) = at.checked_sub(1) else { return };
    let (last, next) = (&tellings[before], &tellings[at]);
    let tree = scene.sentence(next.sentence);
    let from = last.words.end.max(last.noun.word + 1);
    let open = matches!(next.measure, Measure::Count | Measure::Personnel) && scene.is_victim(next.noun);
    if !open || last.sentence != next.sentence || from > next.words.start || last.measure != Measure::Killed {
        return;
    }
    let between = from..next.words.start;
    // "Announced ten soldiers killed on 9 May, along with 20 attackers": the harm and its day stand before the comma.
    let comma = between.clone().find(|&word| tree.words[word].form == ",").unwrap_or(from);
    let told = (from..comma).all(|word| {
        let w = &tree.words[word];
        let noun = matches!(w.upos, Upos::Noun | Upos::Propn | Upos::Pron) && !in_date(scene, next.sentence, word);
        word == last.by.word || !noun && !matches!(w.upos, Upos::Verb | Upos::Cconj)
    });
    let list = (comma..between.end).all(|word| {
        let w = &tree.words[word];
        matches!(w.upos, Upos::Cconj | Upos::Punct | Upos::Adv) && w.form != "."
            || lemma_or_form(scene, next.sentence, word, "LIST_ON")
    });
    if told && list && !between.is_empty() {
        tellings[at].measure = Measure::Killed;
    }
}

fn in_date(scene: &Scene<'_>, sentence: usize, word: usize) -> bool {
    scene.dates.iter().any(|date| date.sentence == sentence && date.words.contains(&word))
}

/// The telling of which this one counts a part, by a word between them or by the list that it goes on.
fn whole_of(scene: &Scene<'_>, tellings: &[Telling], at: usize) -> Option<usize> {
    let part = &tellings[at];
    let before = at.checked_sub(1).filter(|&before| tellings[before].sentence == part.sentence)?;
    let whole = if part_word(scene, &tellings[before], part) || of_them(scene, part) {
        tellings[before].part_of.filter(|_| of_them(scene, part)).unwrap_or(before)
    } else if tellings[before].part_of.is_some() && same_list(scene, &tellings[before], part) {
        tellings[before].part_of?
    } else if in_apposition(scene, &tellings[before], part) {
        before
    } else {
        return None;
    };
    let direct = part_right_behind(scene, &tellings[whole], part);
    fits(tellings, whole, at, direct).then_some(whole)
}

/// Whether the parts of a whole stay within it, with one more.
fn fits(tellings: &[Telling], whole: usize, part: usize, direct: bool) -> bool {
    let (all, one) = (&tellings[whole], &tellings[part]);
    // "Ten civilians, including four auxiliaries": the words themselves say whose part they are.
    let sides = direct || all.side == one.side || all.side == VictimSide::Unknown || one.side == VictimSide::Unknown;
    let others = tellings.iter().filter(|t| t.part_of == Some(whole)).filter_map(Telling::size).sum::<f64>();
    let most = all.high.or(all.size());
    let open = all.high.is_none();
    sides && (open && all.best.is_none() || most.zip(one.size()).is_some_and(|(most, one)| one + others <= most))
}

/// Whether a word or its lemma is of a class.
pub(super) fn lemma_or_form(scene: &Scene<'_>, sentence: usize, word: usize, class: &str) -> bool {
    let tree = scene.sentence(sentence);
    scene.lexicon.is(&tree.words[word].form, class) || scene.lexicon.is(&tree.words[word].lemma, class)
}

/// "53 dead, including 4 civilians": a word of part between the two.
fn part_word(scene: &Scene<'_>, whole: &Telling, part: &Telling) -> bool {
    let from = whole.words.end.max(whole.noun.word + 1);
    from <= part.words.start
        && (from..part.words.start).any(|word| lemma_or_form(scene, part.sentence, word, "PART_WORD"))
}

/// Whether nothing but a word of part stands between the two.
fn part_right_behind(scene: &Scene<'_>, whole: &Telling, part: &Telling) -> bool {
    let from = whole.words.end.max(whole.noun.word + 1);
    let tree = scene.sentence(part.sentence);
    part_word(scene, whole, part)
        && (from..part.words.start).all(|word| {
            matches!(tree.words[word].upos, Upos::Punct | Upos::Adv | Upos::Det)
                || lemma_or_form(scene, part.sentence, word, "PART_WORD")
        })
}

/// How many words behind a victim without a number "among them" may end.
const LIST_OF_THEM: usize = 5;

/// How many words "one of them a" takes up to its noun.
const ONE_OF_THEM: usize = 3;

/// "49 of them gendarmes": the number takes its part of those told before.
fn of_them(scene: &Scene<'_>, part: &Telling) -> bool {
    let tree = scene.sentence(part.sentence);
    let pronoun = |word: usize| lemma_or_form(scene, part.sentence, word, "OF_THEM");
    // "women and babies among them": a list without numbers may stand before the words of part.
    let reach = if part.figure.is_none() { LIST_OF_THEM } else { 3 };
    let behind = part.words.start + 1..(part.words.end + reach).min(tree.words.len());
    // "two people, one of them a priest": the words of part stand before who has no number.
    let ahead = part.words.start.saturating_sub(ONE_OF_THEM)..part.words.start;
    let taken = |word: usize| word > 0 && pronoun(word) && tree.words[word - 1].upos == Upos::Adp;
    behind.into_iter().any(taken) || part.figure.is_none() && ahead.into_iter().any(taken)
}

/// "including three women, two children and an imam": nothing but nouns between two numbers of a list.
fn same_list(scene: &Scene<'_>, before: &Telling, next: &Telling) -> bool {
    let tree = scene.sentence(next.sentence);
    let from = before.words.end.max(before.noun.word + 1);
    if from > next.words.start {
        return false;
    }
    let between = &tree.words[from..next.words.start];
    let closed = between.windows(2).any(|pair| pair[0].form == "," && pair[1].upos == Upos::Cconj);
    let clause = between.iter().any(|w| {
        matches!(w.upos, Upos::Verb | Upos::Aux) || matches!(w.form.as_str(), ")" | ";" | ":" | "(" | "–" | "—")
    });
    !closed && !clause
}

/// "three men, two soldiers and a guide": the second noun stands in apposition to the first.
fn in_apposition(scene: &Scene<'_>, whole: &Telling, part: &Telling) -> bool {
    let tree = scene.sentence(part.sentence);
    part.figure.is_some()
        && tree.words[part.noun.word].deprel == Deprel::Appos
        && tree.head(part.noun.word) == Some(whole.noun.word)
}

/// "20 dead (12 soldiers, 8 civilians)": a list behind a sign that adds up to the number before it.
fn listed(scene: &Scene<'_>, tellings: &mut [Telling]) {
    for whole in 0..tellings.len() {
        let mut parts = Vec::new();
        let mut last = whole;
        for next in whole + 1..tellings.len() {
            let goes_on = if last == whole {
                opens(scene, &tellings[whole], &tellings[next])
            } else {
                tellings[next].sentence == tellings[whole].sentence
                    && same_list(scene, &tellings[last], &tellings[next])
            };
            if !goes_on || tellings[next].part_of.is_some() {
                break;
            }
            parts.push(next);
            last = next;
        }
        let sum: f64 = parts.iter().filter_map(|&part| tellings[part].size()).sum();
        let sides = parts.iter().all(|&part| {
            let side = tellings[whole].side;
            side == VictimSide::Unknown || tellings[part].side == side || tellings[part].side == VictimSide::Unknown
        });
        if !parts.is_empty() && sides && tellings[whole].size() == Some(sum) {
            for part in parts {
                tellings[part].part_of = Some(whole);
                tellings[part].measure = tellings[whole].measure;
            }
        }
    }
}

/// Whether a sign that opens a list stands between two tellings.
fn opens(scene: &Scene<'_>, whole: &Telling, part: &Telling) -> bool {
    let tree = scene.sentence(part.sentence);
    let near = whole.words.end.max(whole.noun.word + 1);
    // "57 killed: 53 guards …": the word of harm right behind the number belongs to it.
    let from = if whole.by.sentence == whole.sentence && whole.by.word == near { near + 1 } else { near };
    whole.sentence == part.sentence
        && from <= part.words.start
        && tree.words[from..part.words.start]
            .iter()
            .any(|w| matches!(w.form.as_str(), "(" | ":" | "–" | "—" | "-" | "[" | ","))
        && !tree.words[from..part.words.start].iter().any(|w| matches!(w.upos, Upos::Verb | Upos::Cconj))
}

/// "The toll rises from 20 to 32."
fn rises(scene: &Scene<'_>, before: &Telling, after: &Telling) -> bool {
    let is = |telling: &Telling, class: &str| {
        telling.words.start.checked_sub(1).is_some_and(|word| lemma_or_form(scene, telling.sentence, word, class))
    };
    let toll = [before, after].iter().any(|t| t.total || t.measure == Measure::Killed);
    // "first spoke of 95 dead, before revising the toll to 35".
    let revised = || (before.words.end..after.words.start).any(|w| lemma_or_form(scene, after.sentence, w, "REVISE"));
    before.sentence == after.sentence
        && toll
        && is(after, "RISE_TO")
        && (is(before, "RISE_FROM") || before.measure == Measure::Killed && revised())
}

/// "five more soldiers", "another civilian", "d'autres villageois".
pub(super) fn more(scene: &Scene<'_>, noun: At) -> bool {
    let tree = scene.sentence(noun.sentence);
    scene.lexicon.is(&scene.lemma(noun), "MORE")
        || tree
            .dependents(noun.word, &[Deprel::Amod, Deprel::Det, Deprel::Advmod])
            .any(|word| lemma_or_form(scene, noun.sentence, word, "MORE"))
}

/// A word of "more" right behind the number ("cinq autres", "two more").
pub(super) fn more_after(scene: &Scene<'_>, counted: &Counted) -> bool {
    let tree = scene.sentence(counted.at.sentence);
    let inside = counted.words.clone().skip(1).chain(counted.words.end..(counted.words.end + 1).min(tree.words.len()));
    let mut found = inside.filter(|&word| lemma_or_form(scene, counted.at.sentence, word, "MORE"));
    // "More than ten" bounds the number.
    found.any(|word| tree.words.get(word + 1).is_none_or(|next| !matches!(next.form.as_str(), "than" | "de" | "que")))
}

/// "the three soldiers": the text has told of them.
pub(super) fn definite(scene: &Scene<'_>, noun: At) -> bool {
    let tree = scene.sentence(noun.sentence);
    tree.dependents(noun.word, &[Deprel::Det]).any(|d| scene.lexicon.is(&tree.words[d].lemma, "DEFINITE"))
}

/// "a total of 32", "the toll stands at 32".
pub(super) fn total(scene: &Scene<'_>, counted: &Counted) -> bool {
    let tree = scene.sentence(counted.at.sentence);
    let is = |word: usize| lemma_or_form(scene, counted.at.sentence, word, "TOTAL");
    let near = counted.words.start.saturating_sub(3)..(counted.words.end + 4).min(tree.words.len());
    let subject = tree.ancestors(counted.at.word).take(3).any(|above| {
        tree.dependents(above, &[Deprel::Nsubj, Deprel::NsubjPass])
            .any(|word| lemma_or_form(scene, counted.at.sentence, word, "TOTAL"))
    });
    subject || near.into_iter().any(is)
}

//! Whether an expression stands in a telling of things past or of things to come: "killed on December 28" and "will
//! take place on February 21" need different years.

use std::ops::Range;

use toguna_lang::{Analysis, Deprel, Sentence, Tense as Form, Upos, VerbForm};

use super::grammar::TimeGrammar;
use super::matcher::Matcher;

/// What the verb over an expression tells of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Untold,
}

/// How many tokens away a word of things to come still speaks of the expression, where no tree tells.
const REACH: usize = 9;

/// The tense that governs tokens `from..to`.
pub(super) fn tense(analysis: &Analysis, matcher: &Matcher<'_>, from: usize, to: usize) -> Tense {
    let grammar = matcher.grammar;
    let forward = matcher.before(from).is_some_and(|t| grammar.is(t, grammar.known.forward));
    let bytes = matcher.tokens[from].start as usize..matcher.tokens[to - 1].end as usize;
    let sentence = analysis.sentence_at(bytes.start).map(|at| &analysis.sentences[at]);
    match sentence {
        Some(sentence) if sentence.words.iter().any(|w| w.upos == Upos::Verb || w.upos == Upos::Aux) => {
            // "Until Friday" is to come, unless the verb says that it has been.
            match from_tree(sentence, sentence.words_in(bytes), grammar, forward) {
                Tense::Untold if forward => Tense::Future,
                tense => tense,
            }
        }
        _ if forward => Tense::Future,
        _ => from_words(matcher, from, to, sentence),
    }
}

fn from_tree(sentence: &Sentence, mention: Range<usize>, grammar: &TimeGrammar, forward: bool) -> Tense {
    let word = mention.start;
    if word >= sentence.words.len() {
        return Tense::Untold;
    }
    let future = |at: usize| {
        // "May" the month is no "may".
        if mention.contains(&at) {
            return false;
        }
        let word = &sentence.words[at];
        grammar.word_is(&word.form, grammar.known.future) || grammar.word_is(&word.lemma, grammar.known.future)
    };
    // "Set for 2 July", "due on Friday": the word of things to come stands right before, whatever the tree made of it.
    let introduced = word >= 2 && sentence.words[word - 1].upos == Upos::Adp && future(word - 2);
    if introduced {
        // "The start, due on 2 October, was put off": what was awaited then may be over.
        return if is_aside_of_past(sentence, word - 2) { Tense::Untold } else { Tense::Future };
    }
    let case = word.checked_sub(1).map(|before| &sentence.words[before].form);
    let ahead = case.is_some_and(|case| grammar.word_is(&case.to_lowercase(), grammar.known.promise_case));
    // "Promised for July a second school."
    let meant = case.is_some_and(|case| grammar.word_is(&case.to_lowercase(), grammar.known.promise_goal));
    // "Postponed until January", with an article between in some languages.
    let before = sentence.words[..word].iter().rev().take(2);
    let later = before.into_iter().any(|word| grammar.word_is(&word.form.to_lowercase(), grammar.known.put_off_case));
    let put_off = |at: usize| grammar.word_is(&sentence.words[at].lemma, grammar.known.put_off);
    if later && sentence.ancestors(word).skip(1).any(put_off) {
        return Tense::Future;
    }
    const HELPERS: &[Deprel] = &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop];
    for at in sentence.ancestors(word).skip(1) {
        let helpers = || sentence.dependents(at, HELPERS);
        // "Promised a school before the end of August": behind what is promised.
        let promised = || sentence.dependents(at, &[Deprel::Obj, Deprel::Xcomp, Deprel::Ccomp]).any(|o| o < word);
        if ahead && grammar.word_is(&sentence.words[at].lemma, grammar.known.promise) && (meant || promised()) {
            return Tense::Future;
        }
        let forms: Vec<Form> = std::iter::once(at).chain(helpers()).map(|i| sentence.words[i].feats.tense).collect();
        // "Is set to open" lies ahead, "was set alight" does not.
        let done = |at: usize| {
            grammar.word_is(&sentence.words[at].lemma, grammar.known.future_to)
                && sentence.dependents(at, &[Deprel::Xcomp]).next().is_none()
        };
        if future(at) && !done(at) || helpers().any(future) || forms.contains(&Form::Fut) {
            return Tense::Future;
        }
        // "A meeting to be held on October 12" is to come; "failed to pay on Monday" tells nothing by the infinitive.
        let infinitive = |i: usize| sentence.words[i].feats.form == VerbForm::Inf;
        if (forward || sentence.words[at].deprel == Deprel::Acl) && (infinitive(at) || helpers().any(infinitive)) {
            return Tense::Future;
        }
        if !matches!(sentence.words[at].upos, Upos::Verb | Upos::Aux) && helpers().next().is_none() {
            continue;
        }
        // "Devrait être signé": the participle under an infinitive tells no time, the verb above does.
        if helpers().any(infinitive) {
            continue;
        }
        if forms.iter().any(|f| matches!(f, Form::Past | Form::Imp)) {
            return Tense::Past;
        }
        if forms.contains(&Form::Pres) {
            return Tense::Untold;
        }
    }
    Tense::Untold
}

/// Whether an adjective hangs on a noun of a clause whose verb tells of the past.
fn is_aside_of_past(sentence: &Sentence, adjective: usize) -> bool {
    let past = |at: usize| matches!(sentence.words[at].feats.tense, Form::Past | Form::Imp);
    let aside =
        sentence.words[adjective].upos == Upos::Adj && sentence.dependents(adjective, &[Deprel::Cop]).next().is_none();
    let verb = sentence.ancestors(adjective).find(|&at| sentence.words[at].upos == Upos::Verb);
    let told = |verb: usize| past(verb) || sentence.dependents(verb, &[Deprel::Aux, Deprel::AuxPass]).any(past);
    aside && verb.is_some_and(told)
}

/// Without a tree: a word of things to come close before the expression, or close after one that opens its sentence.
fn from_words(matcher: &Matcher<'_>, from: usize, to: usize, sentence: Option<&Sentence>) -> Tense {
    let grammar = matcher.grammar;
    let start = sentence.map_or(0, |s| s.start);
    let first = (0..from).rev().take_while(|&at| matcher.tokens[at].start >= start && !matcher.breaks[at + 1]).count();
    let low = from - first.min(REACH);
    let future = |at: usize| grammar.is(&matcher.tokens[at], grammar.known.future);
    if (low..from).any(future) {
        return Tense::Future;
    }
    let high = (to + REACH).min(matcher.tokens.len());
    let after =
        (to..high).take_while(|&at| !matcher.breaks[at] && sentence.is_none_or(|s| matcher.tokens[at].end <= s.end));
    if first <= 2 && after.into_iter().any(future) { Tense::Future } else { Tense::Untold }
}

//! What one voice tells and another denies: "the union speaks of a purge; the ministry denies it".
//!
//! A denial is told as two facts with one object: whoever `claims` it, and whoever `contradicts` it. What is denied is the
//! clause before, or what the denial's own words name again.

use std::collections::BTreeMap;
use std::ops::Range;

use toguna_lang::{Deprel, Sentence, Upos, VerbForm};
use toguna_mark::ActorKind;
use toguna_text::{Block, Span};

use super::plain;
use crate::condition::Slot;
use crate::scene::{At, Scene, Spot};
use crate::{Claimant, Fact, Term};

/// How many sentences back what is denied by name may have been told.
const BACK: usize = 4;
/// How many sentences further on.
const ON: usize = 1;
/// How many letters make the begin of a word, which a verb and its noun share.
const STEM: usize = 5;

/// A run of words of one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) sentence: usize,
    pub(super) words: Range<usize>,
}

/// Words that deny, and what they deny by name.
struct Denial {
    run: Run,
    /// The words that say it: with whoever speaks, and what they hold against it.
    told: Range<usize>,
    by: Claimant,
    /// The verb or noun of what is denied, where the denial names it.
    content: Option<At>,
    /// Whether it speaks against what the sentence before tells, and its own only as far as a semicolon parts it.
    of_sentence: bool,
    /// Whether it only answers to what another said, and need not deny it.
    answers: bool,
    /// Whether it denies only what its own words name again.
    by_name: bool,
}

/// The facts of every denial.
pub(super) fn denials(scene: &Scene<'_>, found: &mut Vec<Fact>) {
    for sentence in 0..scene.analysis.sentences.len() {
        for denial in in_sentence(scene, sentence) {
            found.extend(facts(scene, &denial).into_iter().flatten());
        }
    }
}

fn facts(scene: &Scene<'_>, denial: &Denial) -> Option<[Fact; 2]> {
    let named = denial.content.and_then(|content| named_again(scene, denial, content));
    // What is denied in other words is what another, who is named, has just said.
    let other_words = named.is_none() && denial.content.is_some();
    let claim = named.or_else(|| (!denial.by_name).then(|| clause_before(scene, denial)).flatten())?;
    let claimed = span(scene, &claim)?;
    // What is named again may stand in the words that deny it: then these are the denial's own alone.
    let told = Run { sentence: denial.run.sentence, words: denial.told.clone() };
    let denied = span(scene, &told).filter(|told| !claimed.overlaps(told)).or_else(|| span(scene, &denial.run))?;
    let by = claimant_of(scene, &claim);
    let told_by_another = match &by {
        Claimant::Document => !denial.answers && !other_words && !denial.by_name,
        other => *other != denial.by,
    };
    // "Nobody has claimed it; the group denies it": nothing is told that could be denied.
    let nobody = |word: usize| scene.is_nobody(At { sentence: claim.sentence, word });
    if !told_by_another || claimed.overlaps(&denied) || claim.words.clone().any(nobody) {
        return None;
    }
    Some(against(scene, (claimed, by), (denied, denial.by.clone())))
}

/// The facts of a claim and of another's words that are set against it.
pub(super) fn told_against(
    scene: &Scene<'_>,
    claim: (&Run, &Claimant),
    answer: (&Run, &Claimant),
) -> Option<[Fact; 2]> {
    let (claimed, answered) = (span(scene, claim.0)?, span(scene, answer.0)?);
    Some(against(scene, (claimed, claim.1.clone()), (answered, answer.1.clone())))
}

fn against(scene: &Scene<'_>, (claimed, by): (Span, Claimant), (denied, denier): (Span, Claimant)) -> [Fact; 2] {
    let object = Term::Words(scene.words(claimed).to_string());
    let mut claims = plain(claimed, subject(&by), "claims", object.clone(), "what another denies");
    let mut contradicts = plain(denied, subject(&denier), "contradicts", object, "words that deny");
    (claims.claimant, contradicts.claimant) = (by, denier);
    [claims, contradicts]
}

fn span(scene: &Scene<'_>, run: &Run) -> Option<Span> {
    scene.span(run.sentence, run.words.clone())
}

fn subject(by: &Claimant) -> Term {
    match by {
        Claimant::Document => Term::Words("the text itself".into()),
        Claimant::Actor(who) => Term::Entity(who.clone()),
        Claimant::Described(words) => Term::Words(words.clone()),
    }
}

/// Who is told to say the most of a run's words.
fn claimant_of(scene: &Scene<'_>, run: &Run) -> Claimant {
    let tree = scene.sentence(run.sentence);
    let mut said = BTreeMap::<Claimant, usize>::new();
    for word in &tree.words[run.words.clone()] {
        if let Some(voice) = scene.speakers(word.start as usize).last() {
            *said.entry(voice.claimant.clone()).or_default() += 1;
        }
    }
    said.into_iter().max_by_key(|(_, words)| *words).map_or(Claimant::Document, |(who, _)| who)
}

fn in_sentence(scene: &Scene<'_>, sentence: usize) -> Vec<Denial> {
    let tree = scene.sentence(sentence);
    if tree.block == Block::Heading {
        return Vec::new();
    }
    let verbs = (0..tree.words.len()).filter(|&word| tree.words[word].upos == Upos::Verb);
    let mut found: Vec<Denial> = verbs.filter_map(|word| by_verb(scene, At { sentence, word })).collect();
    if found.is_empty() {
        found.extend(by_phrase(scene, sentence));
    }
    found
}

/// A verb that denies, doubts or retorts, with its subject as the one who speaks; or one that says that something is not so.
fn by_verb(scene: &Scene<'_>, at: At) -> Option<Denial> {
    let tree = scene.sentence(at.sentence);
    let lemma = scene.lemma(at);
    let is = |class: &str| scene.lexicon.is(&lemma, class);
    let against = ["DENIES", "REJECTS", "DOUBTS", "RETORTS"].into_iter().any(is);
    if !against && !scene.says(at) {
        return None;
    }
    let content = content(scene, at);
    let of_claim = content.is_some_and(|word| scene.lexicon.is(&scene.lemma(At { word, ..at }), "CLAIM"));
    // "Which the army disputes": what was told before.
    let finite = tree.words[at.word].feats.form != VerbForm::Inf;
    let it = || finite && tree.dependents(at.word, &[Deprel::Obj]).any(|word| stands_for_all(scene, At { word, ..at }));
    let denies = is("DENIES") || is("REJECTS") && (of_claim || it()) || is("DOUBTS") && content.is_none();
    // "Says that it is not", and "says that nobody was killed" after another said that many were.
    let short_no = || (at.word + 1..tree.words.len()).find(|&word| is_short_no(scene, At { word, ..at }));
    let short_no = (!against).then(short_no).flatten();
    let not_so = short_no.is_some_and(|word| tree.below(word, at.word));
    let content = if not_so { short_no } else { content };
    let not = !against && !not_so && content.is_some_and(|word| is_negated(scene, At { word, ..at }));
    let negated = tree.dependents(at.word, &[Deprel::Advmod]).any(|word| scene.negates(At { word, ..at }));
    if !(denies || is("RETORTS") || not_so || not) || negated || scene.passive(at) {
        return None;
    }
    let who = scene.fillers(at, &Slot::Subject).into_iter().next();
    let byte = tree.words[at.word].start as usize;
    let by = who.and_then(|who| speaks(scene, who)).or_else(|| scene.sayer(at).cloned().map(Claimant::Actor));
    // "It is false, says X": whoever speaks.
    let by = by.or_else(|| scene.speakers(byte).last().map(|voice| voice.claimant.clone()))?;
    let end = content.map_or(at.word, |word| word.max(at.word)) + 1;
    let begin = who.filter(|who| who.word < at.word).map_or(at.word, |who| begin_of(scene, who));
    // "Which the army disputes".
    let pronouns = tree.words[..begin].iter().rev().take_while(|word| word.upos == Upos::Pron).count();
    let begin = begin - pronouns;
    let phrase = content.map_or(end, |word| scene.phrase(At { word, ..at }).end);
    let told = begin..phrase.max(stated(tree, end)).max(end);
    let content = content.filter(|_| (denies || not) && !of_claim).map(|word| At { word, ..at });
    let run = Run { sentence: at.sentence, words: at.word..end };
    Some(Denial { run, told, by, content, of_sentence: false, answers: !denies && !not_so, by_name: not })
}

/// Where a noun phrase begins, with its article.
fn begin_of(scene: &Scene<'_>, noun: At) -> usize {
    let article = scene.sentence(noun.sentence).dependents(noun.word, &[Deprel::Det]);
    article.fold(scene.phrase(noun).start.min(noun.word), usize::min)
}

/// Where a statement ends that a colon opens right behind a word; the word itself where none does.
fn stated(tree: &Sentence, after: usize) -> usize {
    let colon = tree.words.get(after).is_some_and(|word| word.form == ":");
    if colon { trimmed_end(tree, tree.words.len()) } else { after }
}

/// Whether a pronoun stands for all that was told before: "which", "it", "ce que", "cela".
fn stands_for_all(scene: &Scene<'_>, at: At) -> bool {
    let word = &scene.sentence(at.sentence).words[at.word];
    let is = |class: &str| scene.lexicon.is(&word.form.to_lowercase(), class) || scene.lexicon.is(&word.lemma, class);
    word.upos == Upos::Pron && (is("ALL_BEFORE") || is("EXPLETIVE"))
}

/// "That it is not", "they had not": a clause of a pronoun, an auxiliary and a no.
fn is_short_no(scene: &Scene<'_>, verb: At) -> bool {
    let tree = scene.sentence(verb.sentence);
    let no = tree.children(verb.word).any(|word| scene.negates(At { word, ..verb }));
    let light = |word: usize| {
        matches!(tree.words[word].upos, Upos::Pron | Upos::Aux | Upos::Part | Upos::Sconj | Upos::Punct)
            || scene.negates(At { word, ..verb })
    };
    let auxiliary = tree.words[verb.word].upos == Upos::Aux;
    no && auxiliary && tree.children(verb.word).all(light)
}

/// Whether a clause is told as not so: by a no on its verb, or on whom it tells of.
fn is_negated(scene: &Scene<'_>, verb: At) -> bool {
    let tree = scene.sentence(verb.sentence);
    let no = |word: usize| tree.children(word).any(|child| scene.negates(At { word: child, ..verb }));
    let links = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj];
    let party = |word: usize| scene.is_nobody(At { word, ..verb }) || no(word);
    tree.words[verb.word].upos == Upos::Verb && (no(verb.word) || tree.dependents(verb.word, &links).any(party))
}

/// Who speaks as the subject of a verb: whom it names or stands for, the writer as "we", or whom its sentence named last.
fn speaks(scene: &Scene<'_>, who: At) -> Option<Claimant> {
    let words = &scene.sentence(who.sentence).words;
    if scene.lexicon.is(&words[who.word].form.to_lowercase(), "WE") {
        return Some(Claimant::Document);
    }
    let named = || {
        let before = scene.actors.iter().filter(|spot| spot.sentence == who.sentence && spot.words.end <= who.word);
        let person = |spot: &Spot| scene.actor(spot).kind == ActorKind::Person;
        let last = before.max_by_key(|spot| (person(spot), spot.words.start));
        last.map(|spot| Claimant::Actor(scene.actor(spot).entity.clone()))
    };
    let pronoun = words[who.word].upos == Upos::Pron;
    scene.speaker(who).or_else(|| named().filter(|_| pronoun))
}

/// The word of what a verb of denying governs: a clause's verb, or a noun that is no pronoun.
fn content(scene: &Scene<'_>, at: At) -> Option<usize> {
    let tree = scene.sentence(at.sentence);
    let colon = |word: usize| tree.words[at.word..word].iter().any(|w| w.form == ":");
    let clause = tree.dependents(at.word, &[Deprel::Ccomp, Deprel::Xcomp, Deprel::Advcl]).find(|&word| {
        let w = &tree.words[word];
        word > at.word && !colon(word) && (w.deprel != Deprel::Advcl || w.feats.form != VerbForm::Fin)
    });
    let noun = |&word: &usize| word > at.word && !matches!(tree.words[word].upos, Upos::Pron | Upos::Num);
    clause.or_else(|| tree.dependents(at.word, &[Deprel::Obj]).find(noun))
}

/// "False, …", "on the contrary": words that call the sentence before untrue, said by whoever speaks there.
fn by_phrase(scene: &Scene<'_>, sentence: usize) -> Option<Denial> {
    let tree = scene.sentence(sentence);
    let words = &tree.words;
    let is_false = |word: usize| scene.lexicon.is(&words[word].form.to_lowercase(), "FALSE_WORD");
    let closes = |word: usize| words.get(word + 1).is_some_and(|next| next.upos == Upos::Punct);
    let opens = (0..words.len().min(2)).find(|&word| is_false(word) && closes(word));
    let contrary = || {
        let text = scene.document.text().get(tree.start as usize..tree.end as usize)?.to_lowercase();
        let phrase = scene.lexicon.words("CONTRARY").iter().find(|phrase| text.contains(phrase.as_str()))?;
        let start = tree.start as usize + text.find(phrase.as_str())?;
        let within = tree.words_in(start..start + phrase.len());
        (!within.is_empty()).then_some(within)
    };
    let run = match opens {
        Some(word) => word..word + 1,
        None => contrary()?,
    };
    let byte = words[run.start].start as usize;
    let speaker = scene.speakers(byte).last().map(|voice| voice.claimant.clone());
    let spoken = || {
        let mut verbs = (0..words.len()).map(|word| At { sentence, word }).filter(|at| scene.says(*at));
        verbs.find_map(|verb| {
            let who = scene.fillers(verb, &Slot::Subject).into_iter().next();
            // "Faux, a rétorqué X": the tree often loses a subject behind its verb.
            let behind = || {
                let near = scene.actors.iter().find(|a| a.sentence == sentence && a.words.start == verb.word + 1)?;
                Some(Claimant::Actor(scene.actor(near).entity.clone()))
            };
            who.and_then(|who| scene.speaker(who)).or_else(behind)
        })
    };
    let governing = || {
        let verb = tree.ancestors(run.start).find(|&word| words[word].upos == Upos::Verb)?;
        let who = scene.fillers(At { sentence, word: verb }, &Slot::Subject).into_iter().next()?;
        speaks(scene, who)
    };
    let by = speaker.or_else(governing).or_else(spoken)?;
    let begin = clause_begin(tree, run.start, true);
    let behind = words[run.end..].iter().position(|w| w.form == ";").map_or(words.len(), |sign| run.end + sign);
    let told = trimmed(tree, Run { sentence, words: begin..behind }).words;
    let run = Run { sentence, words: run };
    Some(Denial { run, told, by, content: None, of_sentence: true, answers: false, by_name: false })
}

/// What was told before a denial that names nothing: the clause before it in its sentence, else the sentence before.
fn clause_before(scene: &Scene<'_>, denial: &Denial) -> Option<Run> {
    let tree = scene.sentence(denial.run.sentence);
    let begin = clause_begin(tree, denial.run.words.start.min(denial.told.start), denial.of_sentence);
    let spoken = |words: Range<usize>| tree.words[words].iter().any(|w| matches!(w.upos, Upos::Verb | Upos::Aux));
    if begin > 1 && spoken(0..begin) {
        return Some(trimmed(tree, Run { sentence: denial.run.sentence, words: 0..begin }));
    }
    let before = denial.run.sentence.checked_sub(1)?;
    let sentence = scene.sentence(before);
    let prose = sentence.block != Block::Heading && sentence.paragraph + 1 >= tree.paragraph;
    let whole = Run { sentence: before, words: 0..sentence.words.len() };
    (prose && !sentence.words.is_empty()).then(|| trimmed(sentence, whole))
}

/// Where the clause of a word begins: behind the last semicolon before it, or any sign that parts clauses.
fn clause_begin(tree: &Sentence, word: usize, semicolon: bool) -> usize {
    let parts = |sign: &str| sign == ";" || !semicolon && matches!(sign, "," | ":" | "–" | "—");
    tree.words[..word].iter().rposition(|w| parts(&w.form)).map_or(0, |sign| sign + 1)
}

/// Where a run ends without the signs at its end.
fn trimmed_end(tree: &Sentence, end: usize) -> usize {
    let sign = |word: usize| matches!(tree.words[word].upos, Upos::Punct | Upos::Cconj);
    (0..end).rev().find(|&word| !sign(word)).map_or(0, |word| word + 1)
}

/// A run without the signs at its ends.
pub(super) fn trimmed(tree: &Sentence, mut run: Run) -> Run {
    let sign = |word: usize| matches!(tree.words[word].upos, Upos::Punct | Upos::Cconj);
    run.words.end = trimmed_end(tree, run.words.end).max(run.words.start + 1);
    while run.words.end > run.words.start + 1 && sign(run.words.start) {
        run.words.start += 1;
    }
    run
}

/// Where what a denial names is told: by the same word, or one that begins alike, in the sentences before or right behind.
fn named_again(scene: &Scene<'_>, denial: &Denial, content: At) -> Option<Run> {
    let sentence = denial.run.sentence;
    // A verb may come again as its noun; a thing comes again as a thing.
    let wanted: Vec<(bool, String)> = std::iter::once((false, content))
        .chain(
            objects(scene, content).into_iter().filter(|_| !denial.by_name).map(|word| (true, At { word, ..content })),
        )
        .map(|(thing, at)| (thing, stem(&scene.lemma(at)).to_owned()))
        .filter(|(_, stem)| stem.chars().count() >= STEM - 1)
        .collect();
    let told = |sentence: usize, until: usize| {
        let words = &scene.sentence(sentence).words;
        let tells = |word: usize| matches!(words[word].upos, Upos::Verb | Upos::Noun);
        let same = |word: usize| {
            let lemma = scene.lemma(At { sentence, word });
            let noun = words[word].upos == Upos::Noun;
            wanted.iter().any(|(thing, wanted)| wanted == stem(&lemma) && (noun || !thing))
        };
        let word = (0..until.min(words.len())).rev().find(|&word| tells(word) && same(word))?;
        let at = At { sentence, word };
        // Of a thing that comes again, the whole sentence tells what is denied.
        if stem(&scene.lemma(at)) != stem(&scene.lemma(content)) {
            let whole = Run { sentence, words: 0..until.min(words.len()) };
            return Some(trimmed(scene.sentence(sentence), whole));
        }
        let end = objects(scene, at).into_iter().chain([word]).max()?;
        Some(Run { sentence, words: word.min(end)..end + 1 })
    };
    let behind = sentence + 1..(sentence + 1 + ON).min(scene.analysis.sentences.len());
    let before = (sentence.saturating_sub(BACK)..sentence).rev();
    told(sentence, denial.run.words.start).or_else(|| before.chain(behind).find_map(|s| told(s, usize::MAX)))
}

fn objects(scene: &Scene<'_>, at: At) -> Vec<usize> {
    let tree = scene.sentence(at.sentence);
    let links = [Deprel::Obj, Deprel::Obl, Deprel::Nmod, Deprel::NsubjPass];
    tree.dependents(at.word, &links).filter(|&word| tree.words[word].upos == Upos::Noun).collect()
}

/// The begin of a word, which two forms share.
pub(super) fn stem(lemma: &str) -> &str {
    lemma.char_indices().nth(STEM).map_or(lemma, |(end, _)| &lemma[..end])
}

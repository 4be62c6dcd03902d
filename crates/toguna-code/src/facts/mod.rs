//! Facts: memberships, offices, ranks, other names, foundings, strengths and trends that a document tells.

mod denials;
mod natures;
mod offices;
mod opposed;
mod seats;
mod strengths;
mod trends;

use std::collections::HashMap;

use serde::Deserialize;
use toguna_lang::{Deprel, Upos};
use toguna_mark::{ActorKind, DateKind, Edtf, EntityId, Precision, TableError, rows};
use toguna_text::Span;

use crate::condition::{Condition, Slot};
use crate::figures::Counted;
use crate::scene::{At, Scene};
use crate::standing::Standing;
use crate::turns::{self, Turns};
use crate::{Claimant, Fact, Status, Term};

/// A row of `facts.tsv`: a word and the state that it tells.
#[derive(Debug)]
struct Rule {
    predicate: String,
    subject: Part,
    object: Part,
    when: Condition,
    /// The fact begins on the word's date.
    begins: bool,
    /// The fact ends on the word's date.
    ends: bool,
    /// The fact holds on the word's date, which is all that is told of its time.
    holds: bool,
    /// Words do for the object, where it is no actor.
    words_too: bool,
    /// The fact is told only by what is told with this status.
    status: Option<Status>,
    qualifier: Option<String>,
}

/// The predicate whose objects are things that do not exist yet, and so seldom have a name.
const PLANS: &str = "plans-institution";
/// The predicate of who holds land, much of which has no name ("most of the roads").
const CONTROLS: &str = "controls";
/// The predicate of what gets better or worse.
const TREND: &str = "trend";

/// One side of a fact rule.
#[derive(Debug)]
enum Part {
    /// What fills a slot; its words where it is no actor and words will do.
    Slot(Slot),
    /// The noun that a preposition's phrase hangs on.
    Governor,
    /// The phrase that a preposition introduces.
    Dependent,
    /// The name beside which the word is set, or that is set beside it ("an official of the Front, X").
    Beside,
    /// The word itself, where it stands for an actor named before ("their alliance").
    Word,
    /// The subject of the clause that the word stands in.
    Clause,
    /// These words.
    Literal(String),
    /// The date of the word.
    Date,
}

#[derive(Deserialize)]
struct Row {
    lemma: String,
    pos: String,
    predicate: String,
    subject: String,
    object: String,
    #[serde(default)]
    when: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    qualifier: String,
    #[serde(default)]
    status: String,
}

/// The fact rules of a language.
#[derive(Debug, Default)]
pub struct FactRules {
    rules: HashMap<(String, String), Vec<Rule>>,
    turns: Turns,
}

impl FactRules {
    /// Reads `facts.tsv`.
    pub fn parse(text: &str) -> Result<FactRules, TableError> {
        let mut rules = FactRules::default();
        for (at, row) in rows::<Row>("facts.tsv", text)?.into_iter().enumerate() {
            let wrong = |reason: String| TableError { file: "facts.tsv".into(), line: at as u64 + 2, reason };
            let rule = Rule {
                words_too: [PLANS, CONTROLS].contains(&row.predicate.as_str()),
                status: Status::of(&row.status),
                predicate: row.predicate,
                subject: part(&row.subject).map_err(wrong)?,
                object: part(&row.object).map_err(wrong)?,
                when: Condition::parse(&row.when).map_err(wrong)?,
                begins: row.date == "from",
                ends: row.date == "to",
                holds: row.date == "at",
                qualifier: (!row.qualifier.is_empty()).then_some(row.qualifier),
            };
            rules.rules.entry((row.lemma, row.pos)).or_default().push(rule);
        }
        Ok(rules)
    }

    /// Adds the turns of phrase of `turns.tsv`.
    pub fn with_turns(self, text: &str) -> Result<FactRules, TableError> {
        Ok(FactRules { turns: Turns::parse(text)?, ..self })
    }

    fn of(&self, lemma: &str, pos: &str) -> &[Rule] {
        self.rules.get(&(lemma.to_string(), pos.to_string())).map_or(&[], Vec::as_slice)
    }
}

fn part(cell: &str) -> Result<Part, String> {
    Ok(match cell {
        "governor" => Part::Governor,
        "dependent" => Part::Dependent,
        "beside" => Part::Beside,
        "word" => Part::Word,
        "clause" => Part::Clause,
        "date" => Part::Date,
        _ => match cell.strip_prefix('=') {
            Some(words) => Part::Literal(words.to_string()),
            None => Part::Slot(Slot::parse(cell)?),
        },
    })
}

/// Every fact that the document tells, in the order of the text.
pub(crate) fn facts(scene: &Scene<'_>, rules: &FactRules, figures: &[Counted]) -> Vec<Fact> {
    let mut found = Vec::new();
    aliases(scene, &mut found);
    titles(scene, &mut found);
    offices::leaders_in_lists(scene, &mut found);
    offices::owned_by_leaders(scene, &mut found);
    by_rule(scene, rules, &mut found);
    seats::seats(scene, &mut found);
    strengths::strengths(scene, figures, &mut found);
    turns::told(scene, &rules.turns, &mut found);
    natures::natures(scene, &mut found);
    trends::topics(scene, &mut found);
    denials::denials(scene, &mut found);
    opposed::opposed(scene, &mut found);
    offices::members_for_leaders(scene, &mut found);
    without_less(&mut found);
    found.sort_by(|a, b| {
        (a.span, &a.predicate, &a.subject, &a.object).cmp(&(b.span, &b.predicate, &b.subject, &b.object))
    });
    found.dedup_by(|a, b| {
        a.span == b.span && a.predicate == b.predicate && a.subject == b.subject && a.object == b.object
    });
    found
}

/// Leaves out what another fact on the same words tells with more: an office by its name.
fn without_less(found: &mut Vec<Fact>) {
    let told = |a: &Fact, b: &Fact| a.subject == b.subject && a.predicate == b.predicate && a.object == b.object;
    let named: Vec<Fact> = found.iter().filter(|fact| fact.qualifier.is_some()).cloned().collect();
    found.retain(|fact| {
        let more = |other: &Fact| told(fact, other) && fact.span.overlaps(&other.span);
        fact.qualifier.is_some() || fact.from.is_some() || fact.to.is_some() || !named.iter().any(more)
    });
}

fn plain(span: Span, subject: Term, predicate: &str, object: Term, why: &str) -> Fact {
    Fact {
        span,
        subject,
        predicate: predicate.into(),
        object,
        qualifier: None,
        from: None,
        to: None,
        at: None,
        status: Status::Actual,
        claimant: Claimant::Document,
        through: Vec::new(),
        why: why.into(),
    }
}

/// "Name (SHORT)": the short form is another name of the actor.
fn aliases(scene: &Scene<'_>, found: &mut Vec<Fact>) {
    for mark in &scene.marks.actors {
        let words = scene.words(mark.span);
        let Some((_, rest)) = words.split_once('(') else { continue };
        let short = rest.trim_end_matches(')').trim();
        if !short.is_empty() {
            let (subject, object) = (Term::Words(short.into()), Term::Entity(mark.entity.clone()));
            found.push(plain(mark.span, subject, "alias-of", object, "short form in brackets after the name"));
        }
    }
}

/// Offices and ranks beside a person's name.
fn titles(scene: &Scene<'_>, found: &mut Vec<Fact>) {
    for mark in &scene.marks.titles {
        let object = match (&mark.of, &mark.place) {
            _ if mark.predicate == "holds-rank" => Term::Words(mark.title.clone()),
            (Some(of), _) => Term::Entity(of.clone()),
            (None, Some(place)) => Term::Words(place.clone()),
            (None, None) => continue,
        };
        let mut fact =
            plain(mark.span, Term::Entity(mark.holder.clone()), &mark.predicate, object, "title beside the name");
        fact.qualifier = (mark.predicate != "holds-rank").then(|| mark.title.clone());
        fact.at = only_day(scene, mark.span);
        found.push(fact);
    }
}

/// The day of a sentence that tells of one day and no other time: what it says of people holds on it.
fn only_day(scene: &Scene<'_>, span: Span) -> Option<Edtf> {
    let sentence = scene.analysis.sentence_at(span.range().start)?;
    let mut days = scene.dates.iter().filter(|spot| spot.sentence == sentence).map(|s| &scene.marks.dates[s.mark]);
    let first = days.next().filter(|mark| mark.kind == DateKind::Date && mark.value.precision() == Precision::Day)?;
    days.all(|mark| mark.value == first.value).then(|| first.value.clone())
}

/// States that words of `facts.tsv` tell.
fn by_rule(scene: &Scene<'_>, rules: &FactRules, found: &mut Vec<Fact>) {
    for (sentence, tree) in scene.analysis.sentences.iter().enumerate() {
        for word in 0..tree.words.len() {
            let at = At { sentence, word };
            let w = &tree.words[word];
            let pos = match w.upos {
                Upos::Verb | Upos::Aux => "verb",
                Upos::Noun | Upos::Propn => "noun",
                Upos::Adj => "adj",
                _ => "",
            };
            let lemma = scene.lemma(at);
            for rule in rules.of(&lemma, pos).iter().filter(|_| w.deprel != Deprel::Case) {
                if scene.holds(at, &rule.when) || rule.predicate == TREND && holds_of_it(scene, at, &rule.when) {
                    apply(scene, at, at, rule, found);
                }
            }
            for case in tree.dependents(word, &[Deprel::Case]) {
                let form = tree.words[case].form.as_str().to_lowercase();
                for rule in rules.of(&form, "prep") {
                    apply(scene, at, At { sentence, word: case }, rule, found);
                }
            }
        }
    }
}

/// "Insecurity worsens; it recedes, says the minister": whether a condition of the subject holds of what a pronoun that is it
/// stands for, the last subject before.
fn holds_of_it(scene: &Scene<'_>, at: At, when: &Condition) -> bool {
    let tree = scene.sentence(at.sentence);
    let pronoun = |&word: &usize| tree.words[word].upos == Upos::Pron && word < at.word;
    let Some(word) = tree.dependents(at.word, &[Deprel::Nsubj]).find(pronoun) else { return false };
    let links = [Deprel::Nsubj, Deprel::NsubjPass];
    let noun = scene.referents(At { word, ..at }, &links).into_iter().next();
    noun.is_some_and(|noun| scene.holds_with(at, when, &Slot::Subject, noun))
}

fn apply(scene: &Scene<'_>, at: At, named: At, rule: &Rule, found: &mut Vec<Fact>) {
    let mut standing = scene.standing(at);
    let put_off = put_off(scene, at);
    if put_off.is_some() && standing.status == Status::Actual {
        standing.status = Status::Planned;
    }
    if rule.status.is_some_and(|status| status != standing.status) {
        return;
    }
    // "On 4 May the entry into force was postponed" is told of that day, "postponed to 4 May" for it.
    let ahead = |&verb: &usize| scene.dates_in(at.sentence).iter().any(|spot| spot.words.start > verb);
    let when = scene.when(at).map(|w| w.date).filter(|_| put_off.as_ref().is_none_or(ahead));
    let words_too = matches!(rule.object, Part::Literal(_));
    let subjects = terms(scene, at, &rule.subject, words_too);
    let objects = match &rule.object {
        Part::Date => when.iter().map(|d| (Term::Words(d.to_string()), at.word)).collect(),
        part => terms(scene, at, part, rule.words_too),
    };
    for (subject, s) in &subjects {
        for (object, o) in &objects {
            if subject == object {
                continue;
            }
            let reach = [*s, *o, named.word];
            let (from, to) = (reach.iter().min().copied().unwrap_or(0), reach.iter().max().copied().unwrap_or(0));
            let Some(span) = scene.span(at.sentence, from..to + 1) else { continue };
            let mut fact = plain(span, subject.clone(), &rule.predicate, object.clone(), "");
            let Standing { status, claimant, through, .. } = standing.clone();
            fact.status = status;
            fact.claimant = claimant;
            fact.through = through;
            fact.qualifier = rule.qualifier.clone();
            fact.from = when.clone().filter(|_| rule.begins);
            fact.to = when.clone().filter(|_| rule.ends);
            fact.at = when.clone().filter(|_| rule.holds);
            fact.why = format!("'{}' in facts.tsv", scene.lemma(named));
            found.push(fact);
        }
    }
}

/// The verb by which what a noun tells is put off: "the entry into force was postponed".
fn put_off(scene: &Scene<'_>, at: At) -> Option<usize> {
    let tree = scene.sentence(at.sentence);
    let links = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj];
    let noun = tree.words[at.word].upos == Upos::Noun && links.contains(&tree.words[at.word].deprel);
    let verb = tree.head(at.word).filter(|_| noun).map(|word| At { word, ..at })?;
    let so = scene.standing(verb).status != Status::Denied;
    (so && scene.lexicon.is(&scene.lemma(verb), "PUT_OFF")).then_some(verb.word)
}

/// What a part stands for, with the word that carries it.
fn terms(scene: &Scene<'_>, at: At, part: &Part, words_too: bool) -> Vec<(Term, usize)> {
    let words: Vec<At> = match part {
        Part::Slot(slot) => scene.fillers(at, slot),
        Part::Dependent => vec![at],
        Part::Word => return scene.described(at).map(|id| (Term::Entity(id), at.word)).into_iter().collect(),
        Part::Clause => named_by_clause(scene, at),
        Part::Beside => named_beside(scene, at),
        Part::Governor => scene.sentence(at.sentence).head(at.word).map(|word| At { word, ..at }).into_iter().collect(),
        Part::Literal(text) => return vec![(Term::Words(text.clone()), at.word)],
        Part::Date => Vec::new(),
    };
    let mut found = Vec::new();
    // Coordinated things are told one by one: "a bank, a fund and a committee".
    let listed = |word: &At| {
        let tree = scene.sentence(word.sentence);
        let more = tree.dependents(word.word, &[Deprel::Conj, Deprel::Appos]).map(|w| At { word: w, ..*word });
        std::iter::once(*word).chain(more).collect::<Vec<_>>()
    };
    let words: Vec<At> = if words_too { words.iter().flat_map(listed).collect() } else { words };
    for word in words {
        // A place with a name hung on it by mistake is the place.
        let place = scene.place_on(word);
        let actors = if place.is_some() { named_here(scene, word) } else { actors_meant(scene, word) };
        if let Some(place) = place.filter(|_| actors.is_empty()) {
            found.push((Term::Words(place.to_owned()), word.word));
        } else if let Some(meant) = scene.described(word).filter(|_| actors.is_empty() && !words_too) {
            // "Who leads the militia": the one told before.
            found.push((Term::Entity(meant), word.word));
        } else if actors.is_empty() && words_too {
            let phrase = scene.phrase(whole_of(scene, at, word));
            if let Some(span) = scene.span(word.sentence, phrase) {
                found.push((Term::Words(scene.words(span).to_string()), word.word));
            }
        }
        found.extend(actors.into_iter().map(|actor| (Term::Entity(actor), word.word)));
    }
    found
}

/// The subject of the clause around a word, or whom the clause names to be what the word says: "X appointed Y as minister".
fn named_by_clause(scene: &Scene<'_>, at: At) -> Vec<At> {
    let verb = scene.sentence(at.sentence).head(at.word).map(|word| At { word, ..at });
    let naming = verb.filter(|verb| scene.lexicon.is(&scene.lemma(*verb), "NAMING"));
    let named = naming.map(|verb| scene.objects(verb)).unwrap_or_default();
    let named: Vec<At> = named.into_iter().filter(|&word| word != at.word).map(|word| At { word, ..at }).collect();
    if named.is_empty() { scene.clause_subjects(at) } else { named }
}

/// "Most of the roads": the word of which a part is told, with that part.
fn whole_of(scene: &Scene<'_>, verb: At, word: At) -> At {
    let tree = scene.sentence(word.sentence);
    let above = tree.head(word.word).filter(|&above| above != verb.word && tree.head(above) == Some(verb.word));
    let part = above.filter(|_| tree.words[word.word].deprel == Deprel::Nmod);
    part.map_or(word, |above| At { word: above, ..word })
}

/// The names that a noun describes: those set beside it, or its subject where it is said of one.
fn named_beside(scene: &Scene<'_>, at: At) -> Vec<At> {
    let tree = scene.sentence(at.sentence);
    let is = tree.dependents(at.word, &[Deprel::Cop]).next().is_some();
    let subject = tree.dependents(at.word, &[Deprel::Nsubj]).filter(|_| is);
    let beside = tree.dependents(at.word, &[Deprel::Appos, Deprel::Flat]);
    let names = scene.described_name(at).into_iter().chain(subject.chain(beside).map(|word| At { word, ..at }));
    names.filter(|name| !scene.actors_of(*name).is_empty()).collect()
}

/// The actor in whose name a word stands.
fn named_here(scene: &Scene<'_>, at: At) -> Vec<EntityId> {
    scene.actor_on(at).map(|(_, mark)| mark.entity.clone()).into_iter().collect()
}

/// The actors of a noun, or of the name that it stands beside: "the Katiba Serma, a unit affiliated with …".
fn actors_meant(scene: &Scene<'_>, at: At) -> Vec<EntityId> {
    let tree = scene.sentence(at.sentence);
    // "The Front, the group led by X": what is said of the group is said of the name, not of who leads it.
    let body = scene.described_name(at).and_then(|name| scene.actor_on(name)).map(|(_, mark)| mark);
    let body = body.filter(|mark| !matches!(mark.kind, ActorKind::Person | ActorKind::State));
    if let Some(body) = body.filter(|_| scene.actor_on(at).is_none()) {
        return vec![body.entity.clone()];
    }
    let own = scene.actors_of(at);
    let above = tree.head(at.word).filter(|_| own.is_empty() && tree.words[at.word].deprel == Deprel::Appos);
    above.map_or(own, |word| scene.actors_of(At { word, ..at }))
}

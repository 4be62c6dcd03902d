//! The scene of a passage: where and when its violence is told to happen, for sentences that do not say it again.

use toguna_lang::{Deprel, Tense, Upos};
use toguna_mark::{Edtf, Level};
use toguna_text::Block;

use crate::events::{Reference, Told};
use crate::figures::Counted;
use crate::join::is_bare_label;
use crate::lexicon::Pos;
use crate::scene::{At, Scene, Spot};
use crate::{EventType, Status, is_toll};

/// How many sentences back a scene still holds.
pub(crate) const BACK: usize = 3;

/// How many sentences back "the attack" still finds the attack that it means.
pub(crate) const REFERS: usize = 6;

/// How many sentences back an accusation is still answered.
const ANSWERS: usize = 2;

/// Gives an account that points back to one told before ("were killed in the attack") that one's date.
pub(crate) fn refer_back(scene: &Scene<'_>, told: &mut [Told]) {
    for at in 0..told.len() {
        let (before, rest) = told.split_at_mut(at);
        let next = &mut rest[0];
        if next.account.date.is_some() || !points_back(scene, next) && !names_known(scene, next) {
            continue;
        }
        let places = |kept: &Told| {
            let (a, b) = (&kept.account.places, &next.account.places);
            a.is_empty() || b.is_empty() || a.iter().any(|place| b.contains(place))
        };
        let meant = before.iter().rev().find(|kept| {
            kept.account.event_type == next.account.event_type
                && kept.account.date.is_some()
                && next.at.sentence - kept.at.sentence <= REFERS
                && places(kept)
        });
        if let Some(date) = meant.and_then(|kept| kept.account.date.clone()) {
            next.account.date = Some(date);
            next.account.why.push_str("; date of what it points back to");
        }
    }
}

/// "The ministry dismissed those charges": what is rejected and tells no owner is what somebody shortly before accused the doer of.
pub(crate) fn answer_accusations(told: &mut [Told]) {
    for at in 0..told.len() {
        let (before, rest) = told.split_at_mut(at);
        let answer = &mut rest[0];
        let account = &mut answer.account;
        if account.event_type != EventType::Reject || !account.targets.is_empty() || !account.target_parties.is_empty()
        {
            continue;
        }
        let accuses = |other: &&Told| {
            other.account.event_type == EventType::Accuse
                && answer.at.sentence - other.at.sentence <= ANSWERS
                && other.account.targets.iter().any(|who| account.agents.contains(who))
        };
        let accusers = before.iter().rev().find(accuses).map(|other| other.account.agents.clone()).unwrap_or_default();
        account.targets = accusers.into_iter().filter(|who| !account.agents.contains(who)).collect();
    }
}

/// Whether an account's own noun is told as known and without more ("the attack", not "the attack on the market").
fn points_back(scene: &Scene<'_>, told: &Told) -> bool {
    let more = &[Deprel::Nmod, Deprel::Acl, Deprel::Appos];
    told.reference == Reference::Back
        && scene.sentence(told.at.sentence).dependents(told.at.word, more).next().is_none()
}

/// Whether the clause of an account names, as known, an event of the same type.
fn names_known(scene: &Scene<'_>, told: &Told) -> bool {
    let sentence = scene.sentence(told.at.sentence);
    let event = |word: usize| {
        let lemma = scene.lemma(At { word, ..told.at });
        let definite = |d: usize| scene.lexicon.is(&sentence.words[d].lemma, "DEFINITE");
        sentence.words[word].upos == Upos::Noun
            && sentence.dependents(word, &[Deprel::Det]).any(definite)
            && scene.lexicon.predicates(&lemma, Pos::Noun).iter().any(|p| p.event_type == Some(told.account.event_type))
    };
    sentence.dependents(told.at.word, &[Deprel::Obl, Deprel::Nsubj]).any(event)
}

/// Gives tolls the account they belong to, and what has no place or date of its own the passage's.
pub(crate) fn settle(scene: &Scene<'_>, told: &mut [Told], counted: &mut [Counted]) {
    // What conflict coders take happened in the scene of its passage.
    let taken = |t: &Told| {
        matches!(t.account.event_type, EventType::Assault | EventType::Protest)
            || !t.readings.is_empty() && t.account.event_type != EventType::Agree
    };
    let scenes = scenes(scene, told);
    for told in told.iter_mut().filter(|t| taken(t) && t.account.places.is_empty()) {
        if let Some(place) = place(scene, &scenes, body(scene, told)) {
            told.account.places = vec![place];
            told.account.why.push_str("; place of the passage");
        }
    }
    let dated = |t: &Told| narrated(scene, t) || is_bare_label(scene, t);
    for told in told.iter_mut().filter(|t| t.account.date.is_none() && dated(t)) {
        let sentence = body(scene, told);
        // The day on which somebody spoke is the last that may be the day of what he told.
        let date = running(scene, sentence, |spot| !scene.is_day_of_speech(spot));
        if let Some(date) = date.or_else(|| running(scene, sentence, |_| true)) {
            told.account.date = Some(date);
            told.account.why.push_str("; date of the passage");
        }
    }
    for (index, counted) in counted.iter_mut().enumerate().filter(|(_, c)| is_toll(c.figure.measure)) {
        if let Some(told) = account_of(told, counted) {
            told.account.figures.push(index);
            let (figure, account) = (&mut counted.figure, &told.account);
            figure.date = figure.date.take().or_else(|| account.date.clone());
            if figure.places.is_empty() {
                figure.places.clone_from(&account.places);
            }
        }
        if counted.figure.places.is_empty() {
            counted.figure.places = place(scene, &scenes, counted.at.sentence).into_iter().collect();
        }
    }
    for at in 0..counted.len() {
        let (before, rest) = counted.split_at_mut(at);
        let next = &mut rest[0];
        if is_toll(next.figure.measure) && next.figure.date.is_none() {
            next.figure.date = date_of_toll(scene, before, next);
        }
    }
}

/// The date of a toll that tells none: its passage's, else that of the toll before it.
fn date_of_toll(scene: &Scene<'_>, before: &[Counted], toll: &Counted) -> Option<Edtf> {
    let byte = toll.figure.span.range().start;
    let near = |other: &&Counted| {
        is_toll(other.figure.measure)
            && toll.at.sentence - other.at.sentence <= BACK
            && passage(scene, other.at.sentence) == passage(scene, toll.at.sentence)
    };
    let before = || before.iter().rev().find(near).and_then(|other| other.figure.date.clone());
    let told = running(scene, toll.at.sentence, |spot| !scene.is_day_of_speech(spot) && !scene.is_told_of(byte, spot));
    told.or_else(before)
}

/// Gives tolls that nothing else dates the day on which they were told: the last that may be theirs.
pub(crate) fn date_by_speech(scene: &Scene<'_>, counted: &mut [Counted]) {
    for counted in counted.iter_mut().filter(|c| is_toll(c.figure.measure) && c.figure.date.is_none()) {
        counted.figure.date = running(scene, counted.at.sentence, |_| true);
    }
}

/// The sentence that tells an account: the one behind, where only a label names it.
fn body(scene: &Scene<'_>, told: &Told) -> usize {
    let label = is_bare_label(scene, told);
    (told.at.sentence + usize::from(label)).min(scene.analysis.sentences.len().saturating_sub(1))
}

/// The account that a toll belongs to: of its own sentence, else the last one told a few sentences before.
fn account_of<'t>(told: &'t mut [Told], counted: &Counted) -> Option<&'t mut Told> {
    let figure = &counted.figure;
    let violent =
        |t: &&mut Told| t.account.event_type == EventType::Assault || figure.measure == crate::Measure::Arrested;
    let fits = |t: &&mut Told| {
        let dates = match (&t.account.date, &figure.date) {
            (Some(a), Some(b)) => a.overlaps(b) || b.overlaps(a),
            _ => true,
        };
        let places = figure.places.is_empty()
            || t.account.places.is_empty()
            || figure.places.iter().any(|place| t.account.places.contains(place));
        dates && (places || t.at.sentence == counted.at.sentence)
    };
    told.iter_mut()
        .filter(violent)
        .filter(|t| t.at.sentence <= counted.at.sentence && counted.at.sentence - t.at.sentence <= BACK)
        .filter(fits)
        .min_by_key(|t| (counted.at.sentence - t.at.sentence, counted.at.word.abs_diff(t.at.word)))
}

/// The sentences that tell violence at a town or site of their own, with that place.
fn scenes(scene: &Scene<'_>, told: &[Told]) -> Vec<(usize, usize)> {
    let town = |place: &&usize| matches!(scene.marks.places[**place].level, Level::Settlement | Level::Site);
    let violent = told.iter().filter(|t| t.account.event_type == EventType::Assault);
    violent.filter_map(|t| Some((t.at.sentence, *t.account.places.iter().find(town)?))).collect()
}

/// The place of a passage: named last in the sentence itself, else where the violence shortly before it is told to be,
/// else named last before it. A division only where its sentence names no town.
fn place(scene: &Scene<'_>, scenes: &[(usize, usize)], sentence: usize) -> Option<usize> {
    // Where a report was sent from is not where what it tells happened.
    let near = |at: usize| at <= sentence && sentence - at <= BACK && scene.sentence(at).block != Block::Dateline;
    let named = |here: bool| named_last(scene, |spot| near(spot.sentence) && (!here || spot.sentence == sentence));
    let told = || scenes.iter().rev().find(|(at, _)| near(*at)).map(|(_, place)| *place);
    let own = || named(true).filter(|found| found.is_scene).map(|found| found.place);
    own().or_else(told).or_else(|| named(false).map(|found| found.place))
}

/// A place that a text names, and whether something may have happened there.
struct Named {
    place: usize,
    is_scene: bool,
}

/// The last exact place that is named, one where something may have happened first.
fn named_last(scene: &Scene<'_>, near: impl Fn(&Spot) -> bool) -> Option<Named> {
    let level = |spot: &Spot| scene.marks.places[spot.mark].level;
    let exact = |spot: &&Spot| matches!(level(spot), Level::Settlement | Level::Site) || level(spot).is_division();
    let there = |spot: &Spot| !scene.ends_a_road(spot) && !locates(scene, spot) && !seats_people(scene, spot);
    let found = || scene.places.iter().rev().filter(|spot| near(spot)).filter(exact);
    let spot = found().find(|spot| there(spot)).or_else(|| found().next())?;
    let is_scene = there(spot);
    let last = scene.address_of(spot);
    let town = |spot: &&Spot| {
        let (place, wide) = (&scene.marks.places[spot.mark], &scene.marks.places[last.mark]);
        spot.sentence == last.sentence && !place.level.is_division() && place.country == wide.country && there(spot)
    };
    let town = scene.places.iter().rev().filter(exact).find(town).filter(|_| level(last).is_division());
    Some(Named { place: town.map_or(last, |town| scene.address_of(town)).mark, is_scene })
}

/// Whether a place only says where another lies: "Kouri, a village 15 km from Djibo".
fn locates(scene: &Scene<'_>, spot: &Spot) -> bool {
    let tree = scene.sentence(spot.sentence);
    let mut above = tree.ancestors(spot.head).skip(1).take_while(|&word| tree.words[word].upos != Upos::Verb);
    above.any(|word| {
        let other = |place: &&Spot| place.sentence == spot.sentence && place.words.contains(&word);
        scene.places.iter().filter(other).any(|place| place.words != spot.words)
    })
}

/// Whether a place only says whose somebody is, or where somebody speaks: "Djibo's prosecutor", "a diplomat in Niamey said".
fn seats_people(scene: &Scene<'_>, spot: &Spot) -> bool {
    let tree = scene.sentence(spot.sentence);
    let link = tree.words[spot.head].deprel;
    let Some(word) = tree.head(spot.head).filter(|_| matches!(link, Deprel::Nmod | Deprel::Compound)) else {
        return false;
    };
    let at = At { sentence: spot.sentence, word };
    let lemma = scene.lemma(at);
    let office = ["PERSON_OFFICE", "OFFICE", "SPEAKER"].iter().any(|class| scene.lexicon.is(&lemma, class));
    let speaks = || {
        let subject = matches!(tree.words[word].deprel, Deprel::Nsubj);
        subject && tree.head(word).is_some_and(|verb| scene.says(At { word: verb, ..at }))
    };
    office || speaks()
}

/// Whether an account goes on with what its passage narrates: an act told in the past, by a sentence without a date.
pub(crate) fn narrated(scene: &Scene<'_>, told: &Told) -> bool {
    use EventType::{Accuse, Cooperate, Reject, Request, Support, Threaten};
    let words = matches!(told.account.event_type, Accuse | Cooperate | Reject | Request | Support | Threaten);
    let sentence = scene.sentence(told.at.sentence);
    let verb = std::iter::once(told.at.word)
        .chain(sentence.ancestors(told.at.word))
        .find(|&word| matches!(sentence.words[word].upos, Upos::Verb | Upos::Aux));
    let past = verb.is_some_and(|verb| {
        let form = |word: usize| sentence.words[word].feats.tense;
        // "Had attacked", "avait attaqué": told of a time before the one that is narrated.
        let before = sentence.dependents(verb, &[Deprel::Aux]).any(|aux| matches!(form(aux), Tense::Past | Tense::Imp));
        matches!(form(verb), Tense::Past | Tense::Imp) && !before
    });
    !words && past && told.account.status == Status::Actual && scene.dates_in(told.at.sentence).is_empty()
}

/// The most days of a date that a passage goes on narrating, and of the only date of a report.
pub(crate) const RUNNING_DAYS: i32 = 7;
const ONLY_DATE_DAYS: i32 = 32;
/// And of a date of its own sentence.
const OWN_DAYS: i32 = 367;

/// Whether a date lies within so many days.
pub(crate) fn is_within(date: &Edtf, days: i32) -> bool {
    matches!((date.earliest(), date.latest()), (Some(first), Some(last)) if (last - first).get_days() < days)
}

/// The day, or run of days, that the passage narrates: told last by a main clause of the paragraph, or by a label above.
fn running(scene: &Scene<'_>, sentence: usize, keep: impl Fn(&Spot) -> bool) -> Option<Edtf> {
    // The only date of a report dates all of it, also where it is a run of weeks.
    let most = if scene.dates.len() == 1 { ONLY_DATE_DAYS } else { RUNNING_DAYS };
    // What the sentence itself dates, by a month or a year, is not of the day that was told before it.
    let own = |at: usize| if at == sentence { OWN_DAYS } else { most };
    let passage = passage(scene, sentence);
    (sentence.saturating_sub(BACK)..=sentence).rev().find_map(|at| {
        let label = scene.is_label(at);
        if at < passage && !label {
            return None;
        }
        let governing = scene.dates_in(at).into_iter().rev().filter(|spot| label || scene.on_main_clause(spot));
        let mut dates = governing.filter(|spot| keep(spot)).map(|spot| scene.marks.dates[spot.mark].value.clone());
        dates.find(|date| is_within(date, own(at)))
    })
}

/// The first sentence of a passage: of the paragraph, and of those right before it where each is one sentence, as
/// agencies set them.
fn passage(scene: &Scene<'_>, sentence: usize) -> usize {
    let paragraph = |at: usize| scene.sentence(at).paragraph;
    let begins = |at: usize| at == 0 || paragraph(at - 1) != paragraph(at);
    let one = |at: usize| {
        begins(at) && scene.analysis.sentences.get(at + 1).is_none_or(|next| next.paragraph != paragraph(at))
    };
    let mut first = (0..=sentence).rev().find(|&at| begins(at)).unwrap_or(sentence);
    let text = |at: usize| scene.sentence(at).block != Block::Heading;
    while first > 0 && one(first) && one(first - 1) && text(first - 1) {
        first -= 1;
    }
    first
}

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
const REFERS: usize = 6;

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
    for told in told.iter_mut().filter(|t| taken(t) && t.account.places.is_empty()) {
        if let Some(place) = place(scene, body(scene, told)) {
            told.account.places = vec![place];
            told.account.why.push_str("; place of the passage");
        }
    }
    let dated = |t: &Told| narrated(scene, t) || is_bare_label(scene, t);
    for told in told.iter_mut().filter(|t| t.account.date.is_none() && dated(t)) {
        if let Some(date) = running(scene, body(scene, told)) {
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
        let sentence = counted.at.sentence;
        let figure = &mut counted.figure;
        if figure.places.is_empty() {
            figure.places = place(scene, sentence).into_iter().collect();
        }
        figure.date = figure.date.take().or_else(|| running(scene, sentence));
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

/// The last exact place named in the sentence or shortly before it; a division only where its sentence names no town.
fn place(scene: &Scene<'_>, sentence: usize) -> Option<usize> {
    let level = |spot: &Spot| scene.marks.places[spot.mark].level;
    let exact = |spot: &&Spot| matches!(level(spot), Level::Settlement | Level::Site) || level(spot).is_division();
    let near = |spot: &&Spot| spot.sentence <= sentence && sentence - spot.sentence <= BACK;
    let off_road = |spot: &&Spot| !scene.ends_a_road(spot);
    let found = || scene.places.iter().rev().filter(near).filter(exact);
    let last = scene.address_of(found().find(off_road).or_else(|| found().next())?);
    let town = |spot: &&Spot| {
        let (place, wide) = (&scene.marks.places[spot.mark], &scene.marks.places[last.mark]);
        spot.sentence == last.sentence && !place.level.is_division() && place.country == wide.country
    };
    let town = scene.places.iter().rev().filter(exact).find(town).filter(|_| level(last).is_division());
    Some(town.map_or(last, |town| scene.address_of(town)).mark)
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

/// Whether a date lies within so many days.
pub(crate) fn is_within(date: &Edtf, days: i32) -> bool {
    matches!((date.earliest(), date.latest()), (Some(first), Some(last)) if (last - first).get_days() < days)
}

/// The day, or run of days, that the passage narrates: told last by a main clause of the paragraph, or by a label above.
fn running(scene: &Scene<'_>, sentence: usize) -> Option<Edtf> {
    // The only date of a report dates all of it, also where it is a run of weeks.
    let most = if scene.dates.len() == 1 { ONLY_DATE_DAYS } else { RUNNING_DAYS };
    let exact = |edtf: &Edtf| is_within(edtf, most);
    let passage = passage(scene, sentence);
    (sentence.saturating_sub(BACK)..=sentence).rev().find_map(|at| {
        let label = scene.is_label(at);
        if at < passage && !label {
            return None;
        }
        let governing = scene.dates_in(at).into_iter().rev().filter(|spot| label || scene.on_main_clause(spot));
        governing.map(|spot| scene.marks.dates[spot.mark].value.clone()).find(exact)
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

//! Dates that stand over what is told: the day of the document's own head, or the label that opens a paragraph of a
//! chronology.

use toguna_lang::{Deprel, Tense, Upos, VerbForm};
use toguna_mark::{DateKind, Edtf, Precision};
use toguna_text::Block;

use crate::events::{Reference, Told};
use crate::figures::Counted;
use crate::known::one;
use crate::passage::{RUNNING_DAYS, is_within};
use crate::scene::{At, Scene, Spot};
use crate::{EventType, Measure, Status, is_toll};

/// Gives the date that opens a paragraph by itself ("17 January. The camp fell.") to what the paragraph tells without one.
pub(crate) fn date_by_labels(scene: &Scene<'_>, told: &mut [Told], counted: &mut [Counted]) {
    let label = |sentence: usize| {
        let paragraph = scene.sentence(sentence).paragraph;
        let first = (0..=sentence).rev().take_while(|&s| scene.sentence(s).paragraph == paragraph).last()?;
        let heading = scene.sentence(first).block == Block::Heading;
        let spot = scene.dates_in(first).into_iter().next().filter(|_| !heading)?;
        // A label of more than a date dates what it announces, and not what is told further on.
        let labels = first == sentence && scene.stands_as_label(At { sentence: first, word: spot.head });
        let opens = labels || opens_entry(scene, spot);
        if !opens && (first == sentence || !scene.is_label(first)) {
            return None;
        }
        let date = &scene.marks.dates[spot.mark].value;
        // "Kouri, 2019. On 3 May …": a year over a paragraph leaves its days to the paragraph itself.
        let days = || (first + 1..sentence).any(|before| scene.is_dated(before));
        let wide = date.precision() == Precision::Year && days();
        let own = scene.dates_in(sentence).len() > usize::from(opens && first == sentence);
        (!wide && !own).then(|| date.clone())
    };
    for told in told.iter_mut().filter(|t| t.account.date.is_none()) {
        if let Some(date) = label(told.at.sentence) {
            told.account.date = Some(date);
            told.account.why.push_str("; date that opens its paragraph");
        }
    }
    for counted in counted.iter_mut().filter(|c| c.figure.date.is_none() && is_toll(c.figure.measure)) {
        counted.figure.date = label(counted.at.sentence);
    }
}

/// Whether a date opens its sentence before a dash or a colon: "3 May – The camp fell."
fn opens_entry(scene: &Scene<'_>, spot: &Spot) -> bool {
    let words = &scene.sentence(spot.sentence).words;
    let sign = words.get(spot.words.end).is_some_and(|word| matches!(word.form.as_str(), "–" | "—" | "-" | ":"));
    sign && spot.words.start <= 2 && words[..spot.words.start].iter().all(|w| matches!(w.upos, Upos::Punct | Upos::Det))
}

/// The day that the document's own head gives to what is told without a date of its own, and whether a line of the head
/// is that day alone. The day of publication is none: it dates the document, not what it tells.
fn head_date(scene: &Scene<'_>) -> Option<(Edtf, bool)> {
    let head = scene.analysis.sentences.iter().take_while(|s| s.block == Block::Heading).count().min(3);
    let spot = (0..head).flat_map(|sentence| scene.dates_in(sentence)).find(|spot| {
        let mark = &scene.marks.dates[spot.mark];
        mark.kind == DateKind::Date && mark.value.precision() == Precision::Day
    })?;
    Some((scene.marks.dates[spot.mark].value.clone(), scene.is_label(spot.sentence)))
}

/// Gives the day that alone makes up a line of the head to what the report of that day tells without one.
pub(crate) fn date_by_label_head(scene: &Scene<'_>, told: &mut [Told], counted: &mut [Counted]) {
    if let Some((date, true)) = head_date(scene) {
        date_by_head(scene, &date, true, told, counted);
    }
}

/// Gives the dateline's day to what neither its sentence nor its passage dates.
pub(crate) fn date_by_dateline(scene: &Scene<'_>, told: &mut [Told], counted: &mut [Counted]) {
    if let Some((date, false)) = head_date(scene) {
        date_by_head(scene, &date, false, told, counted);
    }
}

/// Gives the day of the head to what is told as news: without a date of its own, and not as background.
fn date_by_head(scene: &Scene<'_>, date: &Edtf, label: bool, told: &mut [Told], counted: &mut [Counted]) {
    let dated = |sentence: usize| scene.is_dated(sentence);
    // The report of a day tells what is announced on that day as well.
    let of_the_day = |status: Status| status == Status::Actual || label && status == Status::Planned;
    let attacks: Vec<(At, Edtf)> = told
        .iter()
        .filter(|t| t.account.event_type == EventType::Assault && !t.harm)
        .filter_map(|t| Some((t.at, t.account.date.clone()?)))
        .collect();
    // "The raid of Wednesday … . Ten attackers were killed as well": what only tells harm tells it of the raid of its paragraph,
    // and a label names the raid that the sentence below it tells.
    let of_attack = |told: &Told| {
        let one_paragraph =
            |at: At| scene.sentence(at.sentence).paragraph == scene.sentence(told.at.sentence).paragraph;
        let before = attacks.iter().rev().find(|(at, _)| *at < told.at && one_paragraph(*at));
        let below = attacks.iter().find(|(at, _)| at.sentence == told.at.sentence + 1);
        let assault = told.account.event_type == EventType::Assault;
        let meant = if told.harm { before } else { below.filter(|_| told.label && assault) };
        // "The attack": the one that the text tells on a day of its own, where it tells no other.
        let known = || {
            let back = assault && (told.label || told.reference == Reference::Back);
            one(attacks.iter().map(|(_, date)| date)).filter(|date| back && is_within(date, RUNNING_DAYS))
        };
        meant.map(|(_, date)| date.clone()).or_else(known)
    };
    for told in told.iter_mut().filter(|t| of_the_day(t.account.status)) {
        let heading = scene.sentence(told.at.sentence).block == Block::Heading;
        // A heading names its event by the year ("2021 raids"); the report of a day tells which day of it.
        let named = |known: &Edtf| heading && label && known.precision() == Precision::Year && known.contains(date);
        let open = match &told.account.date {
            // What the report of a day tells in the present is of that day, whatever else its sentence dates.
            None => (!dated(told.at.sentence) || label && is_present(scene, told.at)) && (label || !heading),
            Some(known) => named(known),
        };
        if open {
            let attack = of_attack(told);
            let why =
                if attack.is_some() { "; date of the attack told before" } else { "; date of the document's head" };
            told.account.date = attack.or_else(|| Some(date.clone()));
            told.account.why.push_str(why);
        }
    }
    for counted in counted.iter_mut().filter(|c| c.figure.date.is_none() && is_toll(c.figure.measure)) {
        if !dated(counted.at.sentence) {
            let told = told.iter().find(|t| t.at == counted.at).and_then(|t| t.account.date.clone());
            counted.figure.date = told.or_else(|| Some(date.clone()));
        }
    }
}

/// Whether a word tells in the present tense what happens: a verb, or a noun right under one.
fn is_present(scene: &Scene<'_>, at: At) -> bool {
    let tree = scene.sentence(at.sentence);
    let verb = |word: usize| {
        let present =
            |word: usize| tree.words[word].feats.form == VerbForm::Fin && tree.words[word].feats.tense == Tense::Pres;
        // "Has rescued" is news as well.
        let perfect = || tree.dependents(word, &[Deprel::Aux]).any(present);
        tree.words[word].upos == Upos::Verb && (present(word) || perfect())
    };
    let under = |link: Deprel| matches!(link, Deprel::Nsubj | Deprel::Obj | Deprel::Obl);
    verb(at.word) || under(tree.words[at.word].deprel) && tree.head(at.word).is_some_and(verb)
}

/// Gives what is handed over at a visit or a ceremony, and told without a date, the day of the visit that the report opens with.
pub(crate) fn date_by_occasion(scene: &Scene<'_>, told: &mut [Told]) {
    let prose = scene.analysis.sentences.iter().position(|sentence| sentence.block == Block::Prose).unwrap_or(0);
    let opens = |t: &Told| {
        let occasion = matches!(t.account.event_type, EventType::Consult | EventType::Aid | EventType::Cooperate);
        occasion && (prose..prose + OPENING).contains(&t.at.sentence)
    };
    let day = |date: &Edtf| date.precision() == Precision::Day;
    let Some(date) = told.iter().find(|t| opens(t)).and_then(|t| t.account.date.clone()).filter(day) else { return };
    let given = |t: &&mut Told| {
        let aid = t.account.event_type == EventType::Aid && t.account.status == Status::Actual;
        aid && t.account.date.is_none() && !scene.is_dated(t.at.sentence)
    };
    for told in told.iter_mut().filter(given) {
        told.account.date = Some(date.clone());
        told.account.why.push_str("; date of the occasion");
    }
}

/// Gives what an act of aid is told to hand over the day of the act.
pub(crate) fn date_what_is_given(scene: &Scene<'_>, told: &[Told], counted: &mut [Counted]) {
    let gifts = [Measure::Count, Measure::Volume, Measure::Money, Measure::Equipment];
    for counted in counted.iter_mut().filter(|c| c.figure.date.is_none() && gifts.contains(&c.figure.measure)) {
        let tree = scene.sentence(counted.at.sentence);
        let gives = |t: &&Told| {
            let at = t.at;
            let aid = t.account.event_type == EventType::Aid && t.account.date.is_some();
            aid && at.sentence == counted.at.sentence && tree.below(counted.at.word, at.word)
        };
        counted.figure.date = told.iter().find(gives).and_then(|t| t.account.date.clone());
    }
}

/// In how many sentences a report opens.
const OPENING: usize = 2;

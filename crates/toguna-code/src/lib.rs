//! Accounts, figures and facts: what one document tells, with its status and its claimant, read from trees and marks
//! by lexicons that are data.
//!
//! Pure functions only; this crate never touches disk and holds no word of any language.

mod acled;
mod beside;
mod condition;
mod countries;
mod deaths;
mod events;
mod facts;
mod figures;
mod join;
mod lead;
mod lexicon;
mod model;
mod party;
mod passage;
mod referent;
mod scene;
mod slots;
mod standing;
mod tolls;
mod turns;
mod vocabulary;
mod voices;
mod when;
mod where_told;

use toguna_lang::{Analysis, Deprel, Tense, Upos, VerbForm};
use toguna_mark::{DateKind, Edtf, Marks, Precision};
use toguna_text::{Block, Document};

pub use deaths::{Deaths, Estimate, TollView, deaths};
pub use facts::FactRules;
pub use lexicon::{Lexicon, LexiconFiles};
pub use model::{Account, Claimant, Coded, Fact, Figure, Party, Term, Toll};
pub use vocabulary::{EventType, Family, Measure, Status, SubEvent, VictimSide};

use crate::events::Told;
use crate::figures::Counted;
use crate::scene::{At, Scene};

/// Codes a document: what its marks and trees tell as accounts, figures and facts.
pub fn code(document: &Document, analysis: &Analysis, marks: Marks, lexicon: &Lexicon, rules: &FactRules) -> Coded {
    let scene = Scene::new(document, analysis, &marks, lexicon);
    let mut told = events::events(&scene);
    let mut counted = figures::figures(&scene);
    let facts = facts::facts(&scene, rules, &counted);
    passage::refer_back(&scene, &mut told);
    if let Some((date, label)) = head_date(&scene) {
        date_by_head(&scene, &date, label, &mut told, &mut counted);
    }
    let mut told = join::join(&scene, told);
    passage::settle(&scene, &mut told, &mut counted);
    let tolls = tolls::tolls(&scene, &mut told, &mut counted);
    lead::second_coding(&scene, &mut told, &counted);
    told.iter_mut().for_each(|t| t.account.confidence = confidence(&t.account));
    let accounts = told.into_iter().map(|t| t.account).collect();
    let figures = counted.into_iter().map(|c| c.figure).collect();
    Coded { accounts, figures, tolls, facts, marks }
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

/// Gives the dateline's date to what is told as news: without a date of its own, and not as background.
fn date_by_head(scene: &Scene<'_>, date: &Edtf, label: bool, told: &mut [Told], counted: &mut [Counted]) {
    let dated = |sentence: usize| {
        scene.dates.iter().any(|d| {
            d.sentence == sentence && matches!(scene.marks.dates[d.mark].kind, DateKind::Date | DateKind::Interval)
        })
    };
    // The report of a day tells what is announced on that day as well.
    let of_the_day = |status: Status| status == Status::Actual || label && status == Status::Planned;
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
            told.account.date = Some(date.clone());
            told.account.why.push_str("; date of the document's head");
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

/// Whether a measure counts people or bases that an event harmed.
pub(crate) fn is_toll(measure: Measure) -> bool {
    use Measure::{Abducted, Arrested, BasesDestroyed, Captured, Displaced, Injured, Killed, Neutralized};
    matches!(measure, Killed | Injured | Abducted | Captured | Neutralized | Displaced | Arrested | BasesDestroyed)
}

/// How much of an account the text itself tells: each of who, to whom, when and where adds a share.
fn confidence(account: &Account) -> f32 {
    let parts =
        [!account.agents.is_empty(), !account.targets.is_empty(), account.date.is_some(), !account.places.is_empty()];
    0.4 + 0.15 * parts.iter().filter(|p| **p).count() as f32
}

//! Accounts, figures and facts: what one document tells, with its status and its claimant, read from trees and marks
//! by lexicons that are data.
//!
//! Pure functions only; this crate never touches disk and holds no word of any language.

mod acled;
mod beside;
mod claimed;
mod condition;
mod countries;
mod deaths;
mod earlier;
mod events;
mod facts;
mod figures;
mod follow;
mod frame;
mod groups;
mod join;
mod known;
mod lead;
mod lexicon;
mod model;
mod overhead;
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
mod within;

use toguna_lang::Analysis;
use toguna_mark::Marks;
use toguna_text::Document;

pub use deaths::{Deaths, Estimate, TollView, deaths};
pub use facts::FactRules;
pub use lexicon::{Lexicon, LexiconFiles};
pub use model::{ABOUT, Account, Claimant, Coded, Fact, Figure, Party, Term, Toll};
pub use vocabulary::{EventType, Family, Measure, Status, SubEvent, VictimSide};

use crate::scene::Scene;

/// Codes a document: what its marks and trees tell as accounts, figures and facts.
pub fn code(document: &Document, analysis: &Analysis, marks: Marks, lexicon: &Lexicon, rules: &FactRules) -> Coded {
    let scene = Scene::new(document, analysis, &marks, lexicon);
    let mut told = events::events(&scene);
    let mut counted = figures::figures(&scene);
    let facts = facts::facts(&scene, rules, &counted);
    passage::refer_back(&scene, &mut told);
    passage::answer_accusations(&mut told);
    claimed::give_to_claimants(&scene, &mut told);
    overhead::date_by_labels(&scene, &mut told, &mut counted);
    overhead::date_by_label_head(&scene, &mut told, &mut counted);
    let mut told = join::join(&scene, told);
    passage::settle(&scene, &mut told, &mut counted);
    known::date_again(&scene, &mut told, &mut counted);
    overhead::date_by_dateline(&scene, &mut told, &mut counted);
    overhead::date_by_occasion(&scene, &mut told);
    overhead::date_what_is_given(&scene, &told, &mut counted);
    passage::date_by_speech(&scene, &mut counted);
    let tolls = tolls::tolls(&scene, &mut told, &mut counted);
    lead::second_coding(&scene, &mut told, &counted);
    told.iter_mut().for_each(|t| t.account.confidence = confidence(&t.account));
    let accounts = told.into_iter().map(|t| t.account).collect();
    let figures = counted.into_iter().map(|c| c.figure).collect();
    Coded { accounts, figures, tolls, facts, marks }
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

//! What a person may do.

use serde::{Deserialize, Serialize};
use toguna_record::Verdict;
use utoipa::ToSchema;

/// What a person may do; each may do all that the ones before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Looks, asks and exports.
    Viewer,
    /// Accepts, rejects and corrects what was read, adds what was not, says where they are unsure, and undoes decisions of their own.
    Annotator,
    /// Makes and undoes every kind of decision.
    Reviewer,
    /// Adds and removes accounts.
    Admin,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Role; 4] = [Role::Viewer, Role::Annotator, Role::Reviewer, Role::Admin];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Role::Viewer => "viewer",
            Role::Annotator => "annotator",
            Role::Reviewer => "reviewer",
            Role::Admin => "admin",
        }
    }

    /// Whether it may make a decision; `own` says for an undo whether every decision undone was made by the same person.
    pub(crate) fn may_decide(self, verdict: Verdict, own: bool) -> bool {
        match self {
            Role::Viewer => false,
            Role::Annotator => {
                matches!(verdict, Verdict::Accept | Verdict::Reject | Verdict::Correct | Verdict::Unsure | Verdict::Add)
                    || (verdict == Verdict::Undo && own)
            }
            Role::Reviewer | Role::Admin => true,
        }
    }
}

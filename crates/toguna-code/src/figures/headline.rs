//! A headline tells shortly what the text below it tells: its numbers are claimed by whoever claims them there.

use toguna_text::Block;

use super::Counted;
use crate::scene::Scene;
use crate::{Claimant, Figure};

/// Gives the numbers of headings that nobody is told to claim the claimant of the same number in the text.
pub(super) fn claimants(scene: &Scene<'_>, counted: &mut [Counted]) {
    let heading = |counted: &Counted| scene.sentence(counted.at.sentence).block == Block::Heading;
    for at in 0..counted.len() {
        let head = &counted[at].figure;
        if head.claimant != Claimant::Document || !heading(&counted[at]) || !crate::is_toll(head.measure) {
            continue;
        }
        let below = counted[at + 1..].iter().filter(|other| !heading(other) && one_number(head, &other.figure));
        let told: Vec<&Figure> = below.map(|other| &other.figure).collect();
        // Where two claim it, or the writer tells it himself, the headline is the writer's.
        let Some(first) = told.first().copied().filter(|first| told.iter().all(|f| f.claimant == first.claimant))
        else {
            continue;
        };
        let (claimant, through) = (first.claimant.clone(), first.through.clone());
        let head = &mut counted[at].figure;
        head.why.push_str("; claimed as in the text");
        (head.claimant, head.through) = (claimant, through);
    }
}

fn one_number(a: &Figure, b: &Figure) -> bool {
    a.measure == b.measure && a.low == b.low && a.high == b.high
}

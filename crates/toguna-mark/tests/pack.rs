//! The pack in the repository holds what its README promises.

use std::fs;
use std::path::Path;

use toguna_mark::{PackFiles, check_pack};

#[test]
fn the_sahel_pack_is_sound_and_covers_its_region() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/sahel");
    let text = |name: &str| fs::read_to_string(folder.join(name)).expect("the pack's table is there");
    let (states, actors, persons) = (text("states.tsv"), text("actors.tsv"), text("persons.tsv"));
    let (offices, sources, places) = (text("offices.tsv"), text("sources.tsv"), text("places.tsv"));
    let report = check_pack(&PackFiles {
        states: &states,
        actors: &actors,
        persons: &persons,
        offices: &offices,
        sources: &sources,
        places: &places,
    })
    .expect("the tables read");
    assert!(report.faults.is_empty(), "{}", report.faults.join("\n"));
    for (what, least) in [("actors", 450), ("persons with a spell of office", 150), ("sources", 120)] {
        let count = report.counts.iter().find(|(name, _)| *name == what).map_or(0, |(_, count)| *count);
        assert!(count >= least, "only {count} {what}");
    }
}

//! Reports of one raid, as coders with other packs, texts and metadata read it.

use jiff::Timestamp;
use toguna_code::{EventType, Measure};
use toguna_mark::ActorKind;

use super::Told;

/// So many seconds after a moment.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_720_000_000 + second).expect("a moment")
}

/// A raid as a coder with this pack and these metadata reads it.
pub fn raid(name: &str, text: usize, published: &str, pack: usize) -> Told {
    let dead = [7.0, 9.0, 12.0][text % 3];
    let agent = ["militia", "raiders"][pack % 2];
    let words = format!("{}Near Kona the militia raided the camp; {dead} herders died.", ["", "Again. "][text / 3 % 2]);
    Told::published(name, &words, Some(published))
        .actor("militia", agent, ActorKind::ArmedGroup)
        .town("Kona", 14.94, -3.89)
        .figure(&format!("{dead} herders"), Measure::Killed, Some(dead), Some(dead), "herders")
        .account("raided", EventType::Assault, Some("2024-03-03"), &[agent], &[])
        .fact("militia", &format!("@{agent}"), "alias-of", "fighters")
}

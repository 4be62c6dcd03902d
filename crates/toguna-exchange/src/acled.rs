//! ACLED's words for a PLOVER type and mode, where the two vocabularies have the same thing in mind. The mapping is
//! `data/acled.tsv`; what is not in it is not known, and stays empty.

use std::collections::HashMap;
use std::sync::LazyLock;

/// PLOVER type and mode → ACLED event and sub-event type.
type Table = HashMap<(&'static str, &'static str), (&'static str, &'static str)>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let rows = include_str!("../data/acled.tsv").lines().skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let [plover, mode, acled, sub] = [cells.next()?, cells.next()?, cells.next()?, cells.next()?];
        Some(((plover, mode), (acled, sub)))
    })
    .collect()
});

/// ACLED's event type and sub-event type.
pub fn acled_of(plover: &str, mode: Option<&str>) -> Option<(&'static str, &'static str)> {
    TABLE.get(&(plover, mode.unwrap_or(""))).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_acled_own_words() {
        const TYPES: [&str; 6] = [
            "Battles",
            "Protests",
            "Riots",
            "Explosions/Remote violence",
            "Violence against civilians",
            "Strategic developments",
        ];
        assert!(TABLE.len() > 20);
        assert!(TABLE.values().all(|(kind, sub)| TYPES.contains(kind) && !sub.is_empty()));
        assert!(TABLE.keys().all(|(plover, _)| toguna_code::EventType::of(plover).is_some()));
    }

    #[test]
    fn an_assault_of_no_told_kind_is_not_guessed_to_be_a_battle() {
        assert_eq!(acled_of("ASSAULT", None), None);
        assert_eq!(acled_of("ASSAULT", Some("drone")), Some(("Explosions/Remote violence", "Air/drone strike")));
    }
}

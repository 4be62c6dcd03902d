//! What a person takes to hold of a dispute: one of its positions, or a range of numbers.

use super::Words;
use crate::findings::DisputeKind;

/// Between the ends of a range; an end that is left out is open.
const TO: &str = "..";

/// The ends of a range as `7..12`, `7..` or `..12`.
pub fn range(value: &str) -> Option<(Option<f64>, Option<f64>)> {
    let end = |text: &str| match text.trim() {
        "" => Some(None),
        text => text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Some),
    };
    let (low, high) = value.split_once(TO)?;
    let (low, high) = (end(low)?, end(high)?);
    let ordered = low.zip(high).is_none_or(|(low, high)| low <= high);
    (ordered && (low.is_some() || high.is_some())).then_some((low, high))
}

fn tells(side: &Words, value: &str) -> bool {
    side.told.get("value").and_then(|told| told.as_str()) == Some(value)
}

/// Whether a value may hold of a dispute whose sides are these: where it is a position, somebody must tell it.
pub(super) fn holds(value: &str, kind: DisputeKind, sides: &[Words]) -> bool {
    sides.iter().any(|side| tells(side, value)) || (kind == DisputeKind::Figure && range(value).is_some())
}

/// The value that is to hold of a dispute, or what could.
pub(crate) fn can_hold(value: Option<&str>, kind: DisputeKind, sides: &[Words]) -> Result<String, String> {
    if let Some(value) = value.filter(|value| holds(value, kind, sides)) {
        return Ok(value.to_owned());
    }
    let mut told: Vec<&str> = sides.iter().filter_map(|side| side.told.get("value")?.as_str()).collect();
    told.dedup();
    let range = if kind == DisputeKind::Figure { ", or a range as 7..12, 7.. or ..12" } else { "" };
    Err(format!("say what holds: --value with one of '{}'{range}", told.join("', '")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_an_end_and_its_ends_are_in_order() {
        assert_eq!(range("7..12"), Some((Some(7.0), Some(12.0))));
        assert_eq!(range("..12"), Some((None, Some(12.0))));
        assert_eq!(range("7.."), Some((Some(7.0), None)));
        for wrong in ["..", "12..7", "7", "seven..12", "7..inf", ""] {
            assert_eq!(range(wrong), None, "{wrong}");
        }
    }
}

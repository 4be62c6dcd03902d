//! Settling: from a numeral, its range and its bounds to the ends of a quantity.

use std::ops::Range;

use super::numeral::{Form, Numeral};
use super::unit::Measured;
use super::words::Bound;
use crate::Unit;

/// The bounds read so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bounds {
    pub(super) bound: Option<Bound>,
    pub(super) approx: bool,
}

impl Bounds {
    pub(super) fn add(&mut self, bound: Bound) {
        match bound {
            Bound::About => self.approx = true,
            other => self.bound = self.bound.or(Some(other)),
        }
    }

    pub(super) fn any(&self) -> bool {
        self.approx || self.bound.is_some()
    }
}

/// A quantity before its bounds are settled.
pub(super) struct Whole {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) number: Range<usize>,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) range: bool,
    pub(super) open: bool,
    pub(super) bound: Bounds,
    pub(super) unit: Unit,
}

/// The settled ends.
pub(super) struct Limits {
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) exclusive: bool,
}

impl Whole {
    pub(super) fn of(first: &Measured, second: Option<&Measured>, between: bool) -> Whole {
        let last = second.unwrap_or(first);
        let mut low = first.numeral.value;
        if second.is_some() {
            low = shared(&first.numeral, &last.numeral);
        }
        let approx = first.numeral.approx || last.numeral.approx;
        Whole {
            from: first.from - usize::from(between),
            to: last.to,
            number: first.numeral.from..last.numeral.to,
            low,
            high: last.numeral.value,
            range: second.is_some(),
            open: last.numeral.form == Form::Open,
            bound: Bounds { bound: None, approx },
            unit: last.unit.clone(),
        }
    }

    /// Whether the words say "more than" the number.
    pub(super) fn is_over(&self) -> bool {
        !self.open && !self.range && self.bound.bound == Some(Bound::Over)
    }

    /// Persons and things are whole, so "over 300" begins at 301; money, shares and measures have no next value, so
    /// "over 40%" begins at 40 with the bound left out.
    pub(super) fn limits(&self) -> Limits {
        let counted = self.unit == Unit::Count;
        let (low, high) = (Some(self.low), Some(self.high));
        let closed = |low, high| Limits { low, high, exclusive: false };
        match self.bound.bound {
            _ if self.open => closed(low, None),
            Some(Bound::Most | Bound::Under) if self.range => closed(None, high),
            None | Some(Bound::About) => closed(low, high),
            Some(Bound::Over | Bound::Least) if self.range => closed(low, high),
            Some(Bound::Least) => closed(low, None),
            Some(Bound::Most) => closed(None, high),
            Some(Bound::Over) if counted => closed(Some(self.low.floor() + 1.0), None),
            Some(Bound::Under) if counted => closed(None, Some((self.high.ceil() - 1.0).max(0.0))),
            Some(Bound::Over) => Limits { low, high: None, exclusive: true },
            Some(Bound::Under) => Limits { low: None, high, exclusive: true },
        }
    }
}

/// The first number with the scale that the second lends it ("20 to 30 million").
pub(super) fn shared(first: &Numeral, second: &Numeral) -> f64 {
    let mantissa = second.value / second.scale;
    let lends = first.scale == 1.0 && second.scale > 1.0 && first.value < mantissa;
    if lends { first.value * second.scale } else { first.value }
}

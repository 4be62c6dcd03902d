//! From what the words say to the calendar: years that nobody told, weekdays, "yesterday", "the next day".
//!
//! Everything is reasoned from the document itself: the day on which it speaks, the dates that it tells in full, the
//! tense of the verb. What none of them settles stays unknown (`XXXX-06-01`), never guessed; where nothing at all is
//! known of a day there is no value.

use jiff::civil::Date;

use super::anchor::is_day;
use super::meaning::Meaning;
use super::tense::Tense;
use crate::edtf::Edtf;
use days::length;

mod counted;
mod days;
mod part;
mod range;
mod years;

/// A value and how it was found.
pub(super) type Value = (Edtf, String);

/// The `why` of dates that the text itself tells in full.
pub(super) const EXPLICIT: &str = "told in full";
/// How the `why` of a year ends that is the one told before it.
pub(super) const JUST_BEFORE: &str = ", told just before";
/// What `why` adds to a date that the text tells as yet to come.
pub(super) const TO_COME: &str = "told as to come";

/// What `why` adds where a weekday told beside a date is not that date's.
pub(super) const CONTRADICTS: &str = "the weekday told contradicts the date, which is kept";

/// What a document lets an expression be reasoned from.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// The day (or month, year) on which the document speaks, and how that is known.
    pub(super) speech: Option<Value>,
    /// The day that the text told last.
    pub(super) told: Option<Date>,
    /// Whether it was told in the sentence that the expression stands in.
    pub(super) told_here: bool,
    /// The year in whose section of a chronology the expression stands.
    pub(super) section: Option<i16>,
    /// The value told in full last, in this sentence or one of the few before.
    pub(super) near: Option<Edtf>,
    /// Whether that was in the paragraph of the expression.
    pub(super) near_here: bool,
    /// The day of the news, or the month: told in full where the text begins.
    pub(super) lead: Option<Date>,
    /// The day or month told last.
    pub(super) last: Option<Edtf>,
    /// The day of the entry before this one in a chronology that goes forward.
    pub(super) entry: Option<Date>,
    /// The day of the event that the expression is counted from.
    pub(super) event: Option<Date>,
    /// The months told with their years so far, by their first days.
    pub(super) months: Vec<Date>,
    /// A day near which the document was written, from its own dates.
    pub(super) estimate: Option<(Date, String)>,
}

impl Context {
    /// The day of speaking, where it is known to the day.
    pub(super) fn today(&self) -> Option<Date> {
        self.speech.as_ref().filter(|(edtf, _)| is_day(edtf)).and_then(|(edtf, _)| edtf.earliest())
    }
}

/// The calendar reasoning for one expression.
pub(super) struct Resolver<'a> {
    pub(super) context: &'a Context,
    pub(super) tense: Tense,
    /// Whether a word before it says that it reaches up to the day of speaking ("since").
    pub(super) since: bool,
}

impl Resolver<'_> {
    /// The value of an expression; nothing where its parts contradict each other.
    pub(super) fn value(&self, meaning: &Meaning) -> Option<Value> {
        match meaning {
            Meaning::Calendar(calendar) => self.calendar(calendar),
            Meaning::Range(from, to) => self.range(from, to),
            Meaning::Part(part, of) => self.part(*part, of),
            Meaning::Shift { count, unit, anchor, whole } => self.shift(*count, *unit, *anchor, *whole),
            Meaning::ShiftOf { count, unit, of } => self.shift_of(*count, *unit, of),
            Meaning::Stretch { count, unit, vague } => self.stretch(*count, *unit, *vague),
            Meaning::Within { count, unit } => self.within(*count, *unit),
            Meaning::Ends { count, unit, last, of } => self.ends(*count, *unit, *last, of),
            Meaning::Following { direction, unit, of } => self.following(*direction, *unit, of),
            Meaning::Duration { count, unit, half } => Some((length(*count, *unit, *half)?, "a length".into())),
            Meaning::Set { count, unit } => Some((length(*count, *unit, false)?, "a repetition".into())),
            Meaning::Nothing => None,
            Meaning::About(of) => self.value(of).map(|(edtf, why)| (edtf.approximate(), why)),
        }
    }

    fn today(&self) -> Option<Date> {
        self.context.today()
    }

    /// The last day that can be the day of speaking.
    fn speech(&self) -> Option<Date> {
        self.context.speech.as_ref().and_then(|(edtf, _)| edtf.latest())
    }

    fn speech_why(&self) -> &str {
        self.context.speech.as_ref().map_or("no day of speaking is known", |(_, why)| why)
    }

    /// The year that "this year" means, where it is known.
    fn this_year(&self) -> Option<i16> {
        let (edtf, _) = self.context.speech.as_ref()?;
        let (first, last) = (edtf.earliest()?, edtf.latest()?);
        (first.year() == last.year()).then_some(first.year())
    }
}

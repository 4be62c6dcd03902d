//! The year, month or day that an expression leaves unsaid: reasoned from the day of speaking, the tense and the dates
//! told before.

use jiff::{Span as Length, civil::Date};

use super::super::meaning::{Calendar, Year};
use super::super::tense::Tense;
use super::days::{distance, open_year, plus_days};
use super::{CONTRADICTS, EXPLICIT, JUST_BEFORE, Resolver, Value};
use crate::edtf::{Edtf, Precision};

impl Resolver<'_> {
    pub(super) fn calendar(&self, calendar: &Calendar) -> Option<Value> {
        let year = match calendar.year {
            Year::Known(year) => Some(year),
            Year::Relative(count) => match self.this_year() {
                Some(this) => Some(this.checked_add(i16::try_from(count).ok()?)?),
                None => return Some((unsaid(calendar)?, self.speech_why().into())),
            },
            Year::Open(year, digits) => return Some((open_year(year, digits)?, EXPLICIT.into())),
            Year::Unsaid => None,
        };
        let why = if matches!(calendar.year, Year::Relative(_)) {
            format!("counted from {}", self.speech_why())
        } else {
            EXPLICIT.to_owned()
        };
        if let Some(year) = year {
            return told_year(calendar, year, why);
        }
        if calendar.feast.is_some() {
            return self.pick_year(calendar);
        }
        match (calendar.month, calendar.day, calendar.season, calendar.weekday) {
            (Some(_), ..) => self.pick_year(calendar),
            (None, Some(day), ..) => self.pick_month(day, calendar.weekday),
            // "The dry season", told of no year and no tense, is every year's.
            (None, None, Some(100..), _) if calendar.direction.is_none() && self.tense == Tense::Untold => None,
            (None, None, Some(100..), _) => self.pick_year(calendar),
            (None, None, Some(season), _) => self.pick_season(calendar, season),
            (None, None, None, Some(weekday)) => {
                let pointed = if calendar.told { self.weekday_told(weekday) } else { None };
                pointed.or_else(|| self.pick_weekday(weekday, calendar.direction))
            }
            (None, None, None, None) => self.context_year(),
        }
    }

    /// The year that a bare part ("the fourth quarter") belongs to.
    fn context_year(&self) -> Option<Value> {
        match (self.this_year(), &self.context.near) {
            (Some(year), _) => Some((Edtf::year(year)?, format!("the year of {}", self.speech_why()))),
            (None, Some(near)) => {
                let year = near.earliest()?.year();
                Some((Edtf::year(year)?, format!("the year of {near}, told before")))
            }
            (None, None) => None,
        }
    }

    /// "In March 2022 … . It began on 27 March": the month that the text told with its year, for a day of it told as past.
    fn day_of_month_told(&self, calendar: &Calendar) -> Option<Date> {
        let (Some(month), Some(_), None) = (calendar.month, calendar.day, calendar.direction) else { return None };
        let past = self.tense == Tense::Past && !self.since;
        self.context.months.iter().rev().find(|first| past && first.month() == month).copied()
    }

    /// "That Friday": the one nearest to the day told last.
    fn weekday_told(&self, weekday: i8) -> Option<Value> {
        let told = self.context.told?;
        let ahead = (weekday - told.weekday().to_monday_one_offset()).rem_euclid(7);
        let days = if ahead > 3 { ahead - 7 } else { ahead };
        Some((Edtf::day(plus_days(told, i64::from(days))?)?, format!("the weekday nearest to {told}, told before")))
    }

    fn pick_weekday(&self, weekday: i8, direction: Option<i32>) -> Option<Value> {
        let today = self.today()?;
        let now = today.weekday().to_monday_one_offset();
        let back = (now - weekday).rem_euclid(7);
        let ahead = (weekday - now).rem_euclid(7);
        let days = match direction {
            Some(-1) => -i64::from(if back == 0 { 7 } else { back }),
            Some(1) => i64::from(if ahead == 0 { 7 } else { ahead }),
            _ if self.tense == Tense::Future => i64::from(ahead),
            _ => -i64::from(back),
        };
        let side = if days < 0 {
            "before"
        } else if days > 0 {
            "after"
        } else {
            "on"
        };
        Some((Edtf::day(plus_days(today, days)?)?, format!("the weekday {side} {}", self.speech_why())))
    }

    /// A day of the month alone: the nearest such day to what the text spoke of; without a weekday of the month told last.
    fn pick_month(&self, day: i8, weekday: Option<i8>) -> Option<Value> {
        if let Some(told) = self.context.told.filter(|_| weekday.is_none()) {
            let next = i64::from(day < told.day() - HALF_A_MONTH);
            let month = told.first_of_month().checked_add(Length::new().months(next)).ok()?;
            let date = Date::new(month.year(), month.month(), day).ok()?;
            return Some((Edtf::day(date)?, format!("the day of the month of {told}, told just before")));
        }
        let base = self.today().or(self.context.told).or(self.context.near.as_ref().and_then(Edtf::earliest))?;
        let fits = |date: &Date| weekday.is_none_or(|w| date.weekday().to_monday_one_offset() == w);
        let near = {
            let months = (-2..=2).filter_map(|n| base.first_of_month().checked_add(Length::new().months(n)).ok());
            let days = months.filter_map(|first| Date::new(first.year(), first.month(), day).ok()).filter(fits);
            days.min_by_key(|date| (distance(*date, base), *date > base))
        };
        Some((Edtf::day(near?)?, format!("the day of the month nearest to {}", self.speech_why())))
    }

    fn pick_season(&self, calendar: &Calendar, season: i16) -> Option<Value> {
        let Some(speech) = self.speech() else { return Some((unsaid(calendar)?, self.speech_why().into())) };
        let of = |year: i16| Edtf::parse(&format!("{year:04}-{season}")).ok();
        let begun = |year: i16| of(year).and_then(|s| s.earliest()).is_some_and(|first| first <= speech);
        let ended = |year: i16| of(year).and_then(|s| s.latest()).is_some_and(|last| last < speech);
        let year = speech.year();
        let years = [year + 1, year, year - 1, year - 2];
        let picked = match (calendar.direction, self.tense) {
            (Some(-1), _) => years.into_iter().find(|&y| ended(y)),
            (Some(1), _) | (None, Tense::Future) => years.into_iter().rev().find(|&y| !begun(y)),
            (Some(_), _) => years.into_iter().rev().find(|&y| !ended(y)),
            (None, _) => years.into_iter().find(|&y| begun(y)),
        };
        Some((of(picked?)?, format!("the season nearest to {}", self.speech_why())))
    }

    /// The year of a month, or of a day and month, that stands without one.
    fn pick_year(&self, calendar: &Calendar) -> Option<Value> {
        let of = |year: i16| told_year(calendar, year, String::new()).map(|(edtf, _)| edtf);
        let fits = |edtf: &Edtf| match (calendar.weekday, calendar.day, edtf.earliest()) {
            (Some(weekday), Some(_), Some(date)) => date.weekday().to_monday_one_offset() == weekday,
            _ => true,
        };
        if let Some(found) = self.context.section.and_then(of).filter(fits) {
            return Some((found, "the year that heads its section".into()));
        }
        if let Some(before) = self.context.entry {
            let mut years = [before.year(), before.year() + 1].into_iter().filter_map(of).filter(fits);
            if let Some(found) = years.find(|edtf| edtf.latest().is_some_and(|last| last >= before)) {
                return Some((found, format!("the chronology goes on from {before}")));
            }
        }
        if let Some(found) = self.day_of_month_told(calendar).and_then(|first| of(first.year()).filter(fits)) {
            return Some((found, "a day of the month told before".into()));
        }
        if let Some((base, why)) = self.base_of_years(calendar) {
            let reach = if calendar.weekday.is_some() && calendar.day.is_some() { 6 } else { 1 };
            let years = (base.0.year() - reach..=base.1.year() + reach).filter_map(of).filter(fits);
            let gap = |edtf: &Edtf| {
                let (first, last) = (edtf.earliest().unwrap_or(base.0), edtf.latest().unwrap_or(base.1));
                if last < base.0 {
                    distance(last, base.0)
                } else if first > base.1 {
                    // A telling goes on rather than back: "lost control in December 2024. On 19 June …".
                    let told = self.speech().is_some_and(|speech| last <= speech);
                    if told { distance(first, base.1) / 2 } else { distance(first, base.1) }
                } else {
                    0
                }
            };
            // What is to come does not lie before what was told.
            let gone = |edtf: &Edtf| self.tense == Tense::Future && edtf.latest().is_some_and(|last| last < base.0);
            if let Some(edtf) = years.min_by_key(|edtf| (gone(edtf), gap(edtf), edtf.clone())) {
                return Some((edtf, why));
            }
        }
        if let Some(this) = self.this_year().filter(|_| self.today().is_none() && calendar.direction.is_none()) {
            return Some((of(this)?, format!("the year of {}", self.speech_why())));
        }
        let Some(speech) = self.speech() else { return Some((unsaid(calendar)?, "no year is told".into())) };
        let candidates: Vec<Edtf> = (speech.year() - 6..=speech.year() + 6).filter_map(of).filter(fits).collect();
        let past = candidates.iter().rev().find(|e| e.earliest().is_some_and(|d| d <= speech));
        let before = candidates.iter().rev().find(|e| e.latest().is_some_and(|d| d < speech));
        let coming = candidates.iter().find(|e| e.latest().is_some_and(|d| d >= speech));
        let after = candidates.iter().find(|e| e.earliest().is_some_and(|d| d > speech));
        let gap = |e: Option<&Edtf>| e.and_then(Edtf::earliest).map_or(i32::MAX, |d| distance(d, speech));
        let picked = match (calendar.direction, self.tense) {
            (Some(-1), _) => before,
            (Some(1), _) => after,
            (_, Tense::Future) => coming,
            // No tense tells: the past, unless the day lies just ahead and its last return almost a year behind.
            (_, Tense::Untold) if gap(coming) <= 45 && gap(past) >= 300 => coming,
            _ => past.or(coming),
        };
        // Where the weekday fits no year near by, the date goes without it and the reader is told.
        let Some(picked) = picked else {
            calendar.weekday?;
            let plain = Calendar { weekday: None, ..*calendar };
            return self
                .pick_year(&plain)
                .map(|(edtf, why)| (edtf, format!("{why}; {CONTRADICTS}: no year near by has it")));
        };
        Some((picked.clone(), format!("the year is reasoned from {}", self.speech_why())))
    }

    /// Whether a day or month lies so near to the news that it is of its year, and not of the year of a telling of long ago:
    /// that ended with its paragraph ("founded in 2011 … On 3 June"), or the day would lie before it.
    fn returns_to(&self, calendar: &Calendar, news: Date) -> bool {
        let Some(near) = self.context.near.as_ref() else { return false };
        let (Some(first), Some(last)) = (near.earliest(), near.latest()) else { return false };
        let of = |year: i16| told_year(calendar, year, String::new()).and_then(|(edtf, _)| edtf.latest());
        let mut years = [news.year() - 1, news.year(), news.year() + 1].into_iter().filter_map(of);
        let fresh = years.any(|day| distance(day, news) <= NEWS_DAYS);
        let backward = near.precision() <= Precision::Month && of(first.year()).is_some_and(|day| day < first);
        let ended = !self.context.near_here && (near.precision() > Precision::Day || self.speech().is_none());
        last < news && fresh && (ended || backward)
    }

    /// The stretch that a missing year should lie nearest to, where that is not the day of speaking.
    fn base_of_years(&self, calendar: &Calendar) -> Option<((Date, Date), String)> {
        if let Some(lead) = self.context.lead.filter(|_| self.speech().is_none())
            && self.returns_to(calendar, lead)
        {
            return Some(((lead, lead), format!("the year nearest to {lead}, the day of the news")));
        }
        let back = self.speech().is_some_and(|speech| self.returns_to(calendar, speech));
        let near = self.context.near.as_ref().filter(|_| !back);
        let near = near.and_then(|near| Some((near, near.earliest()?, near.latest()?)));
        match (near, self.speech()) {
            // A telling of long ago goes on: the years of "On March 22, 2012 … On April 6".
            (Some((near, first, last)), Some(speech))
                if calendar.direction.is_none()
                    && !self.since
                    && self.tense != Tense::Future
                    && distance(last, speech) > 250
                    && last < speech =>
            {
                Some(((first, last), format!("the year of {near}{JUST_BEFORE}")))
            }
            (Some((near, first, last)), None) => Some(((first, last), format!("the year of {near}{JUST_BEFORE}"))),
            (None, None) => {
                let (day, why) = self.context.estimate.as_ref()?;
                Some(((*day, *day), why.clone()))
            }
            _ => None,
        }
    }
}

/// How near to the day of the news a day lies that is of its year.
const NEWS_DAYS: i32 = 60;

/// So many days back a bare day of the month is one of the month to come.
const HALF_A_MONTH: i8 = 15;

/// The value of a calendar in a known year, with a word where its weekday contradicts it.
fn told_year(calendar: &Calendar, year: i16, why: String) -> Option<Value> {
    let edtf = match (calendar.month, calendar.day, calendar.season) {
        _ if calendar.feast.is_some() => super::super::feast::in_year(calendar.feast?, year)?,
        (Some(month), Some(day), _) => {
            let date = Date::new(year, month, day).ok()?;
            if calendar.weekday.is_some_and(|w| w != date.weekday().to_monday_one_offset()) {
                let why = format!("{why}; {CONTRADICTS}: {date} is a {:?}", date.weekday());
                return Some((Edtf::day(date)?, why));
            }
            Edtf::day(date)?
        }
        (Some(month), None, _) => Edtf::month(year, month)?,
        (None, _, Some(months @ 100..)) => season_of(months, year)?,
        (None, _, Some(season)) => Edtf::parse(&format!("{year:04}-{season}")).ok()?,
        _ => Edtf::year(year)?,
    };
    Some((edtf, why))
}

/// A season from one month to another; one that runs over New Year is told of the year that it begins in.
fn season_of(months: i16, year: i16) -> Option<Edtf> {
    let (from, to) = (i8::try_from(months / 100).ok()?, i8::try_from(months % 100).ok()?);
    let end = year.checked_add(i16::from(to < from))?;
    Edtf::interval(Edtf::month(year, from).as_ref(), Edtf::month(end, to).as_ref())
}

/// A calendar whose year nobody tells.
fn unsaid(calendar: &Calendar) -> Option<Edtf> {
    let text = match (calendar.month, calendar.day, calendar.season) {
        (Some(month), Some(day), _) => format!("XXXX-{month:02}-{day:02}"),
        (Some(month), None, _) => format!("XXXX-{month:02}"),
        (None, _, Some(season @ ..100)) => format!("XXXX-{season}"),
        _ => return None,
    };
    Edtf::parse(&text).ok()
}

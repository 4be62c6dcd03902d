//! Places: names in the text to points on earth. What the gazetteer knows is found by name; which of several places
//! of a name is meant, and whether a country's name means the land or the state, is told by the words around it.

mod choose;
mod country;
mod curated;
mod evidence;
mod find;
mod gazetteer;
mod import;
mod locate;
mod seat;
mod spelling;
mod table;
mod wide;
mod words;

use toguna_lang::{Analysis, Sentence, Upos};
use toguna_text::Document;

pub use country::{CountryReading, country_reading};
pub use gazetteer::{Gazetteer, GazetteerFiles, PlaceRow};
pub use import::{ImportError, ImportOptions, Imported, import_places, write_gazetteer};
pub use locate::{Located, locate};
pub(crate) use seat::Seat;
pub use words::PlaceWords;

use self::choose::{Choice, Context};
use self::evidence::Confirm;
use self::find::{Finder, Mention, Told};
use crate::{EntityId, Level, PlaceMark};

/// A village of less weight than this needs something in the text that speaks for its country.
const RARE: u32 = 20;

/// Marks the places of a document.
pub fn places(document: &Document, analysis: &Analysis, gazetteer: &Gazetteer, words: &PlaceWords) -> Vec<PlaceMark> {
    let mut told = Told::default();
    let mut mentions = Vec::new();
    for (at, sentence) in analysis.sentences.iter().enumerate() {
        mentions.extend(Finder::new(document.text(), sentence, at, gazetteer, words).mentions(&mut told));
    }
    Confirm { text: document.text(), gazetteer, told: &told }.sift(&mut mentions);
    let published = document.metadata().published.clone();
    let context = Context::new(document.text(), gazetteer, words, analysis, &told, &mentions, published);
    let marker = Marker { document, analysis, gazetteer, words, told: &told, context };
    let mut marks = Vec::new();
    for at in 0..mentions.len() {
        if let Some(mark) = marker.mark(&mentions, at) {
            marks.extend(marker.offset(&mentions, at, &mark));
            marks.push(mark);
        }
    }
    marks
}

struct Marker<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    gazetteer: &'a Gazetteer,
    words: &'a PlaceWords,
    told: &'a Told,
    context: Context<'a>,
}

impl Marker<'_> {
    fn mark(&self, mentions: &[Mention], at: usize) -> Option<PlaceMark> {
        let mention = &mentions[at];
        let choice = self.context.choose(mentions, at)?;
        let row = self.gazetteer.row(choice.row);
        let sentence = self.analysis.sentences.get(mention.sentence)?;
        if mention.side.is_some() {
            return self.part(mention, row, choice);
        }
        if row.level == Level::Country && !self.land(mentions, at, sentence) {
            return None;
        }
        if self.doubtful(mention, row, sentence, &choice) || self.contradicted(mentions, at, row) {
            return None;
        }
        if let Some(site) = &mention.site {
            return self.site(mention, row, site);
        }
        let precision = match row.level {
            Level::Settlement | Level::Site if mention.near || mention.offset.is_some() => 2,
            Level::Settlement | Level::Site => 1,
            Level::Admin2 => 3,
            Level::Admin1 => 4,
            Level::Region => 5,
            Level::Country => 6,
        };
        self.make(mention, row, row.name_en.clone(), row.level, (row.lat, row.lon), precision, choice.why)
    }

    /// A mark of a row that may differ from it in name, level and point.
    #[allow(clippy::too_many_arguments)]
    fn make(
        &self,
        mention: &Mention,
        row: &PlaceRow,
        name: String,
        level: Level,
        point: (f64, f64),
        precision: u8,
        why: String,
    ) -> Option<PlaceMark> {
        let id = match mention.site.is_some() || mention.side.is_some() {
            true => EntityId::new(&format!("{}-{}", row.id, slug(&name))),
            false => EntityId::new(&row.id),
        };
        Some(PlaceMark {
            span: self.document.span(mention.span.clone()).ok()?,
            entity: id,
            name,
            lat: point.0,
            lon: point.1,
            level,
            country: row.country.clone(),
            precision,
            why,
        })
    }

    /// "Northern Mali": a part of a country, which a row of the gazetteer may place better than the compass.
    fn part(&self, mention: &Mention, row: &PlaceRow, choice: Choice) -> Option<PlaceMark> {
        let side = self.words.sides.get(mention.side?)?;
        let code = row.country.as_deref()?;
        let name = format!("{} {}", side.english, row.name_en);
        let span = self.document.span(mention.span.clone()).ok()?;
        if let Some(known) = self.gazetteer.get(&format!("{}-{}", row.id, side.key)) {
            return Some(PlaceMark {
                span,
                entity: EntityId::new(&known.id),
                name: known.name_en.clone(),
                lat: known.lat,
                lon: known.lon,
                level: Level::Region,
                country: row.country.clone(),
                precision: 5,
                why: format!("a side of {}", row.name_en),
            });
        }
        let (lat, lon) = self.gazetteer.part(code, side.north, side.east).unwrap_or((row.lat, row.lon));
        let why = format!("{}; the middle of the {} part of its known places", choice.why, side.english);
        self.make(mention, row, name, Level::Region, (lat, lon), 5, why)
    }

    /// "40 km north of Dori": the point that the words tell, unless it is told of a place named just before.
    fn offset(&self, mentions: &[Mention], at: usize, town: &PlaceMark) -> Option<PlaceMark> {
        let mention = &mentions[at];
        let offset = mention.offset.as_ref()?;
        let side = self.words.sides.get(offset.side?)?;
        let told = mentions[..at].last().is_some_and(|before| {
            let gap = self.document.text().get(before.span.end..offset.words.start).unwrap_or("\n");
            gap.len() < 30 && !gap.contains(['.', ';', '\n'])
        });
        if told || side.north == 0.0 && side.east == 0.0 {
            return None;
        }
        let length = side.north.hypot(side.east);
        let north = offset.km * side.north / length / 111.2;
        let east = offset.km * side.east / length / (111.2 * town.lat.to_radians().cos().max(0.1));
        let name = format!("{} km {} of {}", offset.km, side.key.to_uppercase(), town.name);
        Some(PlaceMark {
            span: self.document.span(offset.words.clone()).ok()?,
            entity: EntityId::new(&format!("{}-{}-km-{}", town.entity, offset.km, side.key)),
            name,
            lat: town.lat + north,
            lon: town.lon + east,
            level: Level::Site,
            country: town.country.clone(),
            precision: 2,
            why: format!("the text tells how far and on which side of {}", town.name),
        })
    }

    /// A building of a town: its own row where there is one, else the town's point.
    fn site(&self, mention: &Mention, row: &PlaceRow, site: &str) -> Option<PlaceMark> {
        if row.level != Level::Settlement {
            return None;
        }
        let town = &self.document.text()[mention.name.clone()];
        for name in [
            format!("{} {site}", row.name_en),
            format!("{site} {}", row.name_fr),
            format!("{town} {site}"),
            format!("{site} {town}"),
        ] {
            if let Some(known) = self.gazetteer.named(&name).into_iter().find(|r| r.level == Level::Site) {
                return Some(PlaceMark {
                    span: self.document.span(mention.span.clone()).ok()?,
                    entity: EntityId::new(&known.id),
                    name: known.name_en.clone(),
                    lat: known.lat,
                    lon: known.lon,
                    level: Level::Site,
                    country: known.country.clone(),
                    precision: 1,
                    why: format!("{} owns it", row.name_en),
                });
            }
        }
        let name = self.document.text()[mention.span.clone()].to_string();
        let name = if name.contains(town) { name } else { format!("{} {name}", row.name_en) };
        self.make(
            mention,
            row,
            name,
            Level::Site,
            (row.lat, row.lon),
            2,
            format!("a building of {}: the town's point", row.name_en),
        )
    }

    /// Whether a country's name means the land.
    fn land(&self, mentions: &[Mention], at: usize, sentence: &Sentence) -> bool {
        let mention = &mentions[at];
        if self.holds_previous(mentions, at) {
            return true;
        }
        let words = sentence.words_in(mention.name.clone());
        country_reading(sentence, words, self.words) == CountryReading::Place
    }

    /// "Barsalogho, Burkina Faso", "Inata (Burkina Faso)": the mention before lies in it.
    fn holds_previous(&self, mentions: &[Mention], at: usize) -> bool {
        let mention = &mentions[at];
        let Some(previous) = at.checked_sub(1).map(|p| &mentions[p]) else { return false };
        if previous.sentence != mention.sentence {
            return false;
        }
        let gap = self.document.text().get(previous.span.end..mention.span.start).unwrap_or("x");
        let inside = previous.candidates.iter().any(|&r| {
            let row = self.gazetteer.row(r);
            row.level != Level::Country
                && mention.candidates.iter().any(|&c| self.gazetteer.row(c).country == row.country)
        });
        inside && matches!(gap.trim(), "," | "(" | "/" | "-" | "–")
    }

    /// Whether the division that the text names as a village's holder lies far from every village of the name: then
    /// another village is meant, which no table knows.
    fn contradicted(&self, mentions: &[Mention], at: usize, row: &PlaceRow) -> bool {
        if !matches!(row.level, Level::Settlement | Level::Site) {
            return false;
        }
        let holders = evidence::holders(mentions, at, self.document.text());
        let rows = |holder: usize| mentions[holder].candidates.iter().map(|&r| self.gazetteer.row(r));
        holders.into_iter().any(|holder| {
            let divisions = || rows(holder).filter(|r| matches!(r.level, Level::Admin1 | Level::Admin2));
            // A division may bear the name of a town that lies anywhere: only names of divisions alone are sure.
            let only = divisions().next().is_some() && rows(holder).all(|r| r.level.is_division());
            let apart = |holder: &PlaceRow| {
                let far = choose::kilometres((row.lat, row.lon), (holder.lat, holder.lon));
                evidence::held(row, holder) == 0 && far > 2.0 * evidence::reach(holder)
            };
            only && divisions().all(apart)
        })
    }

    /// Names that are likelier a person's, a government's or a common word.
    fn doubtful(&self, mention: &Mention, row: &PlaceRow, sentence: &Sentence, choice: &Choice) -> bool {
        if mention.kind.is_some() || mention.site.is_some() || mention.near || row.level == Level::Country {
            return false;
        }
        let located = mention.preposition.as_deref().is_some_and(|p| {
            self.words.locative.has(p) || self.words.toward.has(p) || self.words.town_prepositions.has(p)
        });
        let text = self.document.text();
        let person = self.told.persons.contains(&words::plain(&text[mention.name.clone()]));
        if person && !located {
            return true;
        }
        if mention.wide {
            // What speaks for it was weighed when it was found.
            return false;
        }
        let range = sentence.words_in(mention.name.clone());
        if row.level == Level::Region {
            return self.portfolio(sentence, range.start);
        }
        let single = range.len() == 1;
        let upos = sentence.words.get(range.start).map(|w| w.upos);
        let opening = range.start == 0;
        if single && opening && !matches!(upos, Some(Upos::Propn | Upos::Noun | Upos::X)) {
            return true;
        }
        if single && opening && upos != Some(Upos::Propn) && row.weight < RARE * 2 && row.name_en.len() < 5 {
            return true;
        }
        let seat = Seat { sentence, words: self.words, capital: self.gazetteer.is_chief_town(row) };
        let dealt_with = seat.is_dealt_with(range.clone()) || located && seat.seats(range.clone());
        if dealt_with || !located && (!mention.article && seat.speaks(range.clone()) || seat.is_party(range)) {
            return true;
        }
        let code = row.country.as_deref().unwrap_or("");
        row.weight < RARE && !choice.backed && !self.context.speaks_of(code)
            || row.weight < RARE && !located && !self.context.speaks_of(code)
    }

    /// Whether an area's name only tells what somebody's office is about: "the minister for Europe".
    fn portfolio(&self, sentence: &Sentence, start: usize) -> bool {
        let words = &sentence.words;
        let is = |at: usize, set: &words::Set| set.has(&words[at].form) || set.has(&words[at].lemma);
        for at in (start.saturating_sub(5)..start).rev() {
            match words[at].upos {
                Upos::Adp if is(at, &self.words.locative) => return false,
                Upos::Adp | Upos::Det | Upos::Adj | Upos::Cconj => {}
                Upos::Noun | Upos::Propn if is(at, &self.words.headed_for) => return at + 1 < start,
                _ => return false,
            }
        }
        false
    }
}

/// A name as part of an id.
fn slug(name: &str) -> String {
    let folded = words::plain(name);
    let parts: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
    parts.join("-")
}

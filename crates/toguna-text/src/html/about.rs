//! What a page tells of itself: title, day of publication, language, publisher, address.

use std::cell::RefCell;

use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use serde_json::Value;

use super::visible::{raw, walk};

/// What a page's head, its JSON-LD and its `time` elements say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) title: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
}

/// Reads what a page says of itself.
pub(crate) fn about(html: &str) -> About {
    walk(html, Sink::default()).map(|sink| sink.state.into_inner().done()).unwrap_or_default()
}

#[derive(Default)]
struct Sink {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    meta: Vec<(String, String)>,
    title: String,
    language: Option<String>,
    canonical: Option<String>,
    time: Option<String>,
    scripts: Vec<String>,
    inside: Inside,
}

#[derive(Default, PartialEq)]
enum Inside {
    #[default]
    Nothing,
    Title,
    Data,
}

/// A page has few of these; more are not looked at.
const MOST: usize = 200;

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) => match state.inside {
                Inside::Title if state.title.len() < 2_000 => state.title.push_str(&text),
                Inside::Data => {
                    if let Some(script) = state.scripts.last_mut().filter(|s| s.len() < 1_000_000) {
                        script.push_str(&text);
                    }
                }
                _ => {}
            },
            Token::TagToken(tag) => {
                state.tag(&tag);
                return raw(&tag);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| a.value.trim()).filter(|v| !v.is_empty())
}

impl State {
    fn tag(&mut self, tag: &Tag) {
        self.inside = Inside::Nothing;
        if tag.kind == TagKind::EndTag {
            return;
        }
        match &*tag.name {
            "html" if self.language.is_none() => {
                self.language = attribute(tag, "lang").or(attribute(tag, "xml:lang")).map(str::to_string)
            }
            "title" if self.title.is_empty() => self.inside = Inside::Title,
            "meta" if self.meta.len() < MOST => {
                let key = attribute(tag, "property").or(attribute(tag, "name")).or(attribute(tag, "itemprop"));
                if let (Some(key), Some(value)) = (key, attribute(tag, "content")) {
                    self.meta.push((key.to_ascii_lowercase(), value.to_string()));
                }
            }
            "link" if attribute(tag, "rel") == Some("canonical") => {
                self.canonical = attribute(tag, "href").map(str::to_string)
            }
            "time" if self.time.is_none() => self.time = attribute(tag, "datetime").and_then(day),
            "script"
                if attribute(tag, "type").is_some_and(|t| t.eq_ignore_ascii_case("application/ld+json"))
                    && self.scripts.len() < MOST =>
            {
                self.inside = Inside::Data;
                self.scripts.push(String::new());
            }
            _ => {}
        }
    }

    fn meta(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.meta.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str()))
    }

    fn done(self) -> About {
        let dates = [
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "parsely-pub-date",
            "dc.date.issued",
            "dc.date",
            "dcterms.created",
            "pubdate",
            "publishdate",
            "date",
        ];
        let data = self.scripts.iter().find_map(|script| date_published(script));
        let title = self.meta(&["og:title"]).map(str::to_string).unwrap_or(self.title.clone());
        About {
            title: Some(title.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty()),
            published: self.meta(&dates).and_then(day).or(data).or(self.time.clone()),
            language: self
                .language
                .clone()
                .or_else(|| self.meta(&["og:locale", "content-language"]).map(str::to_string)),
            outlet: self.meta(&["og:site_name"]).map(str::to_string),
            url: self
                .canonical
                .clone()
                .or_else(|| self.meta(&["og:url"]).map(str::to_string))
                .filter(|url| url.starts_with("http")),
        }
    }
}

/// `datePublished` anywhere in a page's JSON-LD, the outermost first. (serde_json bounds the nesting.)
fn date_published(script: &str) -> Option<String> {
    let value: Value = serde_json::from_str(script.trim()).ok()?;
    let mut level = vec![&value];
    while !level.is_empty() {
        let own = level.iter().find_map(|v| v.get("datePublished").and_then(Value::as_str).and_then(day));
        if own.is_some() {
            return own;
        }
        level = level
            .into_iter()
            .flat_map(|v| match v {
                Value::Array(items) => items.iter().collect::<Vec<_>>(),
                Value::Object(fields) => fields.values().collect(),
                _ => Vec::new(),
            })
            .collect();
    }
    None
}

/// The day at the head of an ISO 8601 time, in EDTF; a month or a year alone stays one.
fn day(time: &str) -> Option<String> {
    let time = time.trim();
    let number = |range: std::ops::Range<usize>| {
        time.get(range).filter(|s| s.bytes().all(|b| b.is_ascii_digit())).and_then(|s| s.parse::<u32>().ok())
    };
    let year = number(0..4).filter(|y| (1900..2100).contains(y))?;
    let bytes = time.as_bytes();
    // Written without separators, as in `20240131`.
    if bytes.len() >= 8 && bytes[..8].iter().all(u8::is_ascii_digit) {
        let (month, day) = (number(4..6)?, number(6..8)?);
        return good(month, day).then(|| format!("{year:04}-{month:02}-{day:02}"));
    }
    if bytes.len() == 4 {
        return Some(format!("{year:04}"));
    }
    let separator = matches!(bytes.get(4), Some(b'-' | b'/'));
    let month = number(5..7).filter(|m| separator && (1..=12).contains(m))?;
    if bytes.len() == 7 {
        return Some(format!("{year:04}-{month:02}"));
    }
    let day = number(8..10).filter(|&d| matches!(bytes.get(7), Some(b'-' | b'/')) && good(month, d))?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

fn good(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_asked_before_data_before_time() {
        let time = "<time datetime=\"2024-03-03\">3 March</time>";
        let data =
            "<script type=\"application/ld+json\">{\"@graph\":[{\"datePublished\":\"2024-02-02T10:00:00Z\"}]}</script>";
        let meta = "<meta property=\"article:published_time\" content=\"2024-01-01T23:00:00+00:00\">";
        assert_eq!(about(&format!("{meta}{data}{time}")).published.as_deref(), Some("2024-01-01"));
        assert_eq!(about(&format!("{data}{time}")).published.as_deref(), Some("2024-02-02"));
        assert_eq!(about(time).published.as_deref(), Some("2024-03-03"));
    }

    #[test]
    fn title_language_and_address_are_told() {
        let page = "<html lang=fr-ML><head><title>Un &amp; deux</title><link rel=canonical href=https://example.org/a>";
        let about = about(page);
        assert_eq!(about.title.as_deref(), Some("Un & deux"));
        assert_eq!(about.language.as_deref(), Some("fr-ML"));
        assert_eq!(about.url.as_deref(), Some("https://example.org/a"));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for bad in ["", "yesterday", "2024-13-01", "31/12/2024", "2024-1-1", "2024é"] {
            assert_eq!(day(bad), None, "{bad}");
        }
        assert_eq!(day("2024/05/06 10:00").as_deref(), Some("2024-05-06"));
        assert_eq!(day("20240506").as_deref(), Some("2024-05-06"));
    }
}

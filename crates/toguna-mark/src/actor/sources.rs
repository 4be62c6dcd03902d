//! Who publishes: the outlets, agencies and institutions of a pack's `sources.tsv`, found by name or web address.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::EntityId;
use crate::names::folded;
use crate::table::{TableError, alternatives, rows};

#[derive(Debug, Deserialize)]
struct SourceRow {
    id: String,
    name: String,
    #[serde(default)]
    aliases: String,
    #[serde(default)]
    country: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    side: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    wire: String,
    #[serde(default)]
    domain: String,
}

/// One that publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id, which is the actor's.
    pub id: EntityId,
    /// The name that answers show.
    pub name: String,
    /// The state of its seat (`base` of `states.tsv`).
    pub country: Option<String>,
    /// ISO 639-1 code of its main language.
    pub language: Option<String>,
    /// Owner or form of ownership.
    pub owner: Option<String>,
    /// The party whose voice it is, if a party owns it.
    pub side: Option<String>,
    /// `agency`, `newspaper`, `broadcaster` …
    pub kind: Option<String>,
    /// Whether others reprint it word for word.
    pub wire: bool,
    /// Main web domain.
    pub domain: Option<String>,
}

/// The sources of a pack.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
    by_name: BTreeMap<String, usize>,
    by_domain: BTreeMap<String, usize>,
}

impl Sources {
    /// Reads `sources.tsv`.
    pub fn parse(text: &str) -> Result<Sources, TableError> {
        let mut sources = Sources::default();
        for row in rows::<SourceRow>("sources.tsv", text)? {
            let at = sources.list.len();
            for name in [row.id.as_str(), row.name.as_str()].into_iter().chain(alternatives(&row.aliases)) {
                sources.by_name.entry(plain(name)).or_insert(at);
            }
            for domain in alternatives(&row.domain) {
                sources.by_domain.entry(domain.to_lowercase()).or_insert(at);
            }
            sources.list.push(Source {
                id: EntityId::new(&row.id),
                name: row.name,
                country: some(row.country),
                language: some(row.language),
                owner: some(row.owner),
                side: some(row.side),
                kind: some(row.kind),
                wire: row.wire == "yes",
                domain: some(row.domain),
            });
        }
        Ok(sources)
    }

    /// Every source in the pack's order.
    pub fn all(&self) -> &[Source] {
        &self.list
    }

    /// The source of an outlet's name, however it is capitalised or accented.
    pub fn by_name(&self, outlet: &str) -> Option<&Source> {
        self.by_name.get(&plain(outlet)).map(|&at| &self.list[at])
    }

    /// The source of a web address or domain: its own domain or one above it.
    pub fn by_url(&self, url: &str) -> Option<&Source> {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        let host = host.rsplit('@').next().unwrap_or(host).split(':').next().unwrap_or(host).to_lowercase();
        let mut domain = host.trim_end_matches('.');
        loop {
            if let Some(&at) = self.by_domain.get(domain) {
                return Some(&self.list[at]);
            }
            domain = domain.split_once('.')?.1;
        }
    }

    /// The source of a document: by its outlet's name, else by its address.
    pub fn find(&self, outlet: Option<&str>, url: Option<&str>) -> Option<&Source> {
        outlet
            .and_then(|o| self.by_name(o).or_else(|| o.contains('.').then(|| self.by_url(o)).flatten()))
            .or_else(|| url.and_then(|u| self.by_url(u)))
    }
}

/// Letters and digits alone, folded.
fn plain(name: &str) -> String {
    folded(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn some(cell: String) -> Option<String> {
    (!cell.is_empty()).then_some(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "id\tname\taliases\tcountry\tlanguage\towner\tside\tkind\twire\tdomain\tnote\n\
        heron\tLe Héron\tHeron Daily|Héron-Info\tmali\tfr\tprivate\t\tnewspaper\tno\theron.example\town\n\
        stork\tStork\t\tniger\ten\tstate\tniger-gov\tagency\tyes\tnews.stork.example|stork.test\town\n";

    fn sources() -> Sources {
        Sources::parse(ROWS).expect("the rows are sound")
    }

    #[test]
    fn a_source_is_found_by_any_of_its_names() {
        let sources = sources();
        for name in ["Le Héron", "le heron", "HERON DAILY", "Héron Info", "heron"] {
            assert_eq!(sources.by_name(name).map(|s| s.id.as_str()), Some("heron"), "{name}");
        }
        assert_eq!(sources.by_name("Her"), None);
        assert!(sources.by_name("Stork").is_some_and(|s| s.wire && s.side.as_deref() == Some("niger-gov")));
    }

    #[test]
    fn a_source_is_found_by_its_domain_and_what_lies_below_it_only() {
        let sources = sources();
        let id = |url: &str| sources.by_url(url).map(|s| s.id.as_str().to_string());
        assert_eq!(id("https://www.heron.example/2024/05?x=1"), Some("heron".into()));
        assert_eq!(id("http://me@fr.news.stork.example:8080/"), Some("stork".into()));
        assert_eq!(id("stork.test"), Some("stork".into()));
        assert_eq!(id("https://notheron.example/"), None);
        assert_eq!(id("https://example/heron.example"), None);
        assert_eq!(id(""), None);
    }

    #[test]
    fn the_outlet_counts_before_the_address() {
        let sources = sources();
        assert_eq!(sources.find(Some("Stork"), Some("https://heron.example")).map(|s| s.id.as_str()), Some("stork"));
        assert_eq!(sources.find(Some("Nobody"), Some("https://heron.example")).map(|s| s.id.as_str()), Some("heron"));
        assert_eq!(sources.find(Some("heron.example"), None).map(|s| s.id.as_str()), Some("heron"));
    }
}

//! The event lexicon's tables: well-formed, in the words of the vocabularies they borrow, and every row's example read.

use std::collections::{BTreeMap, BTreeSet};

use toguna_pipeline::{Files, Pipeline, embedded};
use toguna_text::Metadata;

const LANGUAGES: [&str; 2] = ["en", "fr"];

/// ACLED's 25 sub-event types, in its words.
const ACLED: &str = "Government regains territory|Non-state actor overtakes territory|Armed clash|\
    Excessive force against protesters|Protest with intervention|Peaceful protest|Violent demonstration|Mob violence|\
    Chemical weapon|Air/drone strike|Suicide bomb|Shelling/artillery/missile attack|Remote explosive/landmine/IED|\
    Grenade|Sexual violence|Attack|Abduction/forced disappearance|Agreement|Arrests|Change to group/activity|\
    Disrupted weapons use|Headquarters or base established|Looting/property destruction|\
    Non-violent transfer of territory|Other";

/// PLOVER's modes of each type.
const MODES: &str = "CONSULT visit third-party multilateral phone|RETREAT withdraw release disarm ceasefire access \
    resign|REQUEST assist change yield meet|ACCUSE disapprove investigate allege|REJECT assist change yield meet|\
    THREATEN restrict arrest relations expel territory violence|PROTEST demo riot strike hunger boycott obstruct \
    vandalize|SANCTION convict expel withdraw discontinue|MOBILIZE troops weapons police militia|COERCE seize restrict \
    censor curfew martial-law arrest deport withhold misinformation cyber|ASSAULT abduct beat torture sexual targeted \
    destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional";

/// PLOVER's contexts.
const CONTEXTS: &str = "military intelligence executive legislative election political_institutions pro_democracy \
    pro_autocracy economic legal reparations human_rights rights_freedoms repression human_security gender lgbt \
    religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters natural_resource \
    environment technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking";

fn text<'f>(files: &'f Files, path: &str) -> &'f str {
    std::str::from_utf8(files.get(path).expect("the file is embedded")).expect("UTF-8")
}

/// The cells of every row, with the number of its line.
fn rows<'f>(files: &'f Files, language: &str) -> Vec<(usize, Vec<&'f str>)> {
    let lines = text(files, &format!("languages/{language}/predicates.tsv")).lines().enumerate().skip(1);
    lines.map(|(at, line)| (at + 1, line.split('\t').collect())).collect()
}

#[test]
fn every_row_has_its_cells_in_the_order_of_the_lemmas() {
    let files = embedded();
    for language in LANGUAGES {
        let rows = rows(&files, language);
        for (line, row) in &rows {
            assert_eq!(row.len(), 13, "{language} line {line}: lemma to example");
            assert_eq!(row[12].matches("**").count(), 2, "{language} line {line}: the example's event word");
        }
        let keys: Vec<_> = rows.iter().map(|(_, row)| (row[0], row[1])).collect();
        assert!(keys.is_sorted(), "{language}: sorted by lemma and part of speech");
        let told: BTreeSet<_> = rows.iter().filter(|(_, row)| row[2] != "-").map(|(_, row)| (row[0], row[1])).collect();
        assert!(told.len() >= 950, "{language}: {} predicates", told.len());
    }
}

#[test]
fn every_row_can_be_reached() {
    let files = embedded();
    for language in LANGUAGES {
        let mut before: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
        for (line, row) in &rows(&files, language) {
            let conditions = before.entry((row[0], row[1])).or_default();
            let hidden = conditions.contains("") || !conditions.insert(row[6]);
            assert!(!hidden, "{language} line {line}: a row of '{}' above it always wins", row[0]);
        }
    }
}

#[test]
fn borrowed_words_are_those_of_plover_and_acled() {
    let acled: BTreeSet<&str> = ACLED.split('|').collect();
    assert_eq!(acled.len(), 25);
    let contexts: BTreeSet<&str> = CONTEXTS.split_whitespace().collect();
    let modes: BTreeMap<&str, BTreeSet<&str>> = MODES
        .split('|')
        .map(|of| (of.split_whitespace().next().unwrap_or(""), of.split_whitespace().skip(1).collect()))
        .collect();
    let files = embedded();
    for language in LANGUAGES {
        let mut seen = BTreeSet::new();
        for (line, row) in rows(&files, language) {
            let at = format!("{language} line {line}");
            let mode = row[3].is_empty() || modes.get(row[2]).is_some_and(|modes| modes.contains(row[3]));
            assert!(mode, "{at}: '{}' is no mode of {}", row[3], row[2]);
            assert!(row[4].is_empty() || contexts.contains(row[4]), "{at}: '{}' is no context", row[4]);
            assert!(row[5].is_empty() || acled.contains(row[5]), "{at}: '{}' is no sub-event type", row[5]);
            seen.insert(row[5]);
        }
        let untold: Vec<_> = acled.iter().filter(|name| !seen.contains(*name)).collect();
        assert!(untold.is_empty(), "{language}: no word tells {untold:?}");
    }
}

/// The CAPITAL names in a condition.
fn classes(when: &str) -> impl Iterator<Item = &str> {
    when.split(|c: char| !(c.is_uppercase() || c == '_')).filter(|name| name.len() > 1)
}

#[test]
fn conditions_name_classes_that_exist() {
    let files = embedded();
    for language in LANGUAGES {
        let mut known = BTreeSet::new();
        for file in ["classes.toml", "grammar.toml"] {
            let table: toml::Table = text(&files, &format!("languages/{language}/{file}")).parse().expect("TOML");
            known.extend(table["classes"].as_table().expect("classes").keys().cloned());
        }
        for (line, row) in rows(&files, language) {
            for class in classes(row[6]) {
                assert!(known.contains(class), "{language} line {line}: '{class}' is no class");
            }
        }
    }
}

/// Of twenty examples, seventeen are read as their rows say; the rest are what the fast reader does not parse.
///
/// A row that needs an actor or an anchor is only asked where its example's word tells any event.
#[test]
fn examples_are_read_as_their_rows_say() {
    let files = embedded();
    let pipeline = Pipeline::with_reader(&files, "sahel", toguna_pipeline::ReaderKind::Fast)
        .expect("the embedded knowledge reads");
    for language in LANGUAGES {
        let (mut asked, mut wrong) = (0, Vec::new());
        for (line, row) in rows(&files, language) {
            let parts: Vec<&str> = row[12].split("**").collect();
            let word = parts[0].len()..parts[0].len() + parts[1].len();
            let metadata = Metadata { language: Some(language.into()), ..Metadata::default() };
            let document = pipeline.read_text("example", &parts.concat(), metadata).expect("a text");
            let coded = pipeline.code(&document);
            let here =
                coded.accounts.iter().filter(|a| a.span.range().start < word.end && word.start < a.span.range().end);
            let types: Vec<&str> = here.map(|a| a.event_type.name()).collect();
            if types.is_empty() && !row[11].is_empty() {
                continue;
            }
            asked += 1;
            let right = if row[2] == "-" { types.is_empty() } else { types.contains(&row[2]) };
            if !right {
                wrong.push(format!("line {line} {} {types:?}: {}", row[2], row[12]));
            }
        }
        assert!(asked > 800, "{language}: {asked} examples asked");
        assert!(wrong.len() * 20 <= asked * 3, "{language}: {} of {asked} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }
}

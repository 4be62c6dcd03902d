//! Scores `times` against TimeML time expressions: `time_score FILE.jsonl LANG [--errors]`.
//!
//! The measures are TempEval-3's: a span is matched strictly (same words) or relaxed (shared words), each mark with one
//! gold row; the value F1 counts relaxed matches whose value is equal. TimeML writes values in its own way, so ours are
//! put into its form here and nowhere else: a quarter's interval is `2009-Q3`, a week's `2008-W42`, "from 2009 to 2011"
//! is two expressions, marks of approximation go. Two figures are told: over all gold rows, and over those that are
//! calendar values or lengths, which leaves out `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`, clock times and values with
//! an X, none of which our guide calls a date.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use serde_json::Value;
use toguna_lang::{FastReader, Model, Reader};
use toguna_mark::{DateKind, Edtf, Precision, TimeGrammar, times};
use toguna_text::{Document, Metadata, SegmentRules, segment};

/// A time expression of either side.
#[derive(Clone, Debug)]
struct Row {
    start: usize,
    end: usize,
    value: String,
    quote: String,
    /// Whether the value is a calendar value or a length.
    ours: bool,
}

/// One document: its rows joined by new lines, and its day.
#[derive(Default)]
struct News {
    text: String,
    day: Option<Edtf>,
    gold: Vec<Row>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [file, language, rest @ ..] = args.as_slice() else {
        return Err("write: time_score FILE.jsonl LANG [--errors]".into());
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages").join(language);
    let read = |name: &str| std::fs::read_to_string(folder.join(name));
    let grammar = TimeGrammar::parse(&read("time.toml")?)?;
    let rules = SegmentRules::parse(&read("segment.toml")?)?;
    let reader = FastReader::new(Model::from_bytes(&std::fs::read(folder.join("model.bin"))?)?);
    let (mut all, mut ours) = (Counts::default(), Counts::default());
    let mut errors: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for news in documents(&std::fs::read_to_string(file)?)? {
        let published = news.day.as_ref().map(Edtf::to_string);
        let metadata = Metadata { published, ..Metadata::default() };
        let document = Document::new("news", news.text.clone(), metadata, language.as_str());
        let analysis = reader.analyse(document.text(), &segment(document.text(), &rules));
        let marks = times(&document, &analysis, &grammar).dates;
        let told: Vec<Row> = marks
            .iter()
            .flat_map(|mark| {
                timeml(&document.text()[mark.span.range()], mark.span.range().start, &mark.value, mark.kind)
            })
            .collect();
        let pairs = pair(&told, &news.gold);
        all.add(&told, &news.gold, &pairs, |_| true);
        ours.add(&told, &news.gold, &pairs, |row| row.ours);
        note(&told, &news, &pairs, &mut errors);
    }
    println!("all gold rows:                {all}");
    println!("calendar values and lengths:  {ours}");
    if rest.iter().any(|arg| arg == "--errors") {
        for (what, rows) in errors {
            println!("\n{what} ({})\n  {}", rows.len(), rows.join("\n  "));
        }
    }
    Ok(())
}

/// The documents of a file whose rows are sentences; a row with `DCTVALUE` begins one.
fn documents(text: &str) -> Result<Vec<News>, Box<dyn Error>> {
    let mut all: Vec<News> = Vec::new();
    for line in text.lines() {
        let row: Value = serde_json::from_str(line)?;
        let sentence = row["text"].as_str().unwrap_or_default();
        if let Some(day) = sentence.split('"').nth(1).filter(|_| sentence.contains("DCTVALUE")) {
            all.push(News { day: Edtf::parse(day).ok(), ..News::default() });
            continue;
        }
        if all.is_empty() {
            all.push(News::default());
        }
        let Some(news) = all.last_mut() else { continue };
        for timex in row["timexes"].as_array().into_iter().flatten() {
            let byte = |key: &str| {
                let at = timex[key].as_u64().unwrap_or(0) as usize;
                sentence.char_indices().nth(at).map_or(sentence.len(), |(byte, _)| byte)
            };
            let (start, end) = (byte("start"), byte("end"));
            let value = plain(timex["value"].as_str().unwrap_or_default(), timex["type"].as_str().unwrap_or_default());
            let ours =
                timex["type"] != "TIME" && !value.contains("REF") && !value.contains('X') && !value.contains("FY");
            let offset = news.text.len();
            let quote = sentence.get(start..end).unwrap_or_default().to_owned();
            news.gold.push(Row { start: offset + start, end: offset + end, value, quote, ours });
        }
        news.text.push_str(sentence);
        news.text.push('\n');
    }
    Ok(all)
}

/// A gold value without the parts that our values never tell: clock times, and slips of the annotators ("PY5").
fn plain(value: &str, kind: &str) -> String {
    let value = match value.split_once('T') {
        Some((day, _)) if day.len() == 10 && kind != "DURATION" => day,
        _ => value,
    };
    match value.strip_prefix('P').map(|rest| rest.split_at(rest.len().min(1))) {
        Some((unit @ ("Y" | "M" | "D"), count)) if !count.is_empty() => format!("P{count}{unit}"),
        _ => value.replace("-FA", "-23").replace("-SP", "-21").replace("-SU", "-22").replace("-WI", "-24"),
    }
}

/// A mark in TimeML's form: two rows where it tells both ends of an interval.
fn timeml(quote: &str, start: usize, value: &Edtf, kind: DateKind) -> Vec<Row> {
    let row = |from: usize, to: usize, value: String| {
        let quote = quote[from..to].to_owned();
        Row { start: start + from, end: start + to, value, quote, ours: true }
    };
    let text = value.as_str().replace('~', "");
    if kind == DateKind::Interval
        && let Some((from, to)) = text.split_once('/')
    {
        if let Some(named) = named(value) {
            return vec![row(0, quote.len(), named)];
        }
        let joint = [" to ", " and ", " through ", " until ", " - ", "–", "—"]
            .into_iter()
            .find_map(|joint| Some((joint, quote.find(joint)?)));
        if let Some((joint, at)) = joint {
            return vec![row(0, at, from.into()), row(at + joint.len(), quote.len(), to.into())];
        }
        // "the past nine days": TimeML tells the length.
        if let (Some(first), Some(last)) = (value.earliest(), value.latest()) {
            let days = first.until(last).map_or(0, |span| span.get_days());
            let number = quote.split_whitespace().rev().nth(1).unwrap_or_default();
            let unit = quote.split_whitespace().next_back().unwrap_or_default();
            let length = match unit {
                "days" => format!("P{days}D"),
                "weeks" => format!("P{}W", days / 7),
                "months" => format!("P{}M", (days + 15) / 30),
                "years" | "year" => format!("P{}Y", (days + 100) / 365),
                _ => format!("{number} {unit}"),
            };
            return vec![row(0, quote.len(), length)];
        }
    }
    vec![row(0, quote.len(), text.trim_end_matches('X').to_owned())]
}

/// TimeML's name of a quarter, half, week or weekend.
fn named(value: &Edtf) -> Option<String> {
    let (first, last) = (value.earliest()?, value.latest()?);
    let days = first.until(last).ok()?.get_days();
    let (year, month) = (first.year(), first.month());
    let text = value.as_str();
    let months = text.split('/').all(|end| Edtf::parse(end).is_ok_and(|e| e.precision() == Precision::Month));
    match (days, first.weekday().to_monday_one_offset()) {
        (88..=93, _) if months && month % 3 == 1 => Some(format!("{year}-Q{}", month / 3 + 1)),
        (180..=184, _) if months && month % 6 == 1 => Some(format!("{year}-H{}", month / 6 + 1)),
        (6, _) => {
            let week = first.iso_week_date();
            Some(format!("{}-W{:02}", week.year(), week.week()))
        }
        (1, 6) => {
            let week = first.iso_week_date();
            Some(format!("{}-W{:02}-WE", week.year(), week.week()))
        }
        _ => None,
    }
}

/// The index of the gold row that each told row is matched with: the first not yet taken that shares words.
fn pair(told: &[Row], gold: &[Row]) -> Vec<Option<usize>> {
    let mut taken = vec![false; gold.len()];
    told.iter()
        .map(|row| {
            let at =
                gold.iter().enumerate().position(|(at, g)| !taken[at] && row.start < g.end && g.start < row.end)?;
            taken[at] = true;
            Some(at)
        })
        .collect()
}

#[derive(Default)]
struct Counts {
    told: usize,
    gold: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
}

impl Counts {
    fn add(&mut self, told: &[Row], gold: &[Row], pairs: &[Option<usize>], counts: impl Fn(&Row) -> bool) {
        self.gold += gold.iter().filter(|row| counts(row)).count();
        for (row, pair) in told.iter().zip(pairs) {
            match pair.map(|at| &gold[at]) {
                // What is right about a row that is not counted is neither right nor wrong.
                Some(gold) if !counts(gold) => {}
                None => self.told += 1,
                Some(gold) => {
                    self.told += 1;
                    self.relaxed += 1;
                    self.strict += usize::from((row.start, row.end) == (gold.start, gold.end));
                    self.value += usize::from(row.value == gold.value);
                }
            }
        }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |hits: usize, of: usize| hits as f64 / of.max(1) as f64;
        let f1 = |hits: usize| 2.0 * hits as f64 / (self.told + self.gold).max(1) as f64;
        write!(
            f,
            "strict P {:.3} R {:.3} F1 {:.3} | relaxed P {:.3} R {:.3} F1 {:.3} | value F1 {:.3} ({} gold, {} told)",
            share(self.strict, self.told),
            share(self.strict, self.gold),
            f1(self.strict),
            share(self.relaxed, self.told),
            share(self.relaxed, self.gold),
            f1(self.relaxed),
            f1(self.value),
            self.gold,
            self.told
        )
    }
}

fn note(told: &[Row], news: &News, pairs: &[Option<usize>], errors: &mut BTreeMap<&str, Vec<String>>) {
    let around = |row: &Row| {
        let from = news.text.floor_char_boundary(row.start.saturating_sub(50));
        let to = news.text.ceil_char_boundary((row.end + 30).min(news.text.len()));
        news.text[from..to].replace('\n', "⏎")
    };
    for (row, pair) in told.iter().zip(pairs) {
        match pair.map(|at| &news.gold[at]) {
            None => {
                errors.entry("extra").or_default().push(format!("{} = {}   in: {}", row.quote, row.value, around(row)))
            }
            Some(gold) if gold.value != row.value && gold.ours => {
                let day = news.day.as_ref().map_or("", Edtf::as_str);
                let text = format!(
                    "{} = {}, gold {} = {} [{day}]   in: {}",
                    row.quote,
                    row.value,
                    gold.quote,
                    gold.value,
                    around(gold)
                );
                errors.entry("value").or_default().push(text);
            }
            Some(_) => {}
        }
    }
    for (at, gold) in news.gold.iter().enumerate() {
        if !pairs.contains(&Some(at)) {
            let key = if gold.ours { "missed" } else { "missed, no date by our guide" };
            errors.entry(key).or_default().push(format!("{} = {}   in: {}", gold.quote, gold.value, around(gold)));
        }
    }
}

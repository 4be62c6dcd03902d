//! One document's expressions, valued one after the other: each is reasoned from what the text told before it.

use jiff::civil::Date;
use toguna_lang::{Analysis, Deprel, Sentence, Upos, Word};
use toguna_text::{Block, Document};

use super::Times;
use super::anchor::{self, Anchor};
use super::chronology::Chronology;
use super::head::{Head, Stand};
use super::matcher::{Found, Matcher};
use super::meaning::{self, Meaning};
use super::resolve::{CONTRADICTS, Context, EXPLICIT, JUST_BEFORE, Resolver, TO_COME};
use super::tense::{self, Tense};
use crate::edtf::{Edtf, Precision};
use crate::{DateKind, DateMark};

/// How many sentences on a date told in full still lends its year.
const NEAR: usize = 3;

/// How many sentences back an event may have been told that a count starts from.
const FAR: usize = 15;
/// How many letters make the begin of a word.
const STEM: usize = 6;

/// The title and the paragraphs behind it that tell of the news.
const LEAD: usize = 2;

/// Years that may head a section.
const SECTION_YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// One document with what was found in it.
pub(super) struct Reading<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    matcher: &'a Matcher<'a>,
    pub(super) head: Head<'a>,
}

/// A day that the text has told, and where.
struct ToldDay {
    sentence: usize,
    start: usize,
    day: Date,
}

impl<'a> Reading<'a> {
    pub(super) fn new(document: &'a Document, analysis: &'a Analysis, matcher: &'a Matcher<'a>) -> Self {
        Reading { document, analysis, matcher, head: Head::of(document.text(), matcher.grammar) }
    }

    /// The expressions with their values, and the day on which the document speaks.
    pub(super) fn times(&self, found: &[Found]) -> Times {
        let tenses: Vec<Tense> =
            found.iter().map(|f| tense::tense(self.analysis, self.matcher, f.from, f.to)).collect();
        let chronology = Chronology::of(found, self.matcher);
        let anchor = Anchor::of(self.document, found, &tenses, self, &chronology);
        let byline = anchor.byline.and_then(|at| self.document.span(self.range(&found[at])).ok());
        let speech = anchor.speech();
        let estimate = if speech.is_some() { None } else { anchor::estimate(found, &tenses) };
        let mut context = Context { speech, estimate, ..Context::default() };
        let (mut near_since, mut near_in, mut told_in) = (0, 0, usize::MAX);
        let paragraphs = self.paragraphs();
        let stand = |at: usize| self.stand(at, &found[at], &chronology);
        let dated_page = (0..found.len()).any(|at| stand(at) == Some(Stand::Heading));
        let (mut entry, mut told_days) = (None, Vec::<ToldDay>::new());
        let sections = self.section_years();
        let dated_sections = self.dated_sections(found);
        let mut marks = Vec::new();
        let known = &self.matcher.grammar.known;
        for (number, (expression, &tense)) in found.iter().zip(&tenses).enumerate() {
            let range = self.range(expression);
            let sentence = self.analysis.sentence_at(range.start).unwrap_or(0);
            // Where nobody knows when the document speaks, its telling goes on from date to date up to the next heading. Under the
            // day that heads a page each further heading begins other news.
            let adrift = context.speech.is_none();
            let far = sentence > near_since + NEAR && !adrift;
            if far || (dated_page || adrift) && self.heading_between(near_since, sentence) {
                context.near = None;
            }
            context.told_here = told_in == sentence;
            context.near_here = near_in == paragraphs[expression.from];
            let opens = chronology.opens(number);
            context.entry = entry.filter(|_| opens && chronology.forward);
            context.event = self.day_of_event(expression, sentence, &told_days);
            context.section = sections.get(sentence).copied().flatten();
            let Some((value, mut why)) = self.resolver(&context, expression, tense).value(&expression.meaning) else {
                continue;
            };
            let kind = kind(&expression.meaning, &value);
            if dated_sections.contains(&number) {
                context.speech = Some((value.clone(), "the day that heads its section".into()));
            }
            if kind == DateKind::Date || kind == DateKind::Interval {
                let dateline = stand(number).is_some();
                // "Lost control in December 2024. On 19 June …, on 3 July …": each goes on from the one before.
                let goes_on = why.ends_with(JUST_BEFORE);
                let told = opens
                    || goes_on
                    || why.starts_with(EXPLICIT)
                    || adrift && tense == Tense::Past && context.near.is_some();
                if told && !dateline && self.begins_a_telling(expression, range.start) {
                    (context.near, near_since, near_in) = (Some(value.clone()), sentence, paragraphs[expression.from]);
                }
                if why.starts_with(EXPLICIT) && !dateline && value.precision() == Precision::Month {
                    context.months.extend(value.earliest());
                }
                if why.starts_with(EXPLICIT) && !dateline && paragraphs[expression.from] <= LEAD {
                    context.lead = context.lead.or(day_of_news(&value));
                }
                // "Published this Wednesday": the day of speaking is not gone on from where another was told.
                let today = context.today() == value.earliest() || self.is_aside(range.start);
                if anchor::is_day(&value) && !dateline && !(today && context.told.is_some()) {
                    (context.told, told_in) = (value.earliest(), sentence);
                } else if let (DateKind::Interval, Some(end)) = (kind, value.latest()) {
                    (context.told, told_in) = (Some(end), sentence);
                }
                if kind == DateKind::Date && value.precision() <= Precision::Month && !dateline {
                    context.last = Some(value.clone());
                }
                if let Some(day) = value.earliest().filter(|_| anchor::is_day(&value)) {
                    told_days.push(ToldDay { sentence, start: range.start, day });
                    entry = if opens { Some(day) } else { entry };
                }
                if tense == Tense::Future {
                    why = format!("{why}; {TO_COME}");
                }
            }
            // An X for every digit would tell that there is a day, and no more.
            if value.as_str().bytes().any(|b| b.is_ascii_digit())
                && let Ok(span) = self.document.span(range)
            {
                let contradiction = why.find(CONTRADICTS).map(|at| why[at..].to_owned());
                let since = matches!(kind, DateKind::Date) && self.introduced(expression, known.since);
                marks.push(DateMark { span, value, kind, since, contradiction, why });
            }
        }
        Times { dates: marks, dated: anchor.dated, byline }
    }

    /// As what an expression, a full date, stands in the document's head: the first entry of a chronology as nothing.
    pub(super) fn stand(&self, number: usize, found: &Found, chronology: &Chronology) -> Option<Stand> {
        let range = self.range(found);
        self.head.stand(range.start, range.end).filter(|_| !chronology.opens(number))
    }

    /// The day of what the words behind a count name ("two days after the ambush"): told nearest to it in a sentence that speaks
    /// of it.
    fn day_of_event(&self, found: &Found, sentence: usize, days: &[ToldDay]) -> Option<Date> {
        if !matches!(found.meaning, Meaning::Shift { anchor: meaning::Anchor::Event, .. }) {
            return None;
        }
        let end = self.range(found).end;
        let words = &self.analysis.sentences.get(sentence)?.words;
        let noun = words.iter().find(|word| word.start as usize >= end && word.upos == Upos::Noun)?;
        let named = |word: &Word| word.lemma == noun.lemma || stem(&word.lemma) == stem(&noun.lemma);
        let told = |at: usize| {
            let noun = self.analysis.sentences[at].words.iter().find(|word| named(word))?.start as usize;
            let near = days.iter().filter(|told| told.sentence == at);
            near.min_by_key(|told| told.start.abs_diff(noun)).map(|told| told.day)
        };
        (0..sentence).rev().take(FAR).find_map(told)
    }

    /// Whether a date told in full may be the time of what is told next. What reaches from it up to now, and what only names a
    /// thing by its year ("a 2015 law"), goes on in the present.
    fn begins_a_telling(&self, found: &Found, start: usize) -> bool {
        !self.introduced(found, self.matcher.grammar.known.since) && !self.names_a_thing(start)
    }

    /// Whether the word that begins here stands before a noun and hangs under it.
    fn names_a_thing(&self, start: usize) -> bool {
        let sentence = self.analysis.sentence_at(start).map(|at| &self.analysis.sentences[at]);
        sentence.is_some_and(|sentence| {
            let word = sentence.words.iter().position(|word| word.start as usize == start);
            let head = word.and_then(|word| Some((word, sentence.head(word)?)));
            head.is_some_and(|(word, head)| {
                word < head && matches!(sentence.words[head].upos, Upos::Noun | Upos::Propn)
            })
        })
    }

    /// Whether what begins here is told in a clause about some thing ("the mayor, who spoke on 5 May"): the telling does not
    /// go on from there.
    fn is_aside(&self, start: usize) -> bool {
        let sentence = self.analysis.sentence_at(start).map(|at| &self.analysis.sentences[at]);
        sentence.is_some_and(|sentence| {
            let word = sentence.words.iter().position(|word| word.start as usize == start);
            let verb = |word: &usize| matches!(sentence.words[*word].upos, Upos::Verb);
            let above = word.and_then(|word| sentence.ancestors(word).find(verb));
            let pronoun = |word: usize| sentence.words[word].upos == Upos::Pron;
            above.is_some_and(|verb| {
                let mut subjects = sentence.dependents(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
                sentence.words[verb].deprel == Deprel::Acl && subjects.any(pronoun)
            })
        })
    }

    /// For each token how many lines that begin a sentence there are up to it: an entry of a list is one, whatever paragraph the
    /// segmenter puts it in.
    fn paragraphs(&self) -> Vec<usize> {
        let begun = self.matcher.breaks.iter().scan(0, |number, &begins| {
            *number += usize::from(begins);
            Some(*number)
        });
        begun.collect()
    }

    /// For each sentence the year that stands alone in a line above it: the chronology of that year.
    fn section_years(&self) -> Vec<Option<i16>> {
        let mut year = None;
        let alone = |sentence: &Sentence| match &sentence.words[..] {
            [word] => word.form.parse().ok().filter(|year| SECTION_YEARS.contains(year)),
            _ => None,
        };
        let sentences = self.analysis.sentences.iter();
        let next = |sentence: &Sentence| {
            year = alone(sentence).or(year);
            year
        };
        sentences.map(next).collect()
    }

    /// The days that close a line of their own above what was said or written then: "3. Statement of the bloc (12 May 2021)". One
    /// alone is the document's.
    fn dated_sections(&self, found: &[Found]) -> Vec<usize> {
        let full = found.iter().enumerate().filter(|(_, found)| anchor::full_day(&found.meaning).is_some());
        let heads: Vec<usize> = full
            .filter(|(_, found)| {
                let range = self.range(found);
                self.head.closes_a_heading(range.start, range.end)
            })
            .map(|(number, _)| number)
            .collect();
        if heads.len() > 1 { heads } else { Vec::new() }
    }

    fn heading_between(&self, from: usize, to: usize) -> bool {
        let between = self.analysis.sentences.get(from + 1..to).unwrap_or_default();
        between.iter().any(|sentence| sentence.block == Block::Heading)
    }

    fn resolver<'c>(&self, context: &'c Context, found: &Found, tense: Tense) -> Resolver<'c> {
        let since = self.introduced(found, self.matcher.grammar.known.since);
        Resolver { context, tense, since }
    }

    /// Whether a word before an expression makes it the end of something that may still be to come ("until").
    pub(super) fn reaches_forward(&self, found: &Found) -> bool {
        self.introduced(found, self.matcher.grammar.known.forward)
    }

    /// Whether a word of these classes stands right before an expression.
    fn introduced(&self, found: &Found, classes: u128) -> bool {
        self.matcher.before(found.from).is_some_and(|token| self.matcher.grammar.is(token, classes))
    }

    pub(super) fn range(&self, found: &Found) -> std::ops::Range<usize> {
        let tokens = self.matcher.tokens;
        tokens[found.from].start as usize..tokens[found.to - 1].end as usize
    }
}

/// The begin of a word, which nouns and verbs of one act share.
fn stem(lemma: &str) -> &str {
    lemma.char_indices().nth(STEM).map_or(lemma, |(end, _)| &lemma[..end])
}

/// The last day of a value of no more than a month.
fn day_of_news(value: &Edtf) -> Option<Date> {
    let (first, last) = (value.earliest()?, value.latest()?);
    (first.until(last).ok()?.get_days() <= 31).then_some(last)
}

fn kind(meaning: &Meaning, value: &Edtf) -> DateKind {
    match meaning {
        Meaning::Set { .. } => DateKind::Set,
        _ if value.is_duration() => DateKind::Duration,
        _ if value.is_interval() => DateKind::Interval,
        _ => DateKind::Date,
    }
}

//! The steps one by one, each over what the steps before it made: for measuring them.

use toguna_code::Coded;
use toguna_lang::Analysis;
use toguna_mark::Marks;
use toguna_text::{Document, Sentence};

use crate::pipeline::{LanguageKnowledge, Pipeline};

/// A step of the way after reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steps {
    /// Sentences and tokens.
    Segment,
    /// Tags, lemmas and trees.
    Analyse,
    /// Dates, places, actors, quantities.
    Mark,
    /// Accounts, figures, facts.
    Code,
}

impl Steps {
    /// Every step in the order of the way.
    pub const ALL: &'static [Steps] = &[Steps::Segment, Steps::Analyse, Steps::Mark, Steps::Code];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Steps::Segment => "segment",
            Steps::Analyse => "analyse",
            Steps::Mark => "mark",
            Steps::Code => "code",
        }
    }
}

/// A document made ready for one step.
pub struct Prepared<'a> {
    pipeline: &'a Pipeline,
    language: &'a LanguageKnowledge,
    document: &'a Document,
    step: Steps,
    sentences: Vec<Sentence>,
    analysis: Analysis,
    marks: Marks,
}

impl Pipeline {
    /// Does everything that comes before a step; nothing for a language that is not known.
    pub fn prepare<'a>(&'a self, document: &'a Document, step: Steps) -> Option<Prepared<'a>> {
        let language = self.language(document.language())?;
        let sentences = toguna_text::segment(document.text(), &language.segment);
        let mut analysis = language.reader.analyse(document.text(), &sentences);
        language.forms.mend(&mut analysis);
        let marks = self.mark(language, document, &analysis);
        Some(Prepared { pipeline: self, language, document, step, sentences, analysis, marks })
    }
}

impl Prepared<'_> {
    /// Runs the step once; the returned number only keeps the work from being left out.
    pub fn run(&self) -> usize {
        match self.step {
            Steps::Segment => toguna_text::segment(self.document.text(), &self.language.segment).len(),
            Steps::Analyse => self.language.reader.analyse(self.document.text(), &self.sentences).sentences.len(),
            Steps::Mark => self.pipeline.mark(self.language, self.document, &self.analysis).actors.len(),
            Steps::Code => self.coded().accounts.len(),
        }
    }

    fn coded(&self) -> Coded {
        let (lexicon, facts) = (&self.language.lexicon, &self.language.facts);
        toguna_code::code(self.document, &self.analysis, self.marks.clone(), lexicon, facts)
    }
}

//! Known forms of words: which dictionary form a spelling has, where a language's folder tells it.
//!
//! A lemmatizer learned from a small treebank guesses rare verbs wrong ("raided" as "raide"), and a lexicon of rare
//! verbs then never meets them. `languages/<code>/forms.tsv` tells the forms of the lexicon's own words, whichever
//! reader read the sentence.

use std::collections::HashMap;

use compact_str::CompactString;

use crate::{Analysis, Upos};

/// A line of `forms.tsv` that does not read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct FormsError {
    line: usize,
    reason: &'static str,
}

/// The known forms of a language's words.
#[derive(Debug, Default)]
pub struct Forms {
    verbs: HashMap<String, CompactString>,
    nouns: HashMap<String, CompactString>,
}

impl Forms {
    /// Reads `lemma`, `pos` (`verb` or `noun`) and `forms` (parted by spaces), tab-separated below a header.
    pub fn parse(text: &str) -> Result<Forms, FormsError> {
        let mut forms = Forms::default();
        let rows = text.lines().enumerate().skip(1).filter(|(_, row)| !row.is_empty() && !row.starts_with('#'));
        for (at, row) in rows {
            let wrong = |reason| FormsError { line: at + 1, reason };
            let cells: Vec<&str> = row.split('\t').collect();
            let &[lemma, pos, spellings] = cells.as_slice() else {
                return Err(wrong("a row has lemma, pos and forms, parted by tabs"));
            };
            let table = match pos {
                "verb" => &mut forms.verbs,
                "noun" => &mut forms.nouns,
                _ => return Err(wrong("the part of speech is verb or noun")),
            };
            for form in spellings.split_whitespace() {
                // The first row wins where two words share a spelling ("found" of find and of found).
                table.entry(form.to_string()).or_insert_with(|| lemma.into());
            }
        }
        Ok(forms)
    }

    /// Gives every verb and noun whose form is known its lemma.
    pub fn mend(&self, analysis: &mut Analysis) {
        for sentence in &mut analysis.sentences {
            for (at, word) in sentence.words.iter_mut().enumerate() {
                let table = match word.upos {
                    Upos::Verb => &self.verbs,
                    Upos::Noun => &self.nouns,
                    // The capital of a first word makes taggers see a name ("Rebels captured …").
                    Upos::Propn if at == 0 => &self.nouns,
                    _ => continue,
                };
                if let Some(lemma) = table.get(word.form.to_lowercase().as_str()) {
                    word.lemma = lemma.clone();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use toguna_text::Block;

    use super::*;
    use crate::{Deprel, Feats, Sentence, Word};

    const TABLE: &str = "lemma\tpos\tforms\nraid\tverb\traids raided raiding\nfind\tverb\tfound\nfound\tverb\tfound\n";

    fn lemma(form: &str, upos: Upos) -> String {
        mended(TABLE, form, upos)
    }

    fn mended(table: &str, form: &str, upos: Upos) -> String {
        let word = Word {
            start: 0,
            end: form.len() as u32,
            form: form.into(),
            lemma: "guess".into(),
            upos,
            feats: Feats::default(),
            head: 0,
            deprel: Deprel::Root,
        };
        let end = form.len() as u32;
        let sentence =
            Sentence { start: 0, end, paragraph: 0, block: Block::Prose, words: vec![word], names: Vec::new() };
        let mut analysis = Analysis { sentences: vec![sentence] };
        Forms::parse(table).expect("a table").mend(&mut analysis);
        analysis.sentences[0].words[0].lemma.to_string()
    }

    #[test]
    fn a_known_form_gets_its_lemma_in_any_case_of_letters() {
        assert_eq!(lemma("Raided", Upos::Verb), "raid");
    }

    #[test]
    fn a_first_word_that_is_no_name_gets_its_lemma() {
        let table = "lemma\tpos\tforms\nrebel\tnoun\trebel rebels\n";
        assert_eq!(mended(table, "Rebels", Upos::Propn), "rebel");
    }

    #[test]
    fn another_part_of_speech_and_an_unknown_form_keep_what_the_reader_made() {
        assert_eq!(lemma("raided", Upos::Adj), "guess");
        assert_eq!(lemma("walked", Upos::Verb), "guess");
    }

    #[test]
    fn of_two_words_with_one_form_the_first_wins() {
        assert_eq!(lemma("found", Upos::Verb), "find");
    }

    #[test]
    fn a_wrong_row_is_told_with_its_line() {
        let error = Forms::parse("lemma\tpos\tforms\nraid\tadverb\traids").expect_err("no such part of speech");
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}

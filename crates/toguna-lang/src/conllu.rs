//! Reading CoNLL-U, the format of Universal Dependencies treebanks: words with lemmas, tags, features and heads, and the
//! surface tokens that stand for one word or for several ("du" for "de le").

use std::ops::Range;

use compact_str::CompactString;

use crate::analysis::{Deprel, Feats, Mood, Number, Tense, Upos, VerbForm, Voice};

/// One word of a treebank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldWord {
    /// The word.
    pub form: CompactString,
    /// Its dictionary form.
    pub lemma: CompactString,
    /// Its part of speech.
    pub upos: Upos,
    /// The features that coding uses.
    pub feats: Feats,
    /// Further features that help the parser and stay inside it, as `Name=Value` joined by `|`.
    pub detail: CompactString,
    /// Index of the head in the sentence; its own index for the root.
    pub head: u16,
    /// Relation to the head.
    pub deprel: Deprel,
}

/// One surface token of a treebank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldToken {
    /// What is written.
    pub form: CompactString,
    /// Whether white space follows.
    pub space_after: bool,
    /// Which words it stands for.
    pub words: Range<usize>,
}

/// What a sentence is for, where its file says so with a comment `# split = train` or `# split = test`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// To learn from.
    Train,
    /// To measure with, never to learn from.
    Test,
}

impl Split {
    /// The split of a name.
    pub fn of(name: &str) -> Option<Split> {
        match name {
            "train" => Some(Split::Train),
            "test" => Some(Split::Test),
            _ => None,
        }
    }
}

/// One sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoldSentence {
    /// What it is for; nothing where the whole file is for one purpose.
    pub split: Option<Split>,
    /// Whether a paragraph or a document begins with it, where the file says so (`# newpar`, `# newdoc`).
    pub paragraph: bool,
    /// Its surface tokens in order.
    pub tokens: Vec<GoldToken>,
    /// Its words in order.
    pub words: Vec<GoldWord>,
}

/// Why a text is no CoNLL-U.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConlluError {
    /// A word line has not ten columns.
    #[error("line {line}: {found} columns where CoNLL-U has 10; is the file separated by tabs?")]
    Columns {
        /// Line, counted from 1.
        line: usize,
        /// How many there are.
        found: usize,
    },
    /// A number is missing or does not follow the one before.
    #[error("line {line}: {text:?} is not the id or head that belongs here")]
    Number {
        /// Line, counted from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// The heads of a sentence make no tree.
    #[error("the sentence that ends at line {line} has no single root, or a head outside it")]
    Tree {
        /// Line, counted from 1.
        line: usize,
    },
    /// A comment tells a split that is neither.
    #[error("line {line}: {text:?} is no split; write `# split = train` or `# split = test`")]
    Split {
        /// Line, counted from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// Nothing to learn from or to compare with.
    #[error("there is no sentence in it")]
    Empty,
}

/// Features beyond [`Feats`] that the tagger also predicts, because attachment depends on them.
const DETAIL: &[&str] = &["PronType", "Case", "Person", "Degree", "Poss", "Reflex", "Gender"];

/// Reads all sentences of a text.
pub fn read(text: &str) -> Result<Vec<GoldSentence>, ConlluError> {
    let mut sentences = Vec::new();
    let mut open = Open::default();
    let mut last = 0;
    for (at, line) in text.lines().enumerate() {
        last = at + 1;
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            sentences.extend(open.close(last)?);
        } else if let Some(comment) = line.strip_prefix('#') {
            open.comment(comment, last)?;
        } else {
            open.add(line, last)?;
        }
    }
    sentences.extend(open.close(last)?);
    if sentences.is_empty() { Err(ConlluError::Empty) } else { Ok(sentences) }
}

/// The sentence that is being read.
#[derive(Default)]
struct Open {
    sentence: GoldSentence,
    /// One past the last word of the multi-word token that is open.
    covered: usize,
}

impl Open {
    fn comment(&mut self, comment: &str, line: usize) -> Result<(), ConlluError> {
        self.sentence.paragraph |= ["newpar", "newdoc"].iter().any(|new| comment.trim_start().starts_with(new));
        if let Some(("split", name)) = comment.split_once('=').map(|(key, value)| (key.trim(), value.trim())) {
            let split = Split::of(name).ok_or_else(|| ConlluError::Split { line, text: name.to_owned() })?;
            self.sentence.split = Some(split);
        }
        Ok(())
    }

    fn add(&mut self, line: &str, number: usize) -> Result<(), ConlluError> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, _, feats, head, deprel, _, misc] = columns.as_slice() else {
            return Err(ConlluError::Columns { line: number, found: columns.len() });
        };
        let wrong = |text: &str| ConlluError::Number { line: number, text: text.to_owned() };
        let next = self.sentence.words.len();
        let space_after = !misc.split('|').any(|m| m == "SpaceAfter=No");
        if id.contains('.') {
            return Ok(()); // an empty node of the enhanced graph: no word of the surface
        }
        if let Some((from, to)) = id.split_once('-') {
            let from: usize = from.parse().map_err(|_| wrong(id))?;
            let to: usize = to.parse().map_err(|_| wrong(id))?;
            if from != next + 1 || to < from {
                return Err(wrong(id));
            }
            self.covered = to;
            self.sentence.tokens.push(GoldToken { form: form.into(), space_after, words: next..to });
            return Ok(());
        }
        if id.parse() != Ok(next + 1) {
            return Err(wrong(id));
        }
        let head: u16 = head.parse().map_err(|_| wrong(head))?;
        let at = u16::try_from(next).map_err(|_| wrong(id))?;
        if next >= self.covered {
            self.sentence.tokens.push(GoldToken { form: form.into(), space_after, words: next..next + 1 });
        }
        let lemma = if lemma == "_" && upos != "PUNCT" { form } else { lemma };
        let upos = Upos::of(upos);
        let (feats, detail) = features(feats);
        let head = if head == 0 { at } else { head - 1 };
        self.sentence.words.push(GoldWord {
            form: form.into(),
            lemma: lemma.into(),
            upos,
            feats,
            detail,
            head,
            deprel: relation(deprel),
        });
        Ok(())
    }

    fn close(&mut self, line: usize) -> Result<Option<GoldSentence>, ConlluError> {
        self.covered = 0;
        let sentence = std::mem::take(&mut self.sentence);
        if sentence.words.is_empty() && sentence.tokens.is_empty() {
            return Ok(None);
        }
        let length = sentence.words.len();
        let roots = sentence.words.iter().enumerate().filter(|(at, w)| w.head as usize == *at).count();
        let inside = sentence.words.iter().all(|w| (w.head as usize) < length);
        let covered = sentence.tokens.last().is_some_and(|t| t.words.end == length);
        if roots == 1 && inside && covered { Ok(Some(sentence)) } else { Err(ConlluError::Tree { line }) }
    }
}

/// The relation of a treebank's label: subtypes that [`Deprel`] lacks are dropped.
fn relation(label: &str) -> Deprel {
    let whole = Deprel::of(label);
    if whole.name() == label { whole } else { Deprel::of(label.split(':').next().unwrap_or(label)) }
}

/// The features of a column that coding uses.
pub(crate) fn feats(column: &str) -> Feats {
    features(column).0
}

/// The features of a treebank's column: those of [`Feats`], and the [`DETAIL`].
fn features(column: &str) -> (Feats, CompactString) {
    let mut feats = Feats::default();
    let mut detail = CompactString::default();
    for (name, value) in column.split('|').filter_map(|f| f.split_once('=')) {
        match (name, value) {
            ("Number", "Sing") => feats.number = Number::Sing,
            ("Number", "Plur" | "Ptan") => feats.number = Number::Plur,
            ("Tense", "Past") => feats.tense = Tense::Past,
            ("Tense", "Pres") => feats.tense = Tense::Pres,
            ("Tense", "Fut") => feats.tense = Tense::Fut,
            ("Tense", "Imp") => feats.tense = Tense::Imp,
            ("Mood", "Ind") => feats.mood = Mood::Ind,
            ("Mood", "Imp") => feats.mood = Mood::Imp,
            ("Mood", "Cnd") => feats.mood = Mood::Cnd,
            ("Mood", "Sub") => feats.mood = Mood::Sub,
            ("VerbForm", "Fin") => feats.form = VerbForm::Fin,
            ("VerbForm", "Inf") => feats.form = VerbForm::Inf,
            ("VerbForm", "Part") => feats.form = VerbForm::Part,
            ("VerbForm", "Ger") => feats.form = VerbForm::Ger,
            ("Voice", "Pass") => feats.voice = Voice::Pass,
            ("Polarity", "Neg") => feats.negative = true,
            _ if DETAIL.contains(&name) => {
                if !detail.is_empty() {
                    detail.push('|');
                }
                detail.push_str(name);
                detail.push('=');
                detail.push_str(value);
            }
            _ => {}
        }
    }
    (feats, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "# text = Du pain.\n1-2\tDu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDe\tde\tADP\t_\t_\t3\tcase:x\t_\t_\n2\tle\tle\tDET\t_\tNumber=Sing\t3\tdet\t_\t_\n\
        3\tpain\tpain\tNOUN\t_\tGender=Masc|Number=Plur\t0\troot\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n";

    #[test]
    fn a_contraction_is_one_token_of_two_words() {
        let read = read(TWO).expect("well-formed");
        let tokens: Vec<_> = read[0].tokens.iter().map(|t| (t.form.as_str(), t.words.clone(), t.space_after)).collect();
        assert_eq!(tokens, [("Du", 0..2, true), ("pain", 2..3, false), (".", 3..4, true)]);
        assert_eq!(read[0].words[0].deprel, Deprel::Case);
        assert_eq!(read[0].words[2].head, 2);
        assert_eq!(read[0].words[2].feats.number, Number::Plur);
        assert_eq!(read[0].words[2].detail, "Gender=Masc");
    }

    #[test]
    fn who_did_it_keeps_its_subtype() {
        assert_eq!(relation("obl:agent"), Deprel::OblAgent);
        assert_eq!(relation("nsubj:pass"), Deprel::NsubjPass);
        assert_eq!(relation("nsubj:outer"), Deprel::Nsubj);
        assert_eq!(relation("nonsense"), Deprel::Dep);
    }

    #[test]
    fn a_comment_tells_what_a_sentence_is_for() {
        let both = format!("# split = train\n{TWO}\n#split=test\n{TWO}\n{TWO}");
        let splits: Vec<_> = read(&both).expect("well-formed").iter().map(|s| s.split).collect();
        assert_eq!(splits, [Some(Split::Train), Some(Split::Test), None]);
        assert_eq!(read("\n# split = some\n"), Err(ConlluError::Split { line: 2, text: "some".to_owned() }));
    }

    #[test]
    fn errors_tell_the_line() {
        assert_eq!(read("1\tone\n"), Err(ConlluError::Columns { line: 1, found: 2 }));
        assert!(matches!(read(&TWO.replace("3\tpain", "7\tpain")), Err(ConlluError::Number { line: 5, .. })));
        assert!(matches!(read(&TWO.replace("\t0\troot", "\t9\troot")), Err(ConlluError::Tree { .. })));
        assert_eq!(read("\n\n"), Err(ConlluError::Empty));
    }
}

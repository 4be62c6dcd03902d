//! What a reader makes of a text: words with tags, lemmas, features and heads, in sentences.

use std::ops::Range;

use compact_str::CompactString;
use toguna_text::Block;

/// Writes an enum with the names of its standard, and both ways of converting.
macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($(#[$vdoc:meta])* $variant:ident = $name:literal),+ $(,)? } else $other:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $type { $($(#[$vdoc])* #[doc = concat!("`", $name, "`")] $variant),+ }

        impl $type {
            /// Every value in order.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The standard's own name.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }

            /// The value of a name; a name that the standard lacks is the catch-all.
            pub fn of(name: &str) -> $type {
                match name { $($name => $type::$variant,)+ _ => $type::$other }
            }
        }
    };
}

names! {
    /// Universal part-of-speech tag.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
        Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    } else X
}

names! {
    /// Universal dependency relation. Subtypes are dropped, save those that tell who did a thing: passive subjects
    /// (`nsubj:pass`, `csubj:pass`), passive auxiliaries (`aux:pass`) and agents (`obl:agent`).
    Deprel {
        Acl = "acl", Advcl = "advcl", Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux",
        AuxPass = "aux:pass", Case = "case", Cc = "cc", Ccomp = "ccomp", Clf = "clf", Compound = "compound",
        Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass", Dep = "dep", Det = "det",
        Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat",
        Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", Nsubj = "nsubj",
        NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
        Orphan = "orphan", Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Root = "root",
        Vocative = "vocative", Xcomp = "xcomp",
    } else Dep
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Number {
    /// Not told.
    #[default]
    None,
    /// Singular.
    Sing,
    /// Plural.
    Plur,
}

/// Tense of a verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tense {
    /// Not told.
    #[default]
    None,
    /// Past.
    Past,
    /// Present.
    Pres,
    /// Future.
    Fut,
    /// Imperfect.
    Imp,
}

/// Mood of a verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mood {
    /// Not told.
    #[default]
    None,
    /// Indicative.
    Ind,
    /// Imperative.
    Imp,
    /// Conditional.
    Cnd,
    /// Subjunctive.
    Sub,
}

/// Form of a verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// Not told.
    #[default]
    None,
    /// Finite.
    Fin,
    /// Infinitive.
    Inf,
    /// Participle.
    Part,
    /// Gerund.
    Ger,
}

/// Voice of a verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Voice {
    /// Active, or not told.
    #[default]
    None,
    /// Passive.
    Pass,
}

/// The morphological features that coding uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Feats {
    /// Number.
    pub number: Number,
    /// Tense.
    pub tense: Tense,
    /// Mood.
    pub mood: Mood,
    /// Verb form.
    pub form: VerbForm,
    /// Voice.
    pub voice: Voice,
    /// Whether the word negates (`Polarity=Neg`).
    pub negative: bool,
}

/// One syntactic word. The words of a contraction ("du") share the bytes of their token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// First byte of its token in the document's text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The word as the treebank would write it.
    pub form: CompactString,
    /// Dictionary form.
    pub lemma: CompactString,
    /// Part of speech.
    pub upos: Upos,
    /// Features.
    pub feats: Feats,
    /// Index of the head in the sentence's words; its own index for the root.
    pub head: u16,
    /// Relation to the head.
    pub deprel: Deprel,
}

impl Word {
    /// A word of which only form and place are known.
    pub(crate) fn bare(start: u32, end: u32, form: CompactString) -> Word {
        let (lemma, upos, feats, deprel) = (CompactString::default(), Upos::X, Feats::default(), Deprel::Dep);
        Word { start, end, form, lemma, upos, feats, head: 0, deprel }
    }
}

names! {
    /// What a name names.
    NameKind {
        Person = "person", Organisation = "organisation", Place = "place", ArmedGroup = "armed-group", Misc = "misc",
    } else Misc
}

/// A name in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its first word.
    pub start: u16,
    /// One past its last word.
    pub end: u16,
    /// What it names.
    pub kind: NameKind,
}

/// One analysed sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Which paragraph, counted from 0.
    pub paragraph: u32,
    /// What kind of block.
    pub block: Block,
    /// Its words in order.
    pub words: Vec<Word>,
    /// The names in it, in order; the fast reader finds none.
    pub names: Vec<Name>,
}

impl Sentence {
    /// The head of a word, or nothing for the root.
    pub fn head(&self, word: usize) -> Option<usize> {
        let head = self.words[word].head as usize;
        (head != word).then_some(head)
    }

    /// The direct dependents of a word, in order.
    pub fn children(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().filter(move |(at, w)| w.head as usize == word && *at != word).map(|(at, _)| at)
    }

    /// The direct dependents of a word that stand in one of these relations.
    pub fn dependents<'a>(&'a self, word: usize, relations: &'a [Deprel]) -> impl Iterator<Item = usize> + 'a {
        self.children(word).filter(move |&child| relations.contains(&self.words[child].deprel))
    }

    /// The word itself and its heads up to the root.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = Some(word);
        let mut left = self.words.len() + 1;
        std::iter::from_fn(move || {
            let here = at?;
            left = left.checked_sub(1)?;
            at = self.head(here);
            Some(here)
        })
    }

    /// Whether `word` is `top` or hangs below it.
    pub fn below(&self, word: usize, top: usize) -> bool {
        self.ancestors(word).any(|at| at == top)
    }

    /// The words whose bytes lie inside a byte range.
    pub fn words_in(&self, bytes: Range<usize>) -> Range<usize> {
        let from = self.words.partition_point(|w| (w.end as usize) <= bytes.start);
        let to = self.words.partition_point(|w| (w.start as usize) < bytes.end);
        from..to.max(from)
    }
}

/// The analysed sentences of a document, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// The sentences.
    pub sentences: Vec<Sentence>,
}

impl Analysis {
    /// The index of the sentence that holds a byte, if one does.
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|s| (s.start as usize) <= byte);
        let at = after.checked_sub(1)?;
        (byte < self.sentences[at].end as usize).then_some(at)
    }
}

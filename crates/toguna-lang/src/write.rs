//! An analysis as CoNLL-U text, for people and for other tools.

use std::fmt::Write;

use crate::{Analysis, Mood, Number, Sentence, Tense, VerbForm, Voice, Word};

/// The sentences of an analysis in CoNLL-U; contractions have their range line, features those that are told apart here.
pub fn write_conllu(text: &str, analysis: &Analysis) -> String {
    let mut out = String::new();
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        let line = text[sentence.start as usize..sentence.end as usize].replace(['\n', '\t'], " ");
        // Writing to a String cannot fail.
        let _ = writeln!(out, "# sent_id = {}\n# text = {line}", number + 1);
        write_words(&mut out, text, sentence);
        out.push('\n');
    }
    out
}

fn write_words(out: &mut String, text: &str, sentence: &Sentence) {
    let words = &sentence.words;
    for (at, word) in words.iter().enumerate() {
        let parts = words[at..].iter().take_while(|w| w.start == word.start).count();
        let first = at == 0 || words[at - 1].start != word.start;
        if parts > 1 && first {
            let surface = &text[word.start as usize..word.end as usize];
            let _ = writeln!(out, "{}-{}\t{surface}\t_\t_\t_\t_\t_\t_\t_\t_", at + 1, at + parts);
        }
        let head = if word.head as usize == at { 0 } else { word.head as usize + 1 };
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t_\t{}\t{head}\t{}\t_\t_",
            at + 1,
            word.form,
            word.lemma,
            word.upos.name(),
            features(word),
            word.deprel.name()
        );
    }
}

/// The features of a word in the treebanks' own names, in their order.
fn features(word: &Word) -> String {
    let feats = word.feats;
    let named = [
        match feats.mood {
            Mood::None => "",
            Mood::Ind => "Mood=Ind",
            Mood::Imp => "Mood=Imp",
            Mood::Cnd => "Mood=Cnd",
            Mood::Sub => "Mood=Sub",
        },
        match feats.number {
            Number::None => "",
            Number::Sing => "Number=Sing",
            Number::Plur => "Number=Plur",
        },
        if feats.negative { "Polarity=Neg" } else { "" },
        match feats.tense {
            Tense::None => "",
            Tense::Past => "Tense=Past",
            Tense::Pres => "Tense=Pres",
            Tense::Fut => "Tense=Fut",
            Tense::Imp => "Tense=Imp",
        },
        match feats.form {
            VerbForm::None => "",
            VerbForm::Fin => "VerbForm=Fin",
            VerbForm::Inf => "VerbForm=Inf",
            VerbForm::Part => "VerbForm=Part",
            VerbForm::Ger => "VerbForm=Ger",
        },
        if feats.voice == Voice::Pass { "Voice=Pass" } else { "" },
    ];
    let told: Vec<&str> = named.into_iter().filter(|name| !name.is_empty()).collect();
    if told.is_empty() { "_".into() } else { told.join("|") }
}

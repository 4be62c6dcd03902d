//! The lemmatizer: edit scripts ("drop two letters, add -er") by ending and tag, learned from a treebank, with a
//! dictionary of the words that do not follow their ending.

use std::collections::{BTreeMap, HashMap};

use compact_str::CompactString;

use crate::analysis::{Feats, Upos};
use crate::bytes::{Broken, Input, Output};
use crate::conllu::GoldWord;
use crate::hash::{chars, key, mix};
use crate::surface::plain;

/// How many letters of the ending the rules look at.
const ENDING: usize = 6;

/// How to make a lemma of a form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Script {
    /// Whether capitals stay; otherwise the form is put in lower case first.
    keep_case: bool,
    /// How many characters go from the end.
    drop: usize,
    /// What comes in their place.
    add: CompactString,
}

impl Script {
    /// The script that makes `lemma` of `form`.
    fn between(form: &str, lemma: &str, upos: Upos) -> Script {
        let keep_case = upos == Upos::Propn || lemma.chars().next().is_some_and(char::is_uppercase);
        let form = cased(form, keep_case);
        let shared = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        Script { keep_case, drop: form.chars().count() - shared, add: lemma.chars().skip(shared).collect() }
    }

    /// The lemma of a form, or nothing where the form is too short.
    fn apply(&self, form: &str) -> Option<CompactString> {
        let mut lemma = cased(form, self.keep_case);
        for _ in 0..self.drop {
            lemma.pop()?;
        }
        lemma.push_str(&self.add);
        (!lemma.is_empty()).then_some(lemma)
    }
}

fn cased(form: &str, keep: bool) -> CompactString {
    let plain = form.chars().map(plain);
    if keep { plain.collect() } else { plain.flat_map(char::to_lowercase).collect() }
}

/// Makes lemmas.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lemmatizer {
    scripts: Vec<Script>,
    /// Scripts by the hash of an ending or a whole word with its tag.
    table: HashMap<u32, u16>,
}

fn tag_hash(upos: Upos, feats: Option<Feats>) -> u64 {
    let hash = mix(41, upos as u64);
    feats.map_or(hash, |f| {
        let packed = [f.number as u64, f.tense as u64, f.mood as u64, f.form as u64, f.voice as u64, f.negative as u64];
        packed.iter().fold(mix(hash, 43), |hash, &part| mix(hash, part))
    })
}

fn word_key(lower: &[char], tag: u64) -> u32 {
    key(mix(chars(lower.iter().copied()), mix(tag, 1)))
}

fn ending_key(lower: &[char], length: usize, tag: u64) -> u32 {
    key(mix(mix(chars(lower[lower.len() - length..].iter().copied()), length as u64), mix(tag, 2)))
}

impl Lemmatizer {
    /// The lemma of a word.
    pub(crate) fn lemma(&self, form: &str, upos: Upos, feats: Feats) -> CompactString {
        let lower: Vec<char> = cased(form, false).chars().collect();
        self.look_up(form, &lower, tag_hash(upos, Some(feats)), tag_hash(upos, None))
            .unwrap_or_else(|| cased(form, upos == Upos::Propn))
    }

    fn look_up(&self, form: &str, lower: &[char], fine: u64, coarse: u64) -> Option<CompactString> {
        let whole = [fine, coarse].into_iter().map(|tag| word_key(lower, tag));
        let endings = [fine, coarse]
            .into_iter()
            .flat_map(|tag| (0..=ENDING.min(lower.len())).rev().map(move |length| ending_key(lower, length, tag)));
        let known = whole.chain(endings).filter_map(|key| self.table.get(&key));
        known.filter_map(|&script| self.scripts.get(script as usize)).find_map(|script| script.apply(form))
    }

    /// The lemma that the table gives now.
    fn guess(&self, kind: &Kind) -> Option<CompactString> {
        self.look_up(&kind.form, &kind.letters, kind.fine, kind.coarse)
    }

    /// Learns from the words of a treebank.
    pub(crate) fn learn<'a>(words: impl Iterator<Item = &'a GoldWord>) -> Self {
        let kinds = kinds(words);
        let mut scripts: Vec<Script> = kinds.iter().map(|k| k.script.clone()).collect();
        scripts.sort();
        scripts.dedup();
        scripts.truncate(u16::MAX as usize);
        let mut lemmatizer = Lemmatizer { scripts, table: HashMap::new() };
        for length in 0..=ENDING {
            lemmatizer.learn_endings(&kinds, length);
        }
        lemmatizer.learn_words(&kinds);
        lemmatizer.forget_unused();
        lemmatizer
    }

    fn put(&mut self, key: u32, script: &Script) {
        if let Ok(at) = self.scripts.binary_search(script) {
            self.table.insert(key, at as u16);
        }
    }

    fn learn_endings(&mut self, kinds: &[Kind], length: usize) {
        let mut counts: BTreeMap<u32, BTreeMap<&Script, usize>> = BTreeMap::new();
        for kind in kinds.iter().filter(|k| length <= k.letters.len() && k.script.drop < k.letters.len()) {
            for tag in [kind.fine, kind.coarse] {
                *counts.entry(ending_key(&kind.letters, length, tag)).or_default().entry(&kind.script).or_default() +=
                    1;
            }
        }
        for (key, scripts) in counts {
            if let Some((script, count)) = most(&scripts)
                && (count >= 2 || length == 0)
            {
                self.put(key, script);
            }
        }
    }

    /// Puts the words in the dictionary that the endings get wrong: first by part of speech, then by features.
    fn learn_words(&mut self, kinds: &[Kind]) {
        for same in kinds.chunk_by(|a, b| a.letters == b.letters && a.coarse == b.coarse) {
            let wrong = |l: &Self, k: &Kind| l.guess(k) != k.script.apply(&k.form);
            let mut counts: BTreeMap<&Script, usize> = BTreeMap::new();
            for kind in same.iter().filter(|k| wrong(self, k)) {
                *counts.entry(&kind.script).or_default() += kind.count;
            }
            if let Some((script, _)) = most(&counts) {
                self.put(word_key(&same[0].letters, same[0].coarse), script);
            }
            for kind in same {
                if wrong(self, kind) {
                    self.put(word_key(&kind.letters, kind.fine), &kind.script);
                }
            }
        }
    }

    fn forget_unused(&mut self) {
        let mut used: Vec<u16> = self.table.values().copied().collect();
        used.sort_unstable();
        used.dedup();
        self.scripts = used.iter().map(|&old| self.scripts[old as usize].clone()).collect();
        for value in self.table.values_mut() {
            *value = used.partition_point(|&old| old < *value) as u16;
        }
    }

    /// Writes scripts and table, the table in order of its keys.
    pub(crate) fn write(&self, out: &mut Output) {
        out.number(self.scripts.len() as u64);
        for script in &self.scripts {
            out.byte(script.keep_case as u8);
            out.number(script.drop as u64);
            out.text(&script.add);
        }
        let table: BTreeMap<u32, u16> = self.table.iter().map(|(&key, &script)| (key, script)).collect();
        out.number(table.len() as u64);
        let mut before = 0;
        for (key, script) in table {
            out.number((key - before) as u64);
            out.number(script as u64);
            before = key;
        }
    }

    /// Reads what [`Lemmatizer::write`] wrote.
    pub(crate) fn read(input: &mut Input<'_>) -> Result<Self, Broken> {
        let mut scripts = Vec::new();
        for _ in 0..input.count(3)? {
            let keep_case = input.byte()? == 1;
            let drop = usize::try_from(input.number()?).map_err(|_| Broken)?;
            scripts.push(Script { keep_case, drop, add: input.text()? });
        }
        let count = input.count(2)?;
        let mut table = HashMap::with_capacity(count);
        let mut key = 0u32;
        for _ in 0..count {
            let step = u32::try_from(input.number()?).map_err(|_| Broken)?;
            key = key.checked_add(step).ok_or(Broken)?;
            let script = u16::try_from(input.number()?).map_err(|_| Broken)?;
            if script as usize >= scripts.len() {
                return Err(Broken);
            }
            table.insert(key, script);
        }
        Ok(Lemmatizer { scripts, table })
    }
}

/// One word with one tag, however often it stands in the treebank.
struct Kind {
    letters: Vec<char>,
    form: CompactString,
    coarse: u64,
    fine: u64,
    script: Script,
    count: usize,
}

/// The different words of a treebank, in order, each with its most frequent script.
fn kinds<'a>(words: impl Iterator<Item = &'a GoldWord>) -> Vec<Kind> {
    type Counts = BTreeMap<Script, (usize, CompactString)>;
    let mut counts: BTreeMap<(CompactString, u64, u64), Counts> = BTreeMap::new();
    for word in words {
        let key = (cased(&word.form, false), tag_hash(word.upos, None), tag_hash(word.upos, Some(word.feats)));
        let script = Script::between(&word.form, &word.lemma, word.upos);
        counts.entry(key).or_default().entry(script).or_insert_with(|| (0, word.form.clone())).0 += 1;
    }
    let mut kinds = Vec::new();
    for ((lower, coarse, fine), scripts) in counts {
        let best = scripts.into_iter().max_by(|a, b| a.1.0.cmp(&b.1.0).then_with(|| b.0.cmp(&a.0)));
        if let Some((script, (count, form))) = best {
            kinds.push(Kind { letters: lower.chars().collect(), form, coarse, fine, script, count });
        }
    }
    kinds
}

/// The most frequent script; of equals the first.
fn most<'a>(counts: &BTreeMap<&'a Script, usize>) -> Option<(&'a Script, usize)> {
    counts
        .iter()
        .map(|(&script, &count)| (script, count))
        .max_by_key(|&(script, count)| (count, std::cmp::Reverse(script)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Number;

    fn word(form: &str, lemma: &str, upos: Upos, number: Number) -> GoldWord {
        let feats = Feats { number, ..Feats::default() };
        GoldWord {
            form: form.into(),
            lemma: lemma.into(),
            upos,
            feats,
            detail: "".into(),
            head: 0,
            deprel: crate::analysis::Deprel::Root,
        }
    }

    #[test]
    fn endings_carry_over_to_new_words_and_odd_words_are_remembered() {
        let words = [
            word("villages", "village", Upos::Noun, Number::Plur),
            word("Roads", "road", Upos::Noun, Number::Plur),
            word("men", "man", Upos::Noun, Number::Plur),
            word("Vans", "Vans", Upos::Propn, Number::Sing),
        ];
        let lemmatizer = Lemmatizer::learn(words.iter());
        let plural = Feats { number: Number::Plur, ..Feats::default() };
        assert_eq!(lemmatizer.lemma("CONVOYS", Upos::Noun, plural), "convoy");
        assert_eq!(lemmatizer.lemma("Men", Upos::Noun, plural), "man");
        assert_eq!(lemmatizer.lemma("Toyotas", Upos::Propn, Feats::default()), "Toyotas");
    }
}

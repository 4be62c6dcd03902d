//! Phrases of a language's data, looked up by their first or last atom.

use std::collections::BTreeMap;

use compact_str::CompactString;

use super::lex::{Atom, Gap, lex};

/// Phrases with a value each; the longest that matches wins.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    by_edge: BTreeMap<CompactString, Vec<(Vec<CompactString>, T)>>,
    from_end: bool,
}

impl<T: Clone> Phrases<T> {
    /// Phrases that are asked for where they begin.
    pub(super) fn by_start() -> Self {
        Phrases { by_edge: BTreeMap::new(), from_end: false }
    }

    /// Phrases that are asked for where they end.
    pub(super) fn by_end() -> Self {
        Phrases { by_edge: BTreeMap::new(), from_end: true }
    }

    /// Adds a phrase; an empty one is left out.
    pub(super) fn add(&mut self, phrase: &str, value: T) {
        let atoms = atoms_of(phrase);
        let edge = if self.from_end { atoms.last() } else { atoms.first() };
        let Some(edge) = edge.cloned() else { return };
        let same_edge = self.by_edge.entry(edge).or_default();
        same_edge.push((atoms, value));
        same_edge.sort_by_key(|(atoms, _)| std::cmp::Reverse(atoms.len()));
    }

    /// The first (or last) atoms of all phrases.
    pub(super) fn edges(&self) -> impl Iterator<Item = &CompactString> {
        self.by_edge.keys()
    }

    /// The longest phrase whose first atom is `atoms[at]`: how many atoms it takes, and its value.
    pub(super) fn starting(&self, atoms: &[Atom], at: usize) -> Option<(usize, &T)> {
        debug_assert!(!self.from_end);
        let edge = &atoms.get(at)?.text;
        let (words, value) = self.by_edge.get(edge)?.iter().find(|(words, _)| here(atoms, at, words))?;
        Some((words.len(), value))
    }

    /// The longest phrase whose last atom is `atoms[end - 1]`.
    pub(super) fn ending(&self, atoms: &[Atom], end: usize) -> Option<(usize, &T)> {
        debug_assert!(self.from_end);
        let edge = &atoms.get(end.checked_sub(1)?)?.text;
        let fits = |words: &[CompactString]| end.checked_sub(words.len()).is_some_and(|from| here(atoms, from, words));
        let (words, value) = self.by_edge.get(edge)?.iter().find(|(words, _)| fits(words))?;
        Some((words.len(), value))
    }
}

/// A phrase's atoms. An elision at its end ("près d'") is read as before a word.
fn atoms_of(phrase: &str) -> Vec<CompactString> {
    let elided = phrase.ends_with(['\'', '\u{2019}']);
    let text = if elided { format!("{phrase}a") } else { phrase.to_owned() };
    let mut atoms: Vec<CompactString> = lex(&text, 0..text.len()).into_iter().map(|a| a.text).collect();
    atoms.truncate(atoms.len() - usize::from(elided));
    atoms
}

/// Whether the atoms from `at` on are these words, with no wide gap between them.
fn here(atoms: &[Atom], at: usize, words: &[CompactString]) -> bool {
    atoms.get(at..at + words.len()).is_some_and(|run| {
        run.iter()
            .zip(words)
            .enumerate()
            .all(|(n, (atom, word))| atom.text == *word && (n == 0 || atom.gap != Gap::Wide))
    })
}

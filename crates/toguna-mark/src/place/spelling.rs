//! Spellings that sound alike: names of one place are written by ear, in the manner of French, of English or of neither.

/// How closely two spellings must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// The letters of one sound are taken for one another.
    Close,
    /// Beyond that, the last vowel is left out and close vowels are one.
    Loose,
}

/// What is left of a name when letters that stand for one sound are written in one way; empty where too little is left.
pub(crate) fn skeleton(name: &str, likeness: Likeness) -> String {
    let letters: Vec<char> = crate::names::folded(name).chars().filter(|c| c.is_alphanumeric()).collect();
    let mut out: Vec<char> = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let (sound, taken) = sound(&letters[at..], likeness);
        out.extend(sound.filter(|c| out.last() != Some(c)));
        at += taken;
    }
    if likeness == Likeness::Loose && out.len() > 4 && out.last().is_some_and(|c| "aeiu".contains(*c)) {
        out.pop();
    }
    match out.len() < 4 {
        true => String::new(),
        false => out.into_iter().collect(),
    }
}

/// The sound of the first letters and how many letters tell it.
fn sound(letters: &[char], likeness: Likeness) -> (Option<char>, usize) {
    let next = letters.get(1).copied().unwrap_or(' ');
    let third = letters.get(2).copied().unwrap_or(' ');
    let loose = likeness == Likeness::Loose;
    let (sound, taken) = match (letters[0], next, third) {
        ('t', 'c', 'h') => ('c', 3),
        ('c', 'h', _) | ('s', 'h', _) => ('c', 2),
        ('o', 'u', _) | ('o', 'o', _) | ('a', 'u', _) => ('u', 2),
        ('p', 'h', _) => ('f', 2),
        ('d', 'j', _) => ('j', 2),
        ('g', 'n', _) | ('n', 'y', _) => ('n', 2),
        ('g', 'u', 'e' | 'i') => ('g', 2),
        ('a', 'i', _) | ('e', 'i', _) | ('a', 'y', _) | ('e', 'y', _) => (if loose { 'i' } else { 'e' }, 2),
        ('c' | 'q' | 'k', 'k' | 'u', _) if letters[0] == 'q' || next == 'k' => ('k', 2),
        ('c', 'e' | 'i', _) => ('s', 1),
        ('c' | 'q', _, _) => ('k', 1),
        ('h', _, _) => return (None, 1),
        ('o' | 'w', _, _) => ('u', 1),
        ('y', _, _) => ('i', 1),
        ('e', _, _) if loose => ('i', 1),
        ('z', _, _) => ('s', 1),
        ('m', 'b' | 'p', _) => ('n', 1),
        (c, _, _) => (c, 1),
    };
    (Some(sound), taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_one_sound_are_one() {
        let same = |a: &str, b: &str| assert_eq!(skeleton(a, Likeness::Close), skeleton(b, Likeness::Close), "{a} {b}");
        same("Kongoussi", "Congousi");
        same("Sambwelgo", "Samboelgho");
        same("Tchintabaraden", "Chintabaraden");
        same("Guidan", "Gidan");
        same("Diapaga", "Dyapagha");
    }

    #[test]
    fn the_last_vowel_counts_only_closely() {
        assert_eq!(skeleton("Kelbougo", Likeness::Loose), skeleton("Kelbouga", Likeness::Loose));
        assert_ne!(skeleton("Kelbougo", Likeness::Close), skeleton("Kelbouga", Likeness::Close));
    }

    #[test]
    fn little_is_no_likeness() {
        assert_eq!(skeleton("Gao", Likeness::Close), "");
    }
}

//! When two names of one entity are one name in two lengths, and when they are two names.

use rapidfuzz::fuzz;

use crate::reconcile::fold::{fold, words};

/// A name as told, and the short form that stands in brackets behind it.
pub(super) fn forms(name: &str) -> Vec<String> {
    match name.split_once('(') {
        Some((long, short)) => {
            let short = short.trim_end_matches(|c: char| !c.is_alphanumeric());
            [long, short].into_iter().map(|form| form.trim().to_owned()).filter(|form| !form.is_empty()).collect()
        }
        None => vec![name.trim().to_owned()],
    }
}

/// Letters in capitals without a space: an acronym by its look.
pub(super) fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic());
    (2..=8).contains(&form.chars().count()) && !form.contains(' ') && letters.filter(|c| c.is_uppercase()).count() >= 2
}

/// Whether every long word of a name begins with a capital: a name and no description. Of two or more words, for one
/// alone may begin a sentence.
pub(super) fn is_proper(form: &str) -> bool {
    let mut words =
        form.split(|c: char| c.is_whitespace() || c == '-').filter(|word| word.chars().count() >= 4).peekable();
    words.peek().is_some() && words.all(|word| word.chars().next().is_some_and(char::is_uppercase))
}

/// Whether one is the other by its first letters, in their order; small words may be skipped.
fn is_acronym_of(short: &str, long: &str) -> bool {
    let mut letters = fold(short).replace(' ', "").chars().collect::<Vec<_>>().into_iter().peekable();
    for word in words(long) {
        letters.next_if(|&letter| word.starts_with(letter));
    }
    letters.peek().is_none()
}

/// Whether two forms are one name in two lengths.
pub(super) fn one_name(a: &str, b: &str, person: bool) -> bool {
    let (x, y) = (words(a), words(b));
    if x == y || x.concat() == y.concat() || x.is_empty() || y.is_empty() {
        return true;
    }
    match (is_acronym(a), is_acronym(b)) {
        (true, true) => return false,
        (true, false) => return is_acronym_of(a, b) || y.contains(&x.concat()),
        (false, true) => return is_acronym_of(b, a) || x.contains(&y.concat()),
        (false, false) => {}
    }
    let shared = x.iter().filter(|word| y.contains(word)).count();
    let shorter = x.len().min(y.len());
    // A surname alone is the whole name's; a body's name may be told with one word more, less or other.
    shared == shorter || (!person && shared * 2 > shorter)
}

/// Whether two names look like two spellings of one.
pub(super) fn alike(a: &str, b: &str) -> bool {
    fuzz::ratio(fold(a).chars(), fold(b).chars()) >= 0.7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_one_name_are_no_two_names() {
        assert!(one_name("Diallo", "Sory Diallo", true));
        assert!(one_name("UMA", "Union of Mountain Areas", false));
        assert!(one_name("Union of the Mountain Areas", "Mountain Areas Union", false));
        assert!(!one_name("Sory Diallo", "Sori Diallo", true));
        assert!(!one_name("UMA", "UMO", false));
        assert!(!one_name("Northern Star", "Eagle Company", false));
        assert_eq!(forms("Union of Mountain Areas (UMA)"), ["Union of Mountain Areas", "UMA"]);
    }
}

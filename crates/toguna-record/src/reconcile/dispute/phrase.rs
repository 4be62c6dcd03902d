//! The sentences that say what a dispute is about and why it is one, each with a code by which others tell it in their own
//! language. What stands for `{}` is the record's own: names, numbers, words of documents.

macro_rules! phrases {
    ($list:ident: $($name:ident $code:literal $words:literal)*) => {
        $(pub(crate) const $name: &str = $words;)*
        const $list: &[(&str, &str)] = &[$(($code, $words)),*];
    };
}

phrases! { RULES:
    BOUNDS_APART "bounds-apart" "numbers for the same thing whose bounds do not meet"
    FIFTH_APART "fifth-apart" "numbers for the same thing that differ by a fifth or more; “at least” leaves room for both"
    TENTH_APART "tenth-apart" "numbers more than a tenth apart for about the same time"
    COUNTRY_COUNTS "country-counts" "counts of one thing in one country, told for about the same time, whose bounds do not meet"
    IMPLIED "implied" "a number and its change against a year imply a number for that year; it is taken for the same stretch of the year and the wider area, and the number told for the narrower is larger"
    DATES_APART "dates-apart" "dates of one thing that cannot both hold"
    SPELLINGS "spellings" "spellings differ beyond case and accents; the record takes them for one actor"
    OTHER_NAMES "other-names" "names that are no forms of one another; the record takes them for one actor"
    STROKE "stroke" "written as one with a stroke between them, and told apart elsewhere"
    RANKS "ranks" "documents of about the same time give one person different ranks"
    TWO_LEADERS "two-leaders" "two persons are told to lead it at one time"
    TWO_HOLDERS "two-holders" "two persons are told to hold one office at one time"
    TWO_SEATS "two-seats" "two seats are told at one time"
    SO_AND_NOT "so-and-not" "told as so and as not so"
    DENIED_IN_TEXT "denied-in-text" "one voice tells it, and another denies it in the same text"
    ACCUSED "accused" "one voice accuses a body of an act, and the body denies it in the same text"
    BLAME "blame" "two voices of one text blame each other, or different others, for a harm that it tells"
    NATURES "natures" "two voices of one text say of people told there that they are different things"
    OTHER_AGENTS "other-agents" "one event is told with agents of whom none belongs to another"
    LEFT_OR_MADE "left-or-made" "one telling has others act against a force whose leaving another tells as its own act"
    FIGHTERS_OR_CIVILIANS "fighters-or-civilians" "a force counts fighters killed where others accuse it of killing civilians"
    ORIGINS "origins" "documents tell different origins"
    REASONS "reasons" "documents tell different reasons for one act"
    BETTER_OR_WORSE "better-or-worse" "one says better where another says worse; they may speak of different months"
    OPPOSITE "opposite" "one telling has it so, another the opposite"
    STILL_TO_COME "still-to-come" "told as at work, and elsewhere, not earlier, as still to come"
    OTHER_KINDS "other-kinds" "told as bodies of different kinds; it may have changed from one to the other"
    ONE_ACT_DATES "one-act-dates" "one act is told with {} dates, and none of them holds the others"
    TOLD_AS "told-as" "one event is told as {}"
    PARTED "parted" "names that a person judged not to be one actor's"
}

// Where two fit, the first is meant: those with fewer words of their own stand behind.
phrases! { MATTERS:
    WHETHER_SO "whether-so" "whether it is so: {}"
    LEFT_OR_MADE_TO "left-or-made-to" "whether {} left or was made to leave"
    ARE_ONE "are-one" "whether {} and {} are one"
    DID_IT "did-it" "whether {} did it: {}"
    HAPPENED "happened" "whether it happened: {}"
    BETTER "better" "whether it gets better or worse: {}"
    CIVILIANS "civilians" "whether civilians are protected or harmed by {}"
    ON_ITS_OWN "on-its-own" "whether it acts on its own or with the backing of others: {}"
    PRESENT "present" "whether present or absent: {}"
    WORTH "worth" "what it is worth: {}"
    CAPABLE "capable" "how capable it is: {}"
    HOW_FAR "how-far" "how far it has come: {}"
    TITLE "title" "under what title rules {}"
    WHO_DID "who-did" "who did it: {}"
    WHO_BLAMED "who-blamed" "who is to blame: {}"
    WHO_LEADS "who-leads" "who leads {}"
    WHO_IS "who-is" "who is {} of {}"
    WHO_DEAD "who-dead" "who the dead were: {}"
    WHAT_THEY_ARE "what-they-are" "what they are: {}"
    AROSE "arose" "what it arose from: {}"
    WHY "why" "why: {} ({})"
    WHEN "when" "when: {}"
    SINCE_WHEN "since-when" "since when {} is a {}"
    FOUNDED "founded" "when {} was founded"
    WHAT_BODY "what-body" "what kind of body it is: {}"
    WHEN_LEFT "when-left" "when {} left {}"
    RANK "rank" "rank of {}"
    SEAT "seat" "seat of {}"
    STRENGTH "strength" "strength of {}"
    SPELLING "spelling" "spelling of the name of {}"
    NAMES "names" "names of {}"
    CHANGE "change" "{} in {}: what a change implies and what is told"
    COUNT "count" "{} ({}): {}"
    COUNT_ALL "count-all" "{}: {}"
}

/// A sentence as its code and what it was made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Which sentence.
    pub code: &'static str,
    /// What stands for each `{}`.
    pub parts: Vec<String>,
}

impl Phrase {
    /// Which rule a dispute is told by.
    pub fn of_rule(words: &str) -> Option<Phrase> {
        find(RULES, words)
    }

    /// Which matter a dispute is about.
    pub fn of_matter(words: &str) -> Option<Phrase> {
        find(MATTERS, words)
    }
}

/// The sentence with its parts.
pub(crate) fn say(words: &str, parts: &[&str]) -> String {
    let mut parts = parts.iter();
    let mut said = String::new();
    for (at, own) in words.split("{}").enumerate() {
        if at > 0 {
            said.push_str(parts.next().copied().unwrap_or_default());
        }
        said.push_str(own);
    }
    said
}

fn find(all: &[(&'static str, &str)], said: &str) -> Option<Phrase> {
    all.iter().find_map(|(code, words)| parts(words, said).map(|parts| Phrase { code, parts }))
}

/// What stands for each `{}` of a sentence; `None` where it is another sentence.
fn parts(words: &str, said: &str) -> Option<Vec<String>> {
    let mut own = words.split("{}");
    let mut left = said.strip_prefix(own.next()?)?;
    let mut found = Vec::new();
    let own: Vec<&str> = own.collect();
    for (at, next) in own.iter().enumerate() {
        let last = at + 1 == own.len();
        let (part, rest) = if last { (left.strip_suffix(next)?, "") } else { left.split_once(next)? };
        found.push(part.to_owned());
        left = rest;
    }
    left.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_found_again_with_its_parts() {
        for (list, find) in [(RULES, Phrase::of_rule as fn(&str) -> _), (MATTERS, Phrase::of_matter)] {
            for (code, words) in list {
                let given: Vec<&str> =
                    ["Kona", "mayor", "2031"].into_iter().take(words.matches("{}").count()).collect();
                let found = find(&say(words, &given)).expect("its own sentence");
                assert_eq!((found.code, found.parts), (*code, given.iter().map(|part| (*part).to_owned()).collect()));
            }
        }
        assert_eq!(Phrase::of_rule("no such rule"), None);
    }
}

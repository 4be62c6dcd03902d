//! The sentences of the record, each by its code. What stands in their places is the record's own: names, numbers, days, words
//! of documents, words of its tables.

use super::Form;

macro_rules! forms {
    ($list:ident: $($name:ident $code:literal $words:expr;)*) => {
        $(pub(crate) const $name: &Form = &Form { code: $code, words: $words };)*
        const $list: &[&Form] = &[$($name),*];
    };
}

/// Every form.
pub(super) fn forms() -> impl Iterator<Item = &'static Form> {
    [OTHERS, RULES, MATTERS].into_iter().flatten().copied()
}

forms! { OTHERS:
    PLAIN "" "{}";
    ACT "act" "{}[ by {}][ against {}][ at {}][ on {}]";
}

// Why something is a dispute.
forms! { RULES:
    BOUNDS_APART "bounds-apart" "numbers for the same thing whose bounds do not meet";
    FIFTH_APART "fifth-apart" "numbers for the same thing that differ by a fifth or more; “at least” leaves room for both";
    TENTH_APART "tenth-apart" "numbers more than a tenth apart for about the same time";
    COUNTRY_COUNTS "country-counts" "counts of one thing in one country, told for about the same time, whose bounds do not meet";
    IMPLIED "implied" "a number and its change against a year imply a number for that year; it is taken for the same stretch of the year and the wider area, and the number told for the narrower is larger";
    DATES_APART "dates-apart" "dates of one thing that cannot both hold";
    SPELLINGS "spellings" "spellings differ beyond case and accents; the record takes them for one actor";
    OTHER_NAMES "other-names" "names that are no forms of one another; the record takes them for one actor";
    STROKE "stroke" "written as one with a stroke between them, and told apart elsewhere";
    RANKS "ranks" "documents of about the same time give one person different ranks";
    TWO_LEADERS "two-leaders" "two persons are told to lead it at one time";
    TWO_HOLDERS "two-holders" "two persons are told to hold one office at one time";
    TWO_SEATS "two-seats" "two seats are told at one time";
    SO_AND_NOT "so-and-not" "told as so and as not so";
    DENIED_IN_TEXT "denied-in-text" "one voice tells it, and another denies it in the same text";
    ACCUSED "accused" "one voice accuses a body of an act, and the body denies it in the same text";
    BLAME "blame" "two voices of one text blame each other, or different others, for a harm that it tells";
    NATURES "natures" "two voices of one text say of people told there that they are different things";
    OTHER_AGENTS "other-agents" "one event is told with agents of whom none belongs to another";
    LEFT_OR_MADE "left-or-made" "one telling has others act against a force whose leaving another tells as its own act";
    FIGHTERS_OR_CIVILIANS "fighters-or-civilians" "a force counts fighters killed where others accuse it of killing civilians";
    ORIGINS "origins" "documents tell different origins";
    OTHER_REASONS "reasons" "documents tell different reasons for one act";
    BETTER_OR_WORSE "better-or-worse" "one says better where another says worse; they may speak of different months";
    OPPOSITE "opposite" "one telling has it so, another the opposite";
    STILL_TO_COME "still-to-come" "told as at work, and elsewhere, not earlier, as still to come";
    OTHER_KINDS "other-kinds" "told as bodies of different kinds; it may have changed from one to the other";
    ONE_ACT_DATES "one-act-dates" "one act is told with {} dates, and none of them holds the others";
    TOLD_AS "told-as" "one event is told as { and as }";
    PARTED "parted" "names that a person judged not to be one actor's";
}

// What a dispute is about.
forms! { MATTERS:
    WHETHER_HOLDS "whether-holds" "whether {} {} {}";
    WHETHER_SO "whether-so" "whether it is so: {}";
    LEFT_OR_MADE_TO "left-or-made-to" "whether {} left or was made to leave";
    ARE_ONE "are-one" "whether {} and {} are one";
    DID_IT "did-it" "whether {} did it: {}";
    HAPPENED "happened" "whether it happened: {}";
    BETTER "better" "whether it gets better or worse: {}";
    CIVILIANS "civilians" "whether civilians are protected or harmed by {}";
    ON_ITS_OWN "on-its-own" "whether it acts on its own or with the backing of others: {}";
    PRESENT "present" "whether present or absent: {}";
    WORTH "worth" "what it is worth: {}";
    CAPABLE "capable" "how capable it is: {}";
    HOW_FAR "how-far" "how far it has come: {}";
    TITLE "title" "under what title rules {}";
    WHO_DID "who-did" "who did it: {}";
    WHO_BLAMED "who-blamed" "who is to blame: { or }";
    WHO_LEADS "who-leads" "who leads {}";
    WHO_IS "who-is" "who is {} of {}";
    WHO_DEAD "who-dead" "who the dead were: {}";
    WHAT_THEY_ARE "what-they-are" "what they are: { or }";
    AROSE "arose" "what it arose from: {}";
    WHY "why" "why: {} ({})";
    WHEN "when" "when: {}";
    SINCE_WHEN "since-when" "since when {} is a {}";
    FOUNDED "founded" "when {} was founded";
    WHAT_BODY "what-body" "what kind of body it is: {}";
    WHEN_LEFT "when-left" "when {} left {}";
    RANK "rank" "rank of {}";
    SEAT "seat" "seat of {}";
    STRENGTH "strength" "strength of {}";
    SPELLING "spelling" "spelling of the name of {}";
    NAMES "names" "names of {}";
    CHANGE "change" "{} in {}: what a change implies and what is told";
    COUNT "count" "{}[ ({})]: {}";
}

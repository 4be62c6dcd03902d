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
    [TOLD, RULES, MATTERS, REASONS, DEATHS, CHANGES].into_iter().flatten().copied()
}

// What is told, in a line.
forms! { TOLD:
    PLAIN "" "{}";
    ACT "act" "{}[ by {}][ against {}][ at {}][ on {}]";
    ACCOUNT "account" "{}[ ({})][ by {}][ → {}][ at {}]";
    EVENT "event" "{}[; deaths {}][; {; }]";
    ESTIMATE "estimate" "{}–{}[, most told {}]";
    FACT "fact" "{} {} {}[ ({})]";
    DISPUTE "dispute" "{}: {}[ ({})][ ({})] — {}";
    NAMES_OF_ONE "names-of-one" "names of one thing, no contradiction";
    MAY_HAVE_GROWN "may-have-grown" "the count may have grown";
    COMMITMENT "commitment" "{}: { → }";
    STEP "step" "{}[ ({})]";
    WITH_PARTIES "with-parties" "{}[ ({})]";
    RUNNING "running" "{} of {}";
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

// Why accounts are one event.
forms! { REASONS:
    TOLD_ONCE "told-once" "told by one account";
    JOINED "joined" "{} accounts: {}";
    DECIDED "decided" "a person's decision";
    SAME_DAY "same-day" "same day";
    WITHIN_A_WEEK "within-a-week" "dates that meet within a week";
    WITHIN_A_MONTH "within-a-month" "dates that meet within a month";
    WITHIN_A_YEAR "within-a-year" "dates that meet within a year";
    NEXT_DAY "next-day" "days next to each other";
    PUBLISHED_ON_ONE_DAY "published-on-one-day" "published on one day";
    PUBLISHED_ON_NEXT_DAYS "published-on-next-days" "published on days next to each other";
    PUBLISHED_WITHIN_DAYS "published-within-days" "published within days of each other";
    TOLD_WITHIN_DAYS "told-within-days" "told within days of its date";
    SAME_PLACE "same-place" "same place";
    NEAR_PLACES "near-places" "places within 30 km";
    PLACE_IN_PLACE "place-in-place" "one place lies in the other";
    SAME_REGION "same-region" "same region";
    SAME_COUNTRY "same-country" "same country";
    ONE_COUNTRY "one-country" "both speak of one country";
    SAME_AGENT "same-agent" "same agent";
    SAME_TARGET "same-target" "same target";
    SAME_PARTIES "same-parties" "all parties the same";
    ONE_KIND_OF_VICTIMS "one-kind-of-victims" "victims of one kind";
    SAME_TOLL "same-toll" "same number of dead";
    NEAR_TOLLS "near-tolls" "tolls that differ by a quarter at most";
    SAME_WORDS "same-words" "told in the same words";
    LIKE_WORDS "like-words" "told in like words";
    SOME_WORDS "some-words" "told in words of which some are the same";
}

// How the dead of an event were counted.
forms! { DEATHS:
    COUNTED "counted" "{}. Went in: {}[. Left out: {}]";
    WITH_RULING "with-ruling" "{}. {}";
    ALL_SIDES "all-sides" toguna_code::Deaths::IN_WORDS;
    OF_SEVERAL "of-several" "{}. Of several documents low is the least and high the most that one tells; the dead of a side may be low, where more voices tell only these than tell all. {}";
    NO_BEST "no-best" "No number is the best, for none tells one";
    SUM_OF_SIDES "sum-of-sides" "Best is {}, the sum of sides that no document tells together ({})";
    OF_SIDE "of-side" "{}[ {}]";
    BEST "best" "Best is {}, which {}[ and {} more leave room for][{}][; a party to the fight does not choose it ({})]";
    ONE_VOICE "one-voice" "one voice tells";
    VOICES "voices" "{} voices tell";
    TIED "tied" ", no fewer than another; of these the latest published is taken, then the higher";
    TOLL "toll" "“{}” in {}[ ({})]";
    LEFT_OUT "left-out" "{ and } ({})";
    COPIED_FROM "copied-from" "copied from {}";
    REPLACED_IN "replaced-in" "replaced by the same voice's later number in {}";
    PART_OF_THOSE_IN "part-of-those-in" "the dead of one side, part of those in {}";
    SETTLED "settled-by" "{} settled by {} on {}[: {}]; the rule makes {} of all tellings";
    SETTLED_SHORT "settled-short" "{} settled by {}";
    ENDS "ends" "low {}, best {}, high {}";
}

// What the record says otherwise than before.
forms! { CHANGES:
    CHANGED "changed" "{; } — {}";
    NEW "new" "new";
    NO_LONGER_TOLD "no-longer-told" "no longer told";
    NOW_ONE "now-one" "{} events are now one";
    FROM_TO "from-to" "{} {} → {}";
    NEW_DOCUMENT "new-document" "new document {}[: {}]";
    NO_LONGER_COUNTS "no-longer-counts" "no longer counts {}[: {}]";
}

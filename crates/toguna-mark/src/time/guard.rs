//! Whether a number that looks like a year is one. "2023 people" counts; "in 2023", "(2023)" and "the 2023 crisis"
//! tell a year.

use super::matcher::Matcher;
use super::token::{Kind, Token};

/// Whether the number at a token stands as a year by itself.
pub(super) fn year_alone(matcher: &Matcher<'_>, at: usize) -> bool {
    let grammar = matcher.grammar;
    let Kind::Number(number, 4) = matcher.tokens[at].kind else { return false };
    let (before, after) = (matcher.before(at), matcher.after(at + 1));
    let is = |token: Option<&Token>, classes: u128| token.is_some_and(|t| grammar.is(t, classes));
    let text = |token: Option<&Token>| token.map_or("", |t| &matcher.text[t.start as usize..t.end as usize]);
    if !matcher.tokens[at].gap && !opens(text(before)) {
        return false;
    }
    if let Some(next) = after.filter(|t| !t.gap)
        && !closes(text(after))
        && !(next.kind == Kind::Sign && matcher.after(at + 2).is_none_or(|t| t.gap || t.kind == Kind::Word))
    {
        return false;
    }
    if is(before, grammar.known.quantity_before) || matches!(text(after), "%" | "°" | "$" | "€" | "£") {
        return false;
    }
    let context = is(before, grammar.known.year_before) || text(before) == "(";
    if !(1900..=2099).contains(&number) {
        return context && number <= 2099 && !counts(matcher, after);
    }
    let round = number % 100 == 0;
    // "The Russell 2000": a round number after a name belongs to the name.
    if round && !context && before.is_some_and(|t| t.capital && t.id == 0) {
        return false;
    }
    match counts(matcher, after) {
        false => true,
        // "in 2000 villages" counts villages, "in 2023 soldiers seized power" does not count soldiers.
        true => context && !round,
    }
}

/// Whether a sign that ends a clause, or the end of the line, stands behind a number that may be a day.
pub(super) fn closed(matcher: &Matcher<'_>, end: usize) -> bool {
    matcher.after(end).is_none_or(|next| {
        let sign = &matcher.text[next.start as usize..next.end as usize];
        next.kind == Kind::Sign && !next.gap && matches!(sign, "." | "," | ";" | ":" | ")" | "!" | "?" | "…")
    })
}

/// Whether the token names a thing that numbers count.
pub(super) fn counts(matcher: &Matcher<'_>, token: Option<&Token>) -> bool {
    let Some(token) = token else { return false };
    if matcher.grammar.is(token, matcher.grammar.known.counted) {
        return true;
    }
    let word = &matcher.text[token.start as usize..token.end as usize];
    token.kind == Kind::Word
        && !token.capital
        && word.len() > 3
        && matcher.grammar.plural.iter().any(|end| word.ends_with(end.as_str()))
}

/// Signs that may be glued to the front of a year.
fn opens(sign: &str) -> bool {
    matches!(sign, "(" | "[" | "«" | "\"" | "'" | "’" | "‘" | "“" | "–" | "—" | "-" | "/" | "" | "*" | "_")
}

/// Signs that may be glued to the end of a year.
fn closes(sign: &str) -> bool {
    matches!(
        sign,
        "." | "," | ";" | ":" | ")" | "]" | "»" | "\"" | "'" | "’" | "”" | "?" | "!" | "…" | "–" | "—" | "*" | "_"
    )
}

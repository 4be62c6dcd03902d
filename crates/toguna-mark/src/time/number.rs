//! Numbers as the engine's own classes read them: days, years, hours, and number words that stand together.

use super::grammar::NUMERIC;
use super::matcher::Matcher;
use super::token::Kind;

impl Matcher<'_> {
    /// The value and end of a number of one of the engine's own classes.
    pub(super) fn number(&self, class: u16, at: usize) -> Option<(i32, usize)> {
        let glued = self.tokens.get(at + 1).is_some_and(|t| !t.gap && t.kind == Kind::Word);
        let suffix = glued && self.grammar.is(&self.tokens[at + 1], self.grammar.known.ordinal_suffix);
        let (n, digits) = match (NUMERIC[class as usize], self.tokens[at].kind) {
            ("triple", Kind::Triple(..)) => return Some((at as i32, at + 1)),
            ("number", Kind::Word) => return self.number_words(at),
            (_, Kind::Number(n, digits)) => (i32::try_from(n).ok()?, digits),
            _ => return None,
        };
        let fits = match NUMERIC[class as usize] {
            "day" => digits <= 2 && (1..=31).contains(&n) && (!glued || suffix),
            "ordinal_number" => suffix && n > 0,
            "year" => digits == 4 && (1000..=2999).contains(&n) && !glued,
            "short_year" => digits == 2 && !glued,
            "int" | "number" => !suffix,
            "hour" => digits <= 2 && n <= 24,
            "decade" => n % 10 == 0 && (digits == 4 || digits == 2),
            _ => false,
        };
        let takes_suffix = suffix && matches!(NUMERIC[class as usize], "day" | "ordinal_number");
        fits.then_some((n, at + 1 + usize::from(takes_suffix)))
    }

    /// Number words that stand together: "twenty-four", "two hundred".
    fn number_words(&self, at: usize) -> Option<(i32, usize)> {
        let (mut total, mut end) = self.number_word(at)?;
        loop {
            let joint = self.after(end).is_some_and(|t| self.grammar.is(t, self.grammar.known.number_joint));
            let from = end + usize::from(joint);
            let Some((next, after)) = self.tokens.get(from).and_then(|_| self.number_word(from)) else { break };
            total = if matches!(next, 100 | 1000) && total < next && !joint {
                total * next
            } else if (total >= 20 && total % 10 == 0 && next < 10)
                || (matches!(total, 60 | 80) && next < 20)
                || (total >= 100 && total % 100 == 0 && next < 100)
            {
                total + next
            } else {
                break;
            };
            end = after;
        }
        Some((total, end))
    }

    fn number_word(&self, at: usize) -> Option<(i32, usize)> {
        let class = self.grammar.known.number_word?;
        let mut best = None;
        self.class(class, at, |value, end| {
            if best.is_none_or(|(_, longest)| longest < end) {
                best = Some((value, end));
            }
        });
        best
    }
}

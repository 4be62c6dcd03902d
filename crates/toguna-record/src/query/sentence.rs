//! The sentence around a quote, for people who read an answer.

/// The most characters shown on either side of a quote.
const MOST: usize = 220;

/// The words around a byte range up to the ends of its sentence or line; "…" stands where a long one was cut.
pub(super) fn around(text: &str, start: usize, end: usize) -> String {
    let (Some(before), Some(quote), Some(after)) = (text.get(..start), text.get(start..end), text.get(end..)) else {
        return String::new();
    };
    format!("{}{quote}{}", left(before), right(after))
}

/// What of the sentence stands before the quote.
fn left(before: &str) -> String {
    let line = before.rsplit('\n').next().unwrap_or(before);
    let from = line
        .char_indices()
        .rev()
        .filter(|(_, c)| ends(*c))
        .map(|(at, c)| at + c.len_utf8())
        .find(|&at| line[at..].starts_with(char::is_whitespace) && line[at..].trim_start().starts_with(begins));
    let own = line[from.unwrap_or(0)..].trim_start();
    match own.char_indices().rev().nth(MOST) {
        Some((cut, _)) => format!("… {}", own[cut..].split_once(' ').map_or("", |(_, rest)| rest)),
        None => own.to_string(),
    }
}

/// What of the sentence stands behind the quote.
fn right(after: &str) -> String {
    let line = after.split('\n').next().unwrap_or(after);
    let to = line.char_indices().filter(|(_, c)| ends(*c)).map(|(at, c)| at + c.len_utf8()).find(|&at| {
        let rest = &line[at..];
        rest.trim().is_empty() || rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(begins)
    });
    let own = line[..to.unwrap_or(line.len())].trim_end();
    match own.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{} …", own[..cut].rsplit_once(' ').map_or("", |(rest, _)| rest)),
        None => own.to_string(),
    }
}

fn ends(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '»' | '”')
}

fn begins(c: char) -> bool {
    c.is_uppercase() || c.is_numeric() || matches!(c, '«' | '“' | '"' | '(')
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn the_sentence_of_a_quote_ends_at_its_stops_and_lines() {
        let text = "A title\nOne thing. The army said 12 died in the U.S. zone. Then more.\n";
        let at = text.find("12 died").expect("it is there");
        assert_eq!(around(text, at, at + 7), "The army said 12 died in the U.S. zone.");
    }

    #[test]
    fn a_very_long_sentence_is_cut_between_words() {
        let text = "word ".repeat(200) + "QUOTE" + &" word".repeat(200);
        let at = text.find("QUOTE").expect("it is there");
        let shown = around(&text, at, at + 5);
        assert!(shown.starts_with("… word") && shown.ends_with("word …") && shown.len() < 500, "{shown}");
    }
}

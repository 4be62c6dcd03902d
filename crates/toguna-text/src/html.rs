//! Web pages: the words that a reader sees, and what the page tells of itself, in time linear in the page.
//!
//! Everything here walks the page's tokens once and builds no tree, so nesting and unclosed tags cost nothing. The
//! tree that Readability needs to find the main text is built only for pages whose shape is bounded.

mod about;
mod visible;

use dom_smoothie::{Config, Readability};

use self::visible::{Shape, shape};
pub(crate) use about::{About, about};

/// The main text must hold at least this share of all visible words, in characters: less is taken for a miss.
const LEAST_SHARE: usize = 10;
/// A page with fewer visible characters than this is taken whole.
const SMALL: usize = 250;

/// The text of a page: a line for each paragraph, the main text where it can be told, else all that is visible.
pub(crate) fn text(html: &str) -> String {
    let all = visible::text(html);
    let bounded = matches!(shape(html), Shape::Bounded);
    if !bounded || all.len() < SMALL {
        return all;
    }
    match main_text(html) {
        Some(main) if main.len() * LEAST_SHARE >= all.len() => main,
        _ => all,
    }
}

fn main_text(html: &str) -> Option<String> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::new(html, None, Some(config)).ok()?.parse().ok()?;
    let body = visible::text(&article.content);
    let title = article.title.trim();
    // The headline stands outside the main text; a document without it loses who did what in the title.
    let told = title.is_empty()
        || body.get(..body.floor_char_boundary(title.len() + 40)).is_some_and(|head| head.contains(title));
    Some(if told { body } else { format!("{title}\n\n{body}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_text_is_kept_and_the_menu_is_not() {
        let paragraph = "<p>The column left the garrison before dawn, and it reached the ford at noon &amp; waited there, as two witnesses said on the telephone.</p>";
        let page = format!(
            "<html><head><title>Column reaches ford</title><style>p {{ color: red }}</style></head><body><nav><a href=/>Home</a> <a href=/a>About</a></nav><script>var hidden = 1;</script><article><h1>Column reaches ford</h1>{}</article><footer><a href=/t>Terms</a></footer></body></html>",
            paragraph.repeat(6)
        );
        let text = text(&page);
        assert!(text.starts_with("Column reaches ford"), "{text}");
        assert_eq!(text.matches("noon & waited").count(), 6);
        assert!(!text.contains("hidden") && !text.contains("Terms") && !text.contains("color"), "{text}");
        assert!(text.lines().filter(|l| l.contains("column")).count() == 6, "{text}");
    }

    #[test]
    fn hostile_pages_end_soon() {
        let clock = std::time::Instant::now();
        assert!(text(&format!("{}word{}", "<div>".repeat(200_000), "</div>".repeat(200_000))).contains("word"));
        text(&"<".repeat(5_000_000));
        text(&"<a href='".repeat(500_000));
        text(&format!("{}x", "<b><i><table>".repeat(100_000)));
        text(&format!("<p>{}", "&".repeat(5_000_000)));
        let attributes: String = (0..300_000).map(|n| format!("a{n}=1 ")).collect();
        text(&format!("<p {attributes}>x"));
        // Tens of seconds would be a defect; a slow machine under load is none.
        assert!(clock.elapsed().as_secs() < 30, "{:?}", clock.elapsed());
    }
}

//! The visible words of a page, by one walk over its tokens.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// How much of a page is fed at a time, between looks at whether the tokenizer still makes tokens.
const CHUNK: usize = 8192;
/// More openings of tags and entities than a page has; each costs the tokenizer about a microsecond.
const MOST_OPENINGS: usize = 400_000;
/// One tag's attributes cost the tokenizer the square of their number, so one tag may hold only so many separators.
const MOST_SEPARATORS: usize = 5_000;

/// Feeds a page to a sink, token by token; nothing where the page's form would cost more than time in its length.
pub(crate) fn walk<S: TokenSink>(html: &str, sink: S) -> Option<S> {
    if html.bytes().filter(|b| matches!(b, b'<' | b'&')).count() > MOST_OPENINGS {
        return None;
    }
    let queue = BufferQueue::default();
    let tokenizer = Tokenizer::new(Watched { sink, tokens: Cell::new(0) }, TokenizerOpts::default());
    let (mut here, mut seen, mut separators) = (0, 0, 0);
    while here < html.len() {
        let end = html.floor_char_boundary((here + CHUNK).min(html.len()));
        let chunk = &html[here..end];
        here = end;
        queue.push_back(StrTendril::from_slice(chunk));
        // These sinks run no script, so nothing stops the tokenizer before the queue's end.
        let _ = tokenizer.feed(&queue);
        let new = std::mem::replace(&mut seen, tokenizer.sink.tokens.get()) != tokenizer.sink.tokens.get();
        // A chunk may hold the head of a tag behind its last token, so it counts whole for what follows.
        let own = chunk.bytes().filter(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'"' | b'\'' | b'=')).count();
        separators = if new { own } else { separators + own };
        if !new && separators > MOST_SEPARATORS {
            return None;
        }
    }
    tokenizer.end();
    Some(tokenizer.sink.sink)
}

/// A sink that counts its tokens, to tell when the tokenizer is stuck inside one.
struct Watched<S> {
    sink: S,
    tokens: Cell<usize>,
}

impl<S: TokenSink> TokenSink for Watched<S> {
    type Handle = S::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<S::Handle> {
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        self.sink.process_token(token, line)
    }
}

/// How the tokenizer must go on behind a start tag whose content is no markup.
pub(crate) fn raw<Handle>(tag: &Tag) -> TokenSinkResult<Handle> {
    if tag.kind != TagKind::StartTag {
        return TokenSinkResult::Continue;
    }
    match &*tag.name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

/// Elements whose content no reader sees.
const HIDDEN: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "textarea", "title",
    "noembed", "noframes", "canvas", "audio", "video",
];

/// Elements that stand inside a line; every other tag ends one.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr", "img",
];

/// Every visible word of a page, a line for each block of it.
pub(super) fn text(html: &str) -> String {
    walk(html, Visible::default()).map_or_else(|| crude(html), |sink| sink.out.into_inner())
}

/// What stands outside angle brackets, a line each: enough of a page that is no honest one.
fn crude(html: &str) -> String {
    let mut out = String::new();
    for part in html.split('<') {
        let words = part.split_once('>').map_or("", |(_, words)| words).trim();
        if !words.is_empty() {
            out.push_str(words);
            out.push('\n');
        }
    }
    out
}

#[derive(Default)]
struct Visible {
    out: RefCell<String>,
    /// The hidden element that is open, and how many of its name.
    hidden: RefCell<Option<(String, usize)>>,
    /// White space or a line's end is owed before the next word.
    gap: Cell<Option<char>>,
    kept: Cell<usize>,
}

impl Visible {
    fn words(&self, text: &str) {
        let mut out = self.out.borrow_mut();
        for c in text.chars() {
            // A no-break space stays: it stands inside numbers.
            if c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}') {
                let preformatted = self.kept.get() > 0 && c == '\n';
                self.gap.set(Some(if preformatted { '\n' } else { self.gap.get().unwrap_or(' ') }));
                continue;
            }
            if let Some(gap) = self.gap.take().filter(|_| !out.is_empty()) {
                out.push(gap);
            }
            out.push(c);
        }
    }

    fn tag(&self, tag: &Tag) {
        let name = &*tag.name;
        let mut hidden = self.hidden.borrow_mut();
        let opens = tag.kind == TagKind::StartTag;
        match hidden.as_mut() {
            Some((open, count)) if open == name => {
                *count = if opens { *count + usize::from(!tag.self_closing) } else { *count - 1 };
                if *count == 0 {
                    *hidden = None;
                }
                return;
            }
            // A page's body shows what stands behind a hidden element that was never closed.
            Some(_) if !matches!(name, "body" | "p" | "article" | "main") => return,
            Some(_) => *hidden = None,
            None if opens && !tag.self_closing && HIDDEN.contains(&name) => *hidden = Some((name.to_string(), 1)),
            None => {}
        }
        if name == "pre" {
            self.kept.set(if opens { self.kept.get() + 1 } else { self.kept.get().saturating_sub(1) });
        }
        if name == "td" || name == "th" {
            self.gap.set(Some(self.gap.get().unwrap_or(' ')));
        } else if !INLINE.contains(&name) {
            self.gap.set(Some('\n'));
        }
    }
}

impl TokenSink for Visible {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) if self.hidden.borrow().is_none() => self.words(&text),
            Token::TagToken(tag) => {
                self.tag(&tag);
                return raw(&tag);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Whether a page's tree can be built and walked at a known cost.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Bounded,
    Hostile,
}

/// Nesting beyond what any page needs and any recursion bears.
const DEEPEST: usize = 200;
/// More tags than a page of text has.
const MOST_TAGS: usize = 60_000;
/// Formatting elements that stay open make the tree builder's work grow with their square.
const MOST_OPEN_FORMATS: usize = 100;

/// Estimates the shape of a page's tree from its tags.
pub(super) fn shape(html: &str) -> Shape {
    let Some(sink) = walk(html, Shaper::default()) else { return Shape::Hostile };
    let deep = sink.deepest.get() > DEEPEST || sink.formats.get() > MOST_OPEN_FORMATS as isize;
    if deep || sink.tags.get() > MOST_TAGS { Shape::Hostile } else { Shape::Bounded }
}

#[derive(Default)]
struct Shaper {
    depth: Cell<usize>,
    deepest: Cell<usize>,
    open_formats: Cell<isize>,
    formats: Cell<isize>,
    tags: Cell<usize>,
}

/// Elements that have no content, or whose end is mostly left out and told by the next one.
const UNNESTED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li",
    "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot",
];

const FORMATS: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

impl TokenSink for Shaper {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        let name = &*tag.name;
        self.tags.set(self.tags.get() + 1);
        let opens = tag.kind == TagKind::StartTag;
        if !UNNESTED.contains(&name) {
            self.depth.set(if opens { self.depth.get() + 1 } else { self.depth.get().saturating_sub(1) });
            self.deepest.set(self.deepest.get().max(self.depth.get()));
        }
        if FORMATS.contains(&name) {
            self.open_formats.set((self.open_formats.get() + if opens { 1 } else { -1 }).max(0));
            self.formats.set(self.formats.get().max(self.open_formats.get()));
        }
        raw(&tag)
    }
}

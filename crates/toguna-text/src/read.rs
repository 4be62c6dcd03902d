//! Reading: the bytes of one file to a document, bounded in size, with an error that says what to do where they are none.

mod charset;

use crate::language::{self, UNKNOWN_LANGUAGE};
use crate::{Document, Language, Metadata, html};

/// The largest text that is read, in bytes.
const MOST_TEXT: usize = 20_000_000;
/// The largest page that is read, in bytes.
const MOST_HTML: usize = 10_000_000;

/// Why a file could not be read; every message names the mend.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No words.
    #[error("{name}: the document is empty; give a file that holds text, or leave this one out")]
    Empty {
        /// The file.
        name: String,
    },
    /// A known format that is not read.
    #[error("{name}: this is {format}, which is not read; {mend}")]
    Unsupported {
        /// The file.
        name: String,
        /// What it is.
        format: &'static str,
        /// What to do.
        mend: &'static str,
    },
    /// More bytes than a document may have.
    #[error("{name}: {size} bytes are more than the {most} that one document may have; split it into its articles")]
    TooLarge {
        /// The file.
        name: String,
        /// Its size.
        size: usize,
        /// The bound.
        most: usize,
    },
    /// Bytes that are no text in the charset that they announce.
    #[error("{name}: the bytes are no valid {charset}, which the file says it is; save it as UTF-8")]
    Undecodable {
        /// The file.
        name: String,
        /// The charset.
        charset: &'static str,
    },
}

/// Makes a document of a file's bytes.
///
/// The kind is told by the name's ending and the content: `.html` and `.htm`, or bytes that begin like a page, are
/// pages; everything else is text and stays as it is, save its byte order mark and its line ends. What `metadata`
/// says wins over what the page says of itself. A text in none of the `known` languages gets the language
/// [`UNKNOWN_LANGUAGE`], so that callers can report it by name and go on.
pub fn read(name: &str, bytes: &[u8], metadata: Metadata, known: &[Language]) -> Result<Document, ReadError> {
    if bytes.len() > MOST_TEXT {
        return Err(ReadError::TooLarge { name: name.into(), size: bytes.len(), most: MOST_TEXT });
    }
    if let Some((format, mend)) = foreign(bytes) {
        return Err(ReadError::Unsupported { name: name.into(), format, mend });
    }
    let page = is_page(name, bytes);
    if page && bytes.len() > MOST_HTML {
        return Err(ReadError::TooLarge { name: name.into(), size: bytes.len(), most: MOST_HTML });
    }
    let decoded =
        charset::decode(bytes, page).map_err(|charset| ReadError::Undecodable { name: name.into(), charset })?;
    if decoded.contains('\0') {
        return Err(ReadError::Unsupported {
            name: name.into(),
            format: "a binary file",
            mend: "give the text as .txt, .md or .html",
        });
    }
    let decoded = unix_lines(decoded);
    let (text, metadata) = if page { from_page(&decoded, metadata) } else { (decoded, metadata) };
    if text.chars().all(char::is_whitespace) {
        return Err(ReadError::Empty { name: name.into() });
    }
    let told = metadata.language.as_deref().and_then(|tag| language::named(tag, known));
    let code = told.unwrap_or_else(|| language::identify(&text, known)).to_string();
    Ok(Document::new(name, text, metadata, code))
}

impl Document {
    /// Whether the document is in none of the languages that were known when it was read.
    pub fn is_of_unknown_language(&self) -> bool {
        self.language() == UNKNOWN_LANGUAGE
    }
}

/// A page's text, and the metadata with what the page adds.
fn from_page(page: &str, mut metadata: Metadata) -> (String, Metadata) {
    let html::About { title, published, language, outlet, url } = html::about(page);
    metadata.title = metadata.title.or(title);
    metadata.published = metadata.published.or(published);
    metadata.language = metadata.language.or(language);
    metadata.outlet = metadata.outlet.or(outlet);
    metadata.url = metadata.url.or(url);
    (html::text(page), metadata)
}

/// CRLF and CR become LF; a text without either is not copied.
fn unix_lines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn is_page(name: &str, bytes: &[u8]) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("html" | "htm" | "xhtml") => true,
        Some("txt" | "md" | "markdown" | "text") => false,
        _ => {
            let head: Vec<u8> = bytes
                .iter()
                .copied()
                .filter(|b| !matches!(b, 0 | 0xef | 0xbb | 0xbf | 0xff | 0xfe))
                .skip_while(u8::is_ascii_whitespace)
                .take(14)
                .collect();
            let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
            head.starts_with("<!doctype html") || head.starts_with("<html")
        }
    }
}

/// Formats that are known by their first bytes and not read.
fn foreign(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const AS_TEXT: &str = "save its text as .txt or .html and give that";
    let formats: &[(&[u8], &str, &str)] = &[
        (b"%PDF", "a PDF", "take its text out first (for example with `pdftotext -layout`) and give the .txt"),
        (
            b"PK\x03\x04",
            "a zip archive or an office document (docx, odt, epub)",
            "save its text as .txt or .html, or unpack it, and give that",
        ),
        (b"\xd0\xcf\x11\xe0", "an old Office document", AS_TEXT),
        (b"{\\rtf", "an RTF document", AS_TEXT),
        (b"\x1f\x8b", "a gzip archive", "unpack it and give what is inside"),
        (b"BZh", "a bzip2 archive", "unpack it and give what is inside"),
        (b"\xfd7zXZ\0", "an xz archive", "unpack it and give what is inside"),
        (b"7z\xbc\xaf", "a 7z archive", "unpack it and give what is inside"),
        (b"Rar!", "a rar archive", "unpack it and give what is inside"),
        (b"\x89PNG", "a picture", "give its text"),
        (b"\xff\xd8\xff", "a picture", "give its text"),
        (b"GIF8", "a picture", "give its text"),
        (b"SQLite format 3\0", "a database", "give documents, not a record"),
        (b"\x7fELF", "a program", AS_TEXT),
    ];
    formats.iter().find(|(magic, ..)| bytes.starts_with(magic)).map(|&(_, format, mend)| (format, mend))
}

#[cfg(test)]
mod tests;

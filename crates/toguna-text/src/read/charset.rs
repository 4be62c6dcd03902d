//! Charsets: a byte order mark, then valid UTF-8, then what a page announces, then a guess among the older ones.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page its announcement is looked for, as browsers do.
const HEAD: usize = 4096;

/// The text of a file without its byte order mark; the error is the charset that the bytes claim and are not.
pub(super) fn decode(bytes: &[u8], page: bool) -> Result<String, &'static str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strict(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = bare_utf16(bytes) {
        return strict(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_string());
    }
    // UTF-8 was tried already: a page that announces it in vain is guessed like any other.
    if let Some(encoding) = announced(bytes).filter(|&e| page && e != UTF_8 && e != UTF_16LE && e != UTF_16BE) {
        return Ok(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    let guess = detector.guess(None, false);
    let (text, failed) = guess.decode_without_bom_handling(bytes);
    // Windows-1252 gives every byte a meaning, so the last resort cannot fail.
    let text = if failed { WINDOWS_1252.decode_without_bom_handling(bytes).0 } else { text };
    Ok(text.into_owned())
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, &'static str> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| text.into_owned())
        .ok_or(encoding.name())
}

/// UTF-16 without its mark: every second byte of Western text is zero.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) & !1];
    if head.len() < 8 || bytes.len() % 2 == 1 {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match (even, odd) {
        (0, odd) if odd * 10 > half * 8 => Some(UTF_16LE),
        (even, 0) if even * 10 > half * 8 => Some(UTF_16BE),
        _ => None,
    }
}

/// The charset that a page announces in a `meta` element or its XML declaration.
fn announced(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let label = head[at..].trim_start_matches(['"', '\'', ' ']);
    let end = label.find(['"', '\'', ' ', ';', '>', '/', '?']).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}

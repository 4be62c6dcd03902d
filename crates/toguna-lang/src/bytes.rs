//! Writing and reading the numbers and words of a model file. Reading is bounded: a length is never trusted further than
//! the bytes that are there.

use compact_str::CompactString;

/// The bytes are not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Broken;

/// Bytes that are being written.
#[derive(Default)]
pub(crate) struct Output(pub(crate) Vec<u8>);

impl Output {
    /// One byte.
    pub(crate) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// A number in as few bytes as it needs (LEB128).
    pub(crate) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    /// A text with its length before it.
    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }
}

/// Bytes that are being read.
pub(crate) struct Input<'a>(pub(crate) &'a [u8]);

impl<'a> Input<'a> {
    /// One byte.
    pub(crate) fn byte(&mut self) -> Result<u8, Broken> {
        let (&first, rest) = self.0.split_first().ok_or(Broken)?;
        self.0 = rest;
        Ok(first)
    }

    /// A number.
    pub(crate) fn number(&mut self) -> Result<u64, Broken> {
        let mut number = 0u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= ((byte & 0x7F) as u64) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Broken)
    }

    /// How many things follow, each of at least `least` bytes.
    pub(crate) fn count(&mut self, least: usize) -> Result<usize, Broken> {
        let count = usize::try_from(self.number()?).map_err(|_| Broken)?;
        if count.checked_mul(least).is_some_and(|bytes| bytes <= self.0.len()) { Ok(count) } else { Err(Broken) }
    }

    /// So many bytes.
    pub(crate) fn bytes(&mut self, length: usize) -> Result<&'a [u8], Broken> {
        let (bytes, rest) = self.0.split_at_checked(length).ok_or(Broken)?;
        self.0 = rest;
        Ok(bytes)
    }

    /// A text.
    pub(crate) fn text(&mut self) -> Result<CompactString, Broken> {
        let length = self.count(1)?;
        CompactString::from_utf8(self.bytes(length)?).map_err(|_| Broken)
    }
}

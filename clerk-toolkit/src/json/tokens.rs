//! The tokens of a text that may not be valid JSON. It never fails: what is not a token of JSON is a word.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    Colon,
    Comma,
    /// A string with its quotes. The last one may not be closed.
    Text,
    /// A number, `true`, `false`, `null`, or anything else.
    Word,
}

/// The tokens of a text in order, with their ranges of bytes.
pub(super) struct Tokens<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(text: &'a [u8]) -> Self {
        Self { text, at: 0 }
    }

    /// The end of the container whose opening token was the last one.
    pub(super) fn skip_container(&mut self) -> usize {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next() {
                Some((Kind::Open, _)) => depth += 1,
                Some((Kind::Close, _)) => depth -= 1,
                Some(_) => {}
                None => break,
            }
        }
        self.at
    }

    fn end_of_text(&self, start: usize) -> usize {
        let mut at = start + 1;
        while let Some(byte) = self.text.get(at) {
            match byte {
                b'"' => return at + 1,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
        self.text.len()
    }
}

impl Iterator for Tokens<'_> {
    type Item = (Kind, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        let (kind, end) = match self.text[start] {
            b'{' | b'[' => (Kind::Open, start + 1),
            b'}' | b']' => (Kind::Close, start + 1),
            b':' => (Kind::Colon, start + 1),
            b',' => (Kind::Comma, start + 1),
            b'"' => (Kind::Text, self.end_of_text(start)),
            _ => {
                let ends = |byte: &u8| byte.is_ascii_whitespace() || b"{}[]:,\"".contains(byte);
                let length = self.text[start..].iter().position(ends);
                (Kind::Word, length.map_or(self.text.len(), |length| start + length))
            }
        };
        self.at = end;
        Some((kind, start..end))
    }
}

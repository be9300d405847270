//! Reads lines of a bounded length.

use std::io;

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};

/// Reads lines. A line that is too long is discarded while it is read, so it takes no memory.
pub(super) struct Lines<R> {
    input: BufReader<R>,
    limit: usize,
    /// The part of the current line that has been read.
    line: Vec<u8>,
    /// Whether the current line exceeds the limit. The rest of it is discarded.
    too_long: bool,
}

/// A line of the input.
#[derive(Debug, PartialEq)]
pub(super) enum Line {
    /// A complete line without its line break. The last line of the input need not have one.
    Whole(Vec<u8>),
    /// A line that exceeds the limit.
    TooLong,
}

impl<R: AsyncRead + Unpin> Lines<R> {
    pub(super) fn new(input: R, limit: usize) -> Self {
        Self { input: BufReader::with_capacity(64 * 1024, input), limit, line: Vec::new(), too_long: false }
    }

    /// The next line that is not blank, or `None` at the end of the input. It is cancellation safe: dropping the future
    /// loses no input.
    pub(super) async fn next(&mut self) -> io::Result<Option<Line>> {
        loop {
            let read = self.input.fill_buf().await?;
            let (part, ends) = match read.iter().position(|&byte| byte == b'\n') {
                Some(end) => (&read[..end], true),
                None => (read, read.is_empty()),
            };
            if self.line.len() + part.len() > self.limit {
                self.too_long = true;
                self.line.clear();
            }
            if !self.too_long {
                self.line.extend_from_slice(part);
            }
            let at_end = read.is_empty();
            let consumed = part.len() + usize::from(ends && !at_end);
            self.input.consume(consumed);
            if ends {
                match self.take() {
                    Some(line) => return Ok(Some(line)),
                    None if at_end => return Ok(None),
                    None => {}
                }
            }
        }
    }

    /// The completed line, unless it is blank.
    fn take(&mut self) -> Option<Line> {
        if std::mem::take(&mut self.too_long) {
            return Some(Line::TooLong);
        }
        let line = std::mem::take(&mut self.line);
        (!line.trim_ascii().is_empty()).then_some(Line::Whole(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(text: &[u8], limit: usize) -> Vec<Option<String>> {
        let mut lines = Lines::new(text, limit);
        let mut read = Vec::new();
        while let Some(line) = lines.next().await.unwrap() {
            read.push(match line {
                Line::Whole(line) => Some(String::from_utf8(line).unwrap()),
                Line::TooLong => None,
            });
        }
        read
    }

    fn whole(line: &str) -> Option<String> {
        Some(line.to_owned())
    }

    #[tokio::test]
    async fn blank_lines_are_skipped_and_the_last_line_needs_no_line_break() {
        assert_eq!(read(b"one\n\n \r\ntwo\nthree", 10).await, [whole("one"), whole("two"), whole("three")]);
        assert!(read(b"", 10).await.is_empty());
        assert!(read(b"\n", 10).await.is_empty());
    }

    #[tokio::test]
    async fn a_line_that_is_too_long_is_reported_once_and_the_next_line_is_read() {
        let long = "x".repeat(300_000);
        let text = format!("{long}\n12345\n123456\n1\n{long}");
        assert_eq!(read(text.as_bytes(), 5).await, [None, whole("12345"), None, whole("1"), None]);
    }

    #[tokio::test]
    async fn a_partial_line_survives_a_dropped_read() {
        let (mut near, far) = tokio::io::duplex(64);
        let mut lines = Lines::new(far, 64);
        tokio::io::AsyncWriteExt::write_all(&mut near, b"{\"a\":").await.unwrap();
        for _ in 0..3 {
            let timed_out = tokio::time::timeout(std::time::Duration::from_millis(5), lines.next()).await;
            assert!(timed_out.is_err());
        }
        tokio::io::AsyncWriteExt::write_all(&mut near, b"1}\n").await.unwrap();
        assert_eq!(lines.next().await.unwrap(), Some(Line::Whole(b"{\"a\":1}".to_vec())));
    }
}

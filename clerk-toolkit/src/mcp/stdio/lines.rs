//! Lines of a bounded length.

use std::io;

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};

/// Reads lines, and forgets those that are too long as they come.
pub(super) struct Lines<R> {
    input: BufReader<R>,
    limit: usize,
    /// What has been read of the line.
    line: Vec<u8>,
    /// Whether the line is beyond the limit, and what comes of it is dropped.
    too_long: bool,
}

/// What a line turned out to be.
#[derive(Debug, PartialEq)]
pub(super) enum Line {
    /// A whole line, without its end. The last one may lack it.
    Whole(Vec<u8>),
    /// A line beyond the limit.
    TooLong,
}

impl<R: AsyncRead + Unpin> Lines<R> {
    pub(super) fn new(input: R, limit: usize) -> Self {
        Self { input: BufReader::with_capacity(64 * 1024, input), limit, line: Vec::new(), too_long: false }
    }

    /// The next line that is not empty; `None` at the end. Dropping the future loses nothing: what was read stays.
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

    /// The line that has ended, unless nothing is in it.
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
    async fn lines_end_where_they_end_and_empty_ones_are_none() {
        assert_eq!(read(b"one\n\n \r\ntwo\nthree", 10).await, [whole("one"), whole("two"), whole("three")]);
        assert!(read(b"", 10).await.is_empty());
        assert!(read(b"\n", 10).await.is_empty());
    }

    #[tokio::test]
    async fn what_is_too_long_is_one_line_and_the_next_is_read() {
        let long = "x".repeat(300_000);
        let text = format!("{long}\n12345\n123456\n1\n{long}");
        assert_eq!(read(text.as_bytes(), 5).await, [None, whole("12345"), None, whole("1"), None]);
    }

    #[tokio::test]
    async fn a_line_that_comes_in_pieces_survives_a_dropped_read() {
        let (mut near, far) = tokio::io::duplex(64);
        let mut lines = Lines::new(far, 64);
        tokio::io::AsyncWriteExt::write_all(&mut near, b"{\"a\":").await.unwrap();
        for _ in 0..3 {
            let given_up = tokio::time::timeout(std::time::Duration::from_millis(5), lines.next()).await;
            assert!(given_up.is_err());
        }
        tokio::io::AsyncWriteExt::write_all(&mut near, b"1}\n").await.unwrap();
        assert_eq!(lines.next().await.unwrap(), Some(Line::Whole(b"{\"a\":1}".to_vec())));
    }
}

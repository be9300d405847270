//! Writes a request. What is nested too deeply is an error: a marker must not be stored.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use super::MAX_TEXT_DEPTH;

/// The value as compact JSON.
///
/// # Errors
/// If JSON cannot represent the value, or if it is nested too deeply.
pub(crate) fn to_vec(value: &(impl Serialize + ?Sized)) -> serde_json::Result<Vec<u8>> {
    let mut text = Vec::new();
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut text, Compact { depth: 0 }))?;
    Ok(text)
}

/// Compact JSON of a limited depth.
struct Compact {
    depth: usize,
}

impl Compact {
    fn begin<W: Write + ?Sized>(&mut self, writer: &mut W, open: &[u8]) -> io::Result<()> {
        self.depth += 1;
        match self.depth > MAX_TEXT_DEPTH {
            true => Err(io::Error::other("it is nested too deeply")),
            false => writer.write_all(open),
        }
    }

    fn end<W: Write + ?Sized>(&mut self, writer: &mut W, close: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        writer.write_all(close)
    }
}

impl Formatter for Compact {
    fn begin_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"]")
    }

    fn begin_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::json::dismantle;

    #[test]
    fn the_text_is_compact_and_its_depth_is_limited() {
        let value = json!({ "a": [1, { "b": [] }], "c": {} });
        assert_eq!(to_vec(&value).unwrap(), serde_json::to_vec(&value).unwrap());
        let nested = |depth| (0..depth).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
        assert!(to_vec(&nested(MAX_TEXT_DEPTH)).is_ok());
        let deep = nested(100_000);
        assert_eq!(to_vec(&deep).unwrap_err().to_string(), "it is nested too deeply");
        dismantle(deep);
    }
}

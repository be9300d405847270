//! Reads a text so that nothing in it is lost or changed, except halves of characters.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::error::{Problem, ReadError, Step, shown};
use super::number::{self, LARGE};
use super::surrogates::replace_lone_surrogates;
use super::{BYTE_ORDER_MARK, MAX_TEXT_DEPTH};

/// Reads JSON. A byte order mark is skipped, and a lone surrogate is read as U+FFFD.
///
/// # Errors
/// If the text is not JSON, if a key occurs twice in an object, if a value is nested too deeply, or if a number cannot be
/// represented: one beyond a 64-bit float, or a whole number that would be rounded.
pub fn read(text: &[u8]) -> Result<Value, ReadError> {
    let text = decode(text)?;
    match parse(text) {
        Err(error) if error.is_syntax() => match replace_lone_surrogates(text) {
            Cow::Owned(text) => parse(&text),
            Cow::Borrowed(_) => Err(error),
        },
        outcome => outcome,
    }
}

fn decode(text: &[u8]) -> Result<&str, ReadError> {
    if text.starts_with(b"\xFF\xFE") || text.starts_with(b"\xFE\xFF") {
        return Err(ReadError::syntax("it is UTF-16, and JSON is UTF-8"));
    }
    let rest = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mark = text.len() - rest.len();
    std::str::from_utf8(rest)
        .map_err(|error| ReadError::syntax(format!("byte {} is not UTF-8", mark + error.valid_up_to() + 1)))
}

fn parse(text: &str) -> Result<Value, ReadError> {
    let mut trail = Trail::default();
    let value = parse_with(text, &mut trail)?;
    let inexact = if trail.large_numbers > 0 { number::first_inexact(text) } else { None };
    match inexact {
        // Only the second pass knows the place.
        refused @ Some(_) => parse_with(text, &mut Trail { refused, ..Trail::default() }),
        None => Ok(value),
    }
}

fn parse_with(text: &str, trail: &mut Trail<'_>) -> Result<Value, ReadError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = Node { trail, depth: 0 }.deserialize(&mut json);
    value.and_then(|value| json.end().map(|()| value)).map_err(|error| trail.error(&error, text))
}

/// What is known about the text while it is read.
#[derive(Default)]
struct Trail<'a> {
    /// Why the text was refused.
    problem: Option<Problem>,
    /// The path to the error, the innermost step first. It is collected only after an error.
    path: Vec<Step>,
    /// The number of floats that may be rounded whole numbers.
    large_numbers: usize,
    /// A number to refuse, after that many large ones.
    refused: Option<(usize, &'a str)>,
}

impl Trail<'_> {
    fn refuse<E: serde::de::Error>(&mut self, problem: Problem) -> E {
        self.problem = Some(problem);
        E::custom("")
    }

    fn error(&mut self, error: &serde_json::Error, text: &str) -> ReadError {
        let path = std::mem::take(&mut self.path).into_iter().rev().collect();
        if let Some(problem) = self.problem.take() {
            return ReadError { problem, path };
        }
        let reason = error.to_string();
        if reason.starts_with("number out of range") {
            let problem = Problem::Number("the number is too large for a 64-bit float".to_owned());
            return ReadError { problem, path };
        }
        match number::not_json_at(text, position(text, error)) {
            Some(word) => ReadError { problem: Problem::Syntax(format!("`{word}` is not JSON: {reason}")), path },
            None => ReadError { problem: Problem::Syntax(reason), path },
        }
    }
}

/// The byte at which an error was found.
fn position(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1)
}

/// One value of the text.
struct Node<'a, 't> {
    trail: &'a mut Trail<'t>,
    depth: usize,
}

impl<'t> Node<'_, 't> {
    fn inner(&mut self) -> Node<'_, 't> {
        Node { trail: self.trail, depth: self.depth + 1 }
    }

    fn check_depth<E: serde::de::Error>(&mut self) -> Result<(), E> {
        match self.depth < MAX_TEXT_DEPTH {
            true => Ok(()),
            false => Err(self.trail.refuse(Problem::TooDeep)),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        if value.abs() >= LARGE {
            if let Some((before, number)) = self.trail.refused
                && before == self.trail.large_numbers
            {
                let reason = format!("the whole number {} does not fit in 64 bits", shown(number));
                return Err(self.trail.refuse(Problem::Number(reason)));
            }
            self.trail.large_numbers += 1;
        }
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Value, A::Error> {
        self.check_depth()?;
        let mut values = Vec::new();
        loop {
            match items.next_element_seed(self.inner()) {
                Ok(Some(value)) => values.push(value),
                Ok(None) => return Ok(Value::Array(values)),
                Err(error) => {
                    self.trail.path.push(Step::Position(values.len()));
                    return Err(error);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Value, A::Error> {
        self.check_depth()?;
        let mut values = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            let value = match members.next_value_seed(self.inner()) {
                Ok(value) => value,
                Err(error) => {
                    self.trail.path.push(Step::Key(key));
                    return Err(error);
                }
            };
            match values.entry(key) {
                Entry::Vacant(entry) => drop(entry.insert(value)),
                Entry::Occupied(entry) => {
                    self.trail.path.push(Step::Key(entry.key().clone()));
                    return Err(self.trail.refuse(Problem::Duplicate));
                }
            }
        }
        Ok(Value::Object(values))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn refused(text: &str, message: &str) {
        assert_eq!(read(text.as_bytes()).expect_err(text).to_string(), message, "{text}");
    }

    #[test]
    fn a_value_is_read_as_it_is_written() {
        let text = r#"{"a":[1,-2,1.5,true,null,"\ud83d\ude00"],"b":{"c":18446744073709551615,"d":1e300}}"#;
        assert_eq!(read(text.as_bytes()).unwrap(), serde_json::from_str::<Value>(text).unwrap());
        assert_eq!(read(b"\xEF\xBB\xBF {\"a\":\"\\u0000\"}").unwrap(), json!({ "a": "\0" }));
        assert_eq!(read(b"18446744073709552000").unwrap(), json!(18_446_744_073_709_552_000_f64));
    }

    #[test]
    fn a_lone_surrogate_is_read_as_the_replacement_character() {
        let text = r#"{"a":"x\ud83d","\uDE00":["\ude00\ud83d","\uD83D\uDE00","\\ud83d"]}"#;
        assert_eq!(
            read(text.as_bytes()).unwrap(),
            json!({ "a": "x\u{fffd}", "\u{fffd}": ["\u{fffd}\u{fffd}", "😀", "\\ud83d"] })
        );
    }

    #[test]
    fn equal_keys_are_refused_with_their_path() {
        refused(r#"{"a":1,"a":1}"#, "the key `a` occurs twice");
        refused(r#"{"a":{"b":[0,{"c":1,"\u0063":2}]}}"#, "the key `a.b[1].c` occurs twice");
        refused(r#"{"a":{"\ud83d":1,"\ud83e":2}}"#, "the key `a.\u{fffd}` occurs twice");
    }

    #[test]
    fn numbers_that_cannot_be_represented_are_refused() {
        refused(r#"{"a":[1e999]}"#, "`a[0]`: the number is too large for a 64-bit float");
        refused(
            r#"{"a":[1e300,18446744073709552000,{"b":12345678901234567890123}]}"#,
            "`a[2].b`: the whole number 12345678901234567890123 does not fit in 64 bits",
        );
        refused(r#"{"a":NaN}"#, "`NaN` is not JSON: expected value at line 1 column 6");
        refused(r#"{"a":[1,-Infinity]}"#, "`-Infinity` is not JSON: invalid number at line 1 column 10");
    }

    #[test]
    fn the_depth_is_limited() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(nested(MAX_TEXT_DEPTH).as_bytes()).is_ok());
        refused(&nested(MAX_TEXT_DEPTH + 1), "`[0][0][0][0][0][0][0][0]…` is nested too deeply");
        refused(&format!(r#"{{"a":{{"b":{}}}}}"#, nested(100_000)), "`a.b[0][0][0][0][0][0]…` is nested too deeply");
    }

    #[test]
    fn text_that_is_not_json_is_refused() {
        refused(r#"{"a":1,}"#, "trailing comma at line 1 column 8");
        refused("{} {}", "trailing characters at line 1 column 4");
        assert!(read(b"\"\xff\"").is_err_and(|error| error.is_syntax() && error.to_string() == "byte 2 is not UTF-8"));
        assert!(read(b"\xff\xfe{\0}\0").is_err_and(|error| error.to_string().contains("UTF-16")));
    }
}

//! Text that is always JSON if its structure is: what cannot be represented becomes a marker.

use std::borrow::Cow;

use super::surrogates::replace_lone_surrogates;
use super::tokens::{Kind, Tokens};
use super::{BYTE_ORDER_MARK, MAX_TEXT_DEPTH, NUMBER_TOO_LARGE, TOO_DEEP, number};

/// A whole number with fewer digits fits in 64 bits.
const LONG: usize = 19;

/// Whether a text may contain a whole number that `serde_json` would round silently.
pub(crate) fn is_suspicious(text: &[u8]) -> bool {
    // A run of that many digits covers at least one of these positions.
    let positions = (LONG - 1..text.len()).step_by(LONG);
    positions.filter(|position| text[*position].is_ascii_digit()).any(|position| {
        let is_digit = |byte: &&u8| byte.is_ascii_digit();
        let before = text[..position].iter().rev().take(LONG).take_while(is_digit).count();
        let after = text[position..].iter().take(LONG).take_while(is_digit).count();
        before + after >= LONG
    })
}

/// Replaces what `serde_json` cannot read, or would change: bytes that are not UTF-8 and lone surrogates with U+FFFD, and
/// values that are nested too deeply and numbers that are too large with markers.
pub(crate) fn degrade(text: &[u8]) -> Cow<'_, str> {
    values(unicode(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)))
}

/// Replaces bytes that are not UTF-8 and lone surrogates with U+FFFD.
pub(crate) fn unicode(text: &[u8]) -> Cow<'_, str> {
    match String::from_utf8_lossy(text) {
        Cow::Borrowed(text) => replace_lone_surrogates(text),
        Cow::Owned(text) => Cow::Owned(replace_lone_surrogates(&text).into_owned()),
    }
}

fn values(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut degraded = String::new();
    // The end of what has been copied.
    let mut copied = 0;
    let mut depth = 0_usize;
    let mut tokens = Tokens::of(text.as_bytes());
    while let Some((kind, range)) = tokens.next() {
        let (marker, end) = match kind {
            Kind::Open if depth < MAX_TEXT_DEPTH => {
                depth += 1;
                continue;
            }
            Kind::Open => (TOO_DEEP, tokens.skip_container()),
            Kind::Close => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Kind::Word if number::is_unreadable(&text[range.clone()]) => (NUMBER_TOO_LARGE, range.end),
            _ => continue,
        };
        degraded.push_str(&text[copied..range.start]);
        degraded.push_str(&format!("\"{marker}\""));
        copied = end;
    }
    match copied {
        0 => text,
        _ => {
            degraded.push_str(&text[copied..]);
            Cow::Owned(degraded)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(text: impl AsRef<[u8]>) -> Value {
        serde_json::from_str(&degrade(text.as_ref())).expect("the text is JSON")
    }

    #[test]
    fn what_cannot_be_represented_becomes_a_marker_at_its_place() {
        let deep = format!(r#"{{"a":{}1{},"b":2}}"#, "[".repeat(10_000), "]".repeat(10_000));
        let read_deep = read(deep);
        assert_eq!(read_deep["b"], 2);
        let mut innermost = &read_deep["a"];
        while let Some(inner) = innermost.get(0) {
            innermost = inner;
        }
        assert_eq!(*innermost, json!(TOO_DEEP));

        let numbers = read(r#"{"a":1e999,"b":[12345678901234567890123,1],"c":-5,"d":"1e999"}"#);
        assert_eq!(numbers, json!({ "a": NUMBER_TOO_LARGE, "b": [NUMBER_TOO_LARGE, 1], "c": -5, "d": "1e999" }));
        assert_eq!(read(r#"{"a":NaN,"\ud83d":"\udc00"}"#), json!({ "a": NUMBER_TOO_LARGE, "\u{fffd}": "\u{fffd}" }));
        assert_eq!(read(b"\xEF\xBB\xBF{\"a\":\"x\xffy\"}"), json!({ "a": "x\u{fffd}y" }));
    }

    #[test]
    fn text_that_can_be_read_is_not_copied() {
        for text in [r#"{"a":[1,"\ud83d\ude00",{"b":null}]}"#, "", "<html>", "[[[", "\"", "{\"a\":"] {
            assert!(matches!(degrade(text.as_bytes()), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn a_long_number_is_found_at_every_position() {
        for before in 0..2 * LONG {
            for length in [LONG - 1, LONG, LONG + 1, 3 * LONG] {
                let text = format!("{}{}{}", " ".repeat(before), "7".repeat(length), " ".repeat(LONG));
                assert_eq!(is_suspicious(text.as_bytes()), length >= LONG, "{before} {length}");
            }
        }
    }
}

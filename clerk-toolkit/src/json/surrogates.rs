//! Halves of characters: escapes such as `\ud83d` that are not part of a pair.
//!
//! JavaScript and Java write them for a text that was cut inside a character. They are not Unicode text, so a Rust
//! string cannot hold them.

use std::borrow::Cow;

/// The length of an escape such as `\ud83d`.
const ESCAPE: usize = 6;

/// Replaces each lone surrogate escape with `\ufffd`. The length of the text and the positions in it stay the same.
#[must_use]
pub fn replace_lone_surrogates(text: &str) -> Cow<'_, str> {
    let mut replaced = Cow::Borrowed(text);
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
        let start = at + found;
        at = start
            + match (unit(text, start), unit(text, start + ESCAPE)) {
                (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 2 * ESCAPE,
                (Some(0xD800..=0xDFFF), _) => {
                    replaced.to_mut().replace_range(start + 2..start + ESCAPE, "fffd");
                    ESCAPE
                }
                (Some(_), _) => ESCAPE,
                // Another escape: its second character may be a backslash.
                (None, _) => 1 + text[start + 1..].chars().next().map_or(0, char::len_utf8),
            };
    }
    replaced
}

/// The code unit of the escape that starts at that byte.
fn unit(text: &str, start: usize) -> Option<u16> {
    let digits = text.get(start..start + ESCAPE)?.strip_prefix("\\u")?;
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if are_digits { u16::from_str_radix(digits, 16).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn replaced(text: &str, expected: &str) {
        assert_eq!(replace_lone_surrogates(text), expected);
        assert_eq!(text.len(), expected.len());
    }

    #[test]
    fn lone_surrogates_are_replaced() {
        replaced(r#"{"a":"x\ud83d"}"#, r#"{"a":"x\ufffd"}"#);
        replaced(r#""\uD83D""#, r#""\ufffd""#);
        replaced(r#""\ude00 low""#, r#""\ufffd low""#);
        replaced(r#""\ude00\ud83d""#, r#""\ufffd\ufffd""#);
        replaced(r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#);
        replaced(r#"{"\udbff":1}"#, r#"{"\ufffd":1}"#);
        replaced(r#""\ud83d\n""#, r#""\ufffd\n""#);
        replaced(r#""\\\ud83d""#, r#""\\\ufffd""#);
    }

    #[test]
    fn everything_else_stays() {
        for text in [
            r#""\ud83d\ude00""#,
            r#""\uD83D\uDE00""#,
            r#""\\ud83d""#,
            r#""\u00e9 \ufffd 😀""#,
            r#""\ud8"#,
            r#""\u+d83""#,
            "\\",
            "\\é",
            "plain",
        ] {
            assert!(matches!(replace_lone_surrogates(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }
}

//! Characters that a terminal obeys instead of showing them, or that hide or reorder text.
//!
//! Names in Clerk, files, arguments and errors come from other people. In a terminal, a control character in them can erase
//! or forge lines, and a direction mark can show a command backwards. So all output for people that contains such text passes
//! through this module, and so does JSON if it is printed to a terminal.

use std::fmt::Write;

use clerk_toolkit::text::{is_hidden, visible};

/// The text for people, on several lines: hidden characters are written as `\u{202e}`. Line ends and tabs stay.
pub(crate) fn lines(text: &str) -> String {
    escaped(
        text,
        |c| is_hidden(c) && !matches!(c, '\n' | '\t'),
        |c, out| {
            let _ = write!(out, "{}", c.escape_unicode());
        },
    )
}

/// The text for people, on one line.
pub(crate) fn line(text: &str) -> String {
    visible(text).into_owned()
}

/// JSON with the same data, in which hidden characters are written as `\u202e`. In JSON, they occur only in strings.
pub(crate) fn json(text: &str) -> String {
    escaped(
        text,
        |c| is_hidden(c) && !matches!(c, '\n' | '\r' | '\t'),
        |c, out| {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        },
    )
}

fn escaped(text: &str, hidden: impl Fn(char) -> bool, mut escape: impl FnMut(char, &mut String)) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match hidden(c) {
            true => escape(c, &mut shown),
            false => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use clerk_toolkit::serde_json::{self, Value, json};

    /// One character of each kind.
    const HIDDEN: &str = "\0\u{7}\u{8}\u{b}\r\u{1b}\u{7f}\u{80}\u{85}\u{9b}\u{9d}\u{9f}\u{ad}\u{34f}\u{61c}\u{180e}\u{200b}\
                          \u{200c}\u{200d}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2060}\
                          \u{2064}\u{2066}\u{2067}\u{2068}\u{2069}\u{206f}\u{3164}\u{feff}\u{fff9}\u{e0001}\u{e0041}\u{e01ef}";

    /// Letters, marks and symbols of many scripts, which stay.
    const VISIBLE: &str = "aé e\u{301} ñ ß Ж שלום سلام हिन्दी ไทย 日本語 한국어 \u{a0}🙂\u{fe0f} €“”…— \\u{1b} \"'";

    #[test]
    fn hidden_characters_are_escaped_and_visible_ones_stay() {
        for escape in [lines, line] {
            let shown = escape(HIDDEN);
            assert!(shown.is_ascii() && !shown.contains(char::is_control), "{shown}");
            assert_eq!(escape(VISIBLE), VISIBLE);
        }
        assert_eq!(lines("a\u{1b}[31m\u{202e}\u{9b}K\tb\n"), "a\\u{1b}[31m\\u{202e}\\u{9b}K\tb\n");
        assert_eq!(line("a\nb\r\tc\u{85}"), "a\\nb\\r\\tc\\u{85}");
    }

    #[test]
    fn json_keeps_its_data() {
        let value = json!({ HIDDEN: [HIDDEN, VISIBLE, "\\\u{202e}\\", { "\u{e0041}": null }] });
        for text in [value.to_string(), serde_json::to_string_pretty(&value).expect("a value is JSON")] {
            let shown = json(&text);
            assert!(!shown.chars().any(|c| is_hidden(c) && c != '\n'), "{shown}");
            let read: Value = serde_json::from_str(&shown).expect("it is JSON");
            assert_eq!(read, value);
        }
    }
}

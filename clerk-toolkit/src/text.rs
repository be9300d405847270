//! Texts in messages: of bounded length and without hidden characters, because servers and tools can send any texts, and
//! names of types.

use std::borrow::Cow;

/// The byte order mark. Some editors write it at the start of a file.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What a shortened text ends in.
const ELLIPSIS: &str = "…";

/// Returns `text`, or its start and `…` if it is longer than `max` bytes. The result has at most `max` bytes.
pub(crate) fn shortened(text: &str, max: usize) -> Cow<'_, str> {
    match text.len() > max {
        true => Cow::Owned(format!("{}{ELLIPSIS}", start(text, max.saturating_sub(ELLIPSIS.len())))),
        false => Cow::Borrowed(text),
    }
}

/// The text on one line: hidden characters are written as `\u{202e}`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => shown.extend(c.escape_default()),
            c if is_hidden(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Whether a terminal obeys the character instead of showing it, or the character hides or reorders text.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        // C0, DEL and C1.
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        // Soft hyphen, grapheme joiner, and the marks and isolates of directions.
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        // Fillers, zero-width spaces and joiners, line and paragraph separators, invisible operators.
        | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}'
        | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        // Controls of shorthand and music, tags, and supplementary variation selectors.
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The longest start of `text` that has at most `max` bytes and ends between two characters.
pub(crate) fn start(text: &str, max: usize) -> &str {
    let end = (0..=max.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

/// The name of a type without the paths of its modules: `Vec<User>` for `alloc::vec::Vec<clerk_toolkit::client::User>`.
pub(crate) fn short_type_name(full: &str) -> String {
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    let parts = full.split_inclusive(|c: char| !is_path(c));
    parts.map(|part| part.rsplit("::").next().unwrap_or(part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_unchanged() {
        assert_eq!(shortened("äöü", 6), "äöü");
        assert_eq!(shortened("", 0), "");
    }

    #[test]
    fn hidden_characters_are_escaped_and_others_stay() {
        assert_eq!(visible("a\u{1b}[2J\n\u{202e}b\u{85}"), "a\\u{1b}[2J\\n\\u{202e}b\\u{85}");
        assert!(matches!(visible("é 日本語 🙂\u{fe0f}"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(shortened("äöüß", 7), "äö…");
        assert_eq!(shortened("äöüß", 6), "ä…");
        assert_eq!(shortened(&"😀".repeat(100), 20), "😀😀😀😀…");
    }
}

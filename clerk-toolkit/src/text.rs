//! Texts in messages: of bounded length, because servers and tools can send texts of any length, and names of types.

use std::borrow::Cow;

/// What a shortened text ends in.
const ELLIPSIS: &str = "…";

/// Returns `text`, or its start and `…` if it is longer than `max` bytes. The result has at most `max` bytes.
pub(crate) fn shortened(text: &str, max: usize) -> Cow<'_, str> {
    match text.len() > max {
        true => Cow::Owned(format!("{}{ELLIPSIS}", start(text, max.saturating_sub(ELLIPSIS.len())))),
        false => Cow::Borrowed(text),
    }
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
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(shortened("äöüß", 7), "äö…");
        assert_eq!(shortened("äöüß", 6), "ä…");
        assert_eq!(shortened(&"😀".repeat(100), 20), "😀😀😀😀…");
    }
}

//! How a message shows a value that came from outside.
//!
//! Ids come from a language model, and error pages from any server between the client and Clerk. Either can be kilobytes
//! long, or contain control characters that rewrite a terminal, or letters that only look like ASCII. A message shows
//! enough to recognize the value, and escapes the rest.

/// Returns `value` with everything except printable ASCII escaped, cut to at most `max` characters (including `…`).
pub(super) fn excerpt(value: &str, max: usize) -> String {
    let mut shown = String::new();
    let mut length = 0;
    for character in value.chars() {
        let escaped = escape(character);
        length += escaped.len();
        if length > max {
            // Make room for the ellipsis. `shown` is ASCII.
            shown.truncate(max.saturating_sub(1));
            shown.push('…');
            return shown;
        }
        shown.push_str(&escaped);
    }
    shown
}

fn escape(character: char) -> String {
    match character {
        ' '..='~' => character.to_string(),
        _ => character.escape_default().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn shows_short_plain_text_unchanged() {
        assert_eq!(excerpt("user_1/ban?x=1", 40), "user_1/ban?x=1");
    }

    #[test]
    fn escapes_everything_except_printable_ascii() {
        assert_eq!(excerpt("a\0\t\u{1b}[2Jо", 40), "a\\u{0}\\t\\u{1b}[2J\\u{43e}");
    }

    #[test]
    fn is_never_longer_than_the_limit() {
        for value in ["x".repeat(10_000), "\u{ff55}".repeat(10_000), "x".repeat(41)] {
            let shown = excerpt(&value, 40);
            assert!(shown.chars().count() <= 40, "{shown}");
            assert!(shown.ends_with('…'), "{shown}");
        }
        assert_eq!(excerpt(&"x".repeat(40), 40), "x".repeat(40));
    }
}

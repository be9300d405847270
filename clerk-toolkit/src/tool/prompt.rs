//! Descriptions that only the compiler knows, such as those of `#[doc = include_str!(…)]`.

/// The longest description that every provider accepts, in characters.
const LONGEST: usize = 1024;

/// The text before the first heading, without surrounding spaces. It is otherwise unchanged, unlike a description that
/// the macro knows.
///
/// # Panics
/// In a constant, and therefore when compiled, if there is no text or too much.
#[track_caller]
pub const fn prompt(text: &'static str) -> &'static str {
    let bytes = text.as_bytes();
    let (mut at, mut in_code) = (0, false);
    while at < bytes.len() {
        if starts_with(bytes, at, b"```") {
            in_code = !in_code;
        } else if !in_code && is_heading(bytes, at) {
            break;
        }
        while at < bytes.len() && bytes[at] != b'\n' {
            at += 1;
        }
        at += 1;
    }
    let end = if at < bytes.len() { at } else { bytes.len() };
    let text = text.split_at(end).0.trim_ascii();
    assert!(!text.is_empty(), "the doc comment has no text before its first heading: the model reads it");
    assert!(
        characters(text) <= LONGEST,
        "a description has at most 1024 characters: move the details below a heading, such as `# Details`"
    );
    text
}

const fn characters(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut count) = (0, 0);
    while at < bytes.len() {
        // The bytes of a character after its first begin with the bits 10.
        if bytes[at] & 0b1100_0000 != 0b1000_0000 {
            count += 1;
        }
        at += 1;
    }
    count
}

const fn starts_with(bytes: &[u8], at: usize, prefix: &[u8]) -> bool {
    let mut matched = 0;
    while matched < prefix.len() {
        if at + matched >= bytes.len() || bytes[at + matched] != prefix[matched] {
            return false;
        }
        matched += 1;
    }
    true
}

/// Whether the line is a heading: one to six `#`, and a space or the end of the line.
const fn is_heading(bytes: &[u8], start: usize) -> bool {
    let mut at = start;
    while at < bytes.len() && bytes[at] == b' ' {
        at += 1;
    }
    let hashes = at;
    while at < bytes.len() && bytes[at] == b'#' {
        at += 1;
    }
    let count = at - hashes;
    count >= 1 && count <= 6 && (at == bytes.len() || bytes[at] == b' ' || bytes[at] == b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_before_the_first_heading_is_the_prompt() {
        assert_eq!(prompt(" Count.\n\n- a\n\n## Errors\nNever."), "Count.\n\n- a");
        assert_eq!(prompt("```\n# use a;\n```\n#5\n"), "```\n# use a;\n```\n#5");
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert_eq!(characters("größe – 5"), "größe – 5".chars().count());
    }

    #[test]
    #[should_panic(expected = "no text before its first heading")]
    fn a_prompt_without_text_is_refused() {
        let _ = prompt("\n# Errors\nNever.");
    }
}

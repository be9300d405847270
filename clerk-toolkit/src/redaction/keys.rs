//! API keys and signing secrets, by their prefixes, and private keys in PEM form.
//!
//! The rules do not match texts that only look similar: names such as `task_live_updates`, text such as `sk_test_…`,
//! and the ids of Clerk's API keys and machine tokens, which have the prefixes of their secrets.

use std::ops::Range;

/// What follows a prefix if it begins a secret.
#[derive(Clone, Copy)]
enum Tail {
    /// The prefix alone shows what follows.
    Any,
    /// Other words have this prefix too: the last part is long, and has letters and digits.
    Random,
    /// Clerk's ids have this prefix too: exactly 32 hexadecimal digits follow it.
    NotAnId,
}

const PREFIXES: [(&str, Tail); 10] = [
    ("sk_live_", Tail::Any),
    ("sk_test_", Tail::Any),
    ("rk_live_", Tail::Any),
    ("rk_test_", Tail::Any),
    ("whsec_", Tail::Any),
    ("sk_", Tail::Random),
    ("ak_", Tail::NotAnId),
    ("mt_", Tail::NotAnId),
    ("oat_", Tail::NotAnId),
    ("aplt_", Tail::NotAnId),
];

/// How many bytes after a prefix decide whether it begins a key. Without a limit, a text of prefixes would be read once for
/// each of them.
const JUDGED: usize = 256;

/// The places of all keys.
pub(super) fn find(text: &str, found: &mut impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut from = 0;
    // Every prefix ends in `_`, and none begins with it.
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == b'_').map(|at| from + at) {
        from = at + 1;
        // The last letters before the first `_` of the prefixes.
        if at == 0 || !matches!(bytes[at - 1], b'k' | b'c' | b't') {
            continue;
        }
        for (prefix, tail) in PREFIXES {
            let first = prefix.find('_').unwrap_or_default();
            let Some(start) = at.checked_sub(first).filter(|start| bytes[*start..].starts_with(prefix.as_bytes()))
            else {
                continue;
            };
            if start > 0 && bytes[start - 1].is_ascii_alphanumeric() {
                continue;
            }
            let after = start + prefix.len();
            let judged = end(&bytes[..bytes.len().min(after + JUDGED)], after, prefix);
            if tail.fits(&text[after..judged]) {
                from = end(bytes, judged, prefix);
                found(start..from);
                break;
            }
        }
    }
}

/// The end of the key. Signing secrets are base64 after their prefix.
fn end(bytes: &[u8], start: usize, prefix: &str) -> usize {
    let is_base64 = prefix == "whsec_";
    let belongs = |byte: &&u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || (is_base64 && matches!(byte, b'+' | b'/' | b'='))
    };
    start + bytes[start..].iter().take_while(belongs).count()
}

impl Tail {
    fn fits(self, tail: &str) -> bool {
        let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        match self {
            Self::Any => tail.len() >= 6 || (tail.len() >= 3 && has_digit(tail)),
            Self::Random => {
                let last = tail.rsplit(['_', '-']).next().unwrap_or_default();
                last.len() >= 16 && has_digit(last) && last.contains(|c: char| c.is_ascii_alphabetic())
            }
            Self::NotAnId => {
                let is_id = tail.len() == 32 && tail.bytes().all(|byte| byte.is_ascii_hexdigit());
                !is_id && tail.split(['_', '-']).any(|part| part.len() >= 20)
            }
        }
    }
}

/// The places of all private keys in PEM form: up to the end of the block, or of the text if the block has no end.
pub(super) fn find_pem(text: &str, found: &mut impl FnMut(Range<usize>)) {
    const DASHES: &str = "-----";
    let mut from = 0;
    while let Some(start) = text[from..].find("-----BEGIN").map(|start| from + start) {
        let label = start + "-----BEGIN".len();
        let Some(end_of_label) = text[label..].find(DASHES).map(|end| label + end) else { break };
        from = end_of_label;
        let label = &text[label..end_of_label];
        if !(label.contains("PRIVATE") && label.contains("KEY")) {
            continue;
        }
        let footer = text[from + DASHES.len()..].find("-----END").map(|at| from + DASHES.len() + at + "-----END".len());
        let end = footer.and_then(|footer| Some(footer + text[footer..].find(DASHES)? + DASHES.len()));
        from = end.unwrap_or(text.len());
        found(start..from);
    }
}

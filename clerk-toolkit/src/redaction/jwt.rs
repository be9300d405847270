//! JSON Web Tokens: three or more parts in base64url with dots between them, of which the first is a JSON object with
//! `alg`.

use std::ops::Range;

use serde_json::{Map, Value};

use super::decode;

/// The shortest header: `{"alg":1}`.
const SHORTEST_HEADER: usize = 12;

/// The longest header: one with a chain of certificates.
const LONGEST_HEADER: usize = 16 * 1024;

/// The number of places at which a header is looked for.
const MOST_STARTS: usize = 32;

fn belongs(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// The places of all tokens.
pub(super) fn find(text: &str, found: &mut impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(dot) = bytes[from..].iter().position(|byte| *byte == b'.').map(|dot| from + dot) {
        let header = dot - bytes[from..dot].iter().rev().take_while(|byte| belongs(**byte)).count();
        let payload = dot + 1 + bytes[dot + 1..].iter().take_while(|byte| belongs(**byte)).count();
        from = dot + 1;
        if dot - header < SHORTEST_HEADER || bytes.get(payload) != Some(&b'.') {
            continue;
        }
        if let Some(start) = header_start(&bytes[header..dot]) {
            let end = payload + bytes[payload..].iter().take_while(|byte| belongs(**byte) || **byte == b'.').count();
            found(header + start..end);
            from = end;
        }
    }
}

/// Where the header starts. Other text can precede it without a separator.
fn header_start(run: &[u8]) -> Option<usize> {
    // Base64 of `{"` begins with `ey`. Only the nearest places are tried, because each costs time.
    let starts = (1..run.len()).rev().filter(|start| run[*start..].starts_with(b"ey")).take(MOST_STARTS);
    [0].into_iter().chain(starts).find(|start| is_header(&run[*start..]))
}

fn is_header(part: &[u8]) -> bool {
    if part.len() > LONGEST_HEADER {
        return false;
    }
    let Some(json) = decode::base64_url(part) else { return false };
    json.trim_ascii_start().starts_with(b"{")
        && serde_json::from_slice::<Map<String, Value>>(&json).is_ok_and(|header| header.contains_key("alg"))
}

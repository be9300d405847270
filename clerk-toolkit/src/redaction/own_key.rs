//! The secret key of the instance that the toolkit uses, in any encoding.

use std::ops::Range;

use super::decode;

/// The number of characters from which the part after the prefix identifies a key.
const LONG: usize = 16;

/// What to search for. `Debug` is not implemented, so that nothing shows it.
pub(super) struct OwnKey {
    needles: Vec<String>,
    pub(super) shortest: usize,
}

impl OwnKey {
    pub(super) fn new(key: &str) -> Self {
        let body = key.strip_prefix("sk_test_").or_else(|| key.strip_prefix("sk_live_")).unwrap_or(key);
        // A short one can be a word that other texts contain.
        let secret = if body.len() >= LONG { body } else { key };
        let mut needles = vec![secret.to_owned()];
        if secret.len() >= LONG {
            needles.extend((0..3).map(|offset| base64_at(secret, offset)));
            let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
            needles.extend([hex.to_uppercase(), hex]);
        }
        let shortest = needles.iter().map(String::len).min().unwrap_or_default();
        Self { needles, shortest }
    }

    /// The places of the key, with the text directly before and after it.
    pub(super) fn find(&self, text: &str, found: &mut impl FnMut(Range<usize>)) {
        if text.len() < self.shortest {
            return;
        }
        for needle in self.needles.iter().filter(|needle| needle.len() <= text.len()) {
            for (at, _) in text.match_indices(needle.as_str()) {
                let belongs = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'=');
                let bytes = text.as_bytes();
                let end = at + needle.len();
                let before = bytes[..at].iter().rev().take_while(belongs).count();
                let after = bytes[end..].iter().take_while(belongs).count();
                found(at - before..end + after);
            }
        }
    }
}

/// The part of the base64 form that does not depend on the text around the secret, if the secret begins at this offset
/// (modulo 3).
fn base64_at(secret: &str, offset: usize) -> String {
    let padded: Vec<u8> = std::iter::repeat_n(0, offset).chain(secret.bytes()).collect();
    let encoded = decode::to_base64(&padded);
    let start = [0, 2, 3][offset];
    let end = padded.len() * 8 / 6;
    encoded[start..end].to_owned()
}

//! Ids and secrets in Clerk's formats.

use rand::RngExt;
use rand::distr::Alphanumeric;

/// A new resource id: the prefix, `_`, and 27 base-62 characters. The first is `3`, as in Clerk's current ids.
pub(super) fn resource(prefix: &str) -> String {
    format!("{prefix}_3{}", alphanumeric(26))
}

/// A trace id: 32 hexadecimal digits.
pub(super) fn trace() -> String {
    format!("{:032x}", rand::rng().random::<u128>())
}

/// A secret key of a development instance.
pub(super) fn secret_key() -> String {
    format!("sk_test_{}", alphanumeric(42))
}

/// The one-time ticket in an invitation link.
pub(super) fn ticket() -> String {
    alphanumeric(64)
}

/// The publishable key of a development instance whose Frontend API is at `host`.
pub(super) fn publishable_key(host: &str) -> String {
    format!("pk_test_{}", base64(format!("{host}$").as_bytes()))
}

fn alphanumeric(length: usize) -> String {
    let mut random = rand::rng();
    (0..length).map(|_| char::from(random.sample(Alphanumeric))).collect()
}

/// Standard base64 with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for index in 0..4 {
            let digit = (group >> (18 - 6 * index)) & 63;
            text.push(if index > chunk.len() { '=' } else { char::from(ALPHABET[digit as usize]) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_id_has_27_characters_after_its_prefix() {
        let id = resource("user");
        let tail = id.strip_prefix("user_").expect("the id starts with its prefix");
        assert_eq!(tail.len(), 27);
        assert!(tail.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert_ne!(id, resource("user"));
    }

    #[test]
    fn base64_pads_every_remainder() {
        let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")];
        for (plain, encoded) in cases {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }
}

//! Redact: remove what no model may read from every output, at every depth.

use serde_json::Value;

use super::policy::Policy;

/// Removes all secrets from an output, and private metadata unless it is allowed.
pub(super) fn answer(answer: &mut Value, policy: &Policy) {
    if holds_ticket(answer) {
        *answer = Value::Null;
    }
    inside(answer, policy);
}

/// The same for the values inside an object or an array.
fn inside(value: &mut Value, policy: &Policy) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, field| {
                let keep = !is_withheld(name, policy) && !holds_ticket(field);
                if keep {
                    inside(field, policy);
                }
                keep
            });
        }
        Value::Array(items) => {
            items.retain(|item| !holds_ticket(item));
            items.iter_mut().for_each(|item| inside(item, policy));
        }
        _ => {}
    }
}

/// Removes the same fields from an output schema, so that outputs match it.
pub(super) fn output_schema(schema: &mut Value, policy: &Policy) {
    strip(schema, &|name| is_withheld(name, policy));
}

/// Removes private metadata, unless it is allowed, from an input schema at every depth.
pub(super) fn input_schema(schema: &mut Value, policy: &Policy) {
    if !policy.allow_private_metadata {
        strip(schema, &is_private_metadata);
    }
}

fn strip(schema: &mut Value, gone: &impl Fn(&str) -> bool) {
    match schema {
        Value::Object(keywords) => {
            if let Some(Value::Object(properties)) = keywords.get_mut("properties") {
                properties.retain(|name, _| !gone(name));
            }
            if let Some(Value::Array(required)) = keywords.get_mut("required") {
                required.retain(|name| !name.as_str().is_some_and(gone));
            }
            keywords.values_mut().for_each(|keyword| strip(keyword, gone));
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(|keyword| strip(keyword, gone)),
        _ => {}
    }
}

/// Whether a value contains private metadata at any depth.
pub(super) fn has_private_metadata(value: &Value) -> bool {
    match value {
        Value::Object(fields) => {
            fields.iter().any(|(name, field)| is_private_metadata(name) || has_private_metadata(field))
        }
        Value::Array(items) => items.iter().any(has_private_metadata),
        _ => false,
    }
}

fn is_withheld(name: &str, policy: &Policy) -> bool {
    Folded::of(name)
        .is_some_and(|folded| folded.is_secret() || (!policy.allow_private_metadata && folded.is_private_metadata()))
}

/// Whether a field or an argument with this name holds private metadata, in any spelling.
pub(super) fn is_private_metadata(name: &str) -> bool {
    Folded::of(name).is_some_and(|folded| folded.is_private_metadata())
}

/// A name in lower case without `_` and `-`. Names that are longer than all secret names are not folded.
struct Folded {
    bytes: [u8; Self::LONGEST],
    len: usize,
}

impl Folded {
    const LONGEST: usize = 16;

    fn of(name: &str) -> Option<Self> {
        // All secret names begin with one of these, and most other names do not.
        if !matches!(name.as_bytes().first()?.to_ascii_lowercase(), b'_' | b'-' | b'a'..=b'c' | b'i'..=b'j' | b'p'..=b't')
        {
            return None;
        }
        let mut folded = Self { bytes: [0; Self::LONGEST], len: 0 };
        for byte in name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')) {
            *folded.bytes.get_mut(folded.len)? = byte.to_ascii_lowercase();
            folded.len += 1;
        }
        Some(folded)
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    fn is_private_metadata(&self) -> bool {
        self.as_bytes() == b"privatemetadata"
    }

    /// Whether Clerk keeps a secret in fields with this name.
    fn is_secret(&self) -> bool {
        // A match on byte strings compares the lengths first, which excludes most names.
        matches!(
            self.as_bytes(),
            b"password"
                | b"passworddigest"
                | b"passwordhash"
                | b"passwordhasher"
                | b"totp"
                | b"totpsecret"
                | b"totpuri"
                | b"backupcode"
                | b"backupcodes"
                | b"token"
                | b"accesstoken"
                | b"refreshtoken"
                | b"idtoken"
                | b"sessiontoken"
                | b"signintoken"
                | b"clienttoken"
                | b"jwt"
                | b"ticket"
                | b"secret"
                | b"clientsecret"
                | b"secretkey"
                | b"signingsecret"
                | b"signingkey"
                | b"customsigningkey"
                | b"tokensecret"
                | b"apikey"
                | b"svixurl"
        )
    }
}

/// Whether the value is a link that signs in the person who opens it. Invitations contain such links.
fn holds_ticket(value: &Value) -> bool {
    let Some(text) = value.as_str() else { return false };
    // The search for single characters is cheap, and few strings have either of them.
    if !text.contains('=') && !text.contains('%') {
        return false;
    }
    let text = text.to_ascii_lowercase();
    text.contains("ticket=") || text.contains("ticket%3d")
}

//! Redact: what no model reads, taken out of every answer at every depth.

use serde_json::Value;

use super::policy::Policy;

/// Takes private metadata, unless it is allowed, and all secrets out of an answer.
pub(super) fn answer(answer: &mut Value, policy: &Policy) {
    if holds_ticket(answer) {
        *answer = Value::Null;
    }
    inside(answer, policy);
}

/// The same for what is inside an object or an array.
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

/// Takes the same fields out of an output schema, so that it keeps its promise.
pub(super) fn schema(schema: &mut Value, policy: &Policy) {
    match schema {
        Value::Object(keywords) => {
            if let Some(Value::Object(properties)) = keywords.get_mut("properties") {
                properties.retain(|name, _| !is_withheld(name, policy));
            }
            if let Some(Value::Array(required)) = keywords.get_mut("required") {
                required.retain(|name| !name.as_str().is_some_and(|name| is_withheld(name, policy)));
            }
            keywords.values_mut().for_each(|keyword| self::schema(keyword, policy));
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(|keyword| self::schema(keyword, policy)),
        _ => {}
    }
}

fn is_withheld(name: &str, policy: &Policy) -> bool {
    Folded::of(name)
        .is_some_and(|folded| folded.is_secret() || (!policy.allow_private_metadata && folded.is_private_metadata()))
}

/// Whether a field or an argument of this name holds private metadata, however the name is spelled.
pub(super) fn is_private_metadata(name: &str) -> bool {
    Folded::of(name).is_some_and(|folded| folded.is_private_metadata())
}

/// A name without case, `_` and `-`. One that is longer than any name looked for is not folded.
struct Folded {
    bytes: [u8; Self::LONGEST],
    len: usize,
}

impl Folded {
    const LONGEST: usize = 16;

    fn of(name: &str) -> Option<Self> {
        // No name looked for begins otherwise, and most others do.
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

    fn is_private_metadata(&self) -> bool {
        &self.bytes[..self.len] == b"privatemetadata"
    }

    /// Whether Clerk keeps a secret in fields of this name.
    fn is_secret(&self) -> bool {
        // A match on byte strings goes by length first, and most names end there.
        matches!(
            &self.bytes[..self.len],
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
        )
    }
}

/// Whether the value is a link that signs whoever follows it in, as invitations carry.
fn holds_ticket(value: &Value) -> bool {
    // Looking for one character is cheap, and few strings have it.
    value.as_str().is_some_and(|text| text.contains('=') && text.contains("ticket="))
}

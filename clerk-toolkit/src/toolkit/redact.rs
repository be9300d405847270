//! Redact: what no model reads, taken out of every answer at every depth.

use serde_json::Value;

use super::policy::Policy;

/// Takes private metadata, unless it is allowed, and all secrets out of an answer.
pub(super) fn answer(answer: &mut Value, policy: &Policy) {
    match answer {
        Value::Object(fields) => {
            fields.retain(|name, field| {
                !is_secret(name) && (policy.allow_private_metadata || !is_private_metadata(name)) && !holds_ticket(field)
            });
            fields.values_mut().for_each(|field| self::answer(field, policy));
        }
        Value::Array(items) => {
            items.retain(|item| !holds_ticket(item));
            items.iter_mut().for_each(|item| self::answer(item, policy));
        }
        _ => {}
    }
}

/// Takes the same fields out of an output schema, so that it keeps its promise.
pub(super) fn schema(schema: &mut Value, policy: &Policy) {
    match schema {
        Value::Object(keywords) => {
            let gone = |name: &str| is_secret(name) || (!policy.allow_private_metadata && is_private_metadata(name));
            if let Some(Value::Object(properties)) = keywords.get_mut("properties") {
                properties.retain(|name, _| !gone(name));
            }
            if let Some(Value::Array(required)) = keywords.get_mut("required") {
                required.retain(|name| !name.as_str().is_some_and(gone));
            }
            keywords.values_mut().for_each(|keyword| self::schema(keyword, policy));
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(|keyword| self::schema(keyword, policy)),
        _ => {}
    }
}

/// Whether a field or an argument of this name holds private metadata, however the name is spelled.
pub(super) fn is_private_metadata(name: &str) -> bool {
    is_any(name, &["privatemetadata"])
}

/// Names of secrets in Clerk's answers, folded as [`is_any`] folds.
const SECRETS: [&str; 22] = [
    "password",
    "passworddigest",
    "passwordhash",
    "passwordhasher",
    "totp",
    "totpsecret",
    "totpuri",
    "backupcode",
    "backupcodes",
    "token",
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "sessiontoken",
    "signintoken",
    "clienttoken",
    "jwt",
    "ticket",
    "secret",
    "clientsecret",
    "secretkey",
    "signingsecret",
];

fn is_secret(name: &str) -> bool {
    is_any(name, &SECRETS)
}

/// Whether the name is one of those, apart from case, `_` and `-`.
fn is_any(name: &str, folded: &[&str]) -> bool {
    let letters = || name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase());
    folded.iter().any(|secret| name.len() >= secret.len() && letters().eq(secret.bytes()))
}

/// Whether the value is a link that signs whoever follows it in, as invitations carry.
fn holds_ticket(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.contains("ticket="))
}

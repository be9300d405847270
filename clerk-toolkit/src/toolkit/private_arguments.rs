//! Private metadata in what a model sends: arguments and their schemas.

use serde_json::Value;

use super::policy::Policy;

/// Removes private metadata, unless it is allowed, from an input schema at every depth.
pub(super) fn input_schema(schema: &mut Value, policy: &Policy) {
    if !policy.allow_private_metadata {
        strip(schema);
    }
}

fn strip(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            if let Some(Value::Object(properties)) = keywords.get_mut("properties") {
                properties.retain(|name, _| !is_private_metadata(name));
            }
            if let Some(Value::Array(required)) = keywords.get_mut("required") {
                required.retain(|name| !name.as_str().is_some_and(is_private_metadata));
            }
            keywords.values_mut().for_each(strip);
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(strip),
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

/// Whether an argument with this name is private metadata, whatever its case and separators.
pub(super) fn is_private_metadata(name: &str) -> bool {
    let letters = name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase());
    letters.eq(*b"privatemetadata")
}

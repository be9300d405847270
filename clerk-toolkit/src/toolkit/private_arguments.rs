//! Private metadata in what a model sends: arguments and their schemas.

use serde_json::Value;

use super::policy::Policy;
use crate::json;

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

/// Whether a value contains private metadata at any depth, also inside a text that is read as JSON where the schema has no
/// text.
pub(super) fn has_private_metadata(value: &Value) -> bool {
    match value {
        Value::Object(fields) => {
            fields.iter().any(|(name, field)| is_private_metadata(name) || has_private_metadata(field))
        }
        Value::Array(items) => items.iter().any(has_private_metadata),
        Value::String(text) if text.trim_start().starts_with(['{', '[']) => {
            json::read(text.as_bytes()).is_ok_and(|inner| has_private_metadata(&inner))
        }
        _ => false,
    }
}

/// Whether an argument with this name is private metadata, whatever its case and separators.
pub(super) fn is_private_metadata(name: &str) -> bool {
    let letters = name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase());
    letters.eq(*b"privatemetadata")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn private_metadata_is_found_inside_json_in_a_text() {
        let inner = json!({ "Private-Metadata": {} }).to_string();
        for value in [json!(inner), json!([[inner]]), json!({ "update": format!(" {}", json!({ "x": inner })) })] {
            assert!(has_private_metadata(&value), "{value}");
        }
        for value in [json!("privateMetadata"), json!("{private_metadata}"), json!({ "publicMetadata": "{}" })] {
            assert!(!has_private_metadata(&value), "{value}");
        }
    }
}

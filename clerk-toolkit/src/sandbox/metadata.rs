//! Metadata: the custom JSON objects of users, organizations and memberships.

use serde_json::{Map, Value};

use super::error::ApiError;
use super::form::{Form, too_large};

/// A metadata object.
pub(super) type Metadata = Map<String, Value>;

/// The object of a `json!({…})` literal.
pub(super) fn object(literal: Value) -> Metadata {
    match literal {
        Value::Object(object) => object,
        _ => Metadata::new(),
    }
}

/// The way in which a request changes metadata.
#[derive(Debug, Clone, Copy)]
pub(super) enum Change {
    /// Merges objects at every depth. A `null` removes its key.
    Merge,
    /// Replaces the old object with the new one.
    Replace,
}

/// Computes the new value of each metadata field without changing the old one. A field that the body does not have keeps
/// its value. A result that is too large is an error.
pub(super) fn changed<const N: usize>(
    form: &Form,
    change: Change,
    fields: [(&str, &Metadata); N],
) -> Result<[Metadata; N], ApiError> {
    let mut entries = Vec::new();
    let changed = fields.map(|(name, old)| {
        let Some(given) = form.metadata(name) else {
            return old.clone();
        };
        let new = match change {
            Change::Replace => given.clone(),
            Change::Merge => {
                let mut merged = old.clone();
                merge(&mut merged, given);
                merged
            }
        };
        entries.extend(too_large(name, &Value::Object(new.clone())));
        new
    });
    ApiError::unless_empty(entries)?;
    Ok(changed)
}

fn merge(target: &mut Metadata, patch: &Metadata) {
    for (key, value) in patch {
        match value {
            Value::Null => {
                target.shift_remove(key);
            }
            Value::Object(patch) => {
                let entry = target.entry(key.clone()).or_insert(Value::Null);
                if !entry.is_object() {
                    *entry = Value::Object(Map::new());
                }
                if let Value::Object(entry) = entry {
                    merge(entry, patch);
                }
            }
            other => {
                target.insert(key.clone(), other.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_merge_is_deep_and_null_removes_a_key() {
        let cases = [
            (json!({"a": {"b": 1, "c": 2}}), json!({"a": {"b": 3}}), json!({"a": {"b": 3, "c": 2}})),
            (json!({"a": {"b": 1, "c": 2}}), json!({"a": {"b": null}}), json!({"a": {"c": 2}})),
            (json!({"a": 1, "b": 2}), json!({"a": null}), json!({"b": 2})),
            (json!({"a": 1}), json!({"a": {"b": {"c": null, "d": 1}}}), json!({"a": {"b": {"d": 1}}})),
            (json!({"a": [1, 2]}), json!({"a": [3]}), json!({"a": [3]})),
            (json!({"a": {"b": 1}}), json!({"a": 5}), json!({"a": 5})),
            (json!({}), json!({"missing": null}), json!({})),
        ];
        for (mut target, patch, expected) in cases {
            let (Value::Object(target), Value::Object(patch)) = (&mut target, &patch) else {
                unreachable!("every case has two objects");
            };
            merge(target, patch);
            assert_eq!(Value::Object(target.clone()), expected);
        }
    }
}

//! The depth of values. A value can be nested more deeply than a thread's stack allows to clone, write or drop it.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{MAX_DEPTH, TOO_DEEP};

/// Whether a value is nested more deeply than `limit` levels. A text or a number has no level.
pub(crate) fn is_too_deep(value: &Value, limit: usize) -> bool {
    match (value, limit.checked_sub(1)) {
        (Value::Array(_) | Value::Object(_), None) => true,
        (Value::Array(items), Some(rest)) => items.iter().any(|item| is_too_deep(item, rest)),
        (Value::Object(fields), Some(rest)) => fields.values().any(|field| is_too_deep(field, rest)),
        _ => false,
    }
}

/// The value, or a copy that ends at the maximum depth.
pub(crate) fn bounded(value: &Value) -> Cow<'_, Value> {
    match is_too_deep(value, MAX_DEPTH) {
        true => Cow::Owned(copy(value, MAX_DEPTH)),
        false => Cow::Borrowed(value),
    }
}

fn copy(value: &Value, limit: usize) -> Value {
    match (value, limit.checked_sub(1)) {
        (Value::Array(_) | Value::Object(_), None) => TOO_DEEP.into(),
        (Value::Array(items), Some(rest)) => items.iter().map(|item| copy(item, rest)).collect(),
        (Value::Object(fields), Some(rest)) => {
            let copies = fields.iter().map(|(name, field)| (name.clone(), copy(field, rest)));
            Value::Object(copies.collect::<Map<_, _>>())
        }
        _ => value.clone(),
    }
}

/// Drops a value of any depth. The usual way needs a stack frame per level.
pub(crate) fn dismantle(value: Value) {
    let mut rest = vec![value];
    while let Some(value) = rest.pop() {
        match value {
            Value::Array(items) => rest.extend(items),
            Value::Object(fields) => rest.extend(fields.into_iter().map(|(_, field)| field)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn nested(depth: usize) -> Value {
        // `json!` would copy the inner value.
        let outer = |inner, level| match level % 2 {
            0 => Value::Array(vec![inner]),
            _ => Value::Object(Map::from_iter([("a".to_owned(), inner)])),
        };
        (0..depth).fold(Value::Null, outer)
    }

    #[test]
    fn the_limit_is_exact() {
        assert!(!is_too_deep(&json!(1), 0) && is_too_deep(&json!([]), 0));
        assert!(!is_too_deep(&nested(MAX_DEPTH), MAX_DEPTH) && is_too_deep(&nested(MAX_DEPTH + 1), MAX_DEPTH));
    }

    #[test]
    fn a_cut_value_has_the_marker_and_the_rest() {
        let mut value = json!({ "deep": null, "flat": [1, { "b": 2 }] });
        value["deep"] = nested(100_000);
        let copied = bounded(&value).into_owned();
        dismantle(value);
        assert_eq!(copied["flat"], json!([1, { "b": 2 }]));
        assert!(!is_too_deep(&copied, MAX_DEPTH) && copied.to_string().contains(TOO_DEEP));
        let flat = copied["flat"].clone();
        assert!(matches!(bounded(&flat), Cow::Borrowed(same) if *same == flat));
    }
}

//! Whole numbers in the forms in which models write them.

use serde_json::{Map, Number, Value};

use super::schema::VARIANTS;

/// Changes `"5"` and `5.0` to 5 where the schema says `integer`, and `[]` to `{}` where it says `object`: PHP writes an
/// empty object like an empty array.
pub(super) fn whole_numbers(value: &mut Value, schema: &Value) {
    let Some(schema) = schema.as_object() else { return };
    for keyword in VARIANTS {
        for variant in schema.get(keyword).and_then(Value::as_array).into_iter().flatten() {
            whole_numbers(value, variant);
        }
    }
    match value {
        Value::String(text) if is_type(schema, "integer") => {
            if let Some(number) = from_text(text) {
                *value = number.into();
            }
        }
        Value::Number(number) if number.is_f64() && is_type(schema, "integer") => {
            if let Some(whole) = number.as_f64().and_then(from_float) {
                *number = whole;
            }
        }
        Value::Array(items) if items.is_empty() && is_type(schema, "object") && !is_type(schema, "array") => {
            *value = Map::new().into();
        }
        Value::Array(items) => {
            if let Some(schema) = schema.get("items") {
                items.iter_mut().for_each(|item| whole_numbers(item, schema));
            }
        }
        Value::Object(fields) => in_fields(fields, schema),
        _ => {}
    }
}

fn in_fields(fields: &mut Map<String, Value>, schema: &Map<String, Value>) {
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, field) in fields {
        let declared = properties.and_then(|properties| properties.get(name));
        if let Some(schema) = declared.or_else(|| schema.get("additionalProperties")) {
            whole_numbers(field, schema);
        }
    }
}

fn is_type(schema: &Map<String, Value>, wanted: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(name)) => name == wanted,
        Some(Value::Array(names)) => names.iter().any(|name| name == wanted),
        _ => false,
    }
}

/// Whether a text has the form of a whole number.
pub(super) fn is_whole_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn from_text(text: &str) -> Option<Number> {
    if !is_whole_number(text) {
        return None;
    }
    text.parse::<i64>().map(Number::from).or_else(|_| text.parse::<u64>().map(Number::from)).ok()
}

/// Returns a number only if the float is exactly one whole number: up to 2^53.
fn from_float(float: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation)]
    (float.fract() == 0.0 && float.abs() <= EXACT).then(|| Number::from(float as i64))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn coerced(mut value: Value, schema: Value) -> Value {
        whole_numbers(&mut value, &schema);
        value
    }

    #[test]
    fn digits_and_whole_floats_become_integers() {
        let integer = json!({ "type": "integer" });
        assert_eq!(coerced(json!("5"), integer.clone()), json!(5));
        assert_eq!(coerced(json!("-5"), integer.clone()), json!(-5));
        assert_eq!(coerced(json!(5.0), integer.clone()), json!(5));
        let exact = json!(9_007_199_254_740_993_u64);
        assert_eq!(coerced(exact.clone(), integer.clone()), exact);
        assert_eq!(coerced(json!("18446744073709551615"), integer), json!(u64::MAX));
    }

    #[test]
    fn other_values_stay_unchanged() {
        let integer = json!({ "type": "integer" });
        for other in [json!("5.0"), json!("five"), json!(""), json!("-"), json!(5.5), json!(1e300), json!(true)] {
            assert_eq!(coerced(other.clone(), integer.clone()), other);
        }
        assert_eq!(coerced(json!("5"), json!({ "type": "string" })), json!("5"));
        assert_eq!(coerced(json!(5.0), json!({ "type": "number" })), json!(5.0));
    }

    #[test]
    fn an_empty_array_is_an_empty_object_where_the_schema_says_object() {
        let object = json!({ "type": "object", "properties": { "inner": { "type": ["object", "null"] } } });
        assert_eq!(coerced(json!([]), object.clone()), json!({}));
        assert_eq!(coerced(json!({ "inner": [] }), object.clone()), json!({ "inner": {} }));
        assert_eq!(coerced(json!([1]), object), json!([1]));
        for schema in [json!({ "type": "array" }), json!({ "type": ["array", "object"] }), json!({})] {
            assert_eq!(coerced(json!([]), schema), json!([]));
        }
    }

    #[test]
    fn values_inside_objects_arrays_and_variants_are_coerced() {
        let schema = json!({
            "type": "object",
            "properties": { "list": { "items": { "type": ["integer", "null"] } } },
            "additionalProperties": { "anyOf": [{ "type": "boolean" }, { "type": "integer" }] },
        });
        let value = json!({ "list": ["1", 2.0, null], "other": "3" });
        assert_eq!(coerced(value, schema), json!({ "list": [1, 2, null], "other": 3 }));
    }
}

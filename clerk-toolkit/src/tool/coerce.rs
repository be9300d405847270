//! Values in the forms in which models write them.
//!
//! Some models write numbers, booleans, objects and lists as text, and whole numbers with a fraction of zero. In OpenAI's
//! strict mode, as its SDKs convert schemas, a model must write every argument. It then writes an empty text for an
//! argument that it means to leave out.

use serde_json::{Map, Number, Value};

use super::check::Check;
use crate::json;

impl Check {
    /// Brings a value into the form that the schema describes. Changes only what has one meaning:
    ///
    /// - a text becomes the JSON that it contains, if the schema expects the type of that JSON and not a text;
    /// - `5.0` becomes 5 if the schema says `integer`;
    /// - `[]` becomes `{}` if the schema says `object`: PHP writes an empty object like an empty array;
    /// - an optional property of an object that is `null`, or an [absent](Self::is_absent) text, is removed.
    pub(super) fn coerce(&self, value: &mut Value) {
        self.coerce_at(value, self.schema());
    }

    pub(super) fn coerce_at(&self, value: &mut Value, schema: &Value) {
        let Some(kind) = schema["type"].as_str() else { return };
        if let Value::String(text) = value
            && let Some(read) = from_text(text, kind)
        {
            *value = read;
        }
        match value {
            Value::Number(number) if kind == "integer" && number.is_f64() => {
                if let Some(whole) = number.as_f64().and_then(whole) {
                    *number = whole;
                }
            }
            Value::Array(items) if items.is_empty() && kind == "object" => *value = Map::new().into(),
            Value::Array(items) => items.iter_mut().for_each(|item| self.coerce_at(item, &schema["items"])),
            Value::Object(fields) => self.fields(fields, schema),
            _ => {}
        }
    }

    fn fields(&self, fields: &mut Map<String, Value>, schema: &Value) {
        let properties = schema["properties"].as_object();
        let property = |name: &String| properties.and_then(|properties| properties.get(name));
        let is_required = |name: &String| {
            schema["required"].as_array().is_some_and(|required| required.iter().any(|known| known == name))
        };
        fields.retain(|name, value| {
            property(name).is_none_or(|property| is_required(name) || !self.is_absent(value, property))
        });
        for (name, field) in fields {
            self.coerce_at(field, property(name).unwrap_or(&schema["additionalProperties"]));
        }
    }

    /// Whether the value of an optional argument means that it is left out: `null`, or an empty text, unless an empty
    /// text is a value. It is one if the schema allows texts of any form, and it is a mistake if `minLength` forbids it.
    pub(super) fn is_absent(&self, value: &Value, schema: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::String(text) if schema["type"] != "string" => text.is_empty() || text == "null",
            Value::String(text) if text.is_empty() && schema["minLength"].as_u64().is_none_or(|least| least == 0) => {
                self.refuses_text("", schema)
            }
            _ => false,
        }
    }
}

/// The JSON that a text contains, if it has the type.
fn from_text(text: &str, kind: &str) -> Option<Value> {
    if kind == "string" {
        return None;
    }
    let value = json::read(text.as_bytes()).ok().filter(|value| !json::is_too_deep(value, json::MAX_DEPTH - 1))?;
    match (kind, &value) {
        ("integer", Value::Number(number)) => {
            Some(if number.is_f64() { Value::Number(number.as_f64().and_then(whole)?) } else { value })
        }
        ("number", Value::Number(_))
        | ("boolean", Value::Bool(_))
        | ("object", Value::Object(_))
        | ("array", Value::Array(_)) => Some(value),
        _ => None,
    }
}

/// Returns a number only if the float is exactly one whole number: up to 2^53.
fn whole(float: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation)]
    (float.fract() == 0.0 && float.abs() <= EXACT).then(|| Number::from(float as i64))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn coerced(mut value: Value, schema: Value) -> Value {
        Check::of_schema(schema).coerce(&mut value);
        value
    }

    #[test]
    fn digits_and_whole_floats_become_integers() {
        let integer = json!({ "type": "integer" });
        for (given, read) in [
            (json!("5"), json!(5)),
            (json!("-5"), json!(-5)),
            (json!(5.0), json!(5)),
            (json!("5.0"), json!(5)),
            (json!("5e2"), json!(500)),
            (json!(9_007_199_254_740_993_u64), json!(9_007_199_254_740_993_u64)),
            (json!("18446744073709551615"), json!(u64::MAX)),
        ] {
            assert_eq!(coerced(given, integer.clone()), read);
        }
    }

    #[test]
    fn text_becomes_the_json_that_the_schema_expects() {
        for (kind, text, read) in [
            ("number", "1.5", json!(1.5)),
            ("number", "-2", json!(-2)),
            ("boolean", "true", json!(true)),
            ("boolean", "false", json!(false)),
            ("object", r#"{"plan":"pro","seats":["1"]}"#, json!({ "plan": "pro", "seats": ["1"] })),
            ("array", "[1,2]", json!([1, 2])),
        ] {
            assert_eq!(coerced(json!(text), json!({ "type": kind })), read);
        }
    }

    #[test]
    fn text_with_another_meaning_stays_unchanged() {
        for (kind, text) in [
            ("integer", "1.5"),
            ("integer", "five"),
            ("integer", ""),
            ("integer", "0x10"),
            ("integer", "18446744073709551616"),
            ("integer", "true"),
            ("number", "NaN"),
            ("number", "1,5"),
            ("number", "1e999"),
            ("object", r#"{"a":1,"a":2}"#),
            ("boolean", "1"),
            ("boolean", "yes"),
            ("boolean", "\"true\""),
            ("object", "[1]"),
            ("object", "{plan: pro}"),
            ("array", "{}"),
            ("array", "1, 2"),
            ("string", "5"),
            ("string", "true"),
            ("string", "{}"),
        ] {
            assert_eq!(coerced(json!(text), json!({ "type": kind })), json!(text), "{kind}");
        }
        for other in [json!(5.5), json!(1e300), json!(true)] {
            assert_eq!(coerced(other.clone(), json!({ "type": "integer" })), other);
        }
        assert_eq!(coerced(json!(5.0), json!({ "type": "number" })), json!(5.0));
    }

    #[test]
    fn values_inside_objects_and_arrays_are_coerced() {
        let schema = json!({
            "type": "object",
            "properties": { "list": { "type": "array", "items": { "type": "integer" } } },
            "additionalProperties": { "type": "boolean" },
        });
        assert_eq!(
            coerced(json!({ "list": ["1", 2.0], "a": "true" }), schema.clone()),
            json!({ "list": [1, 2], "a": true })
        );
        assert_eq!(coerced(json!(r#"{"list":"[\"1\"]"}"#), schema), json!({ "list": [1] }));
        let open = json!({ "type": "object" });
        assert_eq!(coerced(json!({ "a": "5", "b": null, "c": "" }), open), json!({ "a": "5", "b": null, "c": "" }));
    }

    #[test]
    fn an_empty_array_is_an_empty_object_where_the_schema_says_object() {
        let object = json!({ "type": "object", "properties": { "inner": { "type": "object" } } });
        assert_eq!(coerced(json!([]), object.clone()), json!({}));
        assert_eq!(coerced(json!({ "inner": [] }), object.clone()), json!({ "inner": {} }));
        assert_eq!(coerced(json!([1]), object), json!([1]));
        for schema in [json!({ "type": "array" }), json!({})] {
            assert_eq!(coerced(json!([]), schema), json!([]));
        }
    }

    #[test]
    fn an_empty_text_leaves_out_an_optional_property_that_has_no_empty_text() {
        let schema = json!({
            "type": "object",
            "properties": {
                "count": { "type": "integer" },
                "kind": { "type": "string", "enum": ["a"] },
                "url": { "type": "string", "format": "uri" },
                "code": { "type": "string", "pattern": "^a" },
                "note": { "type": "string" },
                "name": { "type": "string", "minLength": 1 },
                "size": { "type": "integer" },
            },
            "required": ["size"],
        });
        let all = json!({ "count": "", "kind": "", "url": "", "code": "", "note": "", "name": "", "size": "" });
        assert_eq!(coerced(all, schema.clone()), json!({ "note": "", "name": "", "size": "" }));
        assert_eq!(
            coerced(json!({ "count": null, "note": null, "size": null }), schema.clone()),
            json!({ "size": null })
        );
        assert_eq!(coerced(json!({ "count": "null", "note": "null" }), schema), json!({ "note": "null" }));
    }
}

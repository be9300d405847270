//! Checks a value against a portable schema, for tools that have a schema and no Rust type.

use std::cmp::Ordering;

use serde_json::{Map, Number, Value};

use super::problem::ArgumentProblem;
use super::{coerce, suggest};
use crate::json::describe;

/// Checks a value and brings it into the form that the schema describes: `"5"` and `5.0` become 5 if the schema says
/// `integer`, an optional property that is `null` is removed, and one that is missing gets its `default`.
///
/// `pattern` and `format` tell the model what to write. They are not checked here.
pub(super) fn accept(value: &mut Value, schema: &Value) -> Vec<ArgumentProblem> {
    coerce::whole_numbers(value, schema);
    let mut problems = Problems::default();
    problems.value("", value, schema);
    problems.0
}

#[derive(Default)]
struct Problems(Vec<ArgumentProblem>);

impl Problems {
    fn add(&mut self, path: &str, message: String) {
        self.0.push(ArgumentProblem { path: path.to_owned(), message });
    }

    fn value(&mut self, path: &str, value: &mut Value, schema: &Value) {
        let kind = schema["type"].as_str().unwrap_or_default();
        if !has_type(value, kind) {
            let expected = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
            return self.add(path, format!("expected {expected} {kind}, not {}", describe(value)));
        }
        match value {
            Value::String(text) => self.string(path, text, schema),
            Value::Number(number) => self.number(path, number, schema),
            Value::Array(items) => self.array(path, items, schema),
            Value::Object(fields) => self.object(path, fields, schema),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn string(&mut self, path: &str, text: &str, schema: &Value) {
        if let Some(values) = schema["enum"].as_array().filter(|values| !values.iter().any(|value| value == text)) {
            let values: Vec<_> = values.iter().filter_map(Value::as_str).map(|value| format!("`{value}`")).collect();
            self.add(path, format!("expected one of {}", values.join(", ")));
        }
        self.length(path, text.chars().count(), schema, ["minLength", "maxLength"]);
    }

    fn array(&mut self, path: &str, items: &mut [Value], schema: &Value) {
        self.length(path, items.len(), schema, ["minItems", "maxItems"]);
        for (position, item) in items.iter_mut().enumerate() {
            self.value(&format!("{path}[{position}]"), item, &schema["items"]);
        }
    }

    fn length(&mut self, path: &str, length: usize, schema: &Value, [least, most]: [&str; 2]) {
        if let Some(least) = schema[least].as_u64().filter(|least| (length as u64) < *least) {
            self.add(path, format!("the length is {length}, and the minimum is {least}"));
        }
        if let Some(most) = schema[most].as_u64().filter(|most| (length as u64) > *most) {
            self.add(path, format!("the length is {length}, and the maximum is {most}"));
        }
    }

    fn number(&mut self, path: &str, number: &Number, schema: &Value) {
        let bounds: [(&str, &[Ordering], &str); 4] = [
            ("minimum", &[Ordering::Less], "at least"),
            ("maximum", &[Ordering::Greater], "at most"),
            ("exclusiveMinimum", &[Ordering::Less, Ordering::Equal], "more than"),
            ("exclusiveMaximum", &[Ordering::Greater, Ordering::Equal], "less than"),
        ];
        for (keyword, outside, words) in bounds {
            let Some(bound) = schema[keyword].as_number() else { continue };
            if compare(number, bound).is_some_and(|ordering| outside.contains(&ordering)) {
                self.add(path, format!("expected {words} {bound}, found {number}"));
            }
        }
    }

    fn object(&mut self, path: &str, fields: &mut Map<String, Value>, schema: &Value) {
        let no_properties = Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&no_properties);
        let is_required = |name: &str| {
            schema["required"].as_array().is_some_and(|required| required.iter().any(|known| known == name))
        };
        for (name, property) in properties {
            if fields.get(name).is_some_and(|value| value.is_null() && !is_required(name)) {
                fields.shift_remove(name);
            }
            match (fields.get_mut(name), property.get("default")) {
                (Some(value), _) => self.value(&format!("{path}.{name}"), value, property),
                (None, _) if is_required(name) => self.add(path, format!("missing field `{name}`")),
                (None, Some(default)) => drop(fields.insert(name.clone(), default.clone())),
                (None, None) => {}
            }
        }
        let others = fields.iter_mut().filter(|(name, _)| !properties.contains_key(*name));
        for (name, value) in others {
            let name = suggest::shown(name);
            match &schema["additionalProperties"] {
                Value::Bool(false) => self.add(path, format!("unknown field `{name}`")),
                rest @ Value::Object(_) => self.value(&format!("{path}.{name}"), value, rest),
                _ => {}
            }
        }
    }
}

fn has_type(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => false,
    }
}

/// Whole numbers are compared exactly, since a float does not hold all of them.
fn compare(a: &Number, b: &Number) -> Option<Ordering> {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => a.as_f64()?.partial_cmp(&b.as_f64()?),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn accepted(mut value: Value, schema: &Value) -> Result<Value, Vec<String>> {
        let problems = accept(&mut value, schema);
        match problems.is_empty() {
            true => Ok(value),
            false => Err(problems.into_iter().map(|problem| problem.path + ": " + &problem.message).collect()),
        }
    }

    #[track_caller]
    fn refused(value: Value, schema: Value, problem: &str) {
        assert_eq!(accepted(value, &schema), Err(vec![problem.to_owned()]));
    }

    #[test]
    fn each_type_takes_its_own_values_only() {
        let values = [json!({}), json!(["a"]), json!("a"), json!(1), json!(1.5), json!(true)];
        let cases = [
            ("object", vec![0]),
            ("array", vec![1]),
            ("string", vec![2]),
            ("integer", vec![3]),
            ("number", vec![3, 4]),
            ("boolean", vec![5]),
        ];
        for (kind, own) in cases {
            let schema = json!({ "type": kind, "items": { "type": "string" } });
            for (position, value) in values.iter().enumerate() {
                let ok = accepted(value.clone(), &schema);
                assert_eq!(ok.is_ok(), own.contains(&position), "{kind} {value}: {ok:?}");
            }
            assert!(accepted(Value::Null, &schema).is_err(), "{kind} takes null");
        }
        refused(json!("x"), json!({ "type": "integer" }), ": expected an integer, not a string");
        refused(json!(7), json!({ "type": "string" }), ": expected a string, not a number");
    }

    #[test]
    fn constraints_are_enforced_at_their_bounds() {
        let closed = json!({ "type": "string", "enum": ["a", "b"] });
        assert!(accepted(json!("b"), &closed).is_ok());
        refused(json!("c"), closed, ": expected one of `a`, `b`");

        let text = json!({ "type": "string", "minLength": 2, "maxLength": 3 });
        assert!(accepted(json!("äß"), &text).is_ok() && accepted(json!("äßö"), &text).is_ok());
        refused(json!("ä"), text.clone(), ": the length is 1, and the minimum is 2");
        refused(json!("abcd"), text, ": the length is 4, and the maximum is 3");

        let list = json!({ "type": "array", "items": { "type": "integer" }, "minItems": 1, "maxItems": 2 });
        refused(json!([]), list.clone(), ": the length is 0, and the minimum is 1");
        refused(json!([1, 2, 3]), list.clone(), ": the length is 3, and the maximum is 2");
        refused(json!([1, "x"]), list, "[1]: expected an integer, not a string");

        let closed = json!({ "type": "integer", "minimum": 1, "maximum": u64::MAX });
        assert!(accepted(json!(1), &closed).is_ok() && accepted(json!(u64::MAX), &closed).is_ok());
        refused(json!(0), closed, ": expected at least 1, found 0");
        let open = json!({ "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1.5 });
        assert!(accepted(json!(0.1), &open).is_ok());
        refused(json!(0), open.clone(), ": expected more than 0, found 0");
        refused(json!(1.5), open, ": expected less than 1.5, found 1.5");
        let exact = json!({ "type": "integer", "maximum": 9_007_199_254_740_992_u64 });
        refused(json!(9_007_199_254_740_993_u64), exact, ": expected at most 9007199254740992, found 9007199254740993");
    }

    #[test]
    fn objects_are_checked_at_every_depth() {
        let schema = json!({
            "type": "object",
            "properties": {
                "things": { "type": "array", "items": {
                    "type": "object",
                    "properties": {
                        "label": { "type": "string" },
                        "count": { "type": "integer", "default": 1 },
                        "note": { "type": "string" },
                    },
                    "required": ["label"],
                    "additionalProperties": false,
                }},
                "flags": { "type": "object", "additionalProperties": { "type": "boolean" } },
            },
        });
        let things = json!({ "things": [{ "label": "a", "note": null }, { "label": "b", "count": "2" }], "more": 1 });
        let whole = json!({ "things": [{ "label": "a", "count": 1 }, { "label": "b", "count": 2 }], "more": 1 });
        assert_eq!(accepted(things, &schema), Ok(whole));
        refused(json!({ "things": [{}] }), schema.clone(), ".things[0]: missing field `label`");
        refused(json!({ "things": [{ "label": "a", "x": 1 }] }), schema.clone(), ".things[0]: unknown field `x`");
        refused(json!({ "flags": { "a": 1 } }), schema.clone(), ".flags.a: expected a boolean, not a number");
        let problems = accepted(json!({ "things": [{ "label": null }, 5] }), &schema).expect_err("two problems");
        assert_eq!(
            problems,
            [".things[0].label: expected a string, not null", ".things[1]: expected an object, not a number"]
        );
    }
}

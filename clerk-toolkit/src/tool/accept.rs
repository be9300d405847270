//! Checks a value against the schema of its argument.

use std::cmp::Ordering;
use std::fmt;

use serde_json::{Map, Number, Value};

use super::check::{Check, misses_format};
use super::problem::{ArgumentProblem, did_you_mean};
use super::schema::words;
use super::suggest;
use crate::json::describe;

/// The number of problems of one argument after which the check stops.
const MOST: usize = 50;

/// What is checked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rules {
    /// The whole schema.
    All,
    /// Constraints on values of the right type: ranges, lengths, patterns and formats. The Rust type enforces the rest,
    /// and may accept more than its schema says, such as another name of a field.
    Constraints,
}

impl Check {
    /// Checks the value of an argument that has no Rust type, and brings it into the form that the schema describes: it is
    /// coerced, and a property that is missing gets its `default`.
    pub(super) fn accept(&self, value: &mut Value) -> Vec<ArgumentProblem> {
        self.accept_at(value, self.schema())
    }

    pub(super) fn accept_at(&self, value: &mut Value, schema: &Value) -> Vec<ArgumentProblem> {
        self.coerce_at(value, schema);
        fill_in(value, schema);
        self.walk(value, schema, Rules::All)
    }

    /// All differences between the value and the schema.
    pub(super) fn problems(&self, value: &Value) -> Vec<ArgumentProblem> {
        self.walk(value, self.schema(), Rules::All)
    }

    /// The constraints that a value breaks. The value has already been read as the argument's Rust type.
    pub(super) fn broken_constraints(&self, value: &Value) -> Vec<ArgumentProblem> {
        match self.is_constrained() {
            true => self.walk(value, self.schema(), Rules::Constraints),
            false => Vec::new(),
        }
    }

    fn walk(&self, value: &Value, schema: &Value, rules: Rules) -> Vec<ArgumentProblem> {
        let mut walk = Walk { check: self, rules, problems: Vec::new() };
        walk.value(&Path::Root, value, schema);
        walk.problems
    }
}

/// Gives properties that are missing their defaults, at every depth.
fn fill_in(value: &mut Value, schema: &Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| fill_in(item, &schema["items"])),
        Value::Object(fields) => {
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                match (fields.get_mut(name), property.get("default")) {
                    (Some(value), _) => fill_in(value, property),
                    (None, Some(default)) => drop(fields.insert(name.clone(), default.clone())),
                    (None, None) => {}
                }
            }
        }
        _ => {}
    }
}

/// The place of a value inside the argument. It becomes text only if there is a problem.
enum Path<'a> {
    Root,
    Field(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(parent, name) => write!(f, "{parent}.{}", suggest::shown(name)),
            Self::Item(parent, position) => write!(f, "{parent}[{position}]"),
        }
    }
}

struct Walk<'a> {
    check: &'a Check,
    rules: Rules,
    problems: Vec<ArgumentProblem>,
}

impl Walk<'_> {
    fn add(&mut self, path: &Path<'_>, message: String) {
        self.problems.push(ArgumentProblem { path: path.to_string(), message });
    }

    fn value(&mut self, path: &Path<'_>, value: &Value, schema: &Value) {
        if self.problems.len() >= MOST {
            return;
        }
        let Some(kind) = schema["type"].as_str() else { return };
        if !has_type(value, kind) {
            if self.rules == Rules::All {
                self.add(path, format!("expected {}, {}", words::expected(schema), found(value, kind)));
            }
            return;
        }
        match value {
            Value::String(text) => self.string(path, text, schema),
            Value::Number(number) => self.number(path, number, schema),
            Value::Array(items) => self.array(path, items, schema),
            Value::Object(fields) => self.object(path, fields, schema),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn string(&mut self, path: &Path<'_>, text: &str, schema: &Value) {
        let values = schema["enum"].as_array().filter(|_| self.rules == Rules::All);
        if let Some(values) = values.filter(|values| !values.iter().any(|value| value == text)) {
            let near = did_you_mean(text, values.iter().filter_map(Value::as_str));
            self.add(path, format!("expected one of {}{near}", listed(values)));
        }
        if text.is_empty() && schema["minLength"].as_u64().is_some_and(|least| least > 0) {
            return self.add(path, ArgumentProblem::empty_text().message);
        }
        self.length(path, text.chars().count(), schema, ["minLength", "maxLength"], "character");
        if let Some(pattern) = self.check.misses_pattern(text, schema) {
            self.add(path, format!("expected a text that matches `{}`", suggest::shown(pattern)));
        }
        if let Some(format) = misses_format(text, schema) {
            self.add(path, format!("expected {}", words::of_format(format)));
        }
    }

    fn array(&mut self, path: &Path<'_>, items: &[Value], schema: &Value) {
        self.length(path, items.len(), schema, ["minItems", "maxItems"], "item");
        for (position, item) in items.iter().enumerate() {
            self.value(&Path::Item(path, position), item, &schema["items"]);
        }
    }

    fn length(&mut self, path: &Path<'_>, length: usize, schema: &Value, [least, most]: [&str; 2], unit: &str) {
        let bound = |keyword: &str| schema[keyword].as_u64();
        let plural = |count: u64| if count == 1 { unit.to_owned() } else { format!("{unit}s") };
        if let Some(least) = bound(least).filter(|least| (length as u64) < *least) {
            self.add(path, format!("expected at least {least} {}, found {length}", plural(least)));
        }
        if let Some(most) = bound(most).filter(|most| (length as u64) > *most) {
            self.add(path, format!("expected at most {most} {}, found {length}", plural(most)));
        }
    }

    fn number(&mut self, path: &Path<'_>, number: &Number, schema: &Value) {
        let bounds: [(&str, &[Ordering]); 4] = [
            ("minimum", &[Ordering::Less]),
            ("maximum", &[Ordering::Greater]),
            ("exclusiveMinimum", &[Ordering::Less, Ordering::Equal]),
            ("exclusiveMaximum", &[Ordering::Greater, Ordering::Equal]),
        ];
        let outside = bounds.into_iter().any(|(keyword, outside)| {
            let ordering = schema[keyword].as_number().and_then(|bound| compare(number, bound));
            ordering.is_some_and(|ordering| outside.contains(&ordering))
        });
        let format = schema["format"].as_str().unwrap_or_default();
        let implied = words::implied_bounds(format)
            .filter(|(least, most)| !number.as_i64().is_some_and(|number| (*least..=*most).contains(&number)));
        let too_large = format == "float" && number.as_f64().is_some_and(|number| number.abs() > f64::from(f32::MAX));
        if outside {
            self.add(path, format!("expected {}, found {number}", words::expected(schema)));
        } else if let Some((least, most)) = implied {
            self.add(path, format!("expected a whole number from {least} to {most}, found {number}"));
        } else if too_large {
            self.add(path, format!("expected a number from {:e} to {:e}, found {number}", f32::MIN, f32::MAX));
        }
    }

    fn object(&mut self, path: &Path<'_>, fields: &Map<String, Value>, schema: &Value) {
        let no_properties = Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&no_properties);
        let required = schema["required"].as_array().filter(|_| self.rules == Rules::All);
        for name in required.into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                self.add(path, format!("missing field `{name}`"));
            }
        }
        for (name, value) in fields {
            let place = Path::Field(path, name);
            match (properties.get(name), &schema["additionalProperties"]) {
                (Some(property), _) => self.value(&place, value, property),
                (None, Value::Bool(false)) if self.rules == Rules::All => self.unknown(path, name, properties),
                (None, rest) => self.value(&place, value, rest),
            }
        }
    }

    fn unknown(&mut self, path: &Path<'_>, name: &str, properties: &Map<String, Value>) {
        if self.problems.len() >= MOST {
            return;
        }
        let near = did_you_mean(name, properties.keys().map(String::as_str));
        self.add(path, format!("unknown field `{}`{near}", suggest::shown(name)));
    }
}

/// The values of an enum; the first ones if there are many.
fn listed(values: &[Value]) -> String {
    const MOST: usize = 20;
    let shown: Vec<_> = values
        .iter()
        .filter_map(Value::as_str)
        .take(MOST)
        .map(|value| format!("`{}`", suggest::shown(value)))
        .collect();
    let more = if values.len() > MOST { ", …" } else { "" };
    shown.join(", ") + more
}

/// What a value is instead of the type `kind`.
fn found(value: &Value, kind: &str) -> String {
    match value {
        Value::Number(number) if kind == "integer" => format!("found {number}"),
        value => format!("not {}", describe(value)),
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
        _ => true,
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
        let problems = Check::of_schema(schema.clone()).accept(&mut value);
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
        refused(json!("x"), json!({ "type": "integer" }), ": expected a whole number, not a string");
        refused(json!(7), json!({ "type": "string" }), ": expected a string, not a number");
    }

    #[test]
    fn constraints_are_enforced_at_their_bounds() {
        let closed = json!({ "type": "string", "enum": ["a", "b"] });
        assert!(accepted(json!("b"), &closed).is_ok());
        refused(json!("c"), closed, ": expected one of `a`, `b`");
        let kinds = json!({ "type": "string", "enum": ["camera", "laptop", "powerTool"] });
        refused(
            json!("powertool"),
            kinds,
            ": expected one of `camera`, `laptop`, `powerTool` (did you mean `powerTool`?)",
        );

        let name = json!({ "type": "string", "minLength": 1 });
        refused(json!(""), name, ": expected a text that is not empty");
        let code = json!({ "type": "string", "pattern": "^a+$" });
        assert!(accepted(json!("aa"), &code).is_ok());
        refused(json!("ab"), code, ": expected a text that matches `^a+$`");
        let url = json!({ "type": "string", "format": "uri" });
        refused(json!("a b"), url, ": expected a URL, such as https://example.com");
        let byte = json!({ "type": "integer", "minimum": 0, "maximum": 255 });
        refused(json!(300), byte, ": expected a whole number from 0 to 255, found 300");
        let small = json!({ "type": "integer", "format": "int32" });
        refused(
            json!(1_i64 << 40),
            small,
            ": expected a whole number from -2147483648 to 2147483647, found 1099511627776",
        );
        refused(json!(1.5), json!({ "type": "integer" }), ": expected a whole number, found 1.5");
        let float = json!({ "type": "number", "format": "float" });
        refused(json!(1e300), float, ": expected a number from -3.4028235e38 to 3.4028235e38, found 1e+300");

        let text = json!({ "type": "string", "minLength": 2, "maxLength": 3 });
        assert!(accepted(json!("äß"), &text).is_ok() && accepted(json!("äßö"), &text).is_ok());
        refused(json!("ä"), text.clone(), ": expected at least 2 characters, found 1");
        refused(json!("abcd"), text, ": expected at most 3 characters, found 4");

        let list = json!({ "type": "array", "items": { "type": "integer" }, "minItems": 1, "maxItems": 2 });
        refused(json!([]), list.clone(), ": expected at least 1 item, found 0");
        refused(json!([1, 2, 3]), list.clone(), ": expected at most 2 items, found 3");
        refused(json!([1, "x"]), list, "[1]: expected a whole number, not a string");

        let closed = json!({ "type": "integer", "minimum": 1, "maximum": u64::MAX });
        assert!(accepted(json!(1), &closed).is_ok() && accepted(json!(u64::MAX), &closed).is_ok());
        refused(json!(0), closed, ": expected a whole number from 1 to 18446744073709551615, found 0");
        let open = json!({ "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1.5 });
        assert!(accepted(json!(0.1), &open).is_ok());
        refused(json!(0), open.clone(), ": expected a number greater than 0 and less than 1.5, found 0");
        refused(json!(1.5), open, ": expected a number greater than 0 and less than 1.5, found 1.5");
        let exact = json!({ "type": "integer", "maximum": 9_007_199_254_740_992_u64 });
        refused(
            json!(9_007_199_254_740_993_u64),
            exact,
            ": expected a whole number of at most 9007199254740992, found 9007199254740993",
        );
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
        refused(json!({ "flags": { "a": 1 } }), schema.clone(), ".flags.a: expected `true` or `false`, not a number");
        let problems = accepted(json!({ "things": [{ "label": null }, 5] }), &schema).expect_err("two problems");
        assert_eq!(
            problems,
            [".things[0].label: expected a string, not null", ".things[1]: expected an object, not a number"]
        );
    }
}

//! Output schemas, in the part of JSON Schema that every MCP client compiles.
//!
//! Clients compile the output schemas of all tools when they list them, and check each output. A reference that leads
//! nowhere, a pattern that JavaScript cannot compile or an unknown type makes the whole list fail. So only keywords that
//! describe the shape of an output stay, and a schema that is still not valid is left out.

use serde_json::{Map, Value, json};

use crate::json;

/// Keywords whose value is one schema.
const ONE: [&str; 2] = ["items", "additionalProperties"];
/// Keywords whose value is a list of schemas.
const LIST: [&str; 4] = ["anyOf", "oneOf", "allOf", "prefixItems"];
/// Keywords whose value is an object of schemas.
const NAMED: [&str; 3] = ["properties", "$defs", "definitions"];
/// The other keywords that stay.
const OTHER: [&str; 8] = ["type", "required", "enum", "const", "$ref", "title", "description", super::RESOURCE];

/// The types of JSON Schema.
const TYPES: [&str; 7] = ["object", "array", "string", "integer", "number", "boolean", "null"];

/// Keywords that apply to values of every type, and so to `null`. `enum` is not in the list, since `null` is the only
/// value of its type.
const OF_ANY_TYPE: [&str; 5] = ["const", "allOf", "anyOf", "oneOf", "$ref"];

/// Keywords that describe the schema and do not constrain values.
const ANNOTATIONS: [&str; 4] = ["title", "description", "$defs", "definitions"];

/// Rewrites a schema in place. Its `$defs` and `definitions` stay, so that references in it still lead somewhere.
///
/// # Errors
/// Returns what is wrong with the schema, and where: a text such as "`#/$defs/Tree` does not exist, at `/items`".
pub(super) fn rewrite(schema: &mut Value) -> Result<(), String> {
    check("", schema, schema)?;
    shape(schema);
    Ok(())
}

fn check(path: &str, schema: &Value, root: &Value) -> Result<(), String> {
    let wrong = |keyword: &str, expected: &str| Err(format!("`{keyword}` must be {expected}, {}", place(path)));
    let keywords = match schema {
        Value::Bool(_) => return Ok(()),
        Value::Object(keywords) => keywords,
        _ => return Err(format!("a schema must be an object, {}", place(path))),
    };
    for (keyword, value) in keywords {
        let inner = format!("{path}/{keyword}");
        match (keyword.as_str(), value) {
            ("items", Value::Array(schemas)) => each(&inner, schemas, root)?,
            (name, schema) if ONE.contains(&name) => check(&inner, schema, root)?,
            (name, Value::Array(schemas)) if LIST.contains(&name) && !schemas.is_empty() => {
                each(&inner, schemas, root)?;
            }
            (name, _) if LIST.contains(&name) => return wrong(name, "a list of schemas"),
            (name, Value::Object(schemas)) if NAMED.contains(&name) => {
                for (name, schema) in schemas {
                    check(&format!("{inner}/{}", json::pointer_segment(name)), schema, root)?;
                }
            }
            (name, _) if NAMED.contains(&name) => return wrong(name, "an object of schemas"),
            ("type", kinds) if !are_types(kinds) => return wrong("type", "a type of JSON Schema, or a list of them"),
            ("required", names) if !are_names(names) => return wrong("required", "a list of different names"),
            ("enum", values) if values.as_array().is_none_or(Vec::is_empty) => {
                return wrong("enum", "a list of values");
            }
            ("title" | "description", text) if !text.is_string() => return wrong(keyword, "a string"),
            ("$ref", Value::String(reference)) if leads_somewhere(reference, root) => {}
            ("$ref", Value::String(reference)) => {
                return Err(format!("`{reference}` does not exist in the schema, {}", place(path)));
            }
            ("$ref", _) => return wrong("$ref", "a string"),
            _ => {}
        }
    }
    Ok(())
}

fn each(path: &str, schemas: &[Value], root: &Value) -> Result<(), String> {
    schemas.iter().enumerate().try_for_each(|(position, schema)| check(&format!("{path}/{position}"), schema, root))
}

fn place(path: &str) -> String {
    if path.is_empty() { "at the root".to_owned() } else { format!("at `{path}`") }
}

fn are_types(kinds: &Value) -> bool {
    let is_type = |kind: &Value| kind.as_str().is_some_and(|kind| TYPES.contains(&kind));
    match kinds {
        Value::Array(kinds) => !kinds.is_empty() && kinds.iter().all(is_type) && are_different(kinds),
        kind => is_type(kind),
    }
}

fn are_names(names: &Value) -> bool {
    names.as_array().is_some_and(|names| names.iter().all(Value::is_string) && are_different(names))
}

fn are_different(values: &[Value]) -> bool {
    values.iter().enumerate().all(|(position, value)| !values[..position].contains(value))
}

/// Whether a reference points to a definition of the same document. The shape keeps nothing else that a reference can
/// point to, except the root.
fn leads_somewhere(reference: &str, root: &Value) -> bool {
    let Some(pointer) = reference.strip_prefix('#').and_then(decoded) else { return false };
    let is_kept = ["/$defs/", "/definitions/"].iter().any(|prefix| pointer.starts_with(prefix));
    pointer.is_empty()
        || (is_kept && root.pointer(&pointer).is_some_and(|found| found.is_object() || found.is_boolean()))
}

/// A URI fragment without percent-encoding.
fn decoded(fragment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &tail[2..];
    }
    String::from_utf8(bytes).ok()
}

/// Keeps the shape of a schema, at every depth, and gives each type a branch of its own.
fn shape(schema: &mut Value) {
    let Value::Object(keywords) = schema else { return };
    name_every_key(keywords);
    allow_nulls(keywords);
    keywords.retain(|keyword, value| {
        let format = keyword == "format" && value == "date-time";
        format || [&ONE[..], &LIST, &NAMED, &OTHER].iter().any(|list| list.contains(&keyword.as_str()))
    });
    for (keyword, value) in keywords.iter_mut() {
        match (keyword.as_str(), value) {
            ("items", Value::Array(schemas)) => schemas.iter_mut().for_each(shape),
            (name, schema) if ONE.contains(&name) => shape(schema),
            (name, Value::Array(schemas)) if LIST.contains(&name) => schemas.iter_mut().for_each(shape),
            (name, Value::Object(schemas)) if NAMED.contains(&name) => schemas.values_mut().for_each(shape),
            _ => {}
        }
    }
    split(keywords);
}

/// `patternProperties` describes the names of a map, such as those of `HashMap<u32, T>`. Only the values matter here.
fn name_every_key(keywords: &mut Map<String, Value>) {
    let Some(Value::Object(patterns)) = keywords.shift_remove("patternProperties") else { return };
    let mut schemas: Vec<Value> = patterns.into_iter().map(|(_, schema)| schema).collect();
    if let Some(rest) = keywords.get("additionalProperties").filter(|rest| **rest != false) {
        schemas.push(rest.clone());
    }
    schemas.dedup();
    let rest = if schemas.len() == 1 { schemas.remove(0) } else { json!({ "anyOf": schemas }) };
    keywords.insert("additionalProperties".to_owned(), rest);
}

/// JSON has no NaN and no infinity: such a number is written as `null`. OpenAPI's `nullable` becomes a type too.
fn allow_nulls(keywords: &mut Map<String, Value>) {
    let nullable = keywords.get("nullable") == Some(&Value::Bool(true));
    let closed = keywords.contains_key("enum") || keywords.contains_key("const");
    let Some(kind) = keywords.get_mut("type") else { return };
    let mut kinds = match &*kind {
        Value::Array(kinds) => kinds.clone(),
        single => vec![single.clone()],
    };
    let is_number = kinds.iter().any(|kind| kind == "number") && !closed;
    if (is_number || nullable) && !kinds.iter().any(|kind| kind == "null") {
        kinds.push("null".into());
        *kind = Value::Array(kinds);
    }
}

/// Writes `"type": ["string", "null"]` as `anyOf` with a branch for each type. Some clients convert schemas to a dialect
/// with one type per schema, such as Gemini's. They refuse a list of types or lose it.
fn split(keywords: &mut Map<String, Value>) {
    overlap(keywords);
    let Some(Value::Array(types)) = keywords.get("type") else { return };
    let types = types.clone();
    let annotations =
        ANNOTATIONS.into_iter().filter_map(|name| keywords.shift_remove_entry(name)).collect::<Map<_, _>>();
    let constraints = std::mem::replace(keywords, annotations);
    let branches = types.into_iter().map(|kind| branch(kind, &constraints)).collect();
    keywords.insert("anyOf".to_owned(), Value::Array(branches));
}

/// Two branches of `oneOf` may both take `null` now, which `oneOf` forbids.
fn overlap(keywords: &mut Map<String, Value>) {
    let has_null = |variant: &Value| variant["anyOf"].as_array().is_some_and(|all| all.iter().any(is_null));
    let overlaps = keywords.get("oneOf").and_then(Value::as_array).is_some_and(|all| all.iter().any(has_null));
    if overlaps && !keywords.contains_key("anyOf") {
        let variants = keywords.shift_remove("oneOf").unwrap_or_default();
        keywords.insert("anyOf".to_owned(), variants);
    }
}

fn is_null(schema: &Value) -> bool {
    schema["type"] == "null"
}

/// The constraints that apply to values of that type. Only constraints of any type apply to `null`.
fn branch(kind: Value, constraints: &Map<String, Value>) -> Value {
    let is_null = kind == "null";
    let mut branch = Map::from_iter([("type".to_owned(), kind)]);
    for (name, value) in constraints {
        match (name.as_str(), value) {
            ("type", _) => continue,
            (other, _) if is_null && !OF_ANY_TYPE.contains(&other) => continue,
            ("enum", Value::Array(values)) => {
                let own = values.iter().filter(|value| !value.is_null()).cloned().collect();
                branch.insert(name.clone(), Value::Array(own));
            }
            (_, value) => drop(branch.insert(name.clone(), value.clone())),
        }
    }
    Value::Object(branch)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use schemars::{JsonSchema, Schema};

    use super::*;
    use crate::tool::schema;

    fn rewritten(mut schema: Value) -> Value {
        rewrite(&mut schema).expect("the schema is valid");
        schema
    }

    fn of<T: JsonSchema>() -> Value {
        schema::output::<T>().expect("the type has an output schema").to_value()
    }

    #[test]
    fn each_type_has_a_branch_with_its_constraints() {
        let nullable = json!({ "description": "Who", "type": ["array", "null"], "items": { "type": "string" } });
        let array = json!({ "type": "array", "items": { "type": "string" } });
        assert_eq!(rewritten(nullable), json!({ "description": "Who", "anyOf": [array, { "type": "null" }] }));
        let closed = json!({ "type": ["string", "null"], "enum": ["a", null] });
        let branches = json!([{ "type": "string", "enum": ["a"] }, { "type": "null" }]);
        assert_eq!(rewritten(closed), json!({ "anyOf": branches }));
        let single = json!({ "type": "object", "properties": { "type": { "type": "string" } } });
        assert_eq!(rewritten(single.clone()), single);
    }

    #[test]
    fn types_are_split_at_every_depth() {
        let inner = json!({ "type": ["integer", "null"] });
        let outer = json!({ "type": ["array", "null"], "items": { "type": "object", "properties": { "n": inner } } });
        let inner = json!({ "anyOf": [{ "type": "integer" }, { "type": "null" }] });
        let items = json!({ "type": "object", "properties": { "n": inner } });
        assert_eq!(rewritten(outer), json!({ "anyOf": [{ "type": "array", "items": items }, { "type": "null" }] }));
    }

    #[test]
    fn only_the_shape_stays() {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": {
                "id": { "type": "integer", "format": "uint64", "minimum": 0, "maximum": null },
                "at": { "type": "string", "format": "date-time" },
                "url": { "type": "string", "format": "uri", "pattern": "(?i)^https", "default": null },
                "name": { "type": "string", "nullable": true },
            },
            "x-own": 1,
        });
        let shape = json!({
            "type": "object",
            "properties": {
                "id": { "type": "integer" },
                "at": { "type": "string", "format": "date-time" },
                "url": { "type": "string" },
                "name": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
            },
        });
        assert_eq!(rewritten(schema), shape);
    }

    #[test]
    fn numbers_may_be_null_since_json_has_no_nan() {
        let number = json!({ "anyOf": [{ "type": "number" }, { "type": "null" }] });
        assert_eq!(of::<f64>(), number);
        assert_eq!(of::<Option<f32>>(), number);
        assert_eq!(of::<Vec<f64>>(), json!({ "type": "array", "items": number }));
        let branches = json!({ "oneOf": [{ "type": "number" }, { "type": "null" }] });
        let valid = jsonschema::validator_for(&rewritten(branches)).expect("the schema is valid");
        assert!(valid.is_valid(&Value::Null) && valid.is_valid(&json!(1.5)) && !valid.is_valid(&json!("a")));
    }

    #[test]
    fn maps_describe_their_values_whatever_their_keys_are() {
        let map = json!({ "type": "object", "additionalProperties": { "type": "string" } });
        assert_eq!(of::<BTreeMap<String, String>>(), map);
        assert_eq!(of::<HashMap<i64, String>>(), map);
    }

    #[allow(dead_code)]
    #[derive(JsonSchema)]
    struct Tree {
        label: String,
        children: Vec<Tree>,
    }

    #[allow(dead_code)]
    #[derive(JsonSchema)]
    #[schemars(rename = "A team/ä")]
    struct Team {
        lead: Option<Box<Person>>,
        by_name: BTreeMap<String, Person>,
    }

    #[allow(dead_code)]
    #[derive(JsonSchema)]
    struct Person {
        team: Option<Box<Team>>,
        score: f64,
    }

    #[allow(dead_code)]
    #[derive(JsonSchema)]
    struct Page {
        items: Vec<Tree>,
        next: Option<Box<Page>>,
    }

    #[test]
    fn types_that_contain_themselves_keep_their_definitions() {
        let leaf = json!({ "label": "leaf", "children": [] });
        let tree = json!({ "label": "root", "children": [leaf] });
        let team = json!({ "lead": null, "by_name": { "Ada": { "team": null, "score": null } } });
        let person = json!({ "team": team, "score": 1.5 });
        let page = json!({ "items": [tree], "next": { "items": [], "next": null } });
        let cases = [
            (of::<Tree>(), tree, json!({ "label": "root", "children": [{ "label": 5, "children": [] }] })),
            (of::<Team>(), team, json!({ "lead": null, "by_name": { "Ada": { "team": 1, "score": null } } })),
            (of::<Person>(), person, json!({ "team": { "lead": {}, "by_name": {} }, "score": 1 })),
            (of::<Page>(), page, json!({ "items": [], "next": { "items": [1], "next": null } })),
        ];
        for (schema, valid, wrong) in cases {
            assert_eq!(schema["type"], "object", "a client reads an object: {schema}");
            assert!(schema["$defs"].is_object(), "{schema}");
            let validator = jsonschema::validator_for(&schema).expect("every reference leads somewhere");
            assert!(validator.is_valid(&valid), "{schema}");
            assert!(!validator.is_valid(&wrong), "{schema}");
        }
        assert!(of::<Vec<String>>().get("$defs").is_none());
    }

    struct Dangling;

    impl JsonSchema for Dangling {
        fn schema_name() -> std::borrow::Cow<'static, str> {
            "Dangling".into()
        }

        fn json_schema(_: &mut schemars::SchemaGenerator) -> Schema {
            schemars::json_schema!({ "type": "object", "properties": { "a": { "$ref": "#/$defs/Missing" } } })
        }
    }

    #[test]
    fn a_type_whose_schema_is_not_valid_has_no_output_schema() {
        assert_eq!(schema::output::<Vec<Dangling>>(), None);
    }

    #[test]
    fn what_a_client_cannot_compile_is_an_error_with_its_place() {
        let cases = [
            (json!({ "$ref": "#/$defs/T" }), "`#/$defs/T` does not exist in the schema, at `/properties/p`"),
            (json!({ "$ref": "#/properties/p" }), "`#/properties/p` does not exist in the schema, at `/properties/p`"),
            (
                json!({ "$ref": "https://example.com/t.json" }),
                "`https://example.com/t.json` does not exist in the schema, at `/properties/p`",
            ),
            (json!({ "$ref": 5 }), "`$ref` must be a string, at `/properties/p`"),
            (json!({ "type": "text" }), "`type` must be a type of JSON Schema, or a list of them, at `/properties/p`"),
            (json!({ "type": [] }), "`type` must be a type of JSON Schema, or a list of them, at `/properties/p`"),
            (json!({ "anyOf": [] }), "`anyOf` must be a list of schemas, at `/properties/p`"),
            (json!({ "enum": "a" }), "`enum` must be a list of values, at `/properties/p`"),
            (json!({ "required": ["a", "a"] }), "`required` must be a list of different names, at `/properties/p`"),
            (json!({ "properties": [] }), "`properties` must be an object of schemas, at `/properties/p`"),
            (json!({ "description": 5 }), "`description` must be a string, at `/properties/p`"),
            (json!({ "items": 5 }), "a schema must be an object, at `/properties/p/items`"),
            (json!({ "anyOf": [true, 5] }), "a schema must be an object, at `/properties/p/anyOf/1`"),
        ];
        for (property, problem) in cases {
            let mut schema = json!({ "type": "object", "properties": { "p": property } });
            assert_eq!(rewrite(&mut schema), Err(problem.to_owned()));
        }
        assert_eq!(
            rewrite(&mut json!({ "required": "a" })).unwrap_err(),
            "`required` must be a list of different names, at the root"
        );
    }

    #[test]
    fn references_to_definitions_and_to_the_root_stay() {
        for reference in ["#", "#/definitions/T", "#/$defs/a~1b%20c"] {
            let schema = json!({
                "type": "object",
                "properties": { "p": { "$ref": reference } },
                "definitions": { "T": { "type": "string" } },
                "$defs": { "a/b c": { "type": "integer" } },
            });
            assert_eq!(rewritten(schema.clone()), schema);
        }
    }
}

//! Objects with any keys, as JSON texts.
//!
//! Some MCP clients convert schemas to OpenAI's strict mode, which has no objects with any keys. They close such an object,
//! so that a model can only write `{}`, or they offer the whole tool without strict mode. A text that contains the JSON has
//! neither problem. The toolkit reads both forms: an argument that is an object, and one that is a text with an object.

use serde_json::{Map, Value};

/// The schema with a text in place of every object that takes any keys.
pub(super) fn with_json_texts(schema: &Value) -> Value {
    let mut schema = schema.clone();
    // The root holds the arguments. It is never a text.
    in_subschemas(&mut schema);
    schema
}

fn rewrite(schema: &mut Value) {
    match schema.as_object_mut() {
        Some(keywords) if takes_any_keys(keywords) => to_text(keywords),
        _ => in_subschemas(schema),
    }
}

fn in_subschemas(schema: &mut Value) {
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.values_mut().for_each(rewrite);
    }
    if let Some(items) = schema.get_mut("items") {
        rewrite(items);
    }
}

fn takes_any_keys(keywords: &Map<String, Value>) -> bool {
    let has_properties = keywords.get("properties").and_then(Value::as_object).is_some_and(|all| !all.is_empty());
    keywords.get("type").is_some_and(|kind| kind == "object")
        && match keywords.get("additionalProperties") {
            Some(rest) => *rest != Value::Bool(false),
            None => !has_properties,
        }
}

fn to_text(keywords: &mut Map<String, Value>) {
    let description = keywords.shift_remove("description");
    let shape = Value::Object(std::mem::take(keywords));
    let mut words = "a JSON object, as text".to_owned();
    if shape.as_object().is_some_and(|shape| shape.len() > 1) {
        words = format!("{words}, with the schema {shape}");
    }
    let description = match description.as_ref().and_then(Value::as_str) {
        Some(own) if !own.is_empty() => format!("{own} ({words})"),
        _ => words,
    };
    keywords.insert("type".to_owned(), "string".into());
    keywords.insert("description".to_owned(), description.into());
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn property(schema: Value) -> Value {
        with_json_texts(&json!({ "type": "object", "properties": { "p": schema } }))["properties"]["p"].take()
    }

    #[test]
    fn an_object_with_any_keys_becomes_a_text() {
        let metadata = json!({ "type": "object", "description": "Metadata." });
        let text = json!({ "type": "string", "description": "Metadata. (a JSON object, as text)" });
        assert_eq!(property(metadata.clone()), text);
        assert_eq!(property(json!({ "type": "array", "items": metadata }))["items"], text);
        assert_eq!(property(json!({ "type": "object", "properties": {} }))["type"], "string");
        let nested = json!({ "type": "object", "properties": { "inner": { "type": "object" } } });
        assert_eq!(
            property(nested)["properties"]["inner"],
            json!({ "type": "string", "description": "a JSON object, as text" })
        );
    }

    #[test]
    fn the_text_says_what_the_object_holds() {
        let flags = json!({ "type": "object", "additionalProperties": { "type": "boolean" }, "description": "Flags." });
        assert_eq!(
            property(flags)["description"],
            r#"Flags. (a JSON object, as text, with the schema {"type":"object","additionalProperties":{"type":"boolean"}})"#
        );
    }

    #[test]
    fn other_schemas_stay_as_they_are() {
        let named = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
        let closed = json!({ "type": "object", "additionalProperties": false });
        for schema in
            [named, closed, json!({ "type": "string" }), json!({ "type": "array", "items": { "type": "number" } })]
        {
            assert_eq!(property(schema.clone()), schema);
        }
        let empty = json!({ "type": "object", "properties": {}, "additionalProperties": false });
        assert_eq!(with_json_texts(&empty), empty);
    }
}

//! Schemas for OpenAI's strict mode.
//!
//! In strict mode the model cannot write arguments that the schema does not allow. In return, the schema must list
//! every property as required and close every object, and most constraints are rejected. OpenAI, Azure and fine-tuned
//! models each reject different ones. Only keywords that all of them accept stay keywords. The other constraints move
//! into the description, so that the model still reads them.

use serde_json::{Map, Value};

use crate::tool::schema::CONSTRAINTS;

/// Whether to request OpenAI's strict mode, in which the model cannot write arguments that violate the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Strict {
    /// Use plain schemas for all tools.
    Never,
    /// Use strict schemas for all tools that can have one.
    ///
    /// Strict mode has no optional arguments, so they become required and nullable. A `null` from the model means that
    /// the argument is left out. An argument with a default value is required and not nullable; its description states
    /// the default. Constraints such as `minimum` or `pattern` also move into the description.
    ///
    /// A tool that takes a JSON object of any shape, such as metadata, cannot have a strict schema. It is defined with
    /// `strict: false` and its plain schema.
    WherePossible,
}

impl Strict {
    /// The schema to send as `parameters`, and whether it is strict.
    pub(super) fn parameters(self, input_schema: &Value) -> (Value, bool) {
        let strict = match self {
            Self::Never => None,
            Self::WherePossible => strict(input_schema),
        };
        match strict {
            Some(schema) => (schema, true),
            None => (input_schema.clone(), false),
        }
    }
}

/// The strict form of a portable schema, if it has one.
fn strict(schema: &Value) -> Option<Value> {
    let plain = schema.as_object()?;
    let mut strict = Map::new();
    for (keyword, value) in plain {
        match keyword.as_str() {
            "items" => drop(strict.insert(keyword.clone(), self::strict(value)?)),
            "type" | "description" | "enum" => drop(strict.insert(keyword.clone(), value.clone())),
            _ => {}
        }
    }
    describe_constraints(&mut strict, plain);
    if plain.get("type").is_some_and(|kind| kind == "object") {
        close(&mut strict, plain)?;
    }
    Some(strict.into())
}

/// Requires all properties of an object and forbids others. Returns `None` if the object accepts unknown properties.
fn close(strict: &mut Map<String, Value>, plain: &Map<String, Value>) -> Option<()> {
    let closed = plain.get("additionalProperties") == Some(&Value::Bool(false));
    let open = plain.contains_key("additionalProperties") && !closed;
    let none = Map::new();
    let properties = match plain.get("properties").and_then(Value::as_object) {
        Some(properties) if !open => properties,
        None if closed => &none,
        _ => return None,
    };
    let required = plain.get("required").and_then(Value::as_array);
    let mut all = Map::new();
    for (name, property) in properties {
        let mut property_schema = self::strict(property)?;
        let optional = !required.is_some_and(|required| required.iter().any(|known| known == name));
        if optional && property.get("default").is_none() {
            make_nullable(&mut property_schema);
        }
        all.insert(name.clone(), property_schema);
    }
    strict.insert("required".to_owned(), all.keys().cloned().collect());
    strict.insert("properties".to_owned(), all.into());
    strict.insert("additionalProperties".to_owned(), false.into());
    Some(())
}

fn make_nullable(schema: &mut Value) {
    let Some(keywords) = schema.as_object_mut() else { return };
    if let Some(kind) = keywords.get_mut("type") {
        *kind = Value::Array(vec![kind.take(), "null".into()]);
    }
    if let Some(Value::Array(values)) = keywords.get_mut("enum") {
        values.push(Value::Null);
    }
}

/// Appends the constraints of `plain` to the description of `strict`.
fn describe_constraints(strict: &mut Map<String, Value>, plain: &Map<String, Value>) {
    let constraints = CONSTRAINTS.iter().filter_map(|keyword| Some(format!("{keyword}: {}", plain.get(*keyword)?)));
    let constraints = constraints.collect::<Vec<_>>().join(", ");
    if constraints.is_empty() {
        return;
    }
    let description = match strict.get("description").and_then(Value::as_str) {
        Some(description) => format!("{description} ({constraints})"),
        None => format!("({constraints})"),
    };
    strict.insert("description".to_owned(), description.into());
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::formats::{fixtures, openai_chat};

    /// Checks a schema against OpenAI's rules, independently of the code under test. Adds each violation to `found`.
    fn check(schema: &Value, path: &str, found: &mut Vec<String>) {
        let Some(keywords) = schema.as_object() else { return found.push(format!("{path}: not an object")) };
        let allowed = ["type", "description", "enum", "properties", "required", "additionalProperties", "items"];
        found
            .extend(keywords.keys().filter(|key| !allowed.contains(&key.as_str())).map(|key| format!("{path}: {key}")));
        let kinds: Vec<&str> = match &schema["type"] {
            Value::String(kind) => vec![kind],
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        if kinds.is_empty() {
            found.push(format!("{path}: no type"));
        }
        let values = schema["enum"].as_array();
        if values.is_some_and(|values| values.contains(&Value::Null) != kinds.contains(&"null")) {
            found.push(format!("{path}: an enum and its type differ on null"));
        }
        if kinds.contains(&"array") {
            check(&schema["items"], &format!("{path}/items"), found);
        }
        if kinds.contains(&"object") {
            let Some(properties) = schema["properties"].as_object() else {
                return found.push(format!("{path}: no properties"));
            };
            let required: Vec<&str> =
                schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            if required != properties.keys().collect::<Vec<_>>() || !schema["required"].is_array() {
                found.push(format!("{path}: not every property is required"));
            }
            if schema["additionalProperties"] != false {
                found.push(format!("{path}: not closed"));
            }
            properties.iter().for_each(|(name, property)| check(property, &format!("{path}/{name}"), found));
        }
    }

    #[test]
    fn every_strict_schema_follows_the_rules_and_every_other_one_has_an_open_object() {
        for tool in fixtures::catalog().all_tools().iter().chain(&fixtures::toolkit().all_tools()) {
            let (schema, is_strict) = Strict::WherePossible.parameters(tool.input_schema());
            let mut found = Vec::new();
            check(&schema, tool.name(), &mut found);
            match is_strict {
                true => assert_eq!(found, Vec::<String>::new()),
                false => {
                    assert_eq!(&schema, tool.input_schema(), "a plain schema is unchanged");
                    assert!(has_open_object(&schema), "{}", tool.name());
                }
            }
        }
        let strict = |tool: &str| {
            let tool = fixtures::catalog().tool(tool).expect("the tool exists");
            Strict::WherePossible.parameters(tool.input_schema()).1
        };
        assert!(strict("updateUser") && !strict("updateUserPublicMetadata"));
    }

    /// Whether an argument, a field or an item is an object with any keys.
    fn has_open_object(schema: &Value) -> bool {
        let inner = schema["properties"].as_object().into_iter().flat_map(Map::values).chain(schema.get("items"));
        let is_open = schema["type"] == "object" && schema["properties"].is_null();
        is_open || inner.into_iter().any(has_open_object)
    }

    #[test]
    fn optional_arguments_are_nullable_and_descriptions_state_defaults() {
        let tool = fixtures::toolkit().tool("sendParcel").expect("`sendParcel` is in the fixtures");
        let definition = &openai_chat::tools([&tool], Strict::WherePossible)[0]["function"];
        assert_eq!(definition["strict"], true);
        assert_eq!(
            definition["parameters"],
            json!({
                "type": "object",
                "properties": {
                    "to": { "type": "string", "description": "The receiver." },
                    "speed": {
                        "type": ["string", "null"],
                        "enum": ["slow", "fast", null],
                        "description": "How fast.",
                    },
                    "things": {
                        "type": ["array", "null"],
                        "description": "What is inside.",
                        "items": {
                            "type": "object",
                            "description": "One thing in a parcel.",
                            "properties": {
                                "label": { "type": "string", "description": "What it is." },
                                "weight": {
                                    "type": ["integer", "null"],
                                    "description": "In grams. (minimum: 0, maximum: 65535)",
                                },
                                "count": {
                                    "type": "integer",
                                    "description": "How many. (default: 1, minimum: 0, maximum: 65535)",
                                },
                            },
                            "required": ["label", "weight", "count"],
                            "additionalProperties": false,
                        },
                    },
                },
                "required": ["to", "speed", "things"],
                "additionalProperties": false,
            })
        );
    }

    #[tokio::test]
    async fn null_means_that_the_argument_is_left_out() {
        let toolkit = fixtures::toolkit();
        let things = json!([{ "label": "book", "weight": null, "count": 2 }]);
        let arguments = json!({ "to": "Ada", "speed": null, "things": things });
        let parcel = toolkit.call("sendParcel", arguments).await.expect("`null` is accepted");
        assert_eq!(parcel["summary"], "Ada None 2xbook");
        let arguments = json!({ "to": "Ada", "speed": null, "things": null });
        let parcel = toolkit.call("sendParcel", arguments).await.expect("`null` is accepted");
        assert_eq!(parcel["summary"], "Ada None ");
    }

    #[test]
    fn open_objects_have_no_strict_form_at_any_depth() {
        let map = json!({ "type": "object", "additionalProperties": { "type": "boolean" } });
        let open_with_properties = json!({
            "type": "object",
            "properties": { "a": { "type": "string" } },
            "additionalProperties": { "type": "string" },
        });
        for open in [map, open_with_properties, json!({ "type": "object" })] {
            let list = json!({ "type": "array", "items": open });
            for schema in [open.clone(), list.clone(), json!({ "type": "object", "properties": { "p": list } })] {
                assert_eq!(Strict::WherePossible.parameters(&schema), (schema.clone(), false));
            }
        }
        let closed = json!({ "type": "object", "additionalProperties": false });
        let strict = json!({ "type": "object", "required": [], "properties": {}, "additionalProperties": false });
        assert_eq!(Strict::WherePossible.parameters(&closed), (strict, true));
    }

    #[test]
    fn never_leaves_the_schema_unchanged() {
        let schema = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
        assert_eq!(Strict::Never.parameters(&schema), (schema.clone(), false));
    }

    #[test]
    fn every_constraint_moves_into_the_description() {
        let mut property = json!({ "type": "string" });
        for (position, keyword) in CONSTRAINTS.iter().enumerate() {
            property[*keyword] = position.into();
        }
        let schema = json!({ "type": "object", "properties": { "p": property }, "required": ["p"] });
        let (strict, _) = Strict::WherePossible.parameters(&schema);
        let description = strict["properties"]["p"]["description"].as_str().expect("the property has a description");
        for (position, keyword) in CONSTRAINTS.iter().enumerate() {
            assert!(description.contains(&format!("{keyword}: {position}")), "{description}");
        }
        assert_eq!(strict["properties"]["p"].as_object().map(Map::len), Some(2));
    }
}

//! Output schemas: any JSON Schema, but without lists of types.

use schemars::Schema;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::{Map, Value};

/// Keywords that apply to values of every type, and so to `null`. `enum` is not in the list, since `null` is the only
/// value of its type.
const OF_ANY_TYPE: [&str; 8] = ["const", "not", "allOf", "anyOf", "oneOf", "if", "then", "else"];

/// Keywords that describe the schema and do not constrain values.
const ANNOTATIONS: [&str; 6] = ["title", "description", "default", "deprecated", "examples", "$defs"];

/// Writes `"type": ["string", "null"]` as `anyOf` with a branch for each type, at every depth. Some clients convert
/// schemas to a dialect with one type per schema, such as Gemini's. They refuse a list of types or lose it.
pub(super) fn split_type_unions(schema: &mut Schema) {
    RecursiveTransform(split).transform(schema);
}

fn split(schema: &mut Schema) {
    let Some(keywords) = schema.as_object_mut() else { return };
    let Some(Value::Array(types)) = keywords.get("type") else { return };
    let types = types.clone();
    let annotations =
        ANNOTATIONS.into_iter().filter_map(|name| keywords.shift_remove_entry(name)).collect::<Map<_, _>>();
    let constraints = std::mem::replace(keywords, annotations);
    let branches = types.into_iter().map(|kind| branch(kind, &constraints)).collect();
    keywords.insert("anyOf".to_owned(), Value::Array(branches));
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
    use serde_json::json;

    use super::*;

    fn rewritten(schema: Value) -> Value {
        let mut schema = Schema::try_from(schema).expect("a schema");
        split_type_unions(&mut schema);
        schema.to_value()
    }

    #[test]
    fn each_type_has_a_branch_with_its_constraints() {
        let nullable = json!({ "description": "Who", "type": ["string", "null"], "maxLength": 9 });
        assert_eq!(
            rewritten(nullable),
            json!({ "description": "Who", "anyOf": [{ "type": "string", "maxLength": 9 }, { "type": "null" }] })
        );
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
}

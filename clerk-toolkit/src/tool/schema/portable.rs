//! Rewrites derived schemas to the portable subset, if their meaning for a model stays the same.

use serde_json::{Map, Value, json};

use super::keywords::{CONSTRAINTS, VARIANTS};
use super::words;

/// Keywords that say nothing about the values that a model may write, or that only the Rust type needs to check.
const DROPPED: [&str; 10] = [
    "$schema",
    "$comment",
    "title",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "uniqueItems",
    "contentEncoding",
    "contentMediaType",
];

/// Rewrites a schema in place, except for its formats: the values of a call are checked against them. Parts without a
/// portable form stay unchanged; the check finds them.
pub(super) fn fold(schema: &mut Value) {
    let Value::Object(keywords) = schema else { return };
    for name in DROPPED {
        keywords.shift_remove(name);
    }
    // `NonZero` integers. Their Rust types refuse 0.
    if keywords.get("not").is_some_and(|not| *not == json!({ "const": 0 })) {
        keywords.shift_remove("not");
    }
    in_subschemas(keywords, fold);
    drop_null(keywords);
    fold_variants(keywords);
    if let Some(constant) = keywords.shift_remove("const") {
        keywords.insert("enum".to_owned(), Value::Array(vec![constant]));
    }
    // A bound that JSON cannot write, such as an infinity, is null. So is the default of an `Option`.
    keywords.retain(|keyword, value| !(value.is_null() && CONSTRAINTS.contains(&keyword.as_str())));
    if keywords.get("additionalProperties") == Some(&Value::Bool(true)) {
        keywords.shift_remove("additionalProperties");
    }
}

/// Ends the rewriting: describes the formats of texts in words, and drops all formats that are not portable.
pub(super) fn finish(schema: &mut Value) {
    let Value::Object(keywords) = schema else { return };
    in_subschemas(keywords, finish);
    let Some(Value::String(format)) = keywords.get("format") else { return };
    let format = format.clone();
    if format != "date-time" {
        keywords.shift_remove("format");
    }
    if keywords.get("type").is_none_or(|kind| kind != "string") || keywords.contains_key("enum") {
        return;
    }
    let words = words::of_format(&format);
    let text = match keywords.get("description").and_then(Value::as_str) {
        Some(own) if words::is_said(&format, own) => own.to_owned(),
        Some(own) if !own.is_empty() => format!("{own} ({words})"),
        _ => words,
    };
    keywords.insert("description".to_owned(), text.into());
}

fn in_subschemas(keywords: &mut Map<String, Value>, rewrite: fn(&mut Value)) {
    for (keyword, value) in keywords {
        match (keyword.as_str(), value) {
            ("properties", Value::Object(properties)) => properties.values_mut().for_each(rewrite),
            (name, Value::Array(variants)) if VARIANTS.contains(&name) => variants.iter_mut().for_each(rewrite),
            ("items" | "additionalProperties", schema) => rewrite(schema),
            _ => {}
        }
    }
}

/// An optional argument is left out. It is never `null`.
fn drop_null(keywords: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = keywords.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            keywords.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(values)) = keywords.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
    for keyword in ["anyOf", "oneOf"] {
        if let Some(Value::Array(variants)) = keywords.get_mut(keyword) {
            variants.retain(|variant| variant.get("type").is_none_or(|kind| kind != "null"));
        }
    }
}

/// Variants become one schema if that means the same: a single variant, enums of strings, and objects.
fn fold_variants(keywords: &mut Map<String, Value>) {
    for keyword in VARIANTS {
        let Some(Value::Array(variants)) = keywords.get(keyword) else { continue };
        let variants: Option<Vec<&Map<String, Value>>> = variants.iter().map(Value::as_object).collect();
        let Some(variants) = variants else { continue };
        let folded = match variants.as_slice() {
            [only] => Some((*only).clone()),
            _ if keyword == "allOf" => None,
            several => strings(several).or_else(|| objects(several)),
        };
        let Some(folded) = folded else { continue };
        keywords.shift_remove(keyword);
        for (name, value) in folded {
            match (name.as_str(), keywords.get_mut("description")) {
                ("description", Some(Value::String(own))) => join(own, &value),
                _ => drop(keywords.insert(name, value)),
            }
        }
    }
}

fn join(own: &mut String, more: &Value) {
    if let Some(more) = more.as_str() {
        own.push('\n');
        own.push_str(more);
    }
}

/// Unit variants become one enum, with the description of each value in its own.
fn strings(variants: &[&Map<String, Value>]) -> Option<Map<String, Value>> {
    let mut values = Vec::new();
    let mut notes = Vec::new();
    for variant in variants {
        let own = variant.get("enum").filter(|_| variant.get("type").is_some_and(|kind| kind == "string"))?;
        let own = own.as_array()?;
        values.extend(own.iter().cloned());
        if let (Some(note), [Value::String(value)]) =
            (variant.get("description").and_then(Value::as_str), own.as_slice())
        {
            notes.push(format!("{value}: {note}"));
        }
    }
    let mut folded = Map::new();
    folded.insert("type".to_owned(), "string".into());
    folded.insert("enum".to_owned(), values.into());
    if !notes.is_empty() {
        folded.insert("description".to_owned(), notes.join("\n").into());
    }
    Some(folded)
}

/// Variants with fields become one object with all their properties. It requires the properties that all of them
/// require. The function's own type still refuses a mixture.
fn objects(variants: &[&Map<String, Value>]) -> Option<Map<String, Value>> {
    let mut properties: Map<String, Value> = Map::new();
    let mut required: Option<Vec<Value>> = None;
    for variant in variants {
        variant.get("type").filter(|kind| *kind == "object")?;
        for (name, property) in variant.get("properties").and_then(Value::as_object).into_iter().flatten() {
            match properties.get_mut(name) {
                None => drop(properties.insert(name.clone(), property.clone())),
                Some(known) => unite(known, property)?,
            }
        }
        let own = variant.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        required = Some(match required {
            None => own,
            Some(all) => all.into_iter().filter(|name| own.contains(name)).collect(),
        });
    }
    let mut folded = Map::new();
    folded.insert("type".to_owned(), "object".into());
    folded.insert("properties".to_owned(), properties.into());
    if let Some(required) = required.filter(|required| !required.is_empty()) {
        folded.insert("required".to_owned(), required.into());
    }
    Some(folded)
}

/// Makes one schema of the schemas of two fields with the same name, if they differ only in words or in a number's
/// format, or are both enums of strings.
fn unite(known: &mut Value, other: &Value) -> Option<()> {
    if known == other {
        return Some(());
    }
    let plain = |schema: &Value| {
        let mut schema = schema.as_object()?.clone();
        ["description", "format"].iter().for_each(|name| drop(schema.shift_remove(*name)));
        Some(schema)
    };
    if plain(known)? != plain(other)? {
        *known = Value::Object(strings(&[known.as_object()?, other.as_object()?])?);
        return Some(());
    }
    let known = known.as_object_mut()?;
    if known.get("format") != other.get("format") {
        known.shift_remove("format");
    }
    match (known.get_mut("description"), other.get("description")) {
        (Some(Value::String(own)), Some(more)) if own != more => join(own, more),
        (None, Some(more)) => drop(known.insert("description".to_owned(), more.clone())),
        _ => {}
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use schemars::JsonSchema;

    use super::*;
    use crate::tool::schema;

    fn rewritten<T: JsonSchema>() -> Value {
        let mut schema = schema::generator().subschema_for::<T>().to_value();
        fold(&mut schema);
        finish(&mut schema);
        schema
    }

    #[allow(dead_code)]
    #[derive(JsonSchema)]
    struct Inner {
        title: Option<String>,
        count: Option<u8>,
    }

    #[test]
    fn optional_arguments_are_not_nullable_at_any_depth() {
        assert_eq!(rewritten::<Option<u32>>(), json!({ "type": "integer", "minimum": 0 }));
        assert_eq!(
            rewritten::<Vec<Option<Inner>>>(),
            json!({ "type": "array", "items": {
                "type": "object",
                "properties": {
                    "title": { "type": "string" },
                    "count": { "type": "integer", "minimum": 0, "maximum": 255 },
                },
            }})
        );
    }

    /// How loud.
    #[allow(dead_code)]
    #[derive(JsonSchema)]
    #[serde(rename_all = "lowercase")]
    enum Documented {
        /// Whispers.
        Low,
        /// Shouts.
        High,
        Off,
    }

    #[test]
    fn enums_keep_the_description_of_each_value() {
        for schema in [rewritten::<Documented>(), rewritten::<Option<Documented>>()] {
            let mut values: Vec<_> =
                schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            values.sort_unstable();
            assert_eq!(values, ["high", "low", "off"]);
            assert_eq!(schema["type"], "string");
            let description = schema["description"].as_str().unwrap_or_default();
            assert!(description.contains("low: Whispers.") && description.contains("How loud."), "{description}");
        }
    }

    #[allow(dead_code)]
    #[derive(JsonSchema)]
    #[serde(tag = "kind", rename_all = "lowercase")]
    enum Tagged {
        Card { number: String },
        Cash { amount: u32, number: String },
    }

    #[test]
    fn tagged_variants_become_one_object() {
        assert_eq!(
            rewritten::<Tagged>(),
            json!({
                "type": "object",
                "properties": {
                    "number": { "type": "string" },
                    "kind": { "type": "string", "enum": ["card", "cash"] },
                    "amount": { "type": "integer", "minimum": 0 },
                },
                "required": ["kind", "number"],
            })
        );
    }

    #[allow(dead_code)]
    #[derive(JsonSchema)]
    struct Tree {
        children: Vec<Tree>,
    }

    #[test]
    fn a_schema_without_a_portable_form_fails_the_check() {
        let wrap = |property| json!({ "type": "object", "properties": { "p": property } });
        assert!(schema::check(&wrap(rewritten::<Tree>())).is_err());
        assert!(schema::check(&wrap(rewritten::<(u8, String)>())).is_err());
        assert!(schema::check(&wrap(rewritten::<Value>())).is_err());
    }
}

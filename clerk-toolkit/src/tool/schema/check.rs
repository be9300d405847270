//! Checks that a schema is portable.

use std::fmt;

use regex_lite::Regex;
use serde_json::{Map, Value};

use super::keywords::is_portable;
use crate::json;
use crate::tool::suggest;

/// A schema that some provider refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotPortable(Box<Problem>);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Problem {
    path: String,
    problem: String,
    argument: Option<String>,
    rust_type: Option<String>,
    /// What to change in the Rust type, if the schema has one.
    cure: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, problem, argument, rust_type, .. } = self;
        write!(f, "at `{path}`")?;
        match (argument, rust_type) {
            (Some(argument), Some(rust_type)) => write!(f, " (the argument `{argument}`, of type `{rust_type}`)")?,
            (Some(argument), None) => write!(f, " (the argument `{argument}`)")?,
            (None, _) => {}
        }
        write!(f, ": {problem}")
    }
}

impl NotPortable {
    pub(in crate::tool) fn new(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Self(Box::new(Problem { path: path.into(), problem: problem.into(), ..Problem::default() }))
    }

    /// The same problem, with what to change in the Rust type.
    fn with_cure(mut self, cure: Option<String>) -> Self {
        self.0.cure = cure;
        self
    }

    /// The same problem, with the argument that has the schema.
    pub(super) fn of(mut self, argument: &str, rust_type: Option<String>) -> Self {
        if let Some(cure) = self.0.cure.take().filter(|_| rust_type.is_some()) {
            self.0.problem = format!("{}: {cure}", self.0.problem);
        }
        self.0.argument = Some(argument.to_owned());
        self.0.rust_type = rust_type;
        self
    }

    /// Where in the schema: a JSON Pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)).
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What is not portable there, and what to use instead.
    pub fn problem(&self) -> &str {
        &self.0.problem
    }

    /// The argument's name, if the schema is a tool's.
    pub fn argument(&self) -> Option<&str> {
        self.0.argument.as_deref()
    }

    /// The name of the Rust type that has the schema, without the paths of modules, if it is known.
    pub fn rust_type(&self) -> Option<&str> {
        self.0.rust_type.as_deref()
    }
}

/// The types of the portable subset. `null` is not one of them.
const TYPES: [&str; 6] = ["object", "array", "string", "integer", "number", "boolean"];

/// Checks that OpenAI, Anthropic, Gemini and MCP clients all take an input schema. Its root must be an object with
/// `properties`. A `$schema`, `title`, `$ref`, `anyOf`, nullable type, numeric format or any other keyword outside the
/// common subset is an error at any depth.
///
/// # Errors
/// Returns the first part of the schema that is not portable.
pub fn check(schema: &Value) -> Result<(), NotPortable> {
    if schema.get("type").and_then(Value::as_str) != Some("object") {
        return refuse("", "the root of an input schema must be an object");
    }
    if !schema.get("properties").is_some_and(Value::is_object) {
        return refuse("", "the root of an input schema must have `properties`");
    }
    check_at("", schema)
}

/// Checks the schema of one argument.
pub(super) fn property(name: &str, schema: &Value) -> Result<(), NotPortable> {
    check_at(&path_of(name), schema)
}

/// Where the schema of an argument is.
pub(super) fn path_of(name: &str) -> String {
    format!("/properties/{}", json::pointer_segment(name))
}

fn check_at(path: &str, schema: &Value) -> Result<(), NotPortable> {
    let Some(keywords) = schema.as_object() else {
        return refuse(path, ANYTHING).map_err(|refused| refused.with_cure(Some(OBJECT.to_owned())));
    };
    if let Some((keyword, value)) = keywords.iter().find(|(keyword, _)| !is_portable(keyword)) {
        let problem = format!("`{keyword}` is not portable{}", remedy(keyword));
        return refuse(path, &problem).map_err(|refused| refused.with_cure(cure(keyword, value)));
    }
    check_values(path, keywords)?;
    check_bounds(path, keywords)?;
    let kind = check_type(path, keywords.get("type"))?;
    if let Some(format) = keywords.get("format").filter(|format| kind != "string" || *format != "date-time") {
        return refuse(path, &format!("the format {format} is not portable"));
    }
    if let Some(values) = keywords.get("enum") {
        check_enum(path, kind, values)?;
    }
    if kind == "array" && !keywords.contains_key("items") {
        return refuse(path, "an array must have `items`");
    }
    if let Some(items) = keywords.get("items") {
        check_at(&format!("{path}/items"), items)?;
    }
    if let Some(rest) = keywords.get("additionalProperties").filter(|rest| !rest.is_boolean()) {
        check_at(&format!("{path}/additionalProperties"), rest)?;
    }
    check_properties(path, keywords.get("properties"), keywords.get("required"))
}

/// Checks the values of keywords that are not checked elsewhere.
fn check_values(path: &str, keywords: &Map<String, Value>) -> Result<(), NotPortable> {
    for (keyword, value) in keywords {
        let (valid, expected) = match keyword.as_str() {
            "description" | "pattern" => (value.is_string(), "a string"),
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => (value.is_number(), "a number"),
            "minLength" | "maxLength" | "minItems" | "maxItems" => (value.is_u64(), "a whole number"),
            "required" => (value.as_array().is_some_and(|names| names.iter().all(Value::is_string)), "a list of names"),
            _ => continue,
        };
        if !valid {
            return refuse(path, &format!("`{keyword}` must be {expected}"));
        }
    }
    Ok(())
}

/// Refuses bounds that allow no value, and patterns that cannot be checked.
fn check_bounds(path: &str, keywords: &Map<String, Value>) -> Result<(), NotPortable> {
    for [least, most] in [["minimum", "maximum"], ["minLength", "maxLength"], ["minItems", "maxItems"]] {
        let bound = |keyword: &str| keywords.get(keyword).and_then(Value::as_f64);
        if let (Some(lower), Some(upper)) = (bound(least), bound(most))
            && lower > upper
        {
            return refuse(path, &format!("no value is valid: `{least}` is greater than `{most}`"));
        }
    }
    let Some(pattern) = keywords.get("pattern").and_then(Value::as_str) else { return Ok(()) };
    match Regex::new(pattern) {
        Ok(_) => Ok(()),
        Err(error) => refuse(path, &format!("the pattern `{pattern}` cannot be checked: {error}")),
    }
}

const ANYTHING: &str = "a schema that takes any value tells a model nothing; give the value a type";
const OBJECT: &str = "use `Map<String, Value>` for a JSON object";

/// What to write in Rust instead of the type that has the keyword in its schema.
fn remedy(keyword: &str) -> &'static str {
    match keyword {
        "prefixItems" => ": use a struct with fields, and not a tuple",
        "patternProperties" => ": use `String` as the type of the map's keys",
        _ => "",
    }
}

/// What to change in the Rust type, if the schema has one: JSON that was written by hand may have the keyword for another
/// reason.
fn cure(keyword: &str, value: &Value) -> Option<String> {
    match keyword {
        "$ref" => Some(
            "a type that contains itself has no portable schema; use a flat list whose items name their parent, or \
             `Map<String, Value>`"
                .to_owned(),
        ),
        "oneOf" | "anyOf" => Some(variants(value)),
        "allOf" => Some("use one struct with all fields".to_owned()),
        _ => None,
    }
}

/// What to change in an enum whose variants do not become one schema.
fn variants(variants: &Value) -> String {
    let mut seen: Vec<(&String, &Value)> = Vec::new();
    for variant in variants.as_array().into_iter().flatten() {
        let Some(properties) = variant.get("properties").and_then(Value::as_object) else {
            return "an enum with data needs a tag and named fields: put `#[serde(tag = \"type\")]` on the enum, and give \
                    each variant with data fields with names"
                .to_owned();
        };
        for (name, property) in properties {
            if seen.iter().any(|(known, other)| *known == name && other["type"] != property["type"]) {
                return format!("two variants have a field `{name}` of different types; rename one of the fields");
            }
            seen.push((name, property));
        }
    }
    "two variants have a field with the same name and different schemas; rename one of the fields".to_owned()
}

fn check_type<'a>(path: &str, kind: Option<&'a Value>) -> Result<&'a str, NotPortable> {
    match kind {
        Some(Value::String(kind)) if TYPES.contains(&kind.as_str()) => Ok(kind),
        Some(Value::String(kind)) if kind == "null" => {
            refuse(path, "the type \"null\" is not portable: use a struct with fields, and not `()` or a unit struct")
        }
        Some(Value::String(kind)) => {
            let shown = suggest::shown(kind);
            let near = suggest::nearest(kind, TYPES).or_else(|| type_of_another_language(kind));
            refuse(
                path,
                &match near {
                    Some(near) => format!("the type \"{shown}\" does not exist: did you mean \"{near}\"?"),
                    None => format!("the type \"{shown}\" does not exist: the types are {}", list(&TYPES)),
                },
            )
        }
        Some(Value::Array(_)) => refuse(
            path,
            "a list of types is not portable: give one type, and leave an argument that may be null out of `required`",
        ),
        Some(kind) => refuse(path, &format!("the type {kind} must be a string: the types are {}", list(&TYPES))),
        None => refuse(path, &format!("a schema must have a `type`: {}", list(&TYPES))),
    }
}

/// The type that a name from another language means.
fn type_of_another_language(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "str" | "text" => Some("string"),
        "int" | "i64" | "u64" | "i32" | "u32" => Some("integer"),
        "float" | "double" | "f64" | "f32" => Some("number"),
        "bool" => Some("boolean"),
        "list" | "vec" => Some("array"),
        "map" | "dict" => Some("object"),
        _ => None,
    }
}

fn list(types: &[&str]) -> String {
    types.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

fn check_enum(path: &str, kind: &str, values: &Value) -> Result<(), NotPortable> {
    match values.as_array() {
        Some(values) if kind == "string" && !values.is_empty() && values.iter().all(Value::is_string) => Ok(()),
        _ => refuse(path, "an `enum` must list strings"),
    }
}

fn check_properties(path: &str, properties: Option<&Value>, required: Option<&Value>) -> Result<(), NotPortable> {
    let properties = match properties {
        None => None,
        Some(Value::Object(properties)) => Some(properties),
        Some(_) => return refuse(path, "`properties` must be an object"),
    };
    for name in required.and_then(Value::as_array).into_iter().flatten() {
        let known = name.as_str().is_some_and(|name| properties.is_some_and(|known| known.contains_key(name)));
        if !known {
            return refuse(path, &format!("{name} is required, but it is not a property"));
        }
    }
    for (name, property) in properties.into_iter().flatten() {
        check_at(&format!("{path}/properties/{}", json::pointer_segment(name)), property)?;
    }
    Ok(())
}

fn refuse<T>(path: &str, problem: &str) -> Result<T, NotPortable> {
    let path = if path.is_empty() { "/" } else { path };
    Err(NotPortable::new(path, problem))
}

#[cfg(test)]
mod tests;

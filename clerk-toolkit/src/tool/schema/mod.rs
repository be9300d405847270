//! JSON Schemas that every model provider takes.
//!
//! Some provider refuses the whole request if a schema has a `$ref`, an `anyOf`, a nullable type or a numeric format, and
//! `schemars` derives all of these from Rust types. [`input`] rewrites the derived schemas to the common subset. [`check`]
//! finds what cannot be rewritten, so that the error occurs when a toolkit is built and not when the model is called.

mod check;
mod keywords;
mod output;
mod portable;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::Parameter;

pub use self::check::{NotPortable, check};
pub(crate) use self::keywords::CONSTRAINTS;
pub(super) use self::keywords::VARIANTS;

/// A generator of schemas without references.
fn generator() -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    settings.into_generator()
}

/// The schema of a type, without references.
pub(crate) fn of<T: JsonSchema>() -> Schema {
    T::json_schema(&mut generator())
}

/// The output schema of a type.
pub(crate) fn output<T: JsonSchema>() -> Schema {
    given_output(of::<T>())
}

/// An output schema that is already written.
pub(super) fn given_output(mut schema: Schema) -> Schema {
    output::split_type_unions(&mut schema);
    schema
}

/// The input schema of a tool with these parameters: an object with a property for each, in their order.
///
/// # Errors
/// Returns an error with its path if a parameter's schema cannot be written in the portable subset.
pub fn input<'a>(parameters: impl IntoIterator<Item = &'a Parameter>) -> Result<Value, NotPortable> {
    let mut generator = generator();
    let mut properties = Map::new();
    let mut required = Vec::new();
    for parameter in parameters {
        let mut property = parameter.declared_schema(&mut generator);
        portable::rewrite(&mut property);
        describe(&mut property, parameter.description());
        properties.insert(parameter.name().to_owned(), property);
        if parameter.is_required() {
            required.push(parameter.name());
        }
    }
    let mut schema = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    check(&schema)?;
    Ok(schema)
}

/// The parameter's description replaces its type's, except for the lines about an enum's values.
fn describe(property: &mut Value, description: &str) {
    let Value::Object(property) = property else { return };
    let values = property.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let values: Vec<String> = values.map(|value| format!("{value}: ")).collect();
    let notes = property.get("description").and_then(Value::as_str).unwrap_or_default().lines();
    let notes = notes.filter(|line| values.iter().any(|value| line.starts_with(value)));
    let notes = notes.filter(|line| !description.lines().any(|own| own == *line));
    let text = [description].into_iter().chain(notes).collect::<Vec<_>>().join("\n");
    property.insert("description".to_owned(), text.into());
}

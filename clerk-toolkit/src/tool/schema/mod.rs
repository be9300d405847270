//! JSON Schemas that every model provider takes.
//!
//! Rust types say more than providers accept: `$ref`, `anyOf`, nullable types and numeric formats each make one of
//! them refuse the whole request. [`input`] therefore rewrites what `schemars` derives into the common subset, and
//! [`check`] finds whatever could not be rewritten, so that it is an error when a toolkit is built and not when the
//! model is called.

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

/// A generator whose schemas stand alone.
fn generator() -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    settings.into_generator()
}

/// The schema of a type, standing alone.
pub(crate) fn of<T: JsonSchema>() -> Schema {
    T::json_schema(&mut generator())
}

/// The schema of what a tool answers.
pub(crate) fn output<T: JsonSchema>() -> Schema {
    let mut schema = of::<T>();
    output::split_type_unions(&mut schema);
    schema
}

/// The input schema of a tool with these parameters: an object with a property for each, in their order.
///
/// # Errors
/// Where a parameter's type has a schema that cannot be expressed in the portable subset; the error has its path.
pub fn input<'a>(parameters: impl IntoIterator<Item = &'a Parameter>) -> Result<Value, NotPortable> {
    let mut generator = generator();
    let mut properties = Map::new();
    let mut required = Vec::new();
    for parameter in parameters {
        let mut property = parameter.declared_schema(&mut generator).to_value();
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

/// The parameter's own words take the place of its type's, but for what the type says of an enum's values.
fn describe(property: &mut Value, description: &str) {
    let Value::Object(property) = property else { return };
    let values = property.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let values: Vec<String> = values.map(|value| format!("{value}: ")).collect();
    let notes = property.get("description").and_then(Value::as_str).unwrap_or_default().lines();
    let notes = notes.filter(|line| values.iter().any(|value| line.starts_with(value)));
    let text = [description].into_iter().chain(notes).collect::<Vec<_>>().join("\n");
    property.insert("description".to_owned(), text.into());
}

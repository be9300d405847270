//! JSON Schemas that every model provider takes.
//!
//! Rust types say more than providers accept: `$ref`, `anyOf`, nullable types and numeric formats each make one of
//! them refuse the whole request. [`input`] therefore rewrites what `schemars` derives into the common subset, and
//! [`check`] finds whatever could not be rewritten, so that it is an error when a toolkit is built and not when the
//! model is called.

mod check;
mod portable;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::Parameter;

pub use self::check::{NotPortable, check};

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

/// The parameter's own words, before the type's where both say something about an enum's values.
fn describe(property: &mut Value, description: &str) {
    if let Value::Object(property) = property {
        let values =
            property.contains_key("enum").then(|| property.get("description").and_then(Value::as_str)).flatten();
        let text = match values {
            Some(values) => format!("{description}\n{values}"),
            None => description.to_owned(),
        };
        property.insert("description".to_owned(), text.into());
    }
}

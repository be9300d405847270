//! JSON Schemas that every model provider takes.
//!
//! Some provider refuses the whole request if a schema has a `$ref`, an `anyOf`, a nullable type or a numeric format, and
//! `schemars` derives all of these from Rust types. [`input`] rewrites the derived schemas to the common subset. [`check`]
//! finds what cannot be rewritten, so that the error occurs when a toolkit is built and not when the model is called.

mod check;
mod constraint;
mod keywords;
mod output;
mod portable;
mod rust_type;
pub(super) mod text;
pub(super) mod words;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::Parameter;

pub use self::check::{NotPortable, check};
#[doc(hidden)]
pub use self::constraint::{Bound, Constraint};
pub(crate) use self::keywords::CONSTRAINTS;
pub(super) use self::rust_type::named;

/// The keyword by which a toolkit recognizes the schema of a Clerk resource. Its value is the resource's name.
pub(crate) const RESOURCE: &str = "x-clerk-resource";

/// A generator of schemas without references, except to types that contain themselves.
fn generator() -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    settings.into_generator()
}

/// The output schema of a type. `None` if a client could not compile it.
pub(crate) fn output<T: JsonSchema>() -> Option<Schema> {
    let mut generator = generator();
    let mut schema = generator.subschema_for::<T>();
    let definitions = generator.take_definitions(false);
    if !definitions.is_empty() {
        schema.insert("$defs".to_owned(), Value::Object(definitions));
    }
    given_output(schema.to_value()).ok()
}

/// An output schema that is already written.
///
/// # Errors
/// Returns why a client could not compile it.
pub(super) fn given_output(mut schema: Value) -> Result<Schema, String> {
    output::rewrite(&mut schema)?;
    Schema::try_from(schema).map_err(|_| "a schema must be an object, at the root".to_owned())
}

/// The input schema of a tool with these parameters: an object with a property for each, in their order.
///
/// # Errors
/// Returns an error with its path if a parameter's schema cannot be written in the portable subset.
pub fn input<'a>(parameters: impl IntoIterator<Item = &'a Parameter>) -> Result<Value, NotPortable> {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for parameter in parameters {
        let mut property = folded(parameter)?;
        describe(&mut property, parameter.description());
        portable::finish(&mut property);
        check::property(parameter.name(), &property).map_err(|problem| named(problem, parameter))?;
        properties.insert(parameter.name().to_owned(), property);
        if parameter.is_required() {
            required.push(parameter.name());
        }
    }
    let mut schema = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    // OpenAI's SDKs, and some other clients, refuse an object without properties that is not closed.
    if schema["properties"].as_object().is_some_and(Map::is_empty) {
        schema["additionalProperties"] = false.into();
    }
    check(&schema)?;
    Ok(schema)
}

/// The schema against which the values of an argument are checked: portable, except for its formats.
///
/// # Errors
/// Returns an error if a constraint of the parameter does not fit its type.
pub(super) fn folded(parameter: &Parameter) -> Result<Value, NotPortable> {
    let mut schema = parameter.declared_schema(&mut generator());
    portable::fold(&mut schema);
    let path = check::path_of(parameter.name());
    for constraint in parameter.constraints() {
        constraint.apply(&mut schema, &path).map_err(|problem| named(problem, parameter))?;
    }
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

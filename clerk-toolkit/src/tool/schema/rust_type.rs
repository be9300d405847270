//! The Rust type whose schema is not portable, for the error about it.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::NotPortable;
use crate::text::short_type_name;
use crate::tool::Parameter;

/// Adds the argument to a problem, and the Rust type at its place.
pub(in crate::tool) fn named(problem: NotPortable, parameter: &Parameter) -> NotPortable {
    let whole = parameter.type_name().map(short_type_name);
    let at = problem.path().strip_prefix("/properties/").and_then(|path| path.split_once('/')).map_or("", |(_, at)| at);
    let inner = whole.is_some().then(|| inner(parameter, at)).flatten();
    let rust_type = match (whole, inner) {
        (Some(whole), Some(inner)) if !is_inside(&inner, &whole) => Some(format!("{inner}` in `{whole}")),
        (whole, _) => whole,
    };
    problem.of(parameter.name(), rust_type)
}

fn is_inside(inner: &str, whole: &str) -> bool {
    whole.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == inner)
}

/// The name of the innermost type on the path that has a name of its own. It is found in the schema with references,
/// since each of them has the name of its type.
fn inner(parameter: &Parameter, at: &str) -> Option<String> {
    let mut generator: SchemaGenerator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = parameter.declared_schema(&mut generator);
    let definitions = generator.take_definitions(false);
    let mut name = None;
    let mut segments = at.split('/').filter(|segment| !segment.is_empty());
    loop {
        // The only variant of an `Option`, and the definition behind a reference.
        while let Some(next) = sole_variant(&schema).or_else(|| {
            let (own, definition) = definition(&schema, &definitions)?;
            name = Some(own);
            Some(definition)
        }) {
            schema = next;
        }
        let Some(segment) = segments.next() else { return name };
        let key = if segment == "properties" { segments.next() } else { None };
        let next = match key {
            Some(key) => schema["properties"].get(key.replace("~1", "/").replace("~0", "~")),
            None => schema.get(segment),
        };
        match next.cloned() {
            Some(next) => schema = next,
            None => return name,
        }
    }
}

fn sole_variant(schema: &Value) -> Option<Value> {
    let variants = ["anyOf", "oneOf", "allOf"].iter().find_map(|keyword| schema[*keyword].as_array())?;
    let mut variants = variants.iter().filter(|variant| variant["type"] != "null");
    variants.next().filter(|_| variants.next().is_none()).cloned()
}

fn definition(schema: &Value, definitions: &serde_json::Map<String, Value>) -> Option<(String, Value)> {
    let name = schema["$ref"].as_str()?.strip_prefix("#/$defs/")?;
    Some((name.to_owned(), definitions.get(name)?.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_the_paths_of_modules() {
        for (full, name) in [
            ("u8", "u8"),
            ("alloc::vec::Vec<(u8, alloc::string::String)>", "Vec<(u8, String)>"),
            ("std::collections::hash::map::HashMap<u32, my_crate::a::Shape>", "HashMap<u32, Shape>"),
            ("[core::option::Option<serde_json::value::Value>; 3]", "[Option<Value>; 3]"),
        ] {
            assert_eq!(short_type_name(full), name);
        }
    }
}

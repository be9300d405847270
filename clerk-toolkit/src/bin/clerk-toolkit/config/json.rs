//! JSON with comments: reading it, and changing it in place.
//!
//! The text is changed by its tokens' positions rather than through a syntax tree that is printed again: a tree breaks
//! an object that stood on one line into several, and takes blank lines out.

mod edit;
mod style;

use clerk_toolkit::serde_json::{Map, Value};
use jsonc_parser::ast::{self, Object};
use jsonc_parser::common::Ranged;
use jsonc_parser::tokens::TokenAndRange;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

use self::style::Style;
use super::document::{Problem, Shape};

/// A text, taken apart.
struct Parsed<'a> {
    text: &'a str,
    /// None where there is nothing but white space and comments.
    root: Option<Object<'a>>,
    /// All of them in order, comments too.
    tokens: Vec<TokenAndRange<'a>>,
}

/// What clients take that take comments; single quotes and the rest of JSON5 are errors to them.
const OPTIONS: ParseOptions = ParseOptions {
    allow_comments: true,
    allow_loose_object_property_names: false,
    allow_trailing_commas: true,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

fn parse(text: &str) -> Result<Parsed<'_>, Problem> {
    let collect = CollectOptions { comments: CommentCollectionStrategy::AsTokens, tokens: true };
    let parsed = parse_to_ast(text, &collect, &OPTIONS).map_err(|error| {
        let what = error.kind().to_string();
        Problem::at(text, error.range().start, format!("this is no JSON: {}", what.to_lowercase()))
    })?;
    let root = match parsed.value {
        Some(ast::Value::Object(object)) => Some(object),
        Some(other) => return Err(Problem::at(text, other.start(), "this is JSON, but no object")),
        None => None,
    };
    Ok(Parsed { text, root, tokens: parsed.tokens.unwrap_or_default() })
}

pub(super) fn read(text: &str, shape: Shape<'_>) -> Result<Map<String, Value>, Problem> {
    let parsed = parse(text)?;
    let Some(root) = parsed.root else {
        return Ok(Map::new());
    };
    check(text, &root, shape)?;
    Ok(object(&root))
}

/// What an object says.
fn object(object: &Object<'_>) -> Map<String, Value> {
    match ast::Value::Object(object.clone()).into() {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Refuses what could be meant in two ways: of a key that stands there twice each client reads another.
fn check(text: &str, root: &Object<'_>, shape: Shape<'_>) -> Result<(), Problem> {
    once(text, root, shape.servers)?;
    if let Some(key) = shape.inputs {
        once(text, root, key)?;
        if let Some(inputs) = root.get(key).filter(|inputs| inputs.value.as_array().is_none()) {
            return Err(Problem::at(text, inputs.value.start(), format!("`{key}` is no array")));
        }
    }
    let Some(servers) = root.get(shape.servers) else {
        return Ok(());
    };
    let Some(servers) = servers.value.as_object() else {
        return Err(Problem::at(text, servers.value.start(), format!("`{}` is no object", shape.servers)));
    };
    once(text, servers, shape.name)?;
    match servers.get(shape.name) {
        Some(entry) => all_once(text, &entry.value),
        None => Ok(()),
    }
}

fn once(text: &str, object: &Object<'_>, name: &str) -> Result<(), Problem> {
    match object.properties.iter().filter(|property| property.name.as_str() == name).nth(1) {
        Some(second) => Err(Problem::at(text, second.start(), format!("`{name}` is here a second time"))),
        None => Ok(()),
    }
}

fn all_once(text: &str, value: &ast::Value<'_>) -> Result<(), Problem> {
    let Some(object) = value.as_object() else {
        return Ok(());
    };
    object.properties.iter().try_for_each(|property| {
        once(text, object, property.name.as_str())?;
        all_once(text, &property.value)
    })
}

pub(super) fn change(text: &str, shape: Shape<'_>, wanted: &Map<String, Value>) -> Result<String, Problem> {
    let mut text = text.to_owned();
    loop {
        let parsed = parse(&text)?;
        let Some(root) = &parsed.root else {
            return Ok(after_comments(&text, wanted));
        };
        check(&text, root, shape)?;
        let now = Value::Object(object(root));
        let root = ast::Value::Object(root.clone());
        // One change at a time, since each moves what stands after it.
        match edit::next(&parsed, &root, &now, &Value::Object(wanted.clone())) {
            Some(change) => text = edit::apply(&text, change),
            None => return Ok(text),
        }
    }
}

/// The object after whatever comments there are.
fn after_comments(text: &str, wanted: &Map<String, Value>) -> String {
    let style = Style::of(text, &[]);
    let comments = text.trim_end();
    let parting = if comments.is_empty() { "" } else { style.newline };
    let object = style.render(&Value::Object(wanted.clone()), "", true);
    format!("{comments}{parting}{object}{}", style.newline)
}

pub(super) fn text(wanted: &Map<String, Value>) -> String {
    after_comments("", wanted)
}

//! JSON with comments: reads it, and changes it in place.
//!
//! The text is changed at the positions of its tokens. A syntax tree that is printed again would break an object on one
//! line into several lines, and remove blank lines.

mod edit;
mod style;

use clerk_toolkit::json::replace_lone_surrogates;
use clerk_toolkit::serde_json::{Map, Value};
use jsonc_parser::ast::{self, Object};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::tokens::TokenAndRange;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

use self::style::Style;
use super::document::{EditProblem, Shape};

/// A parsed text.
struct Parsed<'a> {
    text: &'a str,
    /// `None` if there is nothing but white space and comments.
    root: Option<Object<'a>>,
    /// All tokens in order, comments too.
    tokens: Vec<TokenAndRange<'a>>,
}

/// What clients accept that accept comments. They reject single quotes and the rest of JSON5.
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

/// Parses a text. `readable` is the same text without lone surrogates, which the parser refuses. The positions in both
/// are the same, so the text that is changed keeps them.
fn parse<'a>(text: &'a str, readable: &'a str) -> Result<Parsed<'a>, EditProblem> {
    let collect = CollectOptions { comments: CommentCollectionStrategy::AsTokens, tokens: true };
    let parsed = parse_to_ast(readable, &collect, &OPTIONS).map_err(|error| {
        let what = match error.kind() {
            ParseErrorKind::UnterminatedObject => "the object that starts here has no `}`".to_owned(),
            ParseErrorKind::UnterminatedArray => "the array that starts here has no `]`".to_owned(),
            ParseErrorKind::UnterminatedCommentBlock => "the comment that starts here has no `*/`".to_owned(),
            other => other.to_string().to_lowercase(),
        };
        EditProblem::at(text, error.range().start, format!("this is not JSON: {what}"))
    })?;
    let root = match parsed.value {
        Some(ast::Value::Object(object)) => Some(object),
        Some(other) => return Err(EditProblem::at(text, other.start(), "this is JSON, but not an object")),
        None => None,
    };
    Ok(Parsed { text, root, tokens: parsed.tokens.unwrap_or_default() })
}

pub(super) fn read(text: &str, shape: Shape<'_>) -> Result<Map<String, Value>, EditProblem> {
    let readable = replace_lone_surrogates(text);
    let parsed = parse(text, &readable)?;
    let Some(root) = parsed.root else {
        return Ok(Map::new());
    };
    check(text, &root, shape)?;
    Ok(object(&root))
}

/// The content of an object.
fn object(object: &Object<'_>) -> Map<String, Value> {
    match ast::Value::Object(object.clone()).into() {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Refuses an ambiguous text: if a key occurs twice, some clients read the first one and some the last one.
fn check(text: &str, root: &Object<'_>, shape: Shape<'_>) -> Result<(), EditProblem> {
    once(text, root, shape.servers)?;
    if let Some(key) = shape.inputs {
        once(text, root, key)?;
        if let Some(inputs) = root.get(key).filter(|inputs| inputs.value.as_array().is_none()) {
            return Err(EditProblem::at(text, inputs.value.start(), format!("`{key}` is not an array")));
        }
    }
    let Some(servers) = root.get(shape.servers) else {
        return Ok(());
    };
    let Some(servers) = servers.value.as_object() else {
        return Err(EditProblem::at(text, servers.value.start(), format!("`{}` is not an object", shape.servers)));
    };
    once(text, servers, shape.name)?;
    match servers.get(shape.name) {
        Some(entry) => all_once(text, &entry.value),
        None => Ok(()),
    }
}

fn once(text: &str, object: &Object<'_>, name: &str) -> Result<(), EditProblem> {
    match object.properties.iter().filter(|property| property.name.as_str() == name).nth(1) {
        Some(second) => Err(EditProblem::at(text, second.start(), format!("`{name}` occurs a second time here"))),
        None => Ok(()),
    }
}

fn all_once(text: &str, value: &ast::Value<'_>) -> Result<(), EditProblem> {
    let Some(object) = value.as_object() else {
        return Ok(());
    };
    object.properties.iter().try_for_each(|property| {
        once(text, object, property.name.as_str())?;
        all_once(text, &property.value)
    })
}

pub(super) fn change(text: &str, shape: Shape<'_>, wanted: &Map<String, Value>) -> Result<String, EditProblem> {
    let mut text = text.to_owned();
    loop {
        let readable = replace_lone_surrogates(&text);
        let parsed = parse(&text, &readable)?;
        let Some(root) = &parsed.root else {
            return Ok(after_comments(&text, wanted));
        };
        check(&text, root, shape)?;
        let now = Value::Object(object(root));
        let root = ast::Value::Object(root.clone());
        // One change at a time, because each one moves the text after it.
        match edit::next(&parsed, &root, &now, &Value::Object(wanted.clone())) {
            Some(change) => text = edit::apply(&text, change),
            None => return Ok(text),
        }
    }
}

/// The object, after any comments.
fn after_comments(text: &str, wanted: &Map<String, Value>) -> String {
    let style = Style::of(text, &[]);
    let comments = text.trim_end();
    let separator = if comments.is_empty() { "" } else { style.newline };
    let object = style.render(&Value::Object(wanted.clone()), "", true);
    format!("{comments}{separator}{object}{}", style.newline)
}

pub(super) fn text(wanted: &Map<String, Value>) -> String {
    after_comments("", wanted)
}

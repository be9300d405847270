//! The arguments of a call, from `--args` and from `name=value`.

use clerk_toolkit::serde_json::{Map, Value};
use clerk_toolkit::tool::Arguments;
use clerk_toolkit::{BoundTool, ToolError, json};

use super::hint;
use crate::failure::Failure;
use crate::input;

/// More bytes than the arguments of a call have.
const LIMIT: u64 = 16 * 1024 * 1024;

/// The object in `--args`; `-` reads it from standard input.
///
/// # Errors
/// If the text is not a JSON object.
pub(super) fn object(text: &str) -> Result<Map<String, Value>, Failure> {
    let from_input;
    let text = match text {
        "-" => {
            from_input = input::text(std::io::stdin().lock(), LIMIT)
                .map_err(|problem| Failure::usage(format_args!("cannot read --args from standard input: {problem}")))?;
            &from_input
        }
        text => input::without_mark(text),
    };
    let problem = match json::read(text.as_bytes()) {
        Ok(Value::Object(object)) => return Ok(object),
        // PHP writes an empty object like an empty array.
        Ok(Value::Array(items)) if items.is_empty() => return Ok(Map::new()),
        Ok(other) => format!("it is {}", json::describe(&other)),
        Err(error) => error.to_string(),
    };
    Err(Failure::usage(format_args!(
        "--args is not a JSON object: {problem}\nAn example of one: '{{\"userId\": \"user_…\"}}'"
    )))
}

/// All arguments of a call: those of `--args`, and those that are given as `name=value`.
///
/// # Errors
/// If an argument of the second kind has another form, is not known, or is given twice.
pub(super) fn with_given(tool: &BoundTool, mut all: Map<String, Value>, given: &[String]) -> Result<Value, Failure> {
    let mut named = Map::new();
    for text in given {
        let (name, value, is_json) = split(tool, text)?;
        let value = value_of(tool, name, value, is_json)?;
        if all.contains_key(name) {
            return Err(Failure::usage(format_args!(
                "the argument `{name}` is given twice: in --args and as `{name}=…`; remove one of them"
            )));
        }
        if named.insert(name.to_owned(), value).is_some() {
            return Err(Failure::usage(format_args!("the argument `{name}` is given twice; remove one of them")));
        }
    }
    check_names(tool, &named)?;
    all.extend(named);
    Ok(all.into())
}

/// The name, the value, and whether the value is always JSON.
fn split<'a>(tool: &BoundTool, text: &'a str) -> Result<(&'a str, &'a str, bool), Failure> {
    let (name, value, is_json) = match text.split_once('=') {
        Some((name, value)) => match name.strip_suffix(':') {
            Some(name) => (name, value, true),
            None => (name, value, false),
        },
        None => ("", "", false),
    };
    if !name.is_empty() {
        return Ok((name, value, is_json));
    }
    let example = properties(tool).next().map_or("userId", |(name, _)| name);
    if text.trim_start().starts_with('{') {
        return Err(Failure::usage(format_args!(
            "a JSON object of arguments goes after --args: --args '{{\"{example}\": …}}'"
        )));
    }
    Err(Failure::usage(format_args!(
        "`{}` is not an argument of the form NAME=VALUE, such as `{example}=…`",
        text.escape_debug()
    )))
}

fn value_of(tool: &BoundTool, name: &str, text: &str, is_json: bool) -> Result<Value, Failure> {
    let declared = properties(tool).find(|(known, _)| *known == name).and_then(|(_, schema)| schema["type"].as_str());
    if !is_json && matches!(declared, None | Some("string")) {
        return Ok(text.into());
    }
    json::read(text.as_bytes()).map_err(|error| {
        let expected = match declared {
            Some("boolean") => "`true` or `false`",
            Some("integer") => "a whole number",
            Some("number") => "a number",
            Some("array") => "a JSON array, such as '[\"a\"]'",
            Some("object") => "a JSON object, such as '{\"plan\": \"pro\"}'",
            _ => "a JSON value after `:=`; for a text, write `=` instead",
        };
        match (declared, error.is_syntax()) {
            // The position matters in a longer text.
            (Some("array" | "object"), true) => {
                Failure::usage(format_args!("the argument `{name}` is not JSON ({error}): expected {expected}"))
            }
            (_, true) => Failure::usage(format_args!("the value of `{name}` is not JSON: expected {expected}")),
            (_, false) => {
                Failure::usage(format_args!("the argument `{name}` is not accepted ({error}): expected {expected}"))
            }
        }
    })
}

/// Refuses names that the tool does not have.
fn check_names(tool: &BoundTool, named: &Map<String, Value>) -> Result<(), Failure> {
    let offered = |name: &str| properties(tool).any(|(known, _)| known == name);
    let checked = Arguments::parse(tool.definition(), named.clone().into(), |parameter| offered(parameter.name()));
    match checked.and_then(|mut arguments| if arguments.has_problems() { Err(arguments.refuse()) } else { Ok(()) }) {
        Ok(()) => Ok(()),
        Err(error) => Err(refused(tool, &error)),
    }
}

/// The usage error for arguments that the tool refuses.
pub(super) fn refused(tool: &BoundTool, error: &ToolError) -> Failure {
    let option = if tool.category() == "discovery" { " --discover" } else { "" };
    Failure::usage(format_args!(
        "{}{}\n`clerk-toolkit tools {}{option}` shows the arguments.",
        error.message(),
        hint(error),
        tool.name()
    ))
}

fn properties(tool: &BoundTool) -> impl Iterator<Item = (&str, &Value)> {
    let properties = tool.input_schema()["properties"].as_object();
    properties.into_iter().flatten().map(|(name, schema)| (name.as_str(), schema))
}

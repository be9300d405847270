//! Checks the arguments that a model sends: a marker in an argument would overwrite the value that it replaced.

use std::borrow::Cow;

use serde_json::Value;

use super::{decode, marker};
use crate::json;

/// The path of the first argument with a marker, such as `metadata.seats[0]`: in a value, a name, or JSON text inside a
/// text. What is nested too deeply is not searched; such arguments are refused later.
pub(crate) fn marked_argument(arguments: &Value) -> Option<String> {
    let mut steps = marked(arguments, json::MAX_DEPTH)?;
    steps.reverse();
    Some(steps.concat().trim_start_matches('.').to_owned())
}

/// The steps to the marker, from the innermost to the outermost.
fn marked(value: &Value, depth: usize) -> Option<Vec<String>> {
    let depth = depth.checked_sub(1)?;
    let step = |mut steps: Vec<String>, step: String| {
        steps.push(step);
        steps
    };
    match value {
        Value::String(text) => holds_marker(text).then(Vec::new),
        Value::Array(items) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(position, item)| Some(step(marked(item, depth)?, format!("[{position}]"))))
        }
        Value::Object(fields) => fields.iter().find_map(|(name, field)| {
            let steps = if holds_marker(name) { Some(Vec::new()) } else { marked(field, depth) };
            Some(step(steps?, format!(".{name}")))
        }),
        _ => None,
    }
}

/// Whether a text contains a marker, plain or encoded.
fn holds_marker(text: &str) -> bool {
    // Markers are longer than this, in every encoding.
    if text.len() < 24 {
        return false;
    }
    let mut plain = Cow::Borrowed(text);
    for _ in 0..4 {
        if marker::is_in(&plain) {
            return true;
        }
        match decode::unescape(&plain) {
            Some(unescaped) => plain = unescaped.into(),
            None => return false,
        }
    }
    false
}

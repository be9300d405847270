//! Checks the arguments that a model sends: a marker in an argument would overwrite the value that it replaced, and so
//! would a notice about an omitted part.

use std::borrow::Cow;

use serde_json::Value;

use super::{decode, marker};
use crate::json;

/// What a model reads in place of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placeholder {
    /// A marker, which replaced a value.
    Marker,
    /// A notice, which names an omitted part.
    Notice,
}

/// The first placeholder in the arguments, and its path, such as `metadata.seats[0]`: in a value, a name, or JSON text
/// inside a text. What is nested too deeply is not searched; such arguments are refused later.
pub(crate) fn placeholder(arguments: &Value) -> Option<(Placeholder, String)> {
    let (placeholder, mut steps) = find(arguments, json::MAX_DEPTH)?;
    steps.reverse();
    Some((placeholder, steps.concat().trim_start_matches('.').to_owned()))
}

/// The first placeholder, and the steps to it, from the innermost to the outermost.
fn find(value: &Value, depth: usize) -> Option<(Placeholder, Vec<String>)> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(text) => Some((in_text(text)?, Vec::new())),
        Value::Array(items) => items.iter().enumerate().find_map(|(position, item)| {
            let (placeholder, mut steps) = find(item, depth)?;
            steps.push(format!("[{position}]"));
            Some((placeholder, steps))
        }),
        Value::Object(fields) => fields.iter().find_map(|(name, field)| {
            let in_name = in_name(name).map(|placeholder| (placeholder, Vec::new()));
            let (placeholder, mut steps) = in_name.or_else(|| find(field, depth))?;
            steps.push(format!(".{name}"));
            Some((placeholder, steps))
        }),
        _ => None,
    }
}

fn in_name(name: &str) -> Option<Placeholder> {
    if name == marker::LEFT_OUT_FIELD { Some(Placeholder::Notice) } else { in_text(name) }
}

/// The placeholder in a text, plain or encoded.
fn in_text(text: &str) -> Option<Placeholder> {
    // Placeholders are longer than this, in every encoding.
    if text.len() < 24 {
        return None;
    }
    let mut plain = Cow::Borrowed(text);
    for _ in 0..4 {
        if marker::is_in(&plain) {
            return Some(Placeholder::Marker);
        }
        match decode::unescape(&plain) {
            Some(unescaped) => plain = unescaped.into(),
            None => break,
        }
    }
    text.contains(marker::LEFT_OUT).then_some(Placeholder::Notice)
}

//! What is wrong with the value of an argument.

use serde_json::Value;

/// Why a value does not have an argument's type.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ArgumentProblem {
    /// The place inside the value, written after the argument's name: `.items[2].count`, or empty.
    pub(super) path: String,
    pub(super) message: String,
}

/// The JSON type of a value, with its article.
pub(super) fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

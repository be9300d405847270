//! The error that a model reads when a call fails: one format, with Clerk's message and a hint.

mod arguments;
mod connection;
mod filters;
mod responses;
mod secrets;

use clerk_toolkit::ToolError;
use serde_json::{Value, json};

/// The schema of every error. It allows no other fields.
fn shape() -> Value {
    json!({
        "type": "object",
        "properties": {
            "error": {
                "type": "object",
                "properties": {
                    "code": { "type": "string", "pattern": "^[a-z][a-z0-9_]*$" },
                    "message": { "type": "string", "minLength": 8 },
                    "hint": { "type": "string", "minLength": 8 },
                    "retryable": { "type": "boolean" },
                    "retryAfterSeconds": { "type": "integer", "minimum": 0 },
                    "traceId": { "type": "string", "minLength": 1 },
                },
                "required": ["code", "message", "retryable"],
                "additionalProperties": false,
            },
        },
        "required": ["error"],
        "additionalProperties": false,
    })
}

/// The error that the model reads. Checks that it matches the schema.
#[track_caller]
fn shown(error: &ToolError) -> Value {
    let value = error.to_value();
    assert_eq!(serde_json::to_value(error).expect("the value is JSON"), value);
    if let Err(problem) = jsonschema::validate(&shape(), &value) {
        panic!("{problem}: {value}");
    }
    value["error"].clone()
}

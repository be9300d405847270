//! Any JSON as the output of a tool: no secret is left in it, and the rest keeps its shape.
//!
//! The input is a JSON document. Each `<S>` in a text or a key stands for a secret between brackets.

#![no_main]

use clerk_toolkit::json;
use clerk_toolkit::serde_json::{Map, Value, json};
use clerk_toolkit_fuzz::{runtime, toolkit};
use libfuzzer_sys::fuzz_target;

/// What stands for a secret in the input.
const PLACE: &str = "<S>";

/// What the text of every marker contains.
const MARKER: &str = "clerk-toolkit:";

/// A value in the form of a secret key of a live instance.
const SECRET: &str = "sk_live_0123456789abcdefghijABCDEFGHIJ0123456789xyz";

fuzz_target!(|input: &[u8]| {
    let Ok(Value::Object(document)) = json::read(input) else { return };
    let document = Value::Object(document);
    // The fuzzer learns the key from the comparison below. Inside a longer word, it is not a key.
    if document.to_string().contains(SECRET) {
        return;
    }
    let planted = plant(&document);
    let outcome = runtime().block_on(toolkit().call("show", json!({ "data": planted })));
    let output = match outcome {
        Ok(output) => output,
        // The document itself contains a marker or a notice, which no argument may.
        Err(error) => return assert!(matches!(error.code(), "argument_redacted" | "arguments_invalid"), "{error}"),
    };
    assert!(!output.to_string().contains(SECRET), "{output}");
    assert!(has_shape(&planted, &output), "{planted}\n{output}");
});

/// A text with secrets. The brackets stay, because a key inside a longer word is not a key.
fn with_secrets(text: &str) -> String {
    text.replace(PLACE, &format!("<{SECRET}>"))
}

/// The document with secrets.
fn plant(value: &Value) -> Value {
    match value {
        Value::String(text) => with_secrets(text).into(),
        Value::Array(items) => items.iter().map(plant).collect(),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, field)| (with_secrets(name), plant(field))).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

/// Whether the output has as many items and fields as the document at each place, in the same order, and values of the
/// same types. A name that contains a secret is replaced too.
fn has_shape(document: &Value, output: &Value) -> bool {
    match (document, output) {
        (Value::Array(before), Value::Array(after)) => {
            before.len() == after.len() && before.iter().zip(after).all(|(before, after)| has_shape(before, after))
        }
        (Value::Object(before), Value::Object(after)) => {
            before.len() == after.len()
                && before.iter().zip(after).all(|((name, before), (shown, after))| {
                    (name == shown || shown.contains(MARKER)) && has_shape(before, after)
                })
        }
        (before, after) => json::describe(before) == json::describe(after),
    }
}

//! One tool call of a model, from any provider.

use std::fmt;

use futures_util::future::join_all;
use serde_json::{Map, Value};

use super::FormatError;
use super::cursor::Cursor;
use crate::json;
use crate::tool::ToolError;
use crate::toolkit::{CallOutput, ClerkToolkit};

/// One tool call of a model.
///
/// `Debug` shows the names of the arguments, but not their values.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct ToolCall {
    /// The id that the result must repeat, so that the provider can match it to the call. `None` if the provider sent
    /// no id.
    pub id: Option<String>,
    /// The tool's name, as the model wrote it.
    pub name: String,
    /// The arguments, or the error that says why they cannot be read. The model gets that error as the call's result
    /// and can correct the call.
    pub arguments: Result<Value, ToolError>,
}

impl ToolCall {
    /// A call that was not read from a single message, such as one assembled from a stream.
    pub fn new(id: Option<String>, name: impl Into<String>, arguments: Value) -> Self {
        Self { id, name: name.into(), arguments: Ok(arguments) }
    }

    /// Calls the tool.
    ///
    /// # Errors
    /// `arguments_invalid` if the arguments could not be read; otherwise see [`ClerkToolkit::call`].
    pub async fn run(&self, toolkit: &ClerkToolkit) -> Result<Value, ToolError> {
        self.run_with_report(toolkit).await.map(CallOutput::into_value)
    }

    /// Calls the tool, and also returns which values of its output the model does not see.
    ///
    /// # Errors
    /// `arguments_invalid` if the arguments could not be read; otherwise see [`ClerkToolkit::call`].
    pub async fn run_with_report(&self, toolkit: &ClerkToolkit) -> Result<CallOutput, ToolError> {
        let arguments = self.arguments.as_ref().map_err(ToolError::clone)?;
        toolkit.call_with_report(&self.name, copy(arguments)?).await
    }

    /// Reads a call from the positions of its parts.
    ///
    /// # Errors
    /// If the name is not a string, or an id is given and is not a string.
    pub(super) fn read(
        id: Option<&Cursor<'_>>,
        name: &Cursor<'_>,
        arguments: Arguments<'_>,
    ) -> Result<Self, FormatError> {
        Ok(Self {
            id: id.map(|id| id.string("the call's id, a string").map(str::to_owned)).transpose()?,
            name: name.string("the tool's name, a string")?.to_owned(),
            arguments: arguments.read(),
        })
    }
}

impl fmt::Debug for ToolCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.arguments.as_ref().map(|arguments| arguments.as_object().map(|fields| fields.keys()));
        f.debug_struct("ToolCall")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("arguments", &names.map(|names| names.into_iter().flatten().collect::<Vec<_>>()))
            .finish()
    }
}

/// How a provider writes a call's arguments. If they are missing, the call has no arguments.
pub(super) enum Arguments<'a> {
    /// As JSON. The toolkit rejects values that are not objects.
    Value(Option<&'a Value>),
    /// As text that contains JSON. Some servers send an object instead, or an empty text for a call without arguments;
    /// both are accepted.
    Text(Option<&'a Value>),
}

impl Arguments<'_> {
    fn read(self) -> Result<Value, ToolError> {
        match self {
            Self::Value(None) | Self::Text(None) => Ok(Value::Object(Map::new())),
            Self::Text(Some(Value::String(text))) if text.trim().is_empty() => Ok(Value::Object(Map::new())),
            Self::Text(Some(Value::String(text))) => json::read(text.as_bytes()).map_err(|error| {
                let what = if error.is_syntax() { "not valid JSON" } else { "not accepted" };
                ToolError::arguments(format!("The arguments are {what}: {error}."))
                    .with_hint("Call again with one complete JSON object.")
            }),
            Self::Value(Some(value)) | Self::Text(Some(value)) => copy(value),
        }
    }
}

/// A copy of the arguments. Copying a value that is nested too deeply would overflow the stack.
fn copy(arguments: &Value) -> Result<Value, ToolError> {
    match json::is_too_deep(arguments, json::MAX_DEPTH) {
        true => Err(ToolError::too_deep("The arguments are nested too deeply.")),
        false => Ok(arguments.clone()),
    }
}

/// Runs the calls concurrently and returns their results in the calls' order.
///
/// No task is spawned: dropping the future cancels all calls.
pub(super) async fn run_all<R>(
    toolkit: &ClerkToolkit,
    calls: &[ToolCall],
    result: fn(&ToolCall, &Result<Value, ToolError>) -> R,
) -> Vec<R> {
    join_all(calls.iter().map(|call| async move { result(call, &call.run(toolkit).await) })).await
}

/// The outcome of a call as JSON text: the output or the error.
pub(super) fn text(outcome: &Result<Value, ToolError>) -> String {
    match outcome {
        Ok(output) => compact(&json::bounded(output)),
        Err(error) => compact(&error.to_value()),
    }
}

/// Compact JSON. `Value`'s `Display` writes the same text at twice the cost.
fn compact(value: &Value) -> String {
    serde_json::to_string(value).expect("a `Value` has string keys and finite numbers, so it can be serialized")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::formats::fixtures;

    fn text(arguments: &Value) -> Result<Value, ToolError> {
        Arguments::Text(Some(arguments)).read()
    }

    #[test]
    fn reads_arguments_from_text_and_from_objects() {
        assert_eq!(text(&json!("{\"a\":1}")), Ok(json!({ "a": 1 })));
        for none in ["", "  ", "\n"] {
            assert_eq!(text(&json!(none)), Ok(json!({})));
        }
        assert_eq!(text(&json!({ "a": 1 })), Ok(json!({ "a": 1 })));
        assert_eq!(Arguments::Text(None).read(), Ok(json!({})));
        assert_eq!(Arguments::Value(None).read(), Ok(json!({})));
    }

    #[tokio::test]
    async fn truncated_arguments_fail_when_the_call_runs_and_are_not_shown() {
        let truncated = text(&json!(r#"{"to": "Ada Secret", "#));
        let call = ToolCall { id: None, name: "sendParcel".to_owned(), arguments: truncated };
        let error = call.run(&fixtures::toolkit()).await.expect_err("the arguments are truncated");
        assert_eq!(error.code(), "arguments_invalid");
        assert!(error.message().contains("not valid JSON") && error.message().contains("line 1"), "{error}");
        assert!(error.hint().is_some() && !error.to_string().contains("Secret"), "{error}");
    }

    #[tokio::test]
    async fn the_toolkit_rejects_arguments_that_are_not_an_object() {
        let call = ToolCall { id: None, name: "ping".to_owned(), arguments: text(&json!("[1]")) };
        let error = call.run(&fixtures::toolkit()).await.expect_err("the arguments are an array");
        assert_eq!(
            (error.code(), error.message()),
            ("arguments_invalid", "The arguments must be a JSON object, not an array.",)
        );
    }
}

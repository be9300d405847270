//! One call that a model asks for, whichever provider's.

use serde_json::{Map, Value};

use super::cursor::Cursor;
use super::{FormatError, join};
use crate::tool::ToolError;
use crate::toolkit::ClerkToolkit;

/// One call that a model asks for.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ToolCall {
    /// What the result has to name so that the provider finds the call, where the provider has such a thing.
    pub id: Option<String>,
    /// The tool's name, as the model wrote it.
    pub name: String,
    /// The arguments, or why they cannot be read: the call is then answered with that error, so that the model can
    /// mend it.
    pub arguments: Result<Value, ToolError>,
}

impl ToolCall {
    /// A call that did not come in one message, such as one put together from a stream.
    pub fn new(id: Option<String>, name: impl Into<String>, arguments: Value) -> Self {
        Self { id, name: name.into(), arguments: Ok(arguments) }
    }

    /// Calls the tool.
    ///
    /// # Errors
    /// See [`ClerkToolkit::call`]; `arguments_invalid` where the arguments could not be read.
    pub async fn run(&self, toolkit: &ClerkToolkit) -> Result<Value, ToolError> {
        toolkit.call(&self.name, self.arguments.clone()?).await
    }

    /// The call whose parts stand at these places.
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

/// Where a call's arguments stand. Left out, they are none.
pub(super) enum Arguments<'a> {
    /// As JSON. Whatever is no object is left for the toolkit to refuse.
    Value(Option<&'a Value>),
    /// As text that holds JSON. Some servers send an object all the same, and an empty text for no arguments.
    Text(Option<&'a Value>),
}

impl Arguments<'_> {
    fn read(self) -> Result<Value, ToolError> {
        match self {
            Self::Value(None) | Self::Text(None) => Ok(Value::Object(Map::new())),
            Self::Text(Some(Value::String(text))) if text.trim().is_empty() => Ok(Value::Object(Map::new())),
            Self::Text(Some(Value::String(text))) => serde_json::from_str(text).map_err(|error| {
                ToolError::arguments(format!("The arguments are not JSON: {error}."))
                    .with_hint("Call again with one complete JSON object.")
            }),
            Self::Value(Some(value)) | Self::Text(Some(value)) => Ok(value.clone()),
        }
    }
}

/// Runs the calls side by side, and writes down how each ended, in their order.
pub(super) async fn run_all(
    toolkit: &ClerkToolkit,
    calls: &[ToolCall],
    result: fn(&ToolCall, &Result<Value, ToolError>) -> Value,
) -> Vec<Value> {
    join::all(calls.iter().map(|call| async move { result(call, &call.run(toolkit).await) })).await
}

/// How a call ended, as text: the JSON of the answer, or of the error.
pub(super) fn text(outcome: &Result<Value, ToolError>) -> String {
    match outcome {
        Ok(answer) => answer.to_string(),
        Err(error) => error.to_value().to_string(),
    }
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
    fn text_holds_an_object_or_nothing() {
        assert_eq!(text(&json!("{\"a\":1}")), Ok(json!({ "a": 1 })));
        for none in ["", "  ", "\n"] {
            assert_eq!(text(&json!(none)), Ok(json!({})));
        }
        assert_eq!(text(&json!({ "a": 1 })), Ok(json!({ "a": 1 })));
        assert_eq!(Arguments::Text(None).read(), Ok(json!({})));
        assert_eq!(Arguments::Value(None).read(), Ok(json!({})));
    }

    #[tokio::test]
    async fn arguments_that_are_cut_off_fail_when_the_call_runs_and_are_not_shown() {
        let cut = text(&json!(r#"{"to": "Ada Secret", "#));
        let call = ToolCall { id: None, name: "sendParcel".to_owned(), arguments: cut };
        let error = call.run(&fixtures::toolkit()).await.expect_err("cut off");
        assert_eq!(error.code(), "arguments_invalid");
        assert!(error.message().contains("not JSON") && error.message().contains("line 1"), "{error}");
        assert!(error.hint().is_some() && !error.to_string().contains("Secret"), "{error}");
    }

    #[tokio::test]
    async fn json_that_is_no_object_is_the_toolkits_to_refuse() {
        let call = ToolCall { id: None, name: "ping".to_owned(), arguments: text(&json!("[1]")) };
        let error = call.run(&fixtures::toolkit()).await.expect_err("an array");
        assert_eq!(
            (error.code(), error.message()),
            ("arguments_invalid", "The arguments must be a JSON object, and are an array.",)
        );
    }
}

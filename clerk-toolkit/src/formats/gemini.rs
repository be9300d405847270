//! Gemini, on the Gemini API and on Vertex AI.
//!
//! Converts the [tools and contents](https://ai.google.dev/api/caching#Tool) of `models.generateContent`.

use std::borrow::Borrow;

use serde::Serialize;
use serde_json::{Value, json};

use super::cursor::Cursor;
use super::tool_call::{self, Arguments};
use super::{FormatError, ToolCall};
use crate::json;
use crate::tool::ToolError;
use crate::toolkit::{BoundTool, ClerkToolkit};

const FORMAT: &str = "Gemini content";

/// The definitions, for a request's `tools`: one
/// `{"functionDeclarations": [{"name", "description", "parametersJsonSchema"?}]}`, or nothing if there are no tools.
///
/// `parametersJsonSchema` takes the same schema as every other provider. It excludes the older `parameters`, which
/// takes Google's own dialect of OpenAPI and supports only part of JSON Schema. The declaration of a function without
/// arguments has neither, because Gemini has rejected object schemas without properties.
pub fn tools<T: Borrow<BoundTool>>(tools: impl IntoIterator<Item = T>) -> Vec<Value> {
    let declarations: Vec<_> = tools.into_iter().map(|tool| declaration(tool.borrow())).collect();
    if declarations.is_empty() { Vec::new() } else { vec![json!({ "functionDeclarations": declarations })] }
}

fn declaration(tool: &BoundTool) -> Value {
    let mut declaration = json!({ "name": tool.name(), "description": tool.description() });
    let schema = tool.input_schema();
    if schema["properties"].as_object().is_some_and(|properties| !properties.is_empty()) {
        declaration["parametersJsonSchema"] = schema.clone();
    }
    declaration
}

/// The calls in a response (the content of its first candidate), or in a content: the parts with a `functionCall`.
///
/// # Errors
/// If the JSON is neither a response nor a content, or a call has no name. Also if the first candidate has no content;
/// its `finishReason` then says why the model returned nothing.
pub fn calls(content: &Value) -> Result<Vec<ToolCall>, FormatError> {
    let root = Cursor::root(FORMAT, content);
    let content = if root.has("candidates") { root.field("candidates").item(0).field("content") } else { root };
    if !["role", "parts"].iter().any(|key| content.has(key)) {
        return Err(content.error("a content with its `parts`, or a response with its `candidates`"));
    }
    let parts = content.field("parts");
    if parts.value().is_none() {
        return Ok(Vec::new());
    }
    let calls = parts.items("an array of parts")?.into_iter().map(|part| part.field("functionCall"));
    calls.filter(|call| call.value().is_some()).map(|call| read(&call)).collect()
}

fn read(call: &Cursor<'_>) -> Result<ToolCall, FormatError> {
    let id = call.field("id");
    let args = call.field("args");
    ToolCall::read(id.value().is_some().then_some(&id), &call.field("name"), Arguments::Value(args.value()))
}

/// The result of one call: a part with a `functionResponse`, for [`message`].
///
/// A separate type prevents passing a whole content as a result. It serializes to the part, and converts into a
/// [`Value`].
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct FunctionResponsePart(Value);

impl From<FunctionResponsePart> for Value {
    fn from(part: FunctionResponsePart) -> Self {
        part.0
    }
}

/// The result of one call: `{"functionResponse": {"id"?, "name", "response": {"output" | "error"}}}`.
///
/// The `id` is present if the call had one. Otherwise Gemini matches results to calls by name and order.
pub fn result(call: &ToolCall, outcome: &Result<Value, ToolError>) -> FunctionResponsePart {
    let response = match outcome {
        Ok(output) => json!({ "output": *json::bounded(output) }),
        Err(error) => error.to_value(),
    };
    let mut function_response = json!({ "name": call.name, "response": response });
    if let Some(id) = &call.id {
        function_response["id"] = id.as_str().into();
    }
    FunctionResponsePart(json!({ "functionResponse": function_response }))
}

/// The content that carries results: `{"role": "user", "parts": […]}`.
///
/// Gemini expects the results of all calls of one content in the next content.
///
/// [`run_calls`] returns such a content already. Its output is not a list of results and cannot be passed here:
///
/// ```compile_fail,E0271
/// # use clerk_toolkit::{ClerkToolkit, formats::{FormatError, gemini}, serde_json::Value};
/// async fn reply(toolkit: &ClerkToolkit, content: &Value) -> Result<Value, FormatError> {
///     Ok(gemini::message(gemini::run_calls(toolkit, content).await?))
/// }
/// ```
pub fn message(results: impl IntoIterator<Item = FunctionResponsePart>) -> Value {
    let parts: Vec<Value> = results.into_iter().map(Value::from).collect();
    json!({ "role": "user", "parts": parts })
}

/// Runs all calls of a response or a content concurrently. Returns the one content to append after the model's own, or
/// nothing if there are no calls.
///
/// # Errors
/// See [`calls`]. If a call fails, its result contains the error.
pub async fn run_calls(toolkit: &ClerkToolkit, content: &Value) -> Result<Vec<Value>, FormatError> {
    let calls = calls(content)?;
    if calls.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![message(tool_call::run_all(toolkit, &calls, result).await)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::fixtures;

    #[test]
    fn a_declaration_has_a_json_schema_unless_the_function_has_no_arguments() {
        let toolkit = fixtures::toolkit();
        let [tag, ping] = ["tag", "ping"].map(|name| toolkit.tool(name).expect("the tool is in the fixtures"));
        let declarations = json!([
            { "name": "tag", "description": "Return the metadata.", "parametersJsonSchema": tag.input_schema() },
            { "name": "ping", "description": "Return at once." },
        ]);
        assert_eq!(tools([&tag, &ping]), [json!({ "functionDeclarations": declarations })]);
        assert!(tools(Vec::<BoundTool>::new()).is_empty());
    }

    #[test]
    fn calls_reads_a_response_and_a_content_with_and_without_ids_and_arguments() {
        let content = json!({ "role": "model", "parts": [
            { "text": "Let me see.", "thought": true },
            { "functionCall": { "name": "ping" }, "thoughtSignature": "c2ln" },
            { "functionCall": { "id": "f1", "name": "tag", "args": { "metadata": {} } } },
        ]});
        let read = [
            ToolCall::new(None, "ping", json!({})),
            ToolCall::new(Some("f1".to_owned()), "tag", json!({ "metadata": {} })),
        ];
        assert_eq!(calls(&content).expect("the content is valid"), read);
        let response = json!({ "candidates": [{ "content": content, "finishReason": "STOP" }] });
        assert_eq!(calls(&response).expect("the response is valid"), read);
        assert_eq!(calls(&json!({ "role": "model" })), Ok(vec![]));
    }

    #[test]
    fn a_result_repeats_the_id_of_its_call_if_any() {
        let part = |call: &ToolCall| Value::from(result(call, &Ok(json!([1]))));
        let expected = json!({ "functionResponse": { "name": "ping", "response": { "output": [1] } } });
        assert_eq!(part(&ToolCall::new(None, "ping", json!({}))), expected);
        let with_id = part(&ToolCall::new(Some("f1".to_owned()), "ping", json!({})));
        assert_eq!(with_id["functionResponse"]["id"], "f1");
    }

    #[tokio::test]
    async fn args_that_are_not_an_object_fail_only_their_own_call() {
        let content = json!({ "parts": [
            { "functionCall": { "name": "ping", "args": [1] } },
            { "functionCall": { "name": "ping" } },
        ]});
        let contents = run_calls(&fixtures::toolkit(), &content).await.expect("the content is valid");
        let response = |position: usize| &contents[0]["parts"][position]["functionResponse"]["response"];
        assert_eq!(response(0)["error"]["code"], "arguments_invalid");
        assert_eq!(response(1), &json!({ "output": "pong" }));
    }

    #[test]
    fn results_go_into_a_message_and_into_json() {
        let result = || result(&ToolCall::new(None, "ping", json!({})), &Ok(json!(1)));
        let part = json!({ "functionResponse": { "name": "ping", "response": { "output": 1 } } });
        let message = message([result()]);
        assert_eq!(message, json!({ "role": "user", "parts": [part] }));
        assert_eq!(json!({ "role": "user", "parts": [result()] }), message);
    }

    #[test]
    fn an_error_names_the_path_of_what_is_malformed() {
        let cases = [
            (json!({ "promptFeedback": { "blockReason": "SAFETY" } }), "/"),
            (json!({ "candidates": [] }), "/candidates/0/content"),
            (json!({ "candidates": [{ "finishReason": "SAFETY" }] }), "/candidates/0/content"),
            (json!({ "parts": {} }), "/parts"),
            (json!({ "parts": [{ "functionCall": {} }] }), "/parts/0/functionCall/name"),
            (json!({ "parts": [{ "functionCall": { "name": "ping", "id": 7 } }] }), "/parts/0/functionCall/id"),
        ];
        for (content, path) in cases {
            assert_eq!(calls(&content).expect_err(path).path(), path);
        }
    }
}

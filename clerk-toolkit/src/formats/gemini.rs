//! Gemini, on the Gemini API and on Vertex AI.
//!
//! Wraps the [tools and contents](https://ai.google.dev/api/caching#Tool) of `models.generateContent`.

use std::borrow::Borrow;

use serde_json::{Value, json};

use super::cursor::Cursor;
use super::tool_call::{self, Arguments};
use super::{FormatError, ToolCall};
use crate::tool::ToolError;
use crate::toolkit::{BoundTool, ClerkToolkit};

const FORMAT: &str = "a Gemini content with its calls";

/// The definitions, for a request's `tools`: one
/// `{"functionDeclarations": [{"name", "description", "parametersJsonSchema"?}]}`, or nothing where there are no tools.
///
/// The older `parameters` takes Google's own dialect of OpenAPI, which leaves out part of JSON Schema;
/// `parametersJsonSchema` takes the very schema that every other provider gets, and excludes `parameters`. A function
/// without arguments is declared without either, since Gemini has refused objects without properties.
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
/// Where the JSON is neither, or a call has no name. A candidate without content is none either: its `finishReason`
/// says why the model did not answer.
pub fn calls(content: &Value) -> Result<Vec<ToolCall>, FormatError> {
    let root = Cursor::root(FORMAT, content);
    let content = if root.has("candidates") { root.field("candidates").item(0).field("content") } else { root };
    if !["role", "parts"].iter().any(|key| content.has(key)) {
        return Err(content.refuse("a content with its `parts`, or a response with its `candidates`"));
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

/// The part that answers one call: `{"functionResponse": {"id"?, "name", "response": {"output" | "error"}}}`. The id
/// is there where the call had one; without, Gemini goes by the name and the order.
pub fn result(call: &ToolCall, outcome: &Result<Value, ToolError>) -> Value {
    let response = match outcome {
        Ok(answer) => json!({ "output": answer }),
        Err(error) => error.to_value(),
    };
    let mut answer = json!({ "name": call.name, "response": response });
    if let Some(id) = &call.id {
        answer["id"] = id.as_str().into();
    }
    json!({ "functionResponse": answer })
}

/// The content that carries results: `{"role": "user", "parts": […]}`.
///
/// All calls of one content have to be answered in the next one.
pub fn message(results: Vec<Value>) -> Value {
    json!({ "role": "user", "parts": results })
}

/// Runs all calls of a response or a content side by side, and returns the one content to append after the model's
/// own, or none.
///
/// # Errors
/// See [`calls`]. A call that fails is no error, but an answer that says so.
pub async fn answer(toolkit: &ClerkToolkit, content: &Value) -> Result<Vec<Value>, FormatError> {
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
    fn declares_functions_with_json_schema_and_those_without_arguments_without() {
        let toolkit = fixtures::toolkit();
        let (tag, ping) = (toolkit.tool("tag").expect("a tool"), toolkit.tool("ping").expect("a tool"));
        let declarations = json!([
            { "name": "tag", "description": "Tag whatever.", "parametersJsonSchema": tag.input_schema() },
            { "name": "ping", "description": "Answer at once." },
        ]);
        assert_eq!(tools([&tag, &ping]), [json!({ "functionDeclarations": declarations })]);
        assert!(tools(Vec::<BoundTool>::new()).is_empty());
    }

    #[test]
    fn reads_a_response_and_a_content_with_and_without_ids_and_arguments() {
        let content = json!({ "role": "model", "parts": [
            { "text": "Let me see.", "thought": true },
            { "functionCall": { "name": "ping" }, "thoughtSignature": "c2ln" },
            { "functionCall": { "id": "f1", "name": "tag", "args": { "metadata": {} } } },
        ]});
        let read = [
            ToolCall::new(None, "ping", json!({})),
            ToolCall::new(Some("f1".to_owned()), "tag", json!({ "metadata": {} })),
        ];
        assert_eq!(calls(&content).expect("a content"), read);
        let response = json!({ "candidates": [{ "content": content, "finishReason": "STOP" }] });
        assert_eq!(calls(&response).expect("a response"), read);
        assert_eq!(calls(&json!({ "role": "model" })), Ok(vec![]));
    }

    #[test]
    fn an_id_goes_back_where_one_came() {
        let part = |call: &ToolCall| result(call, &Ok(json!([1])));
        let expected = json!({ "functionResponse": { "name": "ping", "response": { "output": [1] } } });
        assert_eq!(part(&ToolCall::new(None, "ping", json!({}))), expected);
        let with_id = part(&ToolCall::new(Some("f1".to_owned()), "ping", json!({})));
        assert_eq!(with_id["functionResponse"]["id"], "f1");
    }

    #[tokio::test]
    async fn args_that_are_no_object_are_answered_as_an_error_of_that_call() {
        let content = json!({ "parts": [
            { "functionCall": { "name": "ping", "args": [1] } },
            { "functionCall": { "name": "ping" } },
        ]});
        let answer = answer(&fixtures::toolkit(), &content).await.expect("a content");
        let response = |position: usize| &answer[0]["parts"][position]["functionResponse"]["response"];
        assert_eq!(response(0)["error"]["code"], "arguments_invalid");
        assert_eq!(response(1), &json!({ "output": "pong" }));
    }

    #[test]
    fn says_what_is_malformed_and_where() {
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

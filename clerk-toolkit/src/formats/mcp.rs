//! Model Context Protocol.
//!
//! Converts the [tools](https://modelcontextprotocol.io/specification/2025-06-18/server/tools) of a server: the results
//! of `tools/list` and `tools/call`.

use std::borrow::Borrow;

use futures_util::future::join_all;
use serde_json::{Map, Value, json};

use super::cursor::Cursor;
use super::json_text::with_json_texts;
use super::tool_call::{self, Arguments};
use super::{FormatError, ToolCall};
use crate::json;
use crate::tool::{Definition, Effect, ToolError};
use crate::toolkit::{BoundTool, CallOutput, ClerkToolkit, Redaction};

const FORMAT: &str = "MCP `tools/call` parameters";

/// What a client reads about a tool before it asks a person to approve a call.
///
/// All four hints are always sent, because the protocol treats a tool without hints as destructive.
///
/// ```
/// use clerk_toolkit::{catalog::users, formats::mcp::Hints, tool::Tool};
///
/// let hints = Hints::of(users::get_user::DEFINITION);
/// assert!(hints.read_only && !hints.destructive);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hints {
    /// The tool changes nothing: its effect is [`Effect::Read`].
    pub read_only: bool,
    /// The tool deletes data or changes it irreversibly: its effect is [`Effect::Destructive`].
    pub destructive: bool,
    /// A second call with the same arguments changes nothing more. Always true for [`Effect::Read`].
    pub idempotent: bool,
    /// The tool reaches a service outside the server. Always true: the catalog's tools call Clerk, and what a custom
    /// tool reaches is not known.
    pub open_world: bool,
}

impl Hints {
    /// The hints for a tool.
    pub const fn of(tool: &Definition) -> Self {
        Self {
            read_only: matches!(tool.effect(), Effect::Read),
            destructive: matches!(tool.effect(), Effect::Destructive),
            idempotent: tool.is_idempotent(),
            open_world: true,
        }
    }
}

/// The definitions, for the `tools` of a `tools/list` result:
/// `{"name", "title", "description", "inputSchema", "outputSchema"?, "annotations"}`.
///
/// The annotations repeat the title, because clients before revision 2025-06-18 look for it there. `outputSchema` is
/// present if the tool's output is an object, because MCP's structured content is always an object.
///
/// An argument that is an object with any keys, such as metadata, is defined as a text with a JSON object. Clients that
/// convert schemas to OpenAI's strict mode would otherwise let a model write only `{}`, or not use strict mode for the
/// tool. A call may contain the object itself too.
pub fn tools<T: Borrow<BoundTool>>(tools: impl IntoIterator<Item = T>) -> Vec<Value> {
    tools.into_iter().map(|tool| definition(tool.borrow())).collect()
}

fn definition(tool: &BoundTool) -> Value {
    let hints = Hints::of(tool.definition());
    let mut definition = json!({
        "name": tool.name(),
        "title": tool.title(),
        "description": tool.description(),
        "inputSchema": with_json_texts(tool.input_schema()),
    });
    if let Some(schema) = tool.output_schema().filter(|schema| schema["type"] == "object") {
        definition["outputSchema"] = schema.clone();
    }
    definition["annotations"] = json!({
        "title": tool.title(),
        "readOnlyHint": hints.read_only,
        "destructiveHint": hints.destructive,
        "idempotentHint": hints.idempotent,
        "openWorldHint": hints.open_world,
    });
    definition
}

/// The one call in the `params` of a `tools/call` request: `{"name", "arguments"?}`. It has no id, because the request
/// has one.
///
/// # Errors
/// If the parameters have no name.
pub fn calls(params: &Value) -> Result<Vec<ToolCall>, FormatError> {
    let params = Cursor::root(FORMAT, params);
    let arguments = params.field("arguments");
    Ok(vec![ToolCall::read(None, &params.field("name"), Arguments::Value(arguments.value()))?])
}

/// The key in a result's `_meta` for the list of values that the model does not see.
pub const REDACTIONS: &str = "clerk-toolkit/redactions";

/// The result of the request, a `CallToolResult`: `{"content", "structuredContent"?, "isError"?}`.
///
/// `content` is the output or the error as JSON text. An output that is an object is also the structured content.
pub fn result(_: &ToolCall, outcome: &Result<Value, ToolError>) -> Value {
    to_json(CallResult::from(match outcome {
        Ok(output) => Ok(json::bounded(output).into_owned()),
        Err(error) => Err(error.clone()),
    }))
}

/// The result of the request with the report of [`ToolCall::run_with_report`]: [`result`], and in its `_meta`, under
/// [`REDACTIONS`], a `{"path", "reason"}` for each value that a marker replaced. `path` is a JSON Pointer into the output.
pub fn result_with_report(_: &ToolCall, outcome: &Result<CallOutput, ToolError>) -> Value {
    let meta = outcome.as_ref().ok().and_then(|output| meta(output.redactions()));
    let mut result = to_json(CallResult::from(outcome.clone().map(CallOutput::into_value)));
    if let Some(meta) = meta {
        result["_meta"] = meta.into();
    }
    result
}

/// The `_meta` of a result, if values were replaced.
pub(crate) fn meta(redactions: &[Redaction]) -> Option<Map<String, Value>> {
    let entry = |redaction: &Redaction| json!({ "path": redaction.path, "reason": redaction.reason.as_str() });
    let list: Value = redactions.iter().map(entry).collect();
    (!redactions.is_empty()).then(|| Map::from_iter([(REDACTIONS.to_owned(), list)]))
}

fn to_json(result: CallResult) -> Value {
    let CallResult { text, structured_content, is_error } = result;
    let mut result = json!({ "content": [{ "type": "text", "text": text }] });
    if let Some(structured_content) = structured_content {
        result["structuredContent"] = structured_content;
    }
    if is_error {
        result["isError"] = true.into();
    }
    result
}

/// The parts of a `CallToolResult`.
pub(crate) struct CallResult {
    /// The output or the error as JSON text.
    pub(crate) text: String,
    /// The output, if it is an object.
    pub(crate) structured_content: Option<Value>,
    pub(crate) is_error: bool,
}

impl From<Result<Value, ToolError>> for CallResult {
    fn from(outcome: Result<Value, ToolError>) -> Self {
        let text = tool_call::text(&outcome);
        let is_error = outcome.is_err();
        Self { text, structured_content: outcome.ok().filter(Value::is_object), is_error }
    }
}

/// Runs the call of a `tools/call` request, and returns its one result.
///
/// # Errors
/// See [`calls`]. If the call fails, its result contains the error.
pub async fn run_calls(toolkit: &ClerkToolkit, params: &Value) -> Result<Vec<Value>, FormatError> {
    let calls = calls(params)?;
    let run = calls.iter().map(|call| async move { result_with_report(call, &call.run_with_report(toolkit).await) });
    Ok(join_all(run).await)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::fixtures;

    #[test]
    fn hints_follow_from_the_effect() {
        let toolkit = fixtures::toolkit();
        let hints = |name: &str| {
            let annotations = tools(toolkit.tool(name)).remove(0)["annotations"].take();
            ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"].map(|hint| annotations[hint].clone())
        };
        assert_eq!(hints("ping"), [true, false, true, true]);
        assert_eq!(hints("sendParcel"), [false, false, false, true]);
        assert_eq!(hints("tag"), [false, false, true, true]);
        assert_eq!(hints("lose"), [false, true, false, true]);
    }

    #[test]
    fn a_definition_has_an_output_schema_if_the_output_is_an_object() {
        let toolkit = fixtures::toolkit();
        let parcel = tools(toolkit.tool("sendParcel")).remove(0);
        assert_eq!(parcel["title"], "Send parcel");
        assert_eq!(parcel["annotations"]["title"], "Send parcel");
        assert_eq!(parcel["inputSchema"]["required"], json!(["to"]));
        assert_eq!(parcel["outputSchema"]["properties"]["summary"]["type"], "string");
        assert_eq!(tools(toolkit.tool("ping"))[0].get("outputSchema"), None);
        for tool in tools(fixtures::catalog().all_tools()) {
            let schema = tool.get("outputSchema");
            assert!(schema.is_none_or(|schema| schema["type"] == "object"), "{tool}");
            assert!(schema.is_some() || tool["name"] != "getUser", "{tool}");
        }
    }

    #[tokio::test]
    async fn an_output_that_is_an_object_is_also_structured_content() {
        let toolkit = fixtures::toolkit();
        let params = json!({ "name": "tag", "arguments": { "metadata": { "a": 1 } } });
        let result = json!({ "content": [{ "type": "text", "text": r#"{"a":1}"# }], "structuredContent": { "a": 1 } });
        assert_eq!(run_calls(&toolkit, &params).await, Ok(vec![result.clone()]));
        assert_eq!(tools(toolkit.tool("tag"))[0]["inputSchema"]["properties"]["metadata"]["type"], "string");
        let as_text = json!({ "name": "tag", "arguments": { "metadata": r#"{"a":1}"# } });
        assert_eq!(run_calls(&toolkit, &as_text).await, Ok(vec![result]));
        let result = json!({ "content": [{ "type": "text", "text": "\"pong\"" }] });
        assert_eq!(run_calls(&toolkit, &json!({ "name": "ping" })).await, Ok(vec![result]));
        let wrong = json!({ "name": "tag", "arguments": "{}" });
        assert_eq!(run_calls(&toolkit, &wrong).await.expect("the parameters have a name")[0]["isError"], true);
    }

    #[test]
    fn calls_takes_the_parameters_and_not_the_whole_request() {
        let request = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": { "name": "ping" } });
        assert_eq!(calls(&request).expect_err("the request has no name").path(), "/name");
    }
}

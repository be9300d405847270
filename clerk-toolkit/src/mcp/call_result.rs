//! The answer to `tools/call`.

use rmcp::ErrorData;
use rmcp::model::{CallToolResult, ContentBlock, ProtocolVersion};
use serde_json::Value;

use crate::tool::ToolError;

/// How a call ended, as the client's revision writes it.
pub(super) fn result(outcome: Result<Value, ToolError>, revision: &ProtocolVersion) -> CallToolResult {
    match outcome {
        Ok(answer) => {
            let mut result = CallToolResult::success(vec![ContentBlock::text(text(&answer))]);
            if answer.is_object() && *revision >= ProtocolVersion::V_2025_06_18 {
                result.structured_content = Some(answer);
            }
            result
        }
        Err(error) => CallToolResult::error(vec![ContentBlock::text(text(&error.to_value()))]),
    }
}

/// Compact JSON. A value can always be written; its `Display` would do the same at twice the cost.
fn text(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A call of a tool that is not offered: a protocol error, with what the toolkit says to it.
pub(super) fn not_offered(error: &ToolError) -> ErrorData {
    let message = match error.hint() {
        Some(hint) => format!("{} {hint}", error.message()),
        None => error.message().to_owned(),
    };
    ErrorData::invalid_params(message, Some(error.to_value()))
}

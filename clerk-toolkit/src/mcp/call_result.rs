//! Results of `tools/call`.

use rmcp::ErrorData;
use rmcp::model::{CallToolResult, ContentBlock, MetaObject, ProtocolVersion};

use crate::formats;
use crate::formats::mcp::CallResult;
use crate::tool::ToolError;
use crate::toolkit::CallOutput;

/// The outcome of a call, as the client's protocol revision represents it.
pub(super) fn result(outcome: Result<CallOutput, ToolError>, revision: &ProtocolVersion) -> CallToolResult {
    let meta = outcome.as_ref().ok().and_then(|output| formats::mcp::meta(output.redactions()));
    let CallResult { text, structured_content, is_error } = CallResult::from(outcome.map(CallOutput::into_value));
    let content = vec![ContentBlock::text(text)];
    let mut result = match is_error {
        true => CallToolResult::error(content),
        false => CallToolResult::success(content),
    };
    if *revision >= ProtocolVersion::V_2025_06_18 {
        result.structured_content = structured_content;
    }
    result.meta = meta.map(MetaObject);
    result
}

/// The protocol error for a call of a tool that the toolkit does not offer, with the toolkit's message and hint.
pub(super) fn not_offered(error: &ToolError) -> ErrorData {
    let message = match error.hint() {
        Some(hint) => format!("{} {hint}", error.message()),
        None => error.message().to_owned(),
    };
    ErrorData::invalid_params(message, Some(error.to_value()))
}

//! No output contains what a model may not read, and everything else is unchanged: a marker stands for each removed value.

mod own_key;
mod properties;
mod resources;
mod write_back;

use clerk_toolkit::client::Metadata;
use clerk_toolkit::toolkit::ClerkToolkitBuilder;
use clerk_toolkit::{ClerkToolkit, ToolError, clerk_tool, toolset};
use serde_json::Value;

/// Return the argument.
#[clerk_tool(effect = read, access = none)]
async fn echo(
    /// Any value.
    tree: Metadata,
) -> Result<Metadata, ToolError> {
    Ok(tree)
}

/// Return the argument as an untyped value.
#[clerk_tool(effect = read, access = none)]
async fn echo_value(
    /// Any value.
    tree: Metadata,
) -> Result<Value, ToolError> {
    Ok(tree["root"].clone())
}

/// Fail with the argument.
#[clerk_tool(effect = read, access = none)]
async fn fail(
    /// Any text.
    text: String,
) -> Result<(), ToolError> {
    Err(ToolError::new("odd", format!("It failed: {text}")).with_hint(format!("Try {text}.")).with_trace_id(text))
}

toolset! {
    const ECHO = [echo, echo_value, fail];
}

/// A toolkit whose tools return what they are given.
fn echoing() -> ClerkToolkitBuilder {
    ClerkToolkit::builder().tools(ECHO)
}

/// What stands for an object of private metadata.
fn private_marker() -> Value {
    serde_json::json!({ "redacted": "[redacted by clerk-toolkit: private metadata]" })
}

//! Tools as each provider wants them on the wire, and its tool calls answered.
//!
//! Whoever has an HTTP client needs no SDK and no agent framework to give a model tools: a request carries
//! definitions, an answer carries calls, and the next request carries results. All three are JSON, and every provider
//! spells them differently. The modules here know those spellings and nothing else; they send nothing.
//!
//! | Module | What it speaks | `calls` reads |
//! |---|---|---|
//! | [`openai_chat`] | OpenAI Chat Completions, and the many servers that follow it | a response, or a message with `tool_calls` |
//! | [`openai_responses`] | OpenAI Responses | a response, or its `output` |
//! | [`anthropic`] | Anthropic Messages | a response, or its `content` |
//! | [`gemini`] | Gemini `generateContent` | a response, or a content with `parts` |
//! | [`mcp`] | Model Context Protocol | the parameters of one `tools/call` |
//!
//! Each has the same four functions:
//!
//! - `tools` makes the definitions, ready to be the request's `tools`. The two for OpenAI take [`Strict`] besides.
//! - `calls` reads the [`ToolCall`]s out of what the model answered, in its order. An answer without calls has none;
//!   JSON that is no such answer is a [`FormatError`]. Arguments that are not JSON fail their own call alone.
//! - `result` writes down how one call ended.
//! - `answer` is all of it at once: reads the calls, runs them side by side, and returns what to append to the
//!   conversation, after the model's own message. It is empty where the model called nothing.
//!
//! Anthropic and Gemini want all results of one answer in one message: there, `message` puts them together, and
//! `answer` has done so.
//!
//! ```
//! use clerk_toolkit::formats::{Strict, openai_chat};
//! use clerk_toolkit::serde_json::{Value, json};
//! use clerk_toolkit::{ClerkToolkit, ToolError, clerk_tool, toolset};
//!
//! /// Look up an order.
//! #[clerk_tool(effect = read, access = none)]
//! async fn get_order(
//!     /// Such as `1024`.
//!     number: u32,
//! ) -> Result<String, ToolError> {
//!     Ok(format!("Order {number} is on its way."))
//! }
//!
//! toolset! {
//!     /// What the agent may do.
//!     const TOOLS = [get_order];
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let toolkit = ClerkToolkit::builder().tools(TOOLS).build()?;
//! let mut messages = vec![json!({ "role": "user", "content": "Where is order 1024?" })];
//! let request = json!({
//!     "model": "gpt-5",
//!     "messages": messages,
//!     "tools": openai_chat::tools(toolkit.all_tools(), Strict::WherePossible),
//! });
//! # let _ = request;
//!
//! // What comes back for it, by whichever HTTP client:
//! let message = json!({ "role": "assistant", "content": null, "tool_calls": [{
//!     "id": "call_1", "type": "function", "function": { "name": "getOrder", "arguments": "{\"number\":1024}" },
//! }]});
//!
//! let results = openai_chat::answer(&toolkit, &message).await?;
//! assert_eq!(results[0]["content"], r#""Order 1024 is on its way.""#);
//! messages.push(message);
//! messages.extend(results);
//! # Ok(()) }
//! ```

pub mod anthropic;
pub mod gemini;
pub mod mcp;
pub mod openai_chat;
pub mod openai_responses;

mod cursor;
mod error;
#[cfg(test)]
mod fixtures;
mod join;
mod strict;
#[cfg(test)]
mod tests;
mod tool_call;

pub use self::error::FormatError;
pub use self::strict::Strict;
pub use self::tool_call::ToolCall;

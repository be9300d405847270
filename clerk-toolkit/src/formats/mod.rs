//! Tool definitions, calls and results in the JSON of each model provider.
//!
//! With any HTTP client, and without an SDK or an agent framework, an application can give tools to a model: a request
//! carries definitions, the response carries calls, and the next request carries results. Every provider writes these
//! differently. Each module here converts to and from one provider's JSON; none of them sends anything.
//!
//! | Module | API | `calls` reads |
//! |---|---|---|
//! | [`openai_chat`] | OpenAI Chat Completions, and the many compatible servers | a response, or a message with `tool_calls` |
//! | [`openai_responses`] | OpenAI Responses | a response, or its `output` |
//! | [`anthropic`] | Anthropic Messages | a response, or its `content` |
//! | [`gemini`] | Gemini `generateContent` | a response, or a content with `parts` |
//! | [`mcp`] | Model Context Protocol | the parameters of one `tools/call` |
//!
//! Each module has the same four functions:
//!
//! - `tools` returns the definitions, ready for the request's `tools`. The two OpenAI modules also take [`Strict`].
//! - `calls` returns the [`ToolCall`]s of a response, in the model's order. The list is empty if the response has no
//!   calls. JSON of another shape is a [`FormatError`]. If one call's arguments are not valid JSON, only that call
//!   fails.
//! - `result` converts the outcome of one call.
//! - `run_calls` does all of this: it reads the calls, runs them concurrently, and returns what to append to the
//!   conversation after the model's own message. The list is empty if the response has no calls.
//!
//! Anthropic and Gemini expect all results of one response in one message. Their modules also have `message`, which
//! builds that message from results. `run_calls` calls `message` itself.
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
//!     /// The agent's tools.
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
//! // The message in the response to that request:
//! let message = json!({ "role": "assistant", "content": null, "tool_calls": [{
//!     "id": "call_1", "type": "function", "function": { "name": "getOrder", "arguments": "{\"number\":1024}" },
//! }]});
//!
//! let results = openai_chat::run_calls(&toolkit, &message).await?;
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
mod json_text;
mod strict;
#[cfg(test)]
mod tests;
mod tool_call;

pub use self::error::FormatError;
pub use self::strict::Strict;
pub use self::tool_call::ToolCall;

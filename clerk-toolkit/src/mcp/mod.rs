//! A toolkit as a Model Context Protocol server.
//!
//! Whatever speaks MCP, an editor, a desktop application, an agent framework, can then call the toolkit's tools without
//! knowing this crate. [`ClerkMcpServer`] is the server; it runs on standard input and output ([`serve_stdio`]), on any
//! other pair of streams ([`serve`]), on a port of its own ([`HttpServer`]) or mounted in an application
//! ([`http_service`]).
//!
//! ```no_run
//! use clerk_toolkit::ClerkToolkit;
//! use clerk_toolkit::mcp::{ClerkMcpServer, serve_stdio};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let toolkit = ClerkToolkit::builder().read_only(true).build()?;
//! serve_stdio(ClerkMcpServer::new(toolkit)).await?;
//! # Ok(()) }
//! ```
//!
//! # Revisions
//!
//! The server speaks the revisions 2024-11-05, 2025-03-26, 2025-06-18, 2025-11-25 and 2026-07-28. What a client reads
//! follows its own: structured content from 2025-06-18 on, caching fields and requests without a handshake with
//! 2026-07-28. JSON-RPC batches, which only 2025-03-26 had, are refused.
//!
//! # What a client is told
//!
//! - Tools are listed in the map's order, with a title, all four hints and the answer's schema where it is an object.
//! - A call that succeeds is answered with JSON text, and with the same as structured content where that is an object.
//! - A call that fails is answered with a result that says `isError` and holds the
//!   [`ToolError`](crate::ToolError) as JSON text, which the model reads and can act on. It has no structured content:
//!   a client may hold that against the tool's output schema.
//! - A tool that there is none of, and parameters that are none of a `tools/call`, are the protocol error -32602, as
//!   every revision has it: the client is at fault, not a call.
//! - A call that the client cancels, or whose HTTP request it drops, is stopped, and so is its request to Clerk. Over
//!   HTTP, dropping the request is the way to cancel: up to 2025-11-25 a `notifications/cancelled` comes as a request of
//!   its own, which a server without sessions cannot tell to whose call it belongs.
//!
//! # Trust
//!
//! Whoever reaches the server has the toolkit's reach, so what it may do is the toolkit's to say:
//! [read-only](crate::toolkit::ClerkToolkitBuilder::read_only), [acting for a
//! session](crate::toolkit::ClerkToolkitBuilder::auth_context), a smaller [map](crate::Toolset). Who reaches it over HTTP
//! is [`HttpOptions`]' to say.
//!
//! `rmcp`, the implementation of the protocol that this module builds on, logs through `tracing`: requests and answers
//! in full at the level `debug`, notifications at `info`. Nothing is written to standard output but the protocol.

mod call_result;
mod definitions;
mod error;
mod http;
mod instructions;
mod message;
mod server;
mod stdio;
#[cfg(all(test, feature = "sandbox"))]
mod tests;

pub use rmcp;

pub use self::error::McpError;
pub use self::http::{HttpOptions, HttpServer, http_service};
pub use self::message::MAX_MESSAGE_BYTES;
pub use self::server::ClerkMcpServer;
pub use self::stdio::{serve, serve_stdio};

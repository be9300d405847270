//! A Model Context Protocol server for a toolkit.
//!
//! Any MCP client, such as an editor, a desktop application or an agent framework, can call the toolkit's tools without
//! this crate. [`ClerkMcpServer`] is the server. It runs on standard input and output ([`serve_stdio`]), on another
//! pair of streams ([`serve`]), on its own port ([`HttpServer`]), or inside an axum application ([`http_service`]).
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
//! [`ClerkMcpServer::builder`] sets the server's name, title and instructions.
//!
//! # Revisions
//!
//! The server supports the revisions 2024-11-05, 2025-03-26, 2025-06-18, 2025-11-25 and 2026-07-28. Responses follow
//! the client's revision: structured content exists since 2025-06-18; caching fields and requests without a handshake
//! exist since 2026-07-28. JSON-RPC batches, which exist only in 2025-03-26, are rejected.
//!
//! # Responses
//!
//! - Tools are listed in the toolset's order, with a title and all four hints. A tool whose output is an object also
//!   has an output schema.
//! - A successful call returns its output as JSON text. An output that is an object is also returned as structured
//!   content.
//! - A failed call returns a result with `isError` and the [`ToolError`](crate::ToolError) as JSON text, which the
//!   model can read and act on. It has no structured content, because clients may validate that against the tool's
//!   output schema.
//! - Unknown tools and malformed parameters return the protocol error -32602, as every revision requires.
//! - If a client cancels a call, or drops the HTTP request of a call, the server stops the call and its request to
//!   Clerk. Over HTTP, a client cancels a call by dropping its request. Up to 2025-11-25 a client can also send
//!   `notifications/cancelled` as a separate request, but a server without sessions cannot match it to a call.
//!
//! # Security
//!
//! Everyone who can reach the server can call the toolkit's tools. The toolkit limits what they can do: see
//! [`read_only`](crate::toolkit::ClerkToolkitBuilder::read_only),
//! [`auth_context`](crate::toolkit::ClerkToolkitBuilder::auth_context) and smaller [toolsets](crate::Toolset).
//! [`HttpAuth`] and [`HttpOptions`] limit who can reach the server over HTTP.
//!
//! The protocol implementation, `rmcp`, logs through `tracing`: complete requests and responses at level `debug`, and
//! notifications at level `info`. This module logs the [`source`](std::error::Error::source) of a failed call's error:
//! as a warning if the client reads only that the tool failed, and at level `debug` otherwise. Only protocol messages
//! are written to standard output.

mod builder;
mod call_result;
mod definitions;
mod error;
mod http;
mod instructions;
mod log;
mod message;
mod params;
mod server;
mod stdio;
#[cfg(all(test, feature = "sandbox"))]
mod tests;

pub use rmcp;

pub use self::builder::ClerkMcpServerBuilder;
pub use self::error::McpError;
pub use self::http::{HttpAuth, HttpOptions, HttpServer, http_service};
pub use self::message::MAX_MESSAGE_BYTES;
pub use self::server::ClerkMcpServer;
pub use self::stdio::{serve, serve_stdio};

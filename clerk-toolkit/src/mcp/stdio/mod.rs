//! The server on a pair of streams, such as standard input and output, with one message per line.

mod lines;
mod outbox;
mod pending;
mod transport;

use std::io;

use rmcp::service::{RoleServer, serve_directly};
use rmcp::transport::stdio_pipes;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::sync::CancellationToken;

use self::transport::LineTransport;
use super::{ClerkMcpServer, McpError};

/// Serves one client on standard input and output, for clients that start the server as a process. While it runs,
/// nothing else in the process may write to standard output.
///
/// See [`serve`] for when it returns. On Linux, pipes are read and written without blocking. Otherwise a thread that
/// cannot be interrupted reads standard input. A program that stops early, for example on a signal, must then end with
/// [`std::process::exit`] or [`Runtime::shutdown_background`](tokio::runtime::Runtime::shutdown_background).
///
/// # Errors
/// See [`serve`].
pub async fn serve_stdio(server: ClerkMcpServer) -> Result<(), McpError> {
    let (input, output) = stdio_pipes();
    serve(server, input, output).await
}

/// Serves one client on a pair of streams, with one JSON-RPC message per line.
///
/// It returns when the input has ended and all requests have a response, or when the output fails. After the input has
/// ended, a call that is still running 1.5 seconds after the last response is stopped without a response. Clients that
/// start the server as a process kill it after two seconds. Dropping the future also stops the server.
///
/// No input stops the server from reading the next line:
///
/// - Text that is not JSON gets the error -32700. JSON that is not a message, and lines longer than
///   [`MAX_MESSAGE_BYTES`](super::MAX_MESSAGE_BYTES), get -32600. Parameters with two equal keys, with a number beyond 64
///   bits, or with more levels than the server reads get -32602. The error has the request's id if the text has one, and
///   `null` otherwise.
/// - An escape that is half of a character, as in `"\ud83d"`, is read as U+FFFD.
/// - A handshake needs only `protocolVersion`. The server ignores the rest of it.
/// - A request with the id of a running request gets -32600 with the id `null`, so that the first request's id has only
///   one response.
/// - A call before `initialize` gets -32600, unless it names its own revision, which 2026-07-28 allows.
/// - Messages after `initialize` may be sent without waiting for its response.
///
/// Requests run concurrently. Responses are sent in the order in which the requests complete. Requests are read as fast
/// as they arrive, so a client may write all its requests before it reads a response.
///
/// # Errors
/// [`McpError::Stopped`] if the server's task panicked, which is a bug, or was aborted.
pub async fn serve<R, W>(server: ClerkMcpServer, input: R, output: W) -> Result<(), McpError>
where
    R: AsyncRead + Unpin + Send + 'static,
    W: AsyncWrite + Unpin + Send + 'static,
{
    let stop = CancellationToken::new();
    // Twice the number of running calls, so that the next calls are ready when those complete.
    let limit = server.max_concurrent_calls().saturating_mul(2);
    let transport = LineTransport::new(input, output, limit, stop.clone());
    // The handshake is handled like any other request. rmcp's own handshake gives up at the first unexpected message.
    let running = serve_directly::<RoleServer, _, _, _, _>(server.with_stop(stop), transport, None);
    running.waiting().await.map(drop).map_err(|error| McpError::Stopped(io::Error::other(error)))
}

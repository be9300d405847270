//! The server on a pair of streams, a message a line: standard input and output, or any other.

mod lines;
mod outbox;
mod requests;
mod transport;

use std::io;

use rmcp::service::{RoleServer, serve_directly};
use rmcp::transport::stdio_pipes;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::sync::CancellationToken;

use self::transport::LineTransport;
use super::{ClerkMcpServer, McpError};

/// Serves one client on standard input and output, as clients that start the server themselves want it. Nothing else
/// in the process may write to standard output meanwhile.
///
/// See [`serve`] for when it returns. On Linux, pipes are read and written without blocking; otherwise standard input
/// is read on a thread that nothing can interrupt, so that a program which stops early (on a signal, say) ends by
/// [`std::process::exit`] or [`Runtime::shutdown_background`](tokio::runtime::Runtime::shutdown_background).
///
/// # Errors
/// See [`serve`].
pub async fn serve_stdio(server: ClerkMcpServer) -> Result<(), McpError> {
    let (input, output) = stdio_pipes();
    serve(server, input, output).await
}

/// Serves one client on a pair of streams, a JSON-RPC message a line.
///
/// It returns when the input has ended and what was asked for is answered, or once the output takes nothing more. A
/// call that still runs a second and a half after the input has ended, and after the last answer, is stopped and not
/// answered: clients that start the server themselves have given it up by then, and kill the server after two seconds.
/// Dropping the future ends the server too.
///
/// Whatever comes, the next line is read:
///
/// - Text that is not JSON is answered with -32700 and the id `null`; what is JSON and no message, or longer than
///   [`MAX_MESSAGE_BYTES`](super::MAX_MESSAGE_BYTES), with -32600.
/// - A request under the id of one that still runs is answered with -32600 and the id `null`, so that the answer to the
///   first is the only one under its id.
/// - A call before `initialize` is answered with -32600, unless it names its revision itself as 2026-07-28 has it.
/// - What follows an `initialize` may be sent without waiting for its answer.
///
/// Requests run side by side, and are answered in the order in which they end. They are read as fast as they come, so
/// that a client may write them all before it reads an answer.
///
/// # Errors
/// [`McpError::Stopped`] where the server failed in a way that it did not foresee.
pub async fn serve<R, W>(server: ClerkMcpServer, input: R, output: W) -> Result<(), McpError>
where
    R: AsyncRead + Unpin + Send + 'static,
    W: AsyncWrite + Unpin + Send + 'static,
{
    // The handshake is the server's to answer as any other request: rmcp's own way into a connection gives it up at
    // the first message that is out of place.
    // Twice what may run at a time, so that the next calls are ready when those end.
    let ending = CancellationToken::new();
    let transport = LineTransport::new(input, output, server.call_limit().saturating_mul(2), ending.clone());
    let running = serve_directly::<RoleServer, _, _, _, _>(server.until(ending), transport, None);
    running.waiting().await.map(drop).map_err(|error| McpError::Stopped(io::Error::other(error)))
}

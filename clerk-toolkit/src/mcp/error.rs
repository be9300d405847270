//! Errors of a server.

use std::io;
use std::net::SocketAddr;

/// Why a server could not start or failed while it ran.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum McpError {
    /// A setting of [`HttpOptions`](super::HttpOptions) is invalid. The text says which one and what is valid.
    #[error("{0}")]
    Options(String),
    /// The operating system did not allow listening on the address.
    #[error("cannot listen on {address}: {source}")]
    Bind {
        /// The requested address.
        address: SocketAddr,
        /// The operating system's error.
        source: io::Error,
    },
    /// The connection or the listener failed while serving.
    #[error("the server failed: {0}")]
    Stopped(#[source] io::Error),
}

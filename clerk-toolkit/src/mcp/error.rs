//! Why a server does not run.

use std::io;
use std::net::SocketAddr;

/// Why a server could not start, or ended before its time.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum McpError {
    /// A setting of [`HttpOptions`](super::HttpOptions) that cannot be meant so.
    #[error("{0}")]
    Options(String),
    /// A server that others could reach has no bearer token.
    #[error(
        "refusing to listen on {address}, which other machines may reach, without a bearer token: set one, or listen \
         on a loopback address such as 127.0.0.1"
    )]
    Unprotected {
        /// The address that was asked for.
        address: SocketAddr,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Bind {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the operating system said.
        source: io::Error,
    },
    /// The connection or the listener failed while serving.
    #[error("the server stopped: {0}")]
    Stopped(#[source] io::Error),
}

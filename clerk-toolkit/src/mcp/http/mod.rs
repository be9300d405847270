//! The server over Streamable HTTP: inside an axum application, or on its own port.

mod accept;
mod access;
mod auth;
mod authority;
mod connection;
mod cors;
mod guard;
mod listener;
mod options;
mod refusal;
mod stream;

use std::sync::Arc;

use axum::{Router, middleware};
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

pub use self::auth::HttpAuth;
pub use self::listener::HttpServer;
pub use self::options::HttpOptions;

use self::access::Access;
use self::guard::Guard;
use super::{ClerkMcpServer, McpError};

/// The server as a router for an axum application. The application decides where it listens and adds its own
/// middleware.
///
/// ```
/// # use clerk_toolkit::ClerkToolkit;
/// use clerk_toolkit::mcp::{ClerkMcpServer, HttpAuth, HttpOptions, http_service};
///
/// # fn app(toolkit: ClerkToolkit, token: String) -> Result<axum::Router, clerk_toolkit::mcp::McpError> {
/// let options = HttpOptions::new(HttpAuth::bearer(token)).allow_host("mcp.example.com");
/// let mcp = http_service(ClerkMcpServer::new(toolkit), options)?;
/// Ok(axum::Router::new().nest_service("/mcp", mcp))
/// # }
/// ```
///
/// An application with its own authentication chooses [`HttpAuth::HandledByApplication`].
///
/// The server keeps no state between requests, so replicas behind a load balancer need no session affinity. In every
/// revision, each request is independent and gets one JSON body. A client that drops its request stops the call. Only
/// `POST` is accepted; `GET` and `DELETE`, which serve sessions, get the status 405.
///
/// # Errors
/// [`McpError::Options`] if a setting is invalid, or if the token is too short for the allowed hosts and origins.
pub fn http_service(server: ClerkMcpServer, options: HttpOptions) -> Result<Router, McpError> {
    let access = Arc::new(options.check(None)?);
    Ok(with_access(messages(server, &options, CancellationToken::new(), Arc::default()), access))
}

/// Handles messages at any path. The token stops the running calls.
fn messages(
    server: ClerkMcpServer,
    options: &HttpOptions,
    stop: CancellationToken,
    requests: Arc<watch::Sender<()>>,
) -> Router {
    // Sessions are off, so that any replica can process any request. `access` checks the host and the origin.
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .with_max_request_body_bytes(options.max_body_bytes)
        .with_cancellation_token(stop)
        .disable_allowed_hosts()
        .disable_allowed_origins();
    let server = server.with_queue_timeout(options.limits.queue_timeout);
    let sessions = Arc::new(NeverSessionManager::default());
    let service = StreamableHttpService::new(move || Ok(server.clone()), sessions, config);
    let guard = Guard::new(options, requests);
    Router::new().fallback_service(service).layer(middleware::from_fn_with_state(guard, guard::guard))
}

/// The router with checks of the host and the origin before everything else.
fn with_access(router: Router, access: Arc<Access>) -> Router {
    router.layer(middleware::from_fn_with_state(access, access::check))
}

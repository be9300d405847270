//! The server over Streamable HTTP: inside an axum application, or on its own port.

mod guard;
mod listener;
mod options;

use std::sync::Arc;

use axum::{Router, middleware};
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use tokio::sync::watch;

pub use self::listener::HttpServer;
pub use self::options::HttpOptions;

use self::guard::Guard;
use super::{ClerkMcpServer, McpError};

/// The server as a router for an axum application. The application decides where it listens and adds its own
/// middleware.
///
/// ```
/// # use clerk_toolkit::ClerkToolkit;
/// use clerk_toolkit::mcp::{ClerkMcpServer, HttpOptions, http_service};
///
/// # fn app(toolkit: ClerkToolkit) -> Result<axum::Router, clerk_toolkit::mcp::McpError> {
/// let options = HttpOptions::new().allow_host("mcp.example.com").bearer_token(std::env::var("MCP_TOKEN").unwrap_or_default());
/// let mcp = http_service(ClerkMcpServer::new(toolkit), options)?;
/// Ok(axum::Router::new().nest_service("/mcp", mcp))
/// # }
/// ```
///
/// The server keeps no state between requests, so replicas behind a load balancer need no session affinity. In every
/// revision, each request is independent and gets one JSON body. A client that drops its request stops the call. Only
/// `POST` is accepted; `GET` and `DELETE`, which serve sessions, get the status 405.
///
/// # Errors
/// [`McpError::Options`] if a setting is invalid.
pub fn http_service(server: ClerkMcpServer, options: HttpOptions) -> Result<Router, McpError> {
    options.check()?;
    Ok(router(server, &options, options.config(), Arc::default()))
}

fn router(
    server: ClerkMcpServer,
    options: &HttpOptions,
    config: StreamableHttpServerConfig,
    requests: Arc<watch::Sender<()>>,
) -> Router {
    let sessions = Arc::new(NeverSessionManager::default());
    let service = StreamableHttpService::new(move || Ok(server.clone()), sessions, config);
    let guard = Guard::new(options, requests);
    Router::new().fallback_service(service).layer(middleware::from_fn_with_state(guard, guard::guard))
}

//! The server over Streamable HTTP: mounted in an application, or on a port of its own.

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

/// The server as a service to mount in an application, which then says where it listens and what stands before it:
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
/// It keeps nothing between requests, so that replicas behind a balancer need no affinity: each request stands for
/// itself, whichever revision it speaks, and is answered with one JSON body. A client that drops its request stops the
/// call. It takes `POST` alone; `GET` and `DELETE`, which are for sessions, are answered with 405.
///
/// # Errors
/// [`McpError::Options`] where a setting cannot be meant so.
pub fn http_service(server: ClerkMcpServer, options: HttpOptions) -> Result<Router, McpError> {
    options.check()?;
    Ok(router(server, &options, options.config(), Arc::default()))
}

fn router(
    server: ClerkMcpServer,
    options: &HttpOptions,
    config: StreamableHttpServerConfig,
    running: Arc<watch::Sender<()>>,
) -> Router {
    let sessions = Arc::new(NeverSessionManager::default());
    let service = StreamableHttpService::new(move || Ok(server.clone()), sessions, config);
    let guard = Guard::new(options, running);
    Router::new().fallback_service(service).layer(middleware::from_fn_with_state(guard, guard::guard))
}

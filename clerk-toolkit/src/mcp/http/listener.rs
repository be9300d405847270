//! The server on its own port.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};

use super::{HttpOptions, router};
use crate::mcp::{ClerkMcpServer, McpError};

/// While the server shuts down: how long running calls may take to complete.
const CALL_TIMEOUT: Duration = Duration::from_secs(5);

/// While the server shuts down: how long sending the last responses may take after that.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(1);

/// A server that listens on its own port, at the path `/mcp`.
///
/// ```no_run
/// # async fn example(toolkit: clerk_toolkit::ClerkToolkit) -> Result<(), clerk_toolkit::mcp::McpError> {
/// use clerk_toolkit::mcp::{ClerkMcpServer, HttpOptions, HttpServer};
///
/// let address = ([127, 0, 0, 1], 8080).into();
/// let server = HttpServer::bind(ClerkMcpServer::new(toolkit), address, HttpOptions::new()).await?;
/// eprintln!("listening on {}", server.url());
/// server.serve_until(std::future::pending()).await
/// # }
/// ```
///
/// It uses plain HTTP/1.1. If other machines can reach it, put a proxy in front of it that adds TLS and limits how long
/// a client may take to send a request.
pub struct HttpServer {
    listener: TcpListener,
    address: SocketAddr,
    app: Router,
    /// Has a receiver for each request that is being processed.
    requests: Arc<watch::Sender<()>>,
    /// Stops the running calls.
    stop: Box<dyn FnOnce() + Send>,
}

impl HttpServer {
    /// Listens on an address. Port 0 selects a free port. Connections wait until [`serve_until`](Self::serve_until) is
    /// called.
    ///
    /// The address itself is an allowed host, in addition to those in the options.
    ///
    /// # Errors
    /// [`McpError::Unprotected`] if other machines may reach the address and no bearer token is set,
    /// [`McpError::Options`] if a setting is invalid, and [`McpError::Bind`] if the operating system does not allow
    /// listening on the address.
    pub async fn bind(server: ClerkMcpServer, address: SocketAddr, options: HttpOptions) -> Result<Self, McpError> {
        let options = match address.ip() {
            ip if ip.is_unspecified() => options,
            ip => options.allow_host(SocketAddr::new(ip, 0).to_string().trim_end_matches(":0")),
        };
        options.check()?;
        options.check_address(address)?;
        let bind = |source| McpError::Bind { address, source };
        let listener = TcpListener::bind(address).await.map_err(bind)?;
        let address = listener.local_addr().map_err(bind)?;
        let config = options.config();
        let calls = config.cancellation_token.clone();
        let requests: Arc<watch::Sender<()>> = Arc::default();
        let mcp = router(server, &options, config, Arc::clone(&requests)).into_service::<Body>();
        let app = Router::new().route_service("/mcp", mcp.clone()).route_service("/mcp/", mcp);
        Ok(Self { listener, address, app, requests, stop: Box::new(move || calls.cancel()) })
    }

    /// The address that the server listens on.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// The URL for clients on this machine, such as `http://127.0.0.1:8080/mcp`.
    pub fn url(&self) -> String {
        let ip = match self.address.ip() {
            std::net::IpAddr::V4(ip) if ip.is_unspecified() => std::net::Ipv4Addr::LOCALHOST.into(),
            std::net::IpAddr::V6(ip) if ip.is_unspecified() => std::net::Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}/mcp", SocketAddr::new(ip, self.address.port()))
    }

    /// Serves until the future completes. Then the server accepts no more connections, gives running calls five seconds
    /// to complete, and stops those that do not. It does not wait for requests that have not arrived completely.
    ///
    /// # Errors
    /// [`McpError::Stopped`] if the listener fails.
    pub async fn serve_until(self, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<(), McpError> {
        let Self { listener, app, requests, stop, .. } = self;
        let (shutdown_started, shutdown_starts) = oneshot::channel();
        // Without Nagle's algorithm, a response does not wait until the client has acknowledged the previous one.
        let listener = listener.tap_io(|connection| drop(connection.set_nodelay(true)));
        let serve = axum::serve(listener, app).with_graceful_shutdown(async move {
            shutdown.await;
            let _ = shutdown_started.send(());
        });
        let give_up = async move {
            if shutdown_starts.await.is_err() {
                std::future::pending::<()>().await;
            }
            if tokio::time::timeout(CALL_TIMEOUT, requests.closed()).await.is_err() {
                stop();
            }
            tokio::time::sleep(RESPONSE_TIMEOUT).await;
        };
        tokio::select! {
            served = async { serve.await } => served.map_err(McpError::Stopped),
            () = give_up => Ok(()),
        }
    }
}

impl fmt::Debug for HttpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpServer").field("address", &self.address).finish_non_exhaustive()
    }
}

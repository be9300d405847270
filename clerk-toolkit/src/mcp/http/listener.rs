//! A port of its own.

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

/// How long calls that run may take to end once the server shuts down.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long their answers may take from there.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// A server that listens on a port of its own, at the path `/mcp`.
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
/// It speaks plain HTTP/1.1. Where others reach it, a proxy before it should speak TLS and bound how long a client may
/// take to send its request.
pub struct HttpServer {
    listener: TcpListener,
    address: SocketAddr,
    app: Router,
    /// Closed while no request runs.
    running: Arc<watch::Sender<()>>,
    /// Stops the calls that run.
    stop: Box<dyn FnOnce() + Send>,
}

impl HttpServer {
    /// Listens on an address; port 0 is any free one. Connections wait until [`serve_until`](Self::serve_until).
    ///
    /// Requests to the address itself are answered, besides those that the options allow.
    ///
    /// # Errors
    /// [`McpError::Unprotected`] where other machines could reach the address and no bearer token is asked for,
    /// [`McpError::Options`] where a setting cannot be meant so, and [`McpError::Bind`] where the address cannot be
    /// listened on.
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
        let running: Arc<watch::Sender<()>> = Arc::default();
        let mcp = router(server, &options, config, Arc::clone(&running)).into_service::<Body>();
        let app = Router::new().route_service("/mcp", mcp.clone()).route_service("/mcp/", mcp);
        Ok(Self { listener, address, app, running, stop: Box::new(move || calls.cancel()) })
    }

    /// Where it listens.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// What a client on this machine connects to, such as `http://127.0.0.1:8080/mcp`.
    pub fn url(&self) -> String {
        let ip = match self.address.ip() {
            std::net::IpAddr::V4(ip) if ip.is_unspecified() => std::net::Ipv4Addr::LOCALHOST.into(),
            std::net::IpAddr::V6(ip) if ip.is_unspecified() => std::net::Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}/mcp", SocketAddr::new(ip, self.address.port()))
    }

    /// Serves until the future resolves. Then no connection is taken any more, calls that run have five seconds to end,
    /// and those that do not are stopped. Requests that are still on their way are not waited for.
    ///
    /// # Errors
    /// [`McpError::Stopped`] where the listener fails.
    pub async fn serve_until(self, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<(), McpError> {
        let Self { listener, app, running, stop, .. } = self;
        let (began, begins) = oneshot::channel();
        // An answer need not wait until the client has acknowledged the one before.
        let listener = listener.tap_io(|connection| drop(connection.set_nodelay(true)));
        let serve = axum::serve(listener, app).with_graceful_shutdown(async move {
            shutdown.await;
            let _ = began.send(());
        });
        let give_up = async move {
            if begins.await.is_err() {
                std::future::pending::<()>().await;
            }
            if tokio::time::timeout(PATIENCE, running.closed()).await.is_err() {
                stop();
            }
            tokio::time::sleep(LAST_WORDS).await;
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

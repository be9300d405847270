//! The server on its own port.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::routing::get;
use axum::serve::Listener;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::options::Limits;
use super::refusal::Refusal;
use super::{HttpAuth, HttpOptions, connection, messages, with_access};
use crate::mcp::{ClerkMcpServer, McpError};

/// While the server shuts down: how long running calls may take to complete.
const CALL_TIMEOUT: Duration = Duration::from_secs(5);

/// While the server shuts down: how long sending the last responses may take after that.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(1);

/// How many connections over the limit may wait for their error at the same time. Others close without one.
const MAX_REFUSED_CONNECTIONS: usize = 64;

/// How long each of them may take.
const REFUSAL_TIMEOUT: Duration = Duration::from_secs(2);

/// A server that listens on its own port, at the path `/mcp`. `GET /healthz` returns the status 200 without a token.
///
/// ```no_run
/// # async fn example(toolkit: clerk_toolkit::ClerkToolkit) -> Result<(), clerk_toolkit::mcp::McpError> {
/// use clerk_toolkit::mcp::{ClerkMcpServer, HttpAuth, HttpOptions, HttpServer};
///
/// let auth = HttpAuth::generated();
/// eprintln!("Authorization: Bearer {}", auth.token().unwrap_or_default());
/// let address = ([127, 0, 0, 1], 8080).into();
/// let server = HttpServer::bind(ClerkMcpServer::new(toolkit), address, HttpOptions::new(auth)).await?;
/// eprintln!("listening on {}", server.url());
/// server.serve_until(std::future::pending()).await
/// # }
/// ```
///
/// It uses plain HTTP/1.1. If other machines can reach it, put a proxy in front of it that adds TLS. [`HttpOptions`]
/// limits how long requests may take and how many connections there may be.
pub struct HttpServer {
    listener: TcpListener,
    address: SocketAddr,
    app: Router,
    /// Serves the connections over the limit.
    refusing_app: Router,
    limits: Limits,
    /// Has a receiver for each request that is being processed.
    requests: Arc<watch::Sender<()>>,
    /// Stops the running calls.
    stop: CancellationToken,
}

impl HttpServer {
    /// Listens on an address. Port 0 selects a free port. Connections wait until [`serve_until`](Self::serve_until) is
    /// called.
    ///
    /// The address itself is an allowed host, in addition to those in the options.
    ///
    /// # Errors
    /// [`McpError::Options`] if a setting is invalid, if the options have no bearer token, or if it is too short for a
    /// server that other machines can reach; and [`McpError::Bind`] if the operating system does not allow listening on
    /// the address.
    pub async fn bind(server: ClerkMcpServer, address: SocketAddr, options: HttpOptions) -> Result<Self, McpError> {
        if let HttpAuth::HandledByApplication = options.auth {
            return Err(McpError::Options(
                "a server on its own port has no application in front of it: use `HttpAuth::bearer` or \
                 `HttpAuth::generated`, or add `http_service` to the application that checks requests"
                    .to_owned(),
            ));
        }
        let options = match address.ip() {
            ip if ip.is_unspecified() => options,
            ip => options.allow_host(SocketAddr::new(ip, 0).to_string().trim_end_matches(":0")),
        };
        let access = Arc::new(options.check(Some(address))?);
        let bind = |source| McpError::Bind { address, source };
        let listener = TcpListener::bind(address).await.map_err(bind)?;
        let address = listener.local_addr().map_err(bind)?;
        let stop = CancellationToken::new();
        let requests: Arc<watch::Sender<()>> = Arc::default();
        let mcp = messages(server, &options, stop.clone(), Arc::clone(&requests)).into_service::<Body>();
        let app = Router::new().route_service("/mcp", mcp.clone()).route_service("/mcp/", mcp).fallback(not_found);
        // A load balancer asks for the server's health under any host name. The response contains nothing to protect.
        let app = with_access(app, Arc::clone(&access)).route("/healthz", get(async || "ok"));
        let refusing_app = with_access(Router::new().fallback(too_many), access);
        Ok(Self { listener, address, app, refusing_app, limits: options.limits, requests, stop })
    }

    /// The address that the server listens on.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// The URL for clients on this machine, such as `http://127.0.0.1:8080/mcp`.
    pub fn url(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}/mcp", SocketAddr::new(ip, self.address.port()))
    }

    /// Serves until the future completes. Then the server accepts no more connections, gives running calls five seconds
    /// to complete, and stops those that do not. It does not wait for requests that have not arrived completely. If
    /// the returned future is dropped, all connections close.
    ///
    /// # Errors
    /// None at present.
    pub async fn serve_until(self, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<(), McpError> {
        let Self { mut listener, app, refusing_app, limits, requests, stop, .. } = self;
        let mut connections = Connections::new(app, refusing_app, limits);
        let mut shutdown = pin!(shutdown);
        loop {
            tokio::select! {
                // `Listener::accept` logs errors and tries again.
                (stream, _) = Listener::accept(&mut listener) => connections.add(stream),
                Some(_) = connections.tasks.join_next() => {}
                () = &mut shutdown => break,
            }
        }
        drop(listener);
        let give_up = async {
            if tokio::time::timeout(CALL_TIMEOUT, requests.closed()).await.is_err() {
                stop.cancel();
            }
            tokio::time::sleep(RESPONSE_TIMEOUT).await;
        };
        tokio::select! {
            () = connections.close() => {}
            () = give_up => {}
        }
        Ok(())
    }
}

impl fmt::Debug for HttpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpServer").field("address", &self.address).finish_non_exhaustive()
    }
}

/// The open connections. They close when this is dropped.
struct Connections {
    app: Router,
    refusing_app: Router,
    limits: Limits,
    slots: Arc<Semaphore>,
    refusals: Arc<Semaphore>,
    closing: CancellationToken,
    tasks: JoinSet<()>,
}

impl Connections {
    fn new(app: Router, refusing_app: Router, limits: Limits) -> Self {
        Self {
            app,
            refusing_app,
            limits,
            slots: Arc::new(Semaphore::new(limits.max_connections.min(Semaphore::MAX_PERMITS))),
            refusals: Arc::new(Semaphore::new(MAX_REFUSED_CONNECTIONS)),
            closing: CancellationToken::new(),
            tasks: JoinSet::new(),
        }
    }

    /// Serves a new connection, or tells its client that there are too many.
    fn add(&mut self, stream: TcpStream) {
        let (limits, closing) = (self.limits, self.closing.clone());
        if let Ok(slot) = Arc::clone(&self.slots).try_acquire_owned() {
            let app = self.app.clone();
            self.tasks.spawn(async move {
                connection::serve(stream, app, limits, closing, false).await;
                drop(slot);
            });
        } else if let Ok(slot) = Arc::clone(&self.refusals).try_acquire_owned() {
            let refuse = connection::serve(stream, self.refusing_app.clone(), limits, closing, true);
            self.tasks.spawn(async move {
                let _ = tokio::time::timeout(REFUSAL_TIMEOUT, refuse).await;
                drop(slot);
            });
        }
    }

    /// Closes idle connections, and waits for the requests of the others.
    async fn close(&mut self) {
        self.closing.cancel();
        while self.tasks.join_next().await.is_some() {}
    }
}

async fn not_found() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "There is nothing at this path. The server is at `/mcp`.")
}

async fn too_many() -> Refusal {
    let message = "The server has too many connections. Try again later, and close connections that are not used.";
    Refusal::new(StatusCode::SERVICE_UNAVAILABLE, message).with_header(header::RETRY_AFTER, "1")
}

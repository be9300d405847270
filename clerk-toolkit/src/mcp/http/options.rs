//! Settings that decide who can reach a server over HTTP, and how much they can ask of it.

use std::net::SocketAddr;
use std::time::Duration;

use super::HttpAuth;
use super::access::{Access, AllowedOrigin};
use super::auth::MIN_EXPOSED_TOKEN;
use super::authority::{Authority, Origin};
use crate::mcp::{MAX_MESSAGE_BYTES, McpError};

/// Settings for a server over HTTP. `Debug` does not show the token.
///
/// By default, a request's `Host` must be `localhost`, `127.0.0.1` or `[::1]`, and its `Origin`, if any, must be one of
/// these hosts too. This keeps out other web pages, including those that use DNS rebinding. It does not keep out other
/// programs, which can send any header; [`HttpAuth`] does.
///
/// ```
/// use std::time::Duration;
///
/// use clerk_toolkit::mcp::{HttpAuth, HttpOptions};
///
/// let options = HttpOptions::new(HttpAuth::generated())
///     .allow_host("mcp.example.com")
///     .allow_origin("https://app.example.com")
///     .body_timeout(Duration::from_secs(10));
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct HttpOptions {
    pub(super) auth: HttpAuth,
    hosts: Vec<String>,
    origins: Vec<String>,
    pub(super) max_body_bytes: usize,
    pub(super) limits: Limits,
    wording: Wording,
}

/// Limits on time and connections.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) header_timeout: Duration,
    pub(super) idle_timeout: Duration,
    pub(super) body_timeout: Duration,
    pub(super) write_timeout: Duration,
    pub(super) queue_timeout: Duration,
    pub(super) max_connections: usize,
}

impl HttpOptions {
    /// The default settings, with only this machine's host names and origins.
    pub fn new(auth: HttpAuth) -> Self {
        let limits = Limits {
            header_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(75),
            body_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(30),
            queue_timeout: Duration::from_secs(30),
            max_connections: 512,
        };
        Self {
            auth,
            hosts: Vec::new(),
            origins: Vec::new(),
            max_body_bytes: MAX_MESSAGE_BYTES,
            limits,
            wording: Wording::Methods,
        }
    }

    /// Also accepts requests to this host: a name or an address as in a `Host` header. `mcp.example.com` allows any
    /// port, and `mcp.example.com:8443` only that one.
    pub fn allow_host(mut self, host: impl Into<String>) -> Self {
        self.hosts.push(host.into());
        self
    }

    /// Also accepts requests from web pages of this origin, such as `https://app.example.com`. Without a port, only the
    /// scheme's default port is allowed; `http://app.example.com:*` allows any port.
    ///
    /// The server sends the CORS headers that let the page read the responses, and responds to preflight requests. A
    /// page must send the token as every client does; cookies are not used.
    pub fn allow_origin(mut self, origin: impl Into<String>) -> Self {
        self.origins.push(origin.into());
        self
    }

    /// The maximum length of a request body in bytes. The default is 4 MiB. A longer body gets the status 413.
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.max_body_bytes = bytes;
        self
    }

    /// How long a body may take to arrive. The default is 30 seconds. A slower one gets the status 408.
    pub fn body_timeout(mut self, timeout: Duration) -> Self {
        self.limits.body_timeout = timeout;
        self
    }

    /// How long a call may wait while
    /// [the maximum number of calls](super::super::ClerkMcpServerBuilder::max_concurrent_calls) runs. The default is 30
    /// seconds. Then it fails with the code `server_busy`, and the tool does not start.
    pub fn queue_timeout(mut self, timeout: Duration) -> Self {
        self.limits.queue_timeout = timeout;
        self
    }

    /// How long the head of a request may take to arrive. For the first request of a connection, the time starts with
    /// the connection. For others, it starts with their first byte. The default is 10 seconds. A slower one gets the
    /// status 408. Only [`HttpServer`](super::HttpServer) uses this.
    pub fn header_timeout(mut self, timeout: Duration) -> Self {
        self.limits.header_timeout = timeout;
        self
    }

    /// How long a connection may stay open after a response without another request. The default is 75 seconds. A proxy
    /// in front of the server should close its own idle connections earlier. Only [`HttpServer`](super::HttpServer)
    /// uses this.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.limits.idle_timeout = timeout;
        self
    }

    /// How long a response may wait for a client that reads nothing. The default is 30 seconds. Then the connection
    /// closes. Only [`HttpServer`](super::HttpServer) uses this.
    pub fn write_timeout(mut self, timeout: Duration) -> Self {
        self.limits.write_timeout = timeout;
        self
    }

    /// The maximum number of open connections. The default is 512. Further connections get the status 503 and close.
    /// Only [`HttpServer`](super::HttpServer) uses this.
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.limits.max_connections = connections;
        self
    }

    /// Names the flags of `clerk-toolkit mcp` in errors and responses, instead of these methods.
    #[doc(hidden)]
    pub fn for_command_line(mut self) -> Self {
        self.wording = Wording::Flags;
        self
    }

    /// Checks the settings, and returns the allowed hosts and origins. `address` is where the server listens, if it has
    /// a port of its own.
    ///
    /// # Errors
    /// If a setting is invalid, or if the token is too short for a server that other machines can reach.
    pub(super) fn check(&self, address: Option<SocketAddr>) -> Result<Access, McpError> {
        let hosts = self.hosts.iter().map(|host| allowed_host(host)).collect::<Result<Vec<_>, _>>()?;
        let origins = self.origins.iter().map(|origin| allowed_origin(origin)).collect::<Result<Vec<_>, _>>()?;
        self.limits.check()?;
        if let Some(token) = self.auth.token() {
            self.check_token(token, address)?;
        }
        Ok(Access { hosts, origins, wording: self.wording })
    }

    fn check_token(&self, token: &str, address: Option<SocketAddr>) -> Result<(), McpError> {
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(McpError::Options(format!(
                "the bearer token is empty or has characters that a header cannot carry: use visible ASCII characters \
                 without spaces, or {}",
                self.wording.generate_token()
            )));
        }
        match self.exposure(address) {
            Some(reason) if token.len() < MIN_EXPOSED_TOKEN => Err(McpError::Options(format!(
                "the bearer token is too short: {reason}, so it must have at least {MIN_EXPOSED_TOKEN} characters; use \
                 the output of `openssl rand -hex 32`, or {}",
                self.wording.generate_token()
            ))),
            _ => Ok(()),
        }
    }

    /// Why other machines or their web pages may reach the server, if they may.
    fn exposure(&self, address: Option<SocketAddr>) -> Option<String> {
        if let Some(address) = address.filter(|address| !address.ip().to_canonical().is_loopback()) {
            return Some(format!("the server listens on {address}, which other machines may reach"));
        }
        let is_local = |host: &&String| Authority::parse(host).is_some_and(|host| host.is_loopback());
        if let Some(host) = self.hosts.iter().find(|host| !is_local(host)) {
            return Some(format!("{} lets other machines use the server", self.wording.allow_host(host)));
        }
        let is_local = |origin: &&String| {
            Origin::parse(without_any_port(origin)).is_some_and(|origin| origin.authority.is_loopback())
        };
        let origin = self.origins.iter().find(|origin| !is_local(origin))?;
        Some(format!("{} lets pages of other machines use the server", self.wording.allow_origin(origin)))
    }
}

impl Limits {
    fn check(&self) -> Result<(), McpError> {
        for (name, timeout) in [
            ("header_timeout", self.header_timeout),
            ("idle_timeout", self.idle_timeout),
            ("body_timeout", self.body_timeout),
            ("write_timeout", self.write_timeout),
            ("queue_timeout", self.queue_timeout),
        ] {
            if timeout.is_zero() {
                return Err(McpError::Options(format!("`{name}` must be longer than zero")));
            }
        }
        match self.max_connections {
            0 => Err(McpError::Options("`max_connections` must be at least 1".to_owned())),
            _ => Ok(()),
        }
    }
}

/// How messages name the settings: for programmers or for users of the binary.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wording {
    Methods,
    Flags,
}

impl Wording {
    pub(super) fn allow_host(self, host: &str) -> String {
        match self {
            Self::Methods => format!("`HttpOptions::allow_host(\"{host}\")`"),
            Self::Flags => format!("`--allow-host {host}`"),
        }
    }

    pub(super) fn allow_origin(self, origin: &str) -> String {
        match self {
            Self::Methods => format!("`HttpOptions::allow_origin(\"{origin}\")`"),
            Self::Flags => format!("`--allow-origin {origin}`"),
        }
    }

    /// How to get a valid token, after "or".
    fn generate_token(self) -> &'static str {
        match self {
            Self::Methods => "let `HttpAuth::generated` make one",
            Self::Flags => "unset --http-token and CLERK_TOOLKIT_HTTP_TOKEN, and the server generates one",
        }
    }
}

fn allowed_host(host: &str) -> Result<Authority, McpError> {
    Authority::parse(host).filter(|_| !host.contains('*')).ok_or_else(|| {
        McpError::Options(format!(
            "`{}` is not a valid host: expected a name or an address, optionally with a port, such as mcp.example.com",
            host.escape_debug()
        ))
    })
}

fn allowed_origin(origin: &str) -> Result<AllowedOrigin, McpError> {
    let base = without_any_port(origin);
    let has_any_port = base != origin;
    let parsed = Origin::parse(base)
        .filter(|parsed| !(base.contains('*') || has_any_port && parsed.authority.port.is_some()))
        .ok_or_else(|| {
            McpError::Options(format!(
                "`{}` is not a valid origin: expected a scheme and a host, optionally with a port, such as \
                 https://app.example.com",
                origin.escape_debug()
            ))
        })?;
    let port = (!has_any_port).then(|| parsed.port());
    Ok(AllowedOrigin { scheme: parsed.scheme, host: parsed.authority.host, port })
}

/// The origin without the `:*` that allows any port.
fn without_any_port(origin: &str) -> &str {
    origin.strip_suffix(":*").unwrap_or(origin)
}

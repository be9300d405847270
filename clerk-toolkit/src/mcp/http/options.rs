//! Settings that decide who can reach a server over HTTP.

use std::net::SocketAddr;

use rmcp::transport::streamable_http_server::StreamableHttpServerConfig;
use secrecy::{ExposeSecret, SecretString};

use crate::mcp::{MAX_MESSAGE_BYTES, McpError};

/// Host names by which only this machine can reach itself.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Settings for a server over HTTP. `Debug` does not show the token.
///
/// By default, a request's `Host` must be `localhost`, `127.0.0.1` or `[::1]`, and its `Origin`, if any, must be one of
/// these hosts too. This keeps out other web pages, including those that use DNS rebinding. It does not keep out other
/// programs, which can send any header; for that, set a token.
#[derive(Debug, Clone)]
#[must_use]
pub struct HttpOptions {
    token: Option<SecretString>,
    hosts: Vec<String>,
    origins: Vec<String>,
    max_body_bytes: usize,
}

impl Default for HttpOptions {
    fn default() -> Self {
        Self { token: None, hosts: Vec::new(), origins: Vec::new(), max_body_bytes: MAX_MESSAGE_BYTES }
    }
}

impl HttpOptions {
    /// The default settings: only this machine's host names, no token, bodies of up to 4 MiB.
    pub fn new() -> Self {
        Self::default()
    }

    /// Requires `Authorization: Bearer <token>` in every request. The token consists of visible ASCII characters and
    /// should encode at least 32 random bytes.
    pub fn bearer_token(mut self, token: impl Into<SecretString>) -> Self {
        self.token = Some(token.into());
        self
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
    /// The server sends no CORS headers. Without them a browser does not show the response to the page, so the
    /// application must add them.
    pub fn allow_origin(mut self, origin: impl Into<String>) -> Self {
        self.origins.push(origin.into());
        self
    }

    /// The maximum length of a request body in bytes. The default is 4 MiB. A longer body gets the status 413.
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.max_body_bytes = bytes;
        self
    }

    /// # Errors
    /// If a setting is invalid.
    pub(super) fn check(&self) -> Result<(), McpError> {
        if let Some(token) = &self.token {
            let token = token.expose_secret();
            if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(McpError::Options(
                    "the bearer token is empty or has characters that a header cannot carry: use visible ASCII \
                     characters without spaces"
                        .to_owned(),
                ));
            }
        }
        self.hosts.iter().try_for_each(|host| check_host(host))?;
        self.origins.iter().try_for_each(|origin| check_origin(origin))
    }

    /// # Errors
    /// If other machines may reach the address and no token is set.
    pub(super) fn check_address(&self, address: SocketAddr) -> Result<(), McpError> {
        match address.ip().to_canonical().is_loopback() || self.token.is_some() {
            true => Ok(()),
            false => Err(McpError::Unprotected { address }),
        }
    }

    pub(super) fn token(&self) -> Option<&SecretString> {
        self.token.as_ref()
    }

    pub(super) fn body_limit(&self) -> usize {
        self.max_body_bytes
    }

    /// The settings for rmcp. Sessions are off, so that any replica can process any request.
    pub(super) fn config(&self) -> StreamableHttpServerConfig {
        let loopback_origins =
            LOOPBACK.iter().flat_map(|host| ["http", "https"].map(|scheme| format!("{scheme}://{host}:*")));
        StreamableHttpServerConfig::default()
            .with_legacy_session_mode(false)
            .with_json_response(true)
            .with_max_request_body_bytes(self.max_body_bytes)
            .with_allowed_hosts(LOOPBACK.iter().map(|&host| host.to_owned()).chain(self.hosts.iter().cloned()))
            .with_allowed_origins(loopback_origins.chain(self.origins.iter().map(|origin| with_port(origin))))
            .enforce_origin_validation()
    }
}

/// Checks a host. rmcp would silently ignore or misread an invalid one.
fn check_host(host: &str) -> Result<(), McpError> {
    match host.parse::<axum::http::uri::Authority>() {
        Ok(authority) if !authority.as_str().contains('@') && !authority.host().is_empty() && !host.contains('*') => {
            Ok(())
        }
        _ => Err(McpError::Options(format!(
            "`{}` is not a valid host: expected a name or an address, optionally with a port, such as mcp.example.com",
            host.escape_debug()
        ))),
    }
}

fn check_origin(origin: &str) -> Result<(), McpError> {
    let without_wildcard = origin.strip_suffix(":*").unwrap_or(origin);
    let invalid = || {
        McpError::Options(format!(
            "`{}` is not a valid origin: expected a scheme and a host, optionally with a port, such as \
             https://app.example.com",
            origin.escape_debug()
        ))
    };
    let (scheme, host) = without_wildcard.split_once("://").ok_or_else(invalid)?;
    if !matches!(scheme, "http" | "https") || (without_wildcard != origin && has_port(without_wildcard)) {
        return Err(invalid());
    }
    check_host(host).map_err(|_| invalid())
}

fn has_port(origin: &str) -> bool {
    origin.parse::<axum::http::Uri>().is_ok_and(|uri| uri.port().is_some())
}

/// The origin with a port. Without one, rmcp would allow any port; this adds the scheme's default port.
fn with_port(origin: &str) -> String {
    match origin.ends_with(":*") || has_port(origin) {
        true => origin.to_owned(),
        false if origin.starts_with("https:") => format!("{origin}:443"),
        false => format!("{origin}:80"),
    }
}

//! Who may reach a server over HTTP.

use std::net::SocketAddr;

use rmcp::transport::streamable_http_server::StreamableHttpServerConfig;
use secrecy::{ExposeSecret, SecretString};

use crate::mcp::{MAX_MESSAGE_BYTES, McpError};

/// The names of this machine that stand for it alone.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Settings for a server over HTTP. `Debug` shows no token.
///
/// By default only this machine is answered: requests must be addressed to `localhost`, `127.0.0.1` or `[::1]`, and
/// must come from no web page but those of these hosts. A web page elsewhere cannot get around that by a name of its
/// own that leads here (DNS rebinding), but another program could: that is what the token is for.
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
    /// The defaults: this machine alone, no token, bodies of up to 4 MiB.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks every request for `Authorization: Bearer <token>`. The token is visible ASCII, best of 32 random bytes or
    /// more.
    pub fn bearer_token(mut self, token: impl Into<SecretString>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Answers requests to this host too: a name or an address as a `Host` header has it, such as `mcp.example.com`,
    /// for any port, or with one, such as `mcp.example.com:8443`.
    pub fn allow_host(mut self, host: impl Into<String>) -> Self {
        self.hosts.push(host.into());
        self
    }

    /// Answers web pages of this origin too, such as `https://app.example.com`, or `http://app.example.com:*` for any
    /// port. Without a port it is the scheme's own.
    ///
    /// This lets their requests through; the CORS headers without which a browser keeps the answer from them are the
    /// application's to add.
    pub fn allow_origin(mut self, origin: impl Into<String>) -> Self {
        self.origins.push(origin.into());
        self
    }

    /// The longest request body, in bytes; 4 MiB by default. A longer one is answered with 413.
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.max_body_bytes = bytes;
        self
    }

    /// # Errors
    /// Where a setting cannot be meant so.
    pub(super) fn check(&self) -> Result<(), McpError> {
        if let Some(token) = &self.token {
            let token = token.expose_secret();
            if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(McpError::Options(
                    "the bearer token is empty or has characters that no header carries: use visible ASCII without \
                     spaces"
                        .to_owned(),
                ));
            }
        }
        self.hosts.iter().try_for_each(|host| check_host(host))?;
        self.origins.iter().try_for_each(|origin| check_origin(origin))
    }

    /// # Errors
    /// Where others could reach the address, and no token is asked for.
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

    /// The settings as rmcp takes them: without sessions, so that any replica answers any request.
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

/// What rmcp would take for something else, or for nothing, in silence.
fn check_host(host: &str) -> Result<(), McpError> {
    match host.parse::<axum::http::uri::Authority>() {
        Ok(authority) if !authority.as_str().contains('@') && !authority.host().is_empty() && !host.contains('*') => {
            Ok(())
        }
        _ => Err(McpError::Options(format!(
            "`{}` is no host: expected a name or an address, with a port if anything, such as mcp.example.com",
            host.escape_debug()
        ))),
    }
}

fn check_origin(origin: &str) -> Result<(), McpError> {
    let without_wildcard = origin.strip_suffix(":*").unwrap_or(origin);
    let wrong = || {
        McpError::Options(format!(
            "`{}` is no origin: expected a scheme and a host, with a port if anything, such as https://app.example.com",
            origin.escape_debug()
        ))
    };
    let (scheme, host) = without_wildcard.split_once("://").ok_or_else(wrong)?;
    if !matches!(scheme, "http" | "https") || (without_wildcard != origin && has_port(without_wildcard)) {
        return Err(wrong());
    }
    check_host(host).map_err(|_| wrong())
}

fn has_port(origin: &str) -> bool {
    origin.parse::<axum::http::Uri>().is_ok_and(|uri| uri.port().is_some())
}

/// The origin with its scheme's port where it has none; rmcp takes such a one for any port.
fn with_port(origin: &str) -> String {
    match origin.ends_with(":*") || has_port(origin) {
        true => origin.to_owned(),
        false if origin.starts_with("https:") => format!("{origin}:443"),
        false => format!("{origin}:80"),
    }
}

//! Middleware that checks where a request is addressed to and which web page sends it.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::authority::{Authority, Origin, default_port};
use super::cors;
use super::options::Wording;
use super::refusal::Refusal;

/// The hosts and origins of this machine. They are always allowed, with any port.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// An origin that is allowed, with any port if it names none.
#[derive(Debug)]
pub(super) struct AllowedOrigin {
    pub(super) scheme: &'static str,
    pub(super) host: String,
    pub(super) port: Option<u16>,
}

/// The allowed hosts and origins, in addition to those of this machine.
#[derive(Debug)]
pub(super) struct Access {
    pub(super) hosts: Vec<Authority>,
    pub(super) origins: Vec<AllowedOrigin>,
    pub(super) wording: Wording,
}

/// Rejects requests to other hosts and from other origins, and responds to preflights.
pub(super) async fn check(State(access): State<Arc<Access>>, request: Request, next: Next) -> Response {
    let host = access.check_host(request.uri(), request.headers());
    let origin = access.check_origin(request.headers());
    let allowed = origin.as_ref().ok().cloned().flatten();
    let mut response = match host.and(origin) {
        Err(refusal) => refusal.into_response(),
        Ok(Some(_)) if cors::is_preflight(request.method(), request.headers()) => cors::preflight(request.headers()),
        Ok(_) => next.run(request).await,
    };
    cors::add_headers(&mut response, allowed);
    response
}

impl Access {
    fn check_host(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        let requested = requested_host(uri, headers)?;
        let is_allowed = |allowed: &Authority| {
            allowed.host == requested.host && allowed.port.is_none_or(|port| requested.port == Some(port))
        };
        if LOOPBACK.contains(&requested.host.as_str()) || self.hosts.iter().any(is_allowed) {
            return Ok(());
        }
        let message = match requested.shown() {
            Some(host) => {
                format!("The host `{host}` is not allowed. To allow it, use {}.", self.wording.allow_host(host))
            }
            None => "The host is not allowed.".to_owned(),
        };
        Err(Refusal::new(StatusCode::FORBIDDEN, &message))
    }

    /// Returns the request's `Origin`, if it has one.
    fn check_origin(&self, headers: &HeaderMap) -> Result<Option<HeaderValue>, Refusal> {
        let Some(value) = only(headers, header::ORIGIN)? else { return Ok(None) };
        let forbidden = |message: &str| Refusal::new(StatusCode::FORBIDDEN, message);
        let origin = value.to_str().ok().and_then(Origin::parse).ok_or_else(|| {
            forbidden("The header `origin` is not an http or https origin. Such pages cannot be allowed.")
        })?;
        let is_allowed = |allowed: &AllowedOrigin| {
            (allowed.scheme, &allowed.host) == (origin.scheme, &origin.authority.host)
                && allowed.port.is_none_or(|port| port == origin.port())
        };
        if LOOPBACK.contains(&origin.authority.host.as_str()) || self.origins.iter().any(is_allowed) {
            return Ok(Some(value.clone()));
        }
        Err(forbidden(&match origin.shown() {
            Some(origin) => {
                format!(
                    "The origin `{origin}` is not allowed. To allow it, use {}.",
                    self.wording.allow_origin(&origin)
                )
            }
            None => "The origin is not allowed.".to_owned(),
        }))
    }
}

/// The host that a request is addressed to: in its `Host` header, in its URI (HTTP/2 and proxies), or in both.
fn requested_host(uri: &Uri, headers: &HeaderMap) -> Result<Authority, Refusal> {
    let bad = |message: &str| Refusal::new(StatusCode::BAD_REQUEST, message);
    let parse = |text: &str| {
        Authority::parse(text)
            .ok_or_else(|| bad("The host is invalid. Expected a name or an address, and optionally a port."))
    };
    let header = only(headers, header::HOST)?.map(|value| parse(value.to_str().unwrap_or_default())).transpose()?;
    let named = uri.authority().map(|authority| parse(authority.as_str())).transpose()?;
    match (header, named) {
        (Some(host), None) | (None, Some(host)) => Ok(host),
        (Some(header), Some(named)) => {
            let port = default_port(uri.scheme_str().unwrap_or("http"));
            let is_equal = header.host == named.host && header.port.unwrap_or(port) == named.port.unwrap_or(port);
            match is_equal {
                true => Ok(header),
                false => Err(bad("The header `host` and the request's URI name different hosts.")),
            }
        }
        (None, None) => Err(bad("The header `host` is missing.")),
    }
}

/// The value of a header that may be present once. Two readers of several values could disagree about which one counts.
fn only(headers: &HeaderMap, name: HeaderName) -> Result<Option<&HeaderValue>, Refusal> {
    let mut values = headers.get_all(&name).iter();
    match (values.next(), values.next()) {
        (value, None) => Ok(value),
        (_, Some(_)) => Err(Refusal::new(StatusCode::BAD_REQUEST, &format!("Send the header `{name}` only once."))),
    }
}

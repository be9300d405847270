//! Headers that let a browser show responses to web pages of allowed origins.
//!
//! `tower-http` has a layer for this, but its response to every `OPTIONS` request is a success, even if the origin is not
//! allowed. Here such a request gets the same error as any other.

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// How long a browser may remember a preflight, in seconds. Browsers limit this to two hours.
const MAX_AGE: HeaderValue = HeaderValue::from_static("7200");

/// The methods that a page may use. Only `POST` succeeds; for the others, the page reads the error.
const METHODS: HeaderValue = HeaderValue::from_static("GET, POST, DELETE");

/// The headers that a page may send. Other headers of the protocol start with `mcp-`.
const REQUEST_HEADERS: &str = "authorization, content-type, accept, last-event-id, mcp-protocol-version, \
                               mcp-session-id, mcp-method, mcp-name";

/// The headers of a response that a page may read, in addition to those that every page may read.
const RESPONSE_HEADERS: HeaderValue =
    HeaderValue::from_static("mcp-session-id, mcp-protocol-version, www-authenticate, retry-after, allow");

const REQUEST_PRIVATE_NETWORK: HeaderName = HeaderName::from_static("access-control-request-private-network");
const ALLOW_PRIVATE_NETWORK: HeaderName = HeaderName::from_static("access-control-allow-private-network");

/// Whether the request is a preflight, with which a browser asks what a page may send.
pub(super) fn is_preflight(method: &Method, headers: &HeaderMap) -> bool {
    method == Method::OPTIONS
        && headers.contains_key(header::ORIGIN)
        && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

/// The response to a preflight of an allowed origin.
pub(super) fn preflight(request: &HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed_headers(request));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    if request.get(REQUEST_PRIVATE_NETWORK).is_some_and(|value| value == "true") {
        headers.insert(ALLOW_PRIVATE_NETWORK, HeaderValue::from_static("true"));
    }
    for varies in [header::ACCESS_CONTROL_REQUEST_METHOD, header::ACCESS_CONTROL_REQUEST_HEADERS] {
        headers.append(header::VARY, varies.into());
    }
    response
}

/// The known headers, and the requested ones that belong to the protocol.
fn allowed_headers(request: &HeaderMap) -> HeaderValue {
    let requested = request.get_all(header::ACCESS_CONTROL_REQUEST_HEADERS).iter();
    let names = requested.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).map(str::trim);
    let names = names.filter_map(|name| name.parse::<HeaderName>().ok());
    let others = names.filter(|name| name.as_str().starts_with("mcp-"));
    let others = others.filter(|name| REQUEST_HEADERS.split(", ").all(|known| known != name.as_str()));
    let list = others.fold(REQUEST_HEADERS.to_owned(), |list, name| list + ", " + name.as_str());
    // Names of headers are always a valid value.
    HeaderValue::from_str(&list).unwrap_or(HeaderValue::from_static(REQUEST_HEADERS))
}

/// Adds the headers that every response has. `origin` is the request's origin if it is allowed.
pub(super) fn add_headers(response: &mut Response, origin: Option<HeaderValue>) {
    let headers = response.headers_mut();
    headers.append(header::VARY, header::ORIGIN.into());
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, RESPONSE_HEADERS);
    }
}

//! Middleware before rmcp's HTTP service: checks the bearer token, and explains invalid messages.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::LengthLimitError;
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use tokio::sync::watch;

use super::HttpOptions;
use crate::mcp::message::{InvalidMessage, decode, normalized};

/// The middleware's settings.
#[derive(Clone)]
pub(super) struct Guard {
    token: Option<Arc<SecretString>>,
    body_limit: usize,
    requests: Arc<watch::Sender<()>>,
}

impl Guard {
    /// A guard that subscribes to `requests` while it processes a request whose body has arrived.
    pub(super) fn new(options: &HttpOptions, requests: Arc<watch::Sender<()>>) -> Self {
        Self { token: options.token().cloned().map(Arc::new), body_limit: options.body_limit(), requests }
    }

    /// Whether the request has the bearer token, if one is required.
    fn is_authorized(&self, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else { return true };
        let mut given = headers.get_all(header::AUTHORIZATION).iter();
        let (Some(only), None) = (given.next(), given.next()) else { return false };
        let Ok(credentials) = only.to_str() else { return false };
        let Some((scheme, credentials)) = credentials.split_once(' ') else { return false };
        let is_equal = credentials.trim_start_matches(' ').as_bytes().ct_eq(token.expose_secret().as_bytes());
        scheme.eq_ignore_ascii_case("bearer") && is_equal.into()
    }
}

/// Rejects requests without the token, and explains invalid messages.
pub(super) async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    if !guard.is_authorized(request.headers()) {
        return unauthorized(request.headers().contains_key(header::AUTHORIZATION));
    }
    if let Some(name) = repeated(request.headers()) {
        return reject(
            StatusCode::BAD_REQUEST,
            &InvalidMessage::without_id(&format!("Send the header `{name}` only once.")),
        );
    }
    let (parts, body) = request.into_parts();
    let is_json = is_json(&parts.headers);
    // rmcp checks the host, the origin and the other headers before the body. With an empty body, it complains about
    // the body only if all headers are valid.
    let head = next.clone().run(Request::from_parts(parts.clone(), Body::empty())).await;
    if !body_is_unread(&head, is_json) {
        return head;
    }
    let body = match read(body, guard.body_limit).await {
        Ok(body) => body,
        Err((status, invalid)) => return reject(status, &invalid),
    };
    let _request = guard.requests.subscribe();
    let message = match normalized(&body) {
        Ok(message) => message,
        Err(invalid) if invalid.is_about_parameters() => return reject(StatusCode::OK, &invalid),
        Err(invalid) => return reject(StatusCode::BAD_REQUEST, &invalid),
    };
    let response = next.run(Request::from_parts(parts, Body::from(message))).await;
    explain(response, is_json, &body)
}

/// A `Host` or `Origin` header that is present more than once. Two readers could disagree about which one counts.
fn repeated(headers: &HeaderMap) -> Option<HeaderName> {
    [header::HOST, header::ORIGIN].into_iter().find(|name| headers.get_all(name).iter().nth(1).is_some())
}

/// Reads a body to its end.
async fn read(body: Body, limit: usize) -> Result<Bytes, (StatusCode, InvalidMessage)> {
    let too_long = || {
        let invalid = InvalidMessage::without_id(&format!("The body is too long. The limit is {limit} bytes."));
        (StatusCode::PAYLOAD_TOO_LARGE, invalid)
    };
    // If `Content-Length` exceeds the limit, the body need not be read.
    if usize::try_from(body.size_hint().lower()).map_or(true, |least| least > limit) {
        return Err(too_long());
    }
    to_bytes(body, limit).await.map_err(|error| match error.into_inner().is::<LengthLimitError>() {
        true => too_long(),
        false => {
            let invalid = InvalidMessage::without_id("The body is incomplete or does not match its transfer encoding.");
            (StatusCode::BAD_REQUEST, invalid)
        }
    })
}

/// Whether rmcp could not read the body, and everything else was valid.
fn body_is_unread(response: &Response, is_json: bool) -> bool {
    response.status() == StatusCode::UNSUPPORTED_MEDIA_TYPE && is_json
}

/// Replaces the response to a body that rmcp could not read. rmcp reports it like a wrong content type; the replacement
/// says what is wrong with the body.
fn explain(response: Response, is_json: bool, body: &Bytes) -> Response {
    if !body_is_unread(&response, is_json) {
        return response;
    }
    match decode(body) {
        Err(invalid) => reject(StatusCode::BAD_REQUEST, &invalid),
        Ok(_) => reject(
            StatusCode::BAD_REQUEST,
            &InvalidMessage::without_id("The message is not a request or a notification."),
        ),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let essence = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    essence.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

fn reject(status: StatusCode, invalid: &InvalidMessage) -> Response {
    (status, Json(invalid.to_response())).into_response()
}

fn unauthorized(has_credentials: bool) -> Response {
    let challenge = match has_credentials {
        true => "Bearer error=\"invalid_token\"",
        false => "Bearer",
    };
    let challenge = [(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge))];
    (StatusCode::UNAUTHORIZED, challenge, "Unauthorized: a bearer token is required").into_response()
}

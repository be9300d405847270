//! Middleware before rmcp's HTTP service: checks the bearer token and the head, reads the body, and explains invalid
//! messages.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::LengthLimitError;
use tokio::sync::watch;

use super::accept::takes_json;
use super::refusal::Refusal;
use super::{HttpAuth, HttpOptions};
use crate::mcp::message::{InvalidMessage, decode, normalized};

/// The value of `Accept` that rmcp requires, although it responds with JSON.
const ACCEPT: HeaderValue = HeaderValue::from_static("application/json, text/event-stream");

/// The middleware's settings.
#[derive(Clone)]
pub(super) struct Guard {
    auth: Arc<HttpAuth>,
    body_limit: usize,
    body_timeout: Duration,
    requests: Arc<watch::Sender<()>>,
}

impl Guard {
    /// A guard that subscribes to `requests` while it processes a request whose body has arrived.
    pub(super) fn new(options: &HttpOptions, requests: Arc<watch::Sender<()>>) -> Self {
        Self {
            auth: Arc::new(options.auth.clone()),
            body_limit: options.max_body_bytes,
            body_timeout: options.limits.body_timeout,
            requests,
        }
    }

    /// Checks everything that is known before the body arrives.
    fn check_head(&self, method: &Method, headers: &HeaderMap) -> Result<(), Refusal> {
        if !self.auth.allows(headers) {
            return Err(unauthorized(headers));
        }
        if method != Method::POST {
            let refusal = Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "Send messages with `POST`.");
            return Err(refusal.with_header(header::ALLOW, "POST"));
        }
        if !takes_json(headers) {
            let message = "The server responds with JSON. Add `application/json` to the header `accept`.";
            return Err(Refusal::new(StatusCode::NOT_ACCEPTABLE, message));
        }
        if !is_json(headers) {
            let message = "The header `content-type` must be `application/json`.";
            return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
        }
        Ok(())
    }

    /// Reads a body to its end.
    async fn read(&self, body: Body) -> Result<Bytes, Refusal> {
        let limit = self.body_limit;
        let too_long = || {
            Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, &format!("The body is too long. The limit is {limit} bytes."))
        };
        // If `Content-Length` exceeds the limit, the body need not be read.
        if usize::try_from(body.size_hint().lower()).map_or(true, |least| least > limit) {
            return Err(too_long());
        }
        let read = tokio::time::timeout(self.body_timeout, to_bytes(body, limit)).await.map_err(|_| {
            let message = format!("The body did not arrive within {:?}.", self.body_timeout);
            Refusal::new(StatusCode::REQUEST_TIMEOUT, &message).with_header(header::CONNECTION, "close")
        })?;
        read.map_err(|error| match error.into_inner().is::<LengthLimitError>() {
            true => too_long(),
            false => {
                Refusal::new(StatusCode::BAD_REQUEST, "The body is incomplete or does not match its transfer encoding.")
            }
        })
    }
}

/// Rejects requests without the token and invalid messages, and passes the others on.
pub(super) async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let body = match guard.check_head(&parts.method, &parts.headers) {
        Ok(()) => guard.read(body).await,
        Err(refusal) => Err(refusal),
    };
    let body = match body {
        Ok(body) => body,
        Err(refusal) => return refusal.into_response(),
    };
    let _request = guard.requests.subscribe();
    let message = match normalized(&body) {
        Ok(message) => message,
        Err(invalid) => return reject(&invalid),
    };
    parts.headers.insert(header::ACCEPT, ACCEPT);
    let response = next.run(Request::from_parts(parts, Body::from(message))).await;
    explain(response, &body)
}

/// Replaces the response to a body that rmcp could not read. rmcp reports it like a wrong content type, which
/// `check_head` has excluded; the replacement says what is wrong with the body.
fn explain(response: Response, body: &Bytes) -> Response {
    if response.status() != StatusCode::UNSUPPORTED_MEDIA_TYPE {
        return response;
    }
    let invalid = decode(body)
        .err()
        .unwrap_or_else(|| InvalidMessage::without_id("The message is not a request or a notification."));
    reject(&invalid)
}

/// The error of an invalid message. Like rmcp's, it has the status 200 if the message is valid except for its parameters.
fn reject(invalid: &InvalidMessage) -> Response {
    let status = if invalid.is_about_parameters() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    Refusal::of(status, invalid).into_response()
}

fn is_json(headers: &HeaderMap) -> bool {
    let essence = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    essence.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

fn unauthorized(headers: &HeaderMap) -> Refusal {
    let challenge = match headers.contains_key(header::AUTHORIZATION) {
        true => "Bearer error=\"invalid_token\"",
        false => "Bearer",
    };
    let message = "Unauthorized: the header `authorization` must be `Bearer TOKEN` with the server's token.";
    Refusal::new(StatusCode::UNAUTHORIZED, message).with_header(header::WWW_AUTHENTICATE, challenge)
}

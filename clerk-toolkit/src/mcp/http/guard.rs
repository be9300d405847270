//! What stands before rmcp's HTTP service: the token, and words for what is no message.

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
use crate::mcp::message::{Refusal, decode, without_mark};

/// What the guard goes by.
#[derive(Clone)]
pub(super) struct Guard {
    token: Option<Arc<SecretString>>,
    body_limit: usize,
    running: Arc<watch::Sender<()>>,
}

impl Guard {
    /// A guard that listens to the channel while a request is there in full, and not answered yet.
    pub(super) fn new(options: &HttpOptions, running: Arc<watch::Sender<()>>) -> Self {
        Self { token: options.token().cloned().map(Arc::new), body_limit: options.body_limit(), running }
    }

    fn admits(&self, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else { return true };
        let mut given = headers.get_all(header::AUTHORIZATION).iter();
        let (Some(only), None) = (given.next(), given.next()) else { return false };
        let Ok(credentials) = only.to_str() else { return false };
        let Some((scheme, credentials)) = credentials.split_once(' ') else { return false };
        let right = credentials.trim_start_matches(' ').as_bytes().ct_eq(token.expose_secret().as_bytes());
        scheme.eq_ignore_ascii_case("bearer") && right.into()
    }
}

/// Lets a request through that carries the token.
pub(super) async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    if !guard.admits(request.headers()) {
        return unauthorized(request.headers().contains_key(header::AUTHORIZATION));
    }
    if let Some(name) = repeated(request.headers()) {
        return refuse(StatusCode::BAD_REQUEST, &Refusal::unidentified(&format!("`{name}` must be given once.")));
    }
    let (parts, body) = request.into_parts();
    let says_json = says_json(&parts.headers);
    // rmcp looks at the host, the origin and the other headers first, and answers an empty body only where all are well.
    let head = next.clone().run(Request::from_parts(parts.clone(), Body::empty())).await;
    if !is_unread(&head, says_json) {
        return head;
    }
    let body = match read(body, guard.body_limit).await {
        Ok(body) => body,
        Err((status, refusal)) => return refuse(status, &refusal),
    };
    let _running = guard.running.subscribe();
    // rmcp does not pass over a byte order mark.
    let message = body.slice_ref(without_mark(&body));
    let response = next.run(Request::from_parts(parts, Body::from(message))).await;
    explain(response, says_json, &body)
}

/// A header that says who asks, and is there twice: two readers would not agree on which counts.
fn repeated(headers: &HeaderMap) -> Option<HeaderName> {
    [header::HOST, header::ORIGIN].into_iter().find(|name| headers.get_all(name).iter().nth(1).is_some())
}

/// Reads a body to its end.
async fn read(body: Body, limit: usize) -> Result<Bytes, (StatusCode, Refusal)> {
    let too_long = || {
        let refusal = Refusal::unidentified(&format!("The body is too long: at most {limit} bytes are read."));
        (StatusCode::PAYLOAD_TOO_LARGE, refusal)
    };
    // One that says so itself need not come.
    if usize::try_from(body.size_hint().lower()).map_or(true, |least| least > limit) {
        return Err(too_long());
    }
    to_bytes(body, limit).await.map_err(|error| match error.into_inner().is::<LengthLimitError>() {
        true => too_long(),
        false => {
            let refusal = Refusal::unidentified("The body broke off, or is not in the encoding it says.");
            (StatusCode::BAD_REQUEST, refusal)
        }
    })
}

/// Whether rmcp could not read the body, and nothing else was wrong.
fn is_unread(response: &Response, says_json: bool) -> bool {
    response.status() == StatusCode::UNSUPPORTED_MEDIA_TYPE && says_json
}

/// rmcp answers a body that it cannot read as it answers one of a wrong content type. The first is better told what is
/// wrong with it.
fn explain(response: Response, says_json: bool, body: &Bytes) -> Response {
    if !is_unread(&response, says_json) {
        return response;
    }
    match decode(body) {
        Err(refusal) => refuse(StatusCode::BAD_REQUEST, &refusal),
        Ok(_) => refuse(StatusCode::BAD_REQUEST, &Refusal::unidentified("It is not a JSON-RPC message.")),
    }
}

fn says_json(headers: &HeaderMap) -> bool {
    let essence = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    essence.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

fn refuse(status: StatusCode, refusal: &Refusal) -> Response {
    (status, Json(refusal.to_json())).into_response()
}

fn unauthorized(tried: bool) -> Response {
    let challenge = match tried {
        true => "Bearer error=\"invalid_token\"",
        false => "Bearer",
    };
    let challenge = [(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge))];
    (StatusCode::UNAUTHORIZED, challenge, "Unauthorized: a bearer token is required").into_response()
}

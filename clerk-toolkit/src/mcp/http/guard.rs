//! What stands before rmcp's HTTP service: the token, and words for what is no message.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use super::HttpOptions;
use crate::mcp::message::{Refusal, decode};

/// What the guard goes by.
#[derive(Clone)]
pub(super) struct Guard {
    token: Option<Arc<SecretString>>,
    body_limit: usize,
}

impl Guard {
    pub(super) fn new(options: &HttpOptions) -> Self {
        Self { token: options.token().cloned().map(Arc::new), body_limit: options.body_limit() }
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
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, guard.body_limit).await else {
        return refuse(
            StatusCode::PAYLOAD_TOO_LARGE,
            &Refusal::unidentified(&format!("The body is too long: at most {} bytes are read.", guard.body_limit)),
        );
    };
    let says_json = says_json(&parts.headers);
    let response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    explain(response, says_json, &body)
}

/// rmcp answers a body that it cannot read as it answers one of a wrong content type. The first is better told what is
/// wrong with it.
fn explain(response: Response, says_json: bool, body: &Bytes) -> Response {
    if response.status() != StatusCode::UNSUPPORTED_MEDIA_TYPE || !says_json {
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

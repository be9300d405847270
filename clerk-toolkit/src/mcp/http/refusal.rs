//! The response to a request that is not processed.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::mcp::message::InvalidMessage;

/// Why a request is not processed: a response whose body is a JSON-RPC error. It is behind a pointer, so that a check that
/// succeeds returns little.
#[derive(Debug)]
pub(super) struct Refusal(Box<Response>);

impl Refusal {
    /// An error without an id.
    pub(super) fn new(status: StatusCode, message: &str) -> Self {
        Self::of(status, &InvalidMessage::without_id(message))
    }

    pub(super) fn of(status: StatusCode, error: &InvalidMessage) -> Self {
        Self(Box::new((status, Json(error.to_response())).into_response()))
    }

    /// The same refusal with a header.
    pub(super) fn with_header(mut self, name: HeaderName, value: &'static str) -> Self {
        self.0.headers_mut().insert(name, HeaderValue::from_static(value));
        self
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        *self.0
    }
}

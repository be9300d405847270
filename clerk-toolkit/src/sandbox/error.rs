//! Errors in the shape that every Clerk endpoint returns.
//!
//! Operations return [`ApiError`]. It becomes `{"errors": [...], "clerk_trace_id": "…"}` in one place, so every endpoint
//! returns the same shape. Several mistakes in one request are reported together.

use std::fmt;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::ids;

/// One entry of the `errors` array.
#[derive(Debug, Clone)]
pub(super) struct ErrorEntry {
    status: StatusCode,
    code: &'static str,
    message: String,
    long_message: String,
    meta: Vec<(&'static str, Value)>,
}

impl ErrorEntry {
    /// An entry with a short and a long message.
    pub(super) fn new(
        status: StatusCode,
        code: &'static str,
        message: impl Into<String>,
        long_message: impl Into<String>,
    ) -> Self {
        Self { status, code, message: message.into(), long_message: long_message.into(), meta: Vec::new() }
    }

    /// An entry about one field of a body or one query parameter: status 422, with the parameter's name in `meta`.
    pub(super) fn param(
        name: &str,
        code: &'static str,
        message: impl Into<String>,
        long_message: impl Into<String>,
    ) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, message, long_message).meta("param_name", name)
    }

    /// Adds one value to `meta`.
    pub(super) fn meta(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.meta.push((key, value.into()));
        self
    }

    fn json(&self) -> Value {
        let mut entry = json!({
            "message": self.message,
            "long_message": self.long_message,
            "code": self.code,
        });
        for (key, value) in &self.meta {
            entry["meta"][key] = value.clone();
        }
        entry
    }
}

/// A refused request. It has at least one entry; the first one sets the status.
#[derive(Debug)]
pub(super) struct ApiError {
    status: StatusCode,
    entries: Vec<ErrorEntry>,
}

impl ApiError {
    /// `Ok` if there are no entries, otherwise all of them as one error.
    pub(super) fn unless_empty(entries: Vec<ErrorEntry>) -> Result<(), Self> {
        match entries.first() {
            None => Ok(()),
            Some(first) => Err(Self { status: first.status, entries }),
        }
    }

    /// A resource that does not exist. The message says which one.
    pub(super) fn not_found(long_message: impl Into<String>) -> Self {
        ErrorEntry::new(StatusCode::NOT_FOUND, "resource_not_found", "not found", long_message).into()
    }
}

impl From<ErrorEntry> for ApiError {
    fn from(entry: ErrorEntry) -> Self {
        Self { status: entry.status, entries: vec![entry] }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = json!({
            "errors": self.entries.iter().map(ErrorEntry::json).collect::<Vec<_>>(),
            "clerk_trace_id": ids::trace(),
        });
        (self.status, Json(body)).into_response()
    }
}

impl fmt::Display for ErrorEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.long_message)
    }
}

//! Errors in the shape every Clerk endpoint answers with.
//!
//! Handlers return [`ApiError`]; it becomes `{"errors": [...], "clerk_trace_id": "…"}` in one place, so no endpoint can
//! answer in another shape. Several problems with one request travel together.

use std::fmt;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::ids;

/// One entry of the `errors` array.
#[derive(Debug, Clone)]
pub(super) struct Problem {
    status: StatusCode,
    code: &'static str,
    message: String,
    long_message: String,
    meta: Vec<(&'static str, Value)>,
}

impl Problem {
    /// A problem with a short and a long message.
    pub(super) fn new(
        status: StatusCode,
        code: &'static str,
        message: impl Into<String>,
        long_message: impl Into<String>,
    ) -> Self {
        Self { status, code, message: message.into(), long_message: long_message.into(), meta: Vec::new() }
    }

    /// A problem with one field of a body or one query parameter: status 422, naming the parameter in `meta`.
    pub(super) fn param(
        name: &str,
        code: &'static str,
        message: impl Into<String>,
        long_message: impl Into<String>,
    ) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, message, long_message).meta("param_name", name)
    }

    /// Adds one entry to `meta`.
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

/// A refused request: at least one problem; the first one decides the status.
#[derive(Debug)]
pub(super) struct ApiError {
    status: StatusCode,
    problems: Vec<Problem>,
}

impl ApiError {
    /// `Ok` where there are no problems, otherwise all of them as one error.
    pub(super) fn unless_empty(problems: Vec<Problem>) -> Result<(), Self> {
        match problems.first() {
            None => Ok(()),
            Some(first) => Err(Self { status: first.status, problems }),
        }
    }

    /// A resource that does not exist, with the sentence that says which.
    pub(super) fn not_found(long_message: impl Into<String>) -> Self {
        Problem::new(StatusCode::NOT_FOUND, "resource_not_found", "not found", long_message).into()
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self { status: problem.status, problems: vec![problem] }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = json!({
            "errors": self.problems.iter().map(Problem::json).collect::<Vec<_>>(),
            "clerk_trace_id": ids::trace(),
        });
        (self.status, Json(body)).into_response()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.long_message)
    }
}

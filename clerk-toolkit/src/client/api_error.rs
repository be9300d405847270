//! Clerk's error responses, kept complete.
//!
//! A failed call returns `{"errors": [{"code", "message", "long_message", "meta"}], "clerk_trace_id"}`. All of it is
//! kept: an agent can fix its arguments only if it knows which one was wrong. A response that comes from a proxy
//! instead of Clerk (an HTML page, or no body) also becomes an error, and its message shows the start of the body.

use std::fmt;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use serde_json::Value;

use super::excerpt::excerpt;
use crate::json;

/// The maximum number of characters that a message shows of a body that is not Clerk's.
const EXCERPT: usize = 200;

/// A response whose status is not a success.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// Every entry of the response's `errors`, in the order sent; empty if the body is not Clerk's error JSON.
    pub errors: Vec<ErrorEntry>,
    /// The id by which Clerk's support finds the request: the body's `clerk_trace_id`, or else the `cf-ray` header.
    pub trace_id: Option<String>,
    /// How long to wait before the next attempt, from a `Retry-After` header in seconds.
    pub retry_after: Option<Duration>,
    /// The start of a body that is not Clerk's error JSON, escaped. `None` if the body is Clerk's error JSON or empty.
    pub excerpt: Option<String>,
}

/// One entry of an error response.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ErrorEntry {
    /// Clerk's code, such as `resource_not_found`; empty if Clerk sent none.
    pub code: String,
    /// A short description; empty if Clerk sent none.
    pub message: String,
    /// A longer description, usually one sentence.
    pub long_message: Option<String>,
    /// Details that depend on the code, such as `{"param_name": "slug"}`.
    pub meta: Option<Value>,
}

impl ApiError {
    /// Reads an error response. `secret` is removed from it, in case the server echoes it.
    pub(super) fn read(status: StatusCode, headers: &HeaderMap, body: &[u8], secret: &str) -> Self {
        let text = String::from_utf8_lossy(body).replace(secret, "[secret key]");
        let body: Value = serde_json::from_str(&json::degrade(text.as_bytes())).unwrap_or_default();
        let errors: Vec<_> = body["errors"].as_array().into_iter().flatten().filter_map(ErrorEntry::read).collect();
        let excerpt = (errors.is_empty() && !text.trim().is_empty()).then(|| excerpt(&single_spaced(&text), EXCERPT));
        let header = |name: &str| headers.get(name)?.to_str().ok();
        Self {
            status: status.as_u16(),
            errors,
            trace_id: body["clerk_trace_id"].as_str().or_else(|| header("cf-ray")).map(str::to_owned),
            retry_after: header(RETRY_AFTER.as_str())
                .and_then(|seconds| seconds.trim().parse().ok())
                .map(Duration::from_secs),
            excerpt,
        }
    }

    /// The first entry's code, such as `form_param_unknown`.
    pub fn code(&self) -> Option<&str> {
        self.errors.first().map(|entry| entry.code.as_str()).filter(|code| !code.is_empty())
    }

    /// Whether a later attempt may succeed: the rate limit, or a server error other than 501, which means that the server
    /// does not have the operation.
    pub(super) fn is_temporary(&self) -> bool {
        self.status == 429 || (self.status >= 500 && self.status != 501)
    }

    fn is_redirect(&self) -> bool {
        (300..400).contains(&self.status)
    }
}

impl ErrorEntry {
    fn read(entry: &Value) -> Option<Self> {
        let entry = entry.as_object()?;
        let text = |field: &str| entry.get(field).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            code: text("code").unwrap_or_default(),
            message: text("message").unwrap_or_default(),
            long_message: text("long_message").filter(|message| !message.is_empty()),
            meta: entry.get("meta").filter(|meta| !meta.is_null()).cloned(),
        })
    }

    /// The parameter that caused the error, from `meta.param_name`.
    pub fn param_name(&self) -> Option<&str> {
        self.meta.as_ref()?.get("param_name")?.as_str()
    }
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for ErrorEntry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.long_message.as_deref().unwrap_or(&self.message);
        match (message, self.code.as_str()) {
            ("", "") => formatter.write_str("an error without a code or a message")?,
            ("", code) => formatter.write_str(code)?,
            (message, "") => formatter.write_str(message)?,
            (message, code) => write!(formatter, "{message} ({code})")?,
        }
        match self.param_name() {
            Some(parameter) => write!(formatter, " [parameter `{parameter}`]"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Clerk returned {}", self.status)?;
        if let Some(reason) = StatusCode::from_u16(self.status).ok().and_then(|status| status.canonical_reason()) {
            write!(formatter, " {reason}")?;
        }
        if self.is_redirect() {
            formatter.write_str(" (redirects are not followed: check the API URL)")?;
        }
        for (index, entry) in self.errors.iter().enumerate() {
            write!(formatter, "{}{entry}", if index == 0 { ": " } else { "; " })?;
        }
        if let Some(excerpt) = &self.excerpt {
            write!(formatter, ", not in Clerk's error format: `{excerpt}`")?;
        }
        match &self.trace_id {
            Some(trace_id) => write!(formatter, " [trace {}]", excerpt(trace_id, 80)),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ApiError {}

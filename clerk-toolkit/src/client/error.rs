//! One error type for everything that can go wrong in a call to Clerk.
//!
//! The variants differ in what the caller can do: fix an argument, fix the configuration, wait, or read Clerk's message.
//! No message contains the secret key, a header or the query of a URL.

use std::time::Duration;

use reqwest::Method;

use super::api_error::ApiError;
use super::excerpt::excerpt;
use super::fault::{Fault, root_cause};
use super::ids::InvalidId;

/// The result of a call to Clerk.
pub type Result<T, E = ClerkError> = std::result::Result<T, E>;

/// Why a call to Clerk failed.
///
/// [`change`](Self::change) says whether the change that was requested may have been applied.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClerkError {
    /// Clerk, or a proxy before it, returned a status that is not a success.
    #[error(transparent)]
    Api(#[from] Box<ApiError>),

    /// Clerk accepted a change, but its response cannot be read. The change is done.
    #[error(transparent)]
    Unreadable(#[from] Box<UnreadableResponse>),

    /// A time limit was exceeded.
    #[error("the request to Clerk exceeded the {limit} time limit of {after:?}")]
    Timeout {
        /// The limit that was exceeded.
        limit: TimeLimit,
        /// The duration of the limit.
        after: Duration,
        /// The method of the request.
        method: Method,
    },

    /// The client could not connect; nothing was sent.
    #[error("could not connect to Clerk{}: {}", through(.proxy), connect_cause(.source))]
    Connect {
        /// The HTTP client's error.
        source: reqwest::Error,
        /// The proxy that was used and the variable that names it, such as `proxy.example:8080 (HTTPS_PROXY)`.
        proxy: Option<String>,
    },

    /// The connection failed after it was made.
    #[error("the connection to Clerk failed: {}", connect_cause(.source))]
    Transport {
        /// The HTTP client's error.
        source: reqwest::Error,
        /// The method of the request.
        method: Method,
    },

    /// The response to a read is larger than the client reads.
    #[error("the response from Clerk is larger than the limit of {limit} bytes")]
    ResponseTooLarge {
        /// The limit in bytes.
        limit: usize,
    },

    /// Clerk returned a success status for a read, but the body does not have the expected type.
    #[error("cannot read the response (HTTP {status}) as {expected}: at {path}: {reason}")]
    Decode {
        /// The Rust type that was expected.
        expected: String,
        /// The position in the JSON, such as `data[0].id`; `.` is the whole response. Escaped and shortened.
        path: String,
        /// What is wrong there, without the value.
        reason: String,
        /// The HTTP status.
        status: u16,
    },

    /// The request body cannot be serialized as JSON; nothing was sent.
    #[error("cannot serialize the request body as JSON: {0}")]
    Encode(#[source] serde_json::Error),

    /// A text is not an id of the expected kind; nothing was sent.
    #[error(transparent)]
    InvalidId(#[from] InvalidId),

    /// A value of the query is empty; nothing was sent. Clerk ignores an empty filter, and would return everything.
    #[error("`{name}` is empty, and Clerk would ignore it: leave it out, or write a value")]
    EmptyFilter {
        /// The name in the query; for the argument of a tool, the argument's name.
        name: String,
    },

    /// A literal in a request path could lead to another endpoint; nothing was sent. This is a bug in the code that made
    /// the request: ids and checked texts are always valid.
    #[error("`{segment}` cannot be used in a request path: {}", path_advice(.segment))]
    InvalidPath {
        /// The segment, escaped and shortened.
        segment: String,
    },

    /// The client cannot be set up.
    #[error("cannot set up the Clerk client: {0}")]
    Config(String),
}

/// A change that Clerk accepted, with a response that cannot be read: it is empty, incomplete, too large, or not what the
/// API documents. The change is done. To see its result, read the current state; do not repeat the request.
#[derive(Debug, thiserror::Error)]
#[error(
    "the change is done: Clerk accepted it ({operation}, HTTP {status}), but the response cannot be read: {}{}",
    unread(.reason), trace(.trace_id)
)]
#[non_exhaustive]
pub struct UnreadableResponse {
    /// The method and the path, such as `PATCH /v1/users/user_1`.
    pub operation: String,
    /// The HTTP status, a success.
    pub status: u16,
    /// The `cf-ray` header, by which Clerk's support finds the request.
    pub trace_id: Option<String>,
    /// Why the response cannot be read.
    #[source]
    pub reason: ClerkError,
}

/// What is known about the change that a failed request asked for. Returned by [`ClerkError::change`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// It was not applied: the request only reads, was not sent, or was refused.
    NotApplied,
    /// It may have been applied: the request was sent, and no response says whether it took effect.
    Unknown,
    /// It was applied.
    Applied,
}

/// Which time limit a [`ClerkError::Timeout`] exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeLimit {
    /// The limit for making a connection; nothing was sent.
    Connect,
    /// The limit for a whole attempt, from connecting to the last byte of the response.
    Total,
}

impl std::fmt::Display for TimeLimit {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Connect => "connect",
            Self::Total => "total",
        })
    }
}

impl ClerkError {
    /// Clerk's error response, if the error is one.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The HTTP status, if there was a response.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Unreadable(response) => Some(response.status),
            Self::Decode { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// Clerk's code, such as `resource_not_found`; the first one if it sent several.
    pub fn code(&self) -> Option<&str> {
        self.api()?.code()
    }

    /// The id by which Clerk's support finds the request.
    pub fn trace_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.trace_id.as_deref(),
            Self::Unreadable(response) => response.trace_id.as_deref(),
            _ => None,
        }
    }

    /// How long Clerk asks to wait before the next attempt.
    pub fn retry_after(&self) -> Option<Duration> {
        self.api()?.retry_after
    }

    /// Whether the failure may be temporary: the rate limit, a server error, a connection failure or a time limit.
    ///
    /// It is `false` for what a retry cannot fix, such as an untrusted certificate, a proxy that requires a password, or
    /// a host that does not exist. Before you repeat a change, see [`change`](Self::change).
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Api(error) => error.is_retryable(),
            Self::Timeout { .. } => true,
            Self::Connect { .. } | Self::Transport { .. } => self.fault().is_none(),
            _ => false,
        }
    }

    /// What is known about the change that the request asked for.
    pub fn change(&self) -> Change {
        match self {
            Self::Unreadable(_) => Change::Applied,
            Self::Api(error) if error.leaves_open() && is_change(&error.method) => Change::Unknown,
            Self::Timeout { limit: TimeLimit::Total, method, .. } | Self::Transport { method, .. }
                if is_change(method) =>
            {
                Change::Unknown
            }
            _ => Change::NotApplied,
        }
    }

    /// What has to change in the configuration before the client can connect.
    pub(crate) fn fault(&self) -> Option<Fault> {
        match self {
            Self::Connect { source, .. } | Self::Transport { source, .. } => Fault::of(source),
            Self::Api(error) if error.status == 407 => Some(Fault::ProxyAuthentication),
            _ => None,
        }
    }

    /// Whether Clerk returned 404: the user, organization, invitation or membership does not exist.
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(404)
    }
}

/// What to write instead of a literal that cannot be part of a path.
fn path_advice(segment: &str) -> &'static str {
    let first = segment.trim_start_matches('/').split('/').next();
    if segment.contains('?') {
        "write the path without a query, and add each parameter with `.query(…)`"
    } else if segment.starts_with('/') || first == Some("v1") {
        "write the path without a leading slash and without the version, such as `users/count`"
    } else if segment.ends_with('/') {
        "write the path without a slash at its end, such as `users/count`"
    } else {
        "expected letters, digits, `_` and `-`; a literal may also contain single slashes between segments"
    }
}

/// Whether a request with this method can change something.
pub(super) fn is_change(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The maximum length of a cause in a message, in characters.
const CAUSE: usize = 500;

fn connect_cause(error: &reqwest::Error) -> String {
    excerpt(&root_cause(error), CAUSE)
}

/// Why the response to a change cannot be read, without the details that the error already shows.
fn unread(reason: &ClerkError) -> String {
    match reason {
        ClerkError::Decode { path, reason, .. } if path == "." => reason.clone(),
        ClerkError::Decode { path, reason, .. } => format!("at {path}: {reason}"),
        other => other.to_string(),
    }
}

fn through(proxy: &Option<String>) -> String {
    proxy.as_ref().map_or_else(String::new, |proxy| format!(" through the proxy {proxy}"))
}

fn trace(trace_id: &Option<String>) -> String {
    trace_id.as_ref().map_or_else(String::new, |trace_id| format!(" [trace {trace_id}]"))
}

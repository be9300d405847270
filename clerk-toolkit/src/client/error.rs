//! One error type for everything that can go wrong in a call to Clerk.
//!
//! The variants differ in what the caller can do: fix an argument, fix the configuration, wait, or read Clerk's message.
//! No message contains the secret key, a header or the query of a URL.

use std::error::Error;
use std::time::Duration;

use super::api_error::ApiError;
use super::ids::InvalidId;

/// The result of a call to Clerk.
pub type Result<T, E = ClerkError> = std::result::Result<T, E>;

/// Why a call to Clerk failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClerkError {
    /// Clerk, or a proxy before it, returned a status that is not a success.
    #[error(transparent)]
    Api(#[from] Box<ApiError>),

    /// A time limit was exceeded. If it is [`TimeLimit::Total`], the change may still have been applied.
    #[error("the request to Clerk exceeded the {limit} time limit of {after:?}")]
    Timeout {
        /// The limit that was exceeded.
        limit: TimeLimit,
        /// The duration of the limit.
        after: Duration,
    },

    /// The client could not connect; nothing was sent.
    #[error("could not connect to Clerk: {}", root_cause(.0))]
    Connect(#[source] reqwest::Error),

    /// The connection failed after it was made. The change may still have been applied.
    #[error("the connection to Clerk failed: {}", root_cause(.0))]
    Transport(#[source] reqwest::Error),

    /// The response is larger than the client reads. The change may still have been applied.
    #[error("the response from Clerk is larger than the limit of {limit} bytes")]
    ResponseTooLarge {
        /// The limit in bytes.
        limit: usize,
    },

    /// Clerk returned a success status, but the body does not have the expected type.
    #[error("cannot read the response (HTTP {status}) as {expected}: at {path}: {reason}")]
    Decode {
        /// The Rust type that was expected.
        expected: String,
        /// The position in the JSON, such as `data[0].id`; `.` is the whole response.
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

    /// A path segment contains characters that could change the endpoint; nothing was sent.
    #[error(
        "`{segment}` cannot be used in a request path: expected letters, digits, `_` and `-`; a literal may also \
         contain single slashes between segments"
    )]
    InvalidPath {
        /// The segment, escaped and shortened.
        segment: String,
    },

    /// The client cannot be set up.
    #[error("cannot set up the Clerk client: {0}")]
    Config(String),
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
        self.api()?.trace_id.as_deref()
    }

    /// How long Clerk asks to wait before the next attempt.
    pub fn retry_after(&self) -> Option<Duration> {
        self.api()?.retry_after
    }

    /// Whether the failure is temporary: the rate limit, a server error other than 501, a connection failure or a time
    /// limit.
    ///
    /// Unless the cause is the rate limit or a failure to connect, the change may still have been applied.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Api(error) => error.is_temporary(),
            Self::Timeout { .. } | Self::Connect(_) | Self::Transport(_) => true,
            _ => false,
        }
    }

    /// Whether Clerk returned 404: the user, organization, invitation or membership does not exist.
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(404)
    }
}

/// The innermost cause, which is more precise than reqwest's "error sending request".
fn root_cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

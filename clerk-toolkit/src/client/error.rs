//! Everything that can go wrong between a call and its answer, as one type.
//!
//! Each variant says what to do about it: mend the argument, mend the configuration, wait, or read what Clerk said. No
//! message contains the secret key, a header or the query of a URL.

use std::error::Error;
use std::time::Duration;

use super::api_error::ApiError;
use super::ids::InvalidId;

/// The result of a call to Clerk.
pub type Result<T, E = ClerkError> = std::result::Result<T, E>;

/// Why a call to Clerk has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClerkError {
    /// Clerk, or a proxy in its place, answered with a status that is not a success.
    #[error(transparent)]
    Api(#[from] Box<ApiError>),

    /// A time limit ran out. A write may have happened all the same, unless the limit is the one for connecting.
    #[error("no answer from Clerk: the {limit} time limit of {after:?} ran out")]
    Timeout {
        /// Which limit.
        limit: TimeLimit,
        /// How long it is.
        after: Duration,
    },

    /// No connection could be made; nothing was sent.
    #[error("could not connect to Clerk: {}", root_cause(.0))]
    Connect(#[source] reqwest::Error),

    /// The connection failed after it was made. A write may have happened all the same.
    #[error("the connection to Clerk failed: {}", root_cause(.0))]
    Transport(#[source] reqwest::Error),

    /// The answer is larger than this client reads.
    #[error("the answer is larger than {limit} bytes, the most that is read")]
    AnswerTooLarge {
        /// The limit in bytes.
        limit: usize,
    },

    /// Clerk answered with success, and the body is not what was asked for.
    #[error("the answer (HTTP {status}) is not {expected}: at {path}: {reason}")]
    Decode {
        /// The Rust type that was asked for.
        expected: String,
        /// Where in the JSON, such as `data[0].id`; `.` is the whole answer.
        path: String,
        /// What is wrong there, without the value itself.
        reason: String,
        /// The HTTP status.
        status: u16,
    },

    /// The body to send cannot be written as JSON; nothing was sent.
    #[error("the request's body cannot be written as JSON: {0}")]
    Encode(#[source] serde_json::Error),

    /// A text that is not the id it was offered as; nothing was sent.
    #[error(transparent)]
    InvalidId(#[from] InvalidId),

    /// A path that could lead elsewhere; nothing was sent.
    #[error(
        "`{segment}` cannot be part of a request path: expected letters, digits, `_` and `-`, and in a literal single \
         slashes between words"
    )]
    InvalidPath {
        /// The segment, escaped and shortened.
        segment: String,
    },

    /// The client cannot be set up.
    #[error("cannot set up the Clerk client: {0}")]
    Config(String),
}

/// The limits that [`ClerkError::Timeout`] tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeLimit {
    /// The one for making a connection: nothing was sent.
    Connect,
    /// The one for a whole attempt, from connecting to the last byte of the answer.
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
    /// Clerk's error answer, if that is what this is.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The HTTP status, where there was an answer.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Decode { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// Clerk's code, such as `resource_not_found`; the first one where it sent several.
    pub fn code(&self) -> Option<&str> {
        self.api()?.code()
    }

    /// What Clerk's support finds the request by.
    pub fn trace_id(&self) -> Option<&str> {
        self.api()?.trace_id.as_deref()
    }

    /// How long Clerk asks to wait before the next try.
    pub fn retry_after(&self) -> Option<Duration> {
        self.api()?.retry_after
    }

    /// Whether the failure is a passing one: the rate limit, a server's failure, a connection or a time limit.
    ///
    /// After any but the rate limit and [`ClerkError::Connect`], a write may have happened although its answer was lost.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Api(error) => error.status == 429 || error.status >= 500,
            Self::Timeout { .. } | Self::Connect(_) | Self::Transport(_) => true,
            _ => false,
        }
    }

    /// Whether Clerk answered 404: there is no such user, organization, invitation or membership.
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(404)
    }
}

/// The innermost cause, which says more than reqwest's own "error sending request".
fn root_cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

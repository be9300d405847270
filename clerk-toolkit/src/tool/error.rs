//! What a model reads when a call fails.

use std::borrow::Cow;
use std::time::Duration;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

/// Why a call failed, in words that a model can act on.
///
/// It serializes as
/// `{"error":{"code","message","hint"?,"retryable","retryAfterSeconds"?,"traceId"?}}`, which is how every format and
/// protocol shows it. A tool's own error type converts into it with a `From` implementation:
///
/// ```
/// use clerk_toolkit::ToolError;
///
/// enum RefundError { NotFound(String), TooLate }
///
/// impl From<RefundError> for ToolError {
///     fn from(error: RefundError) -> Self {
///         match error {
///             RefundError::NotFound(order) => ToolError::new("order_not_found", format!("There is no order `{order}`.")),
///             RefundError::TooLate => ToolError::new("refund_too_late", "Orders can be refunded for 30 days.")
///                 .with_hint("Offer a voucher."),
///         }
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolError(Box<Parts>);

/// Behind a pointer, so that a call that succeeds does not carry room for them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Parts {
    code: Cow<'static, str>,
    message: Cow<'static, str>,
    hint: Option<Cow<'static, str>>,
    retryable: bool,
    retry_after: Option<Duration>,
    trace_id: Option<Box<str>>,
}

impl ToolError {
    /// An error with a stable, machine-readable `code` (`snake_case`) and a `message` for the model.
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Parts {
            code: code.into(),
            message: message.into(),
            hint: None,
            retryable: false,
            retry_after: None,
            trace_id: None,
        }))
    }

    /// Arguments that the tool does not take, with the code `arguments_invalid`.
    pub fn arguments(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new("arguments_invalid", message)
    }

    /// A fault that the model can do nothing about, with the code `internal_error`.
    pub fn internal(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new("internal_error", message)
    }

    /// Adds what the model may try instead.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Says that the same call may succeed later, and after how long where that is known (shown in whole seconds,
    /// rounded up).
    #[must_use]
    pub fn retryable(mut self, after: Option<Duration>) -> Self {
        self.0.retryable = true;
        self.0.retry_after = after;
        self
    }

    /// Adds the trace id under which the service that failed can look the request up.
    #[must_use]
    pub fn with_trace_id(mut self, trace_id: impl Into<Box<str>>) -> Self {
        self.0.trace_id = Some(trace_id.into());
        self
    }

    /// The stable, machine-readable code, such as `resource_not_found`.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// What went wrong, for the model.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What the model may try instead.
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// Whether the same call may succeed later.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// How long to wait before the same call is worth another try.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The trace id of the request that failed.
    pub fn trace_id(&self) -> Option<&str> {
        self.0.trace_id.as_deref()
    }

    /// The JSON that the model reads: `{"error": {…}}`.
    pub fn to_value(&self) -> Value {
        let mut error = json!({ "code": self.0.code, "message": self.0.message });
        if let Some(hint) = &self.0.hint {
            error["hint"] = hint.as_ref().into();
        }
        error["retryable"] = self.0.retryable.into();
        if let Some(after) = self.0.retry_after {
            let whole = after.as_secs();
            let seconds = whole.saturating_add(u64::from(after.subsec_nanos() > 0));
            error["retryAfterSeconds"] = seconds.into();
        }
        if let Some(trace_id) = &self.0.trace_id {
            error["traceId"] = trace_id.as_ref().into();
        }
        json!({ "error": error })
    }
}

impl Serialize for ToolError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl std::fmt::Display for ToolError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.0.message, self.0.code)?;
        match &self.0.hint {
            Some(hint) => write!(f, " {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ToolError {}

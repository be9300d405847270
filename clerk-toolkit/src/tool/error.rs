//! What a model reads when a call fails.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::json::MAX_DEPTH;
use crate::text::shortened;

/// The maximum number of bytes of a message and of a hint.
const TEXT: usize = 2_000;

/// The maximum number of bytes of a code and of a trace id.
const NAME: usize = 128;

/// Why a call failed, in words that a model can act on.
///
/// It serializes as
/// `{"error":{"code","message","hint"?,"retryable","retryAfterSeconds"?,"traceId"?}}`, which every format and protocol
/// shows. A tool's own error type converts into it with a `From` implementation:
///
/// ```
/// use clerk_toolkit::ToolError;
///
/// enum RefundError { NotFound(String), TooLate }
///
/// impl From<RefundError> for ToolError {
///     fn from(error: RefundError) -> Self {
///         match error {
///             RefundError::NotFound(order) => ToolError::new("order_not_found", format!("Order `{order}` does not exist.")),
///             RefundError::TooLate => ToolError::new("refund_too_late", "Orders can be refunded for 30 days.")
///                 .with_hint("Offer a voucher."),
///         }
///     }
/// }
/// ```
///
/// An error of another type becomes one with [`ResultExt::tool_err`](super::ResultExt::tool_err), which keeps it as the
/// [`source`](Error::source). The source is for the application: it is not serialized, and neither `Display` nor `Debug`
/// shows its text. Two errors are equal if the model reads the same.
///
/// A message or a hint of more than 2,000 bytes is cut, and ends in `…`.
#[derive(Clone)]
pub struct ToolError(Box<Parts>);

/// Behind a pointer, so that the result of a call that succeeds is small.
#[derive(Clone)]
struct Parts {
    code: Cow<'static, str>,
    message: Cow<'static, str>,
    hint: Option<Cow<'static, str>>,
    retryable: bool,
    retry_after: Option<Duration>,
    trace_id: Option<Box<str>>,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl ToolError {
    /// The hint after a failure that does not show whether the change was applied.
    pub(crate) const PERHAPS_DONE: &str =
        "The change may still have been applied. Check the current state before retrying.";

    /// The hint after a change that was applied, if its result cannot be shown.
    pub(crate) const DONE: &str =
        "Do not repeat the call: the change is done. Read the current state to see its result.";

    /// An error with a stable, machine-readable `code` (`snake_case`) and a `message` for the model.
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Parts {
            code: bounded(code.into(), NAME),
            message: bounded(message.into(), TEXT),
            hint: None,
            retryable: false,
            retry_after: None,
            trace_id: None,
            source: None,
        }))
    }

    /// Invalid arguments, with the code `arguments_invalid`.
    pub fn arguments(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new("arguments_invalid", message)
    }

    /// Arguments that are nested too deeply, with the limit as a hint.
    pub(crate) fn too_deep(message: impl Into<Cow<'static, str>>) -> Self {
        Self::arguments(message).with_hint(format!("The arguments may have {MAX_DEPTH} levels."))
    }

    /// A fault that the model can do nothing about, with the code `internal_error`.
    pub fn internal(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new("internal_error", message)
    }

    /// A failure with the code `tool_failed`, of which the model reads only that the tool failed. A tool that returns
    /// an error of another type fails with this.
    pub fn failed(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new("tool_failed", "The tool failed. The application has the details.").with_source(source)
    }

    /// Adds the error that caused this one, for the application; see [`source`](Error::source).
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(Arc::from(source.into()));
        self
    }

    /// Adds what the model may try instead.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.0.hint = Some(bounded(hint.into(), TEXT));
        self
    }

    /// Marks an error after which the same call may succeed later, and after how long, if that is known (shown in whole
    /// seconds, rounded up).
    #[must_use]
    pub fn retryable(mut self, after: Option<Duration>) -> Self {
        self.0.retryable = true;
        self.0.retry_after = after;
        self
    }

    /// Adds the trace id, by which the service that failed finds the request.
    #[must_use]
    pub fn with_trace_id(mut self, trace_id: impl Into<Box<str>>) -> Self {
        let trace_id = trace_id.into();
        self.0.trace_id = Some(match trace_id.len() > NAME {
            true => shortened(&trace_id, NAME).into(),
            false => trace_id,
        });
        self
    }

    /// The same error for a tool that only reads: without a hint about a change.
    pub(crate) fn of_read(mut self) -> Self {
        self.0.hint = self.0.hint.filter(|hint| hint != Self::PERHAPS_DONE && hint != Self::DONE);
        self
    }

    /// The stable, machine-readable code, such as `resource_not_found`.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// What went wrong, as the model reads it.
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

    /// How long to wait before the same call, if that is known.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The trace id of the request that failed.
    pub fn trace_id(&self) -> Option<&str> {
        self.0.trace_id.as_deref()
    }

    /// Replaces the texts that the model reads. `None` leaves a text unchanged.
    pub(crate) fn replace_texts(&mut self, replace: impl Fn(&str) -> Option<String>) {
        let Parts { code, message, hint, trace_id, .. } = &mut *self.0;
        for text in [Some(code), Some(message), hint.as_mut()].into_iter().flatten() {
            if let Some(replaced) = replace(text) {
                *text = replaced.into();
            }
        }
        if let Some(replaced) = trace_id.as_deref().and_then(replace) {
            *trace_id = Some(replaced.into());
        }
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

fn bounded(text: Cow<'static, str>, max: usize) -> Cow<'static, str> {
    match text.len() > max {
        true => Cow::Owned(shortened(&text, max).into_owned()),
        false => text,
    }
}

impl Serialize for ToolError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl fmt::Display for ToolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.0.message, self.0.code)?;
        match &self.0.hint {
            Some(hint) => write!(f, " {hint}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ToolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { code, message, hint, retryable, retry_after, trace_id, source } = &*self.0;
        f.debug_struct("ToolError")
            .field("code", code)
            .field("message", message)
            .field("hint", hint)
            .field("retryable", retryable)
            .field("retry_after", retry_after)
            .field("trace_id", trace_id)
            .field("source", &source.as_ref().map(|_| format_args!("…")))
            .finish()
    }
}

impl PartialEq for ToolError {
    fn eq(&self, other: &Self) -> bool {
        fn read(error: &ToolError) -> impl PartialEq {
            let Parts { code, message, hint, retryable, retry_after, trace_id, source: _ } = &*error.0;
            (code, message, hint, retryable, retry_after, trace_id)
        }
        read(self) == read(other)
    }
}

impl Eq for ToolError {}

impl Error for ToolError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

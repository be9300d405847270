//! Clerk's errors as a model reads them: with Clerk's own code and message, and with advice.

use crate::client::{ApiError, ClerkError, ErrorEntry, InvalidId, TimeLimit};
use crate::tool::ToolError;

/// What a model must know before it repeats a call whose response was lost.
const PERHAPS_DONE: &str = "The change may still have been applied. Check the current state before retrying.";

impl From<ClerkError> for ToolError {
    fn from(error: ClerkError) -> Self {
        let message = error.to_string();
        let code = match &error {
            ClerkError::Api(api) => return from_api(api, error.is_retryable()),
            ClerkError::InvalidId(_) | ClerkError::InvalidPath { .. } => return Self::arguments(message),
            ClerkError::Timeout { .. } => "clerk_timeout",
            ClerkError::Connect(_) | ClerkError::Transport(_) => "clerk_unreachable",
            ClerkError::ResponseTooLarge { .. } | ClerkError::Decode { .. } => "clerk_response_invalid",
            _ => "internal_error",
        };
        let sent = match &error {
            ClerkError::Timeout { limit, .. } => *limit == TimeLimit::Total,
            ClerkError::Transport(_) => true,
            _ => false,
        };
        let converted = match error.is_retryable() {
            true => Self::new(code, message).retryable(None),
            false => Self::new(code, message),
        };
        if sent { converted.with_hint(PERHAPS_DONE) } else { converted }
    }
}

impl From<InvalidId> for ToolError {
    fn from(error: InvalidId) -> Self {
        Self::arguments(error.to_string())
    }
}

fn from_api(api: &ApiError, retryable: bool) -> ToolError {
    let code = api.code().map_or_else(|| format!("http_{}", api.status), str::to_owned);
    let mut error = ToolError::new(code, messages(api));
    if let Some(hint) = hint(api) {
        error = error.with_hint(hint);
    }
    if retryable {
        error = error.retryable(api.retry_after);
    }
    match &api.trace_id {
        Some(trace_id) => error.with_trace_id(trace_id.as_str()),
        None => error,
    }
}

/// The message of every entry, without repetitions. A body that is not Clerk's, such as a proxy's page, is left out: it
/// could contain anything.
fn messages(api: &ApiError) -> String {
    let mut messages: Vec<&str> = Vec::new();
    for entry in &api.errors {
        let message = entry.long_message.as_deref().unwrap_or(&entry.message);
        if !message.is_empty() && !messages.contains(&message) {
            messages.push(message);
        }
    }
    match messages.is_empty() {
        true => format!("Clerk returned HTTP {} without an explanation.", api.status),
        false => messages.join(" "),
    }
}

fn hint(api: &ApiError) -> Option<String> {
    let fields = api.errors.iter().filter_map(ErrorEntry::param_name).map(|name| format!("`{name}`"));
    match (fields.collect::<Vec<_>>().as_slice(), api.status) {
        ([], 401) => Some("The secret key belongs to another instance; fix the configuration.".to_owned()),
        // The server does not have the operation, so nothing was changed.
        ([], 501) => None,
        ([], 500..) => Some(PERHAPS_DONE.to_owned()),
        ([], _) => None,
        ([field], _) => Some(format!("The invalid field in Clerk's API is {field}.")),
        (fields, _) => Some(format!("The invalid fields in Clerk's API are {}.", fields.join(", "))),
    }
}

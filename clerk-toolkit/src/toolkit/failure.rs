//! How Clerk's errors read to a model: with Clerk's own code and message, and what to do about it.

use crate::client::{ApiError, ClerkError, InvalidId};
use crate::tool::ToolError;

impl From<ClerkError> for ToolError {
    fn from(error: ClerkError) -> Self {
        let message = error.to_string();
        let code = match &error {
            ClerkError::Api(api) => return from_api(api, error.is_retryable()),
            ClerkError::InvalidId(_) | ClerkError::InvalidPath { .. } => return Self::arguments(message),
            ClerkError::Timeout { .. } => "clerk_timeout",
            ClerkError::Connect(_) | ClerkError::Transport(_) => "clerk_unreachable",
            ClerkError::AnswerTooLarge { .. } | ClerkError::Decode { .. } => "clerk_answer_invalid",
            _ => "internal_error",
        };
        match error.is_retryable() {
            true => Self::new(code, message).retryable(None),
            false => Self::new(code, message),
        }
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

/// Every entry's own words, once each.
fn messages(api: &ApiError) -> String {
    let mut messages: Vec<&str> = Vec::new();
    for entry in &api.errors {
        let message = entry.long_message.as_deref().filter(|long| !long.is_empty()).unwrap_or(&entry.message);
        if !messages.contains(&message) {
            messages.push(message);
        }
    }
    if messages.is_empty() { api.to_string() } else { messages.join(" ") }
}

fn hint(api: &ApiError) -> Option<String> {
    let fields: Vec<String> = api
        .errors
        .iter()
        .filter_map(|entry| entry.meta.as_ref()?.get("param_name")?.as_str())
        .map(|name| format!("`{name}`"))
        .collect();
    match (fields.as_slice(), api.status) {
        ([], 401) => Some("The secret key is not this instance's: the application has to mend that.".to_owned()),
        ([], _) => None,
        ([field], _) => Some(format!("The field at fault is {field}.")),
        (fields, _) => Some(format!("The fields at fault are {}.", fields.join(", "))),
    }
}

//! Clerk's errors as a model reads them: with Clerk's own code and message, and with advice.

use crate::client::{ApiError, Change, ClerkError, ErrorEntry, Fault, InvalidId};
use crate::tool::ToolError;

// The compiler shows the line of this implementation after `?` on an error that does not convert.
impl From<ClerkError> for ToolError // for another error: `.tool_err("code", "message")?`, with `ResultExt`
{
    fn from(error: ClerkError) -> Self {
        let converted = match &error {
            ClerkError::Api(api) => from_api(api),
            ClerkError::InvalidId(_) => return Self::arguments(error.to_string()),
            ClerkError::EmptyFilter { name } => {
                return Self::arguments(format!("`{name}`: expected a value that is not empty."))
                    .with_hint(format!("Clerk ignores an empty filter. Leave `{name}` out, or write a value."));
            }
            // The model can do nothing about a literal in the tool's code.
            ClerkError::InvalidPath { .. } => {
                return Self::internal("The tool made an invalid request to Clerk. This is a bug in the tool.")
                    .with_source(error);
            }
            other => Self::new(code(other), other.to_string()),
        };
        let converted = match hint(&error) {
            Some(hint) => converted.with_hint(hint),
            None => converted,
        };
        let converted = match error.is_retryable() {
            true => converted.retryable(error.retry_after()),
            false => converted,
        };
        let converted = match error.trace_id() {
            Some(trace_id) => converted.with_trace_id(trace_id),
            None => converted,
        };
        converted.with_source(error)
    }
}

impl From<InvalidId> for ToolError {
    fn from(error: InvalidId) -> Self {
        Self::arguments(error.to_string())
    }
}

fn code(error: &ClerkError) -> &'static str {
    match error {
        ClerkError::Unreadable(_) => "done_response_unreadable",
        ClerkError::Timeout { .. } => "clerk_timeout",
        ClerkError::Connect { .. } | ClerkError::Transport { .. } => "clerk_unreachable",
        ClerkError::ResponseTooLarge { .. } | ClerkError::Decode { .. } => "clerk_response_invalid",
        _ => "internal_error",
    }
}

fn from_api(api: &ApiError) -> ToolError {
    let code = api.code().map_or_else(|| format!("http_{}", api.status), str::to_owned);
    ToolError::new(code, messages(api))
}

/// The message of every entry, without repetitions; or what the response is instead of Clerk's JSON.
fn messages(api: &ApiError) -> String {
    let mut messages: Vec<&str> = Vec::new();
    for entry in &api.errors {
        let message = entry.long_message.as_deref().unwrap_or(&entry.message);
        if !message.is_empty() && !messages.contains(&message) {
            messages.push(message);
        }
    }
    match (messages.is_empty(), api.foreign()) {
        (false, _) => messages.join(" "),
        (true, Some(foreign)) => {
            format!("The response (HTTP {}) is not from Clerk's API. It is {foreign}.", api.status)
        }
        (true, None) => format!("Clerk returned HTTP {} without an explanation.", api.status),
    }
}

/// What to do about an error: first what a model must know before it repeats a change, then what a person has to fix.
fn hint(error: &ClerkError) -> Option<String> {
    match error.change() {
        Change::Applied => return Some(ToolError::DONE.to_owned()),
        Change::Unknown => return Some(ToolError::PERHAPS_DONE.to_owned()),
        _ => {}
    }
    if let Some(fault) = error.fault() {
        return Some(format!("Retrying does not help. A person has to fix this: {}", remedy(fault)));
    }
    error.api().and_then(api_hint)
}

fn remedy(fault: Fault) -> &'static str {
    match fault {
        Fault::Certificate => {
            "check this machine's clock and CA certificates (SSL_CERT_FILE), and whether a proxy replaces the server's \
             certificate."
        }
        Fault::Tls => "check the API URL, and whether a proxy or a firewall interferes with TLS.",
        Fault::ProxyAuthentication => {
            "the proxy requires a user name and a password. Write them into the variable that names the proxy, such as \
             HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT."
        }
        Fault::ProxyScheme => "the scheme of the proxy is not supported. Use a proxy with http:// or https://.",
        Fault::UnknownHost => "the host does not exist. Check the API URL, and the name of the proxy if there is one.",
        Fault::NotHttp => "the server does not speak HTTP. Check the API URL.",
    }
}

fn api_hint(api: &ApiError) -> Option<String> {
    let fields = api.errors.iter().filter_map(ErrorEntry::param_name).map(|name| format!("`{name}`"));
    match (fields.collect::<Vec<_>>().as_slice(), api.status) {
        ([], 401) if !api.errors.is_empty() => {
            Some("The secret key belongs to another instance; fix the configuration.".to_owned())
        }
        ([], _) if api.is_redirect() => Some(
            "Redirects are not followed. A person has to check the API URL, and whether this network requires a sign-in."
                .to_owned(),
        ),
        ([], 400..500) if api.page_title.is_some() => Some(
            "A proxy or a firewall between this machine and Clerk may have sent this page. A person has to check that."
                .to_owned(),
        ),
        ([], _) => None,
        ([field], _) => Some(format!("The invalid field in Clerk's API is {field}.")),
        (fields, _) => Some(format!("The invalid fields in Clerk's API are {}.", fields.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;
    use crate::client::ClerkClient;

    #[tokio::test]
    async fn a_path_that_is_wrong_in_the_code_is_not_the_models_fault() {
        let client = ClerkClient::new("sk_test_x").expect("a client");
        for path in ["/v1/users", "v1/users", "users?limit=1"] {
            let error = client.get(path).send::<serde_json::Value>().await.expect_err("the path is invalid");
            let told = error.to_string();
            let error = ToolError::from(error);
            assert_eq!(error.code(), "internal_error");
            assert_eq!(error.message(), "The tool made an invalid request to Clerk. This is a bug in the tool.");
            assert_eq!(error.source().map(ToString::to_string), Some(told));
        }
    }
}

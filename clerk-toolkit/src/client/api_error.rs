//! Clerk's error responses, kept complete.
//!
//! A failed call returns `{"errors": [{"code", "message", "long_message", "meta"}], "clerk_trace_id"}`. All of it is
//! kept: an agent can fix its arguments only if it knows which one was wrong. A response that comes from a proxy or a
//! firewall instead of Clerk also becomes an error. It says what is known: the title of an HTML page, the start of any
//! other body, the host that a redirect leads to.

use std::fmt;
use std::time::Duration;

use reqwest::header::{HeaderMap, LOCATION, SERVER};
use reqwest::{Method, StatusCode, Url};
use serde_json::Value;

use super::excerpt::excerpt;
use super::{page, retry_after};
use crate::json;
use crate::redaction::{Redactor, Scanner};
use crate::text::{shortened, visible};

/// The maximum number of characters that a message shows of a body that is not Clerk's.
const EXCERPT: usize = 200;

/// The maximum number of characters of a trace id and of other short texts.
const SHORT: usize = 100;

/// The maximum number of bytes of a message.
const MESSAGE: usize = 2_000;

/// A response whose status is not a success.
///
/// Texts that come from the response are shortened: messages to 2,000 bytes, ids and names to 100 characters.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// The method of the request.
    pub method: Method,
    /// Every entry of the response's `errors`, in the order sent; empty if the body is not Clerk's error JSON.
    pub errors: Vec<ErrorEntry>,
    /// The id by which Clerk's support finds the request: the body's `clerk_trace_id`, or else the `cf-ray` header.
    pub trace_id: Option<String>,
    /// How long to wait before the next attempt, from a `Retry-After` header in seconds or with a date.
    pub retry_after: Option<Duration>,
    /// The origin that a redirect leads to, such as `https://login.example.com`.
    pub redirect: Option<String>,
    /// The title of an HTML page, escaped.
    pub page_title: Option<String>,
    /// The `Server` header of a response that is not Clerk's error JSON, escaped.
    pub server: Option<String>,
    /// The start of a body that is neither Clerk's error JSON nor a page with a title, escaped. `None` if the body is
    /// empty.
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
    /// Reads an error response. Credentials are removed from it, in case the server echoes the secret key, before its
    /// texts are shortened.
    pub(super) fn read(
        sent: (&Method, &Url),
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
        scanner: &Scanner,
    ) -> Self {
        let header = |name: &str| Some(scanner.clean(headers.get(name)?.to_str().ok()?).into_owned());
        let text = String::from_utf8_lossy(body);
        let mut body: Value = serde_json::from_str(&json::degrade(text.as_bytes())).unwrap_or_default();
        Redactor::new(scanner, false, |_| None).customer(&mut body);
        let errors: Vec<_> = body["errors"].as_array().into_iter().flatten().filter_map(ErrorEntry::read).collect();
        let is_foreign = errors.is_empty();
        let page_title = (is_foreign && page::is_html(headers, &text)).then(|| page::title(&text, scanner)).flatten();
        let is_shown = is_foreign && page_title.is_none() && !text.trim().is_empty();
        let redirect = header(LOCATION.as_str()).filter(|_| status.is_redirection());
        let trace_id = body["clerk_trace_id"].as_str().map(str::to_owned).or_else(|| header("cf-ray"));
        Self {
            status: status.as_u16(),
            method: sent.0.clone(),
            trace_id: trace_id.filter(|id| !id.trim().is_empty()).map(|id| excerpt(&id, SHORT)),
            retry_after: retry_after::read(headers),
            redirect: redirect.and_then(|location| origin(sent.1, &location)),
            server: header(SERVER.as_str()).filter(|_| is_foreign).map(|server| excerpt(&server, SHORT)),
            excerpt: is_shown.then(|| excerpt(&scanner.clean(&single_spaced(&text)), EXCERPT)),
            page_title,
            errors,
        }
    }

    /// Whether the same request may succeed later.
    pub(super) fn is_retryable(&self) -> bool {
        match self.status {
            408 | 425 | 429 => true,
            // The server does not support the request, or the network requires a sign-in.
            501 | 505 | 511 => false,
            status => status >= 500,
        }
    }

    /// Whether the status does not say if the request took effect.
    pub(super) fn leaves_open(&self) -> bool {
        self.status == 408 || (self.status >= 500 && self.is_retryable())
    }

    /// The first entry's code, such as `form_param_unknown`.
    pub fn code(&self) -> Option<&str> {
        self.errors.first().map(|entry| entry.code.as_str()).filter(|code| !code.is_empty())
    }

    /// What a response is if it does not come from Clerk's API: a redirect or an HTML page with a title. `None` for
    /// others. The start of any other body is not part of it, because it can contain anything.
    pub(crate) fn foreign(&self) -> Option<String> {
        if let Some(origin) = &self.redirect {
            return Some(format!("a redirect to {origin}"));
        }
        let title = self.page_title.as_ref()?;
        let from = self.server.as_ref().map_or_else(String::new, |server| format!(" from the server `{server}`"));
        Some(format!("an HTML page{from} with the title `{title}`"))
    }

    /// Whether the status is a redirect, which the client does not follow.
    pub(crate) fn is_redirect(&self) -> bool {
        (300..400).contains(&self.status)
    }
}

/// The scheme, host and port of a redirect's target, which can be relative. Its path and query can contain secrets.
fn origin(base: &Url, location: &str) -> Option<String> {
    let origin = base.join(location.trim()).ok()?.origin();
    Some(match origin.is_tuple() {
        true => excerpt(&origin.ascii_serialization(), EXCERPT),
        false => "an address that is not HTTP".to_owned(),
    })
}

impl ErrorEntry {
    fn read(entry: &Value) -> Option<Self> {
        let entry = entry.as_object()?;
        let text = |field: &str| entry.get(field).and_then(Value::as_str);
        let message = |field: &str| text(field).map(|message| shortened(message, MESSAGE).into_owned());
        Some(Self {
            code: shortened(text("code").unwrap_or_default(), SHORT).into_owned(),
            message: message("message").unwrap_or_default(),
            long_message: message("long_message").filter(|message| !message.is_empty()),
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
        // The fields keep what Clerk sent. A log shows this text, and a message can quote what anybody wrote.
        let message = visible(self.long_message.as_deref().unwrap_or(&self.message));
        match (&*message, &*visible(&self.code)) {
            ("", "") => formatter.write_str("an error without a code or a message")?,
            ("", code) => formatter.write_str(code)?,
            (message, "") => formatter.write_str(message)?,
            (message, code) => write!(formatter, "{message} ({code})")?,
        }
        match self.param_name() {
            Some(parameter) => write!(formatter, " [parameter `{}`]", excerpt(parameter, SHORT)),
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
        if !self.errors.is_empty() {
            let entries: Vec<_> = self.errors.iter().map(ErrorEntry::to_string).collect();
            write!(formatter, ": {}", shortened(&entries.join("; "), MESSAGE))?;
        } else if let Some(foreign) = self.foreign() {
            write!(formatter, ", not in Clerk's error format: {foreign}")?;
        } else if let Some(excerpt) = &self.excerpt {
            write!(formatter, ", not in Clerk's error format: `{excerpt}`")?;
        }
        if self.is_redirect() {
            formatter.write_str(" (redirects are not followed: check the API URL)")?;
        }
        match &self.trace_id {
            Some(trace_id) => write!(formatter, " [trace {trace_id}]"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ApiError {}

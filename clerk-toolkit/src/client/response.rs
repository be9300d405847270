//! Reads a response: with a size limit, and with an error that says where it differs from the expected type.
//!
//! A success status means that Clerk has accepted the request. If the request was a change, then a body that cannot be
//! read is not a failure of the change, and the error says so.

use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode, Url};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::api_error::ApiError;
use super::clerk::Inner;
use super::error::{ClerkError, Result, UnreadableResponse, is_change};
use super::excerpt::excerpt;
use super::page;
use super::paging::Answer;
use super::translate::Translated;
use crate::json;
use crate::redaction::Scanner;
use crate::text::short_type_name;

/// The maximum size of a response in bytes, so that a broken server cannot exhaust the memory. Clerk's largest response,
/// 500 users, is far smaller.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// How many bytes of an error response are read. The rest is ignored.
const MAX_ERROR: usize = 1024 * 1024;

/// The maximum number of characters that a message shows of a type, a path, or an id.
const SHOWN: usize = 200;

/// A successful response.
pub(super) struct Response {
    head: Head,
    body: Vec<u8>,
}

/// What is known about a response before its body is read.
struct Head {
    method: Method,
    url: Url,
    status: StatusCode,
    headers: HeaderMap,
}

impl Response {
    /// Reads the whole body. A status that is not a success becomes an error.
    pub(super) async fn read(client: &Inner, method: &Method, mut response: reqwest::Response) -> Result<Self> {
        let head = Head {
            method: method.clone(),
            url: response.url().clone(),
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
        };
        let scanner = &client.scanner;
        if head.status.is_success() {
            return match read_body(client, method, &mut response).await {
                Ok(body) => Ok(Self { head, body }),
                Err(reason) => Err(head.unreadable(reason, scanner)),
            };
        }
        let body = read_start(&mut response).await;
        let error = ApiError::read((method, &head.url), head.status, &head.headers, &body, scanner);
        Err(ClerkError::Api(Box::new(error)))
    }

    /// Reads the body as a `T`; `query` is the one of the request. An empty body is read as `null`.
    pub(super) fn decode<T: Answer>(self, client: &Inner, query: &[(&'static str, String)]) -> Result<T> {
        let body = if self.body.trim_ascii().is_empty() { b"null" } else { self.body.as_slice() };
        // Tracking the path doubles the cost of reading, and only an error needs the path.
        if !json::is_suspicious(body)
            && let Ok(value) = serde_json::from_slice(body)
        {
            return Ok(T::answer(value, query));
        }
        let (path, reason) = match read(&json::degrade(body)) {
            Ok(value) => return Ok(T::answer(value, query)),
            Err((path, error)) => (excerpt(&client.scanner.clean(&path), SHOWN), without_values(&error)),
        };
        let scanner = &client.scanner;
        let reason = ClerkError::Decode {
            expected: excerpt(&short_type_name(std::any::type_name::<T>()), SHOWN),
            path,
            reason: self.not_json(scanner).unwrap_or(reason),
            status: self.head.status.as_u16(),
        };
        Err(self.head.unreadable(reason, scanner))
    }

    /// What the body is instead of JSON, if that is known.
    fn not_json(&self, scanner: &Scanner) -> Option<String> {
        if self.body.trim_ascii().is_empty() {
            return Some("the response has no body".to_owned());
        }
        let page = String::from_utf8_lossy(&self.body[..self.body.len().min(MAX_ERROR)]);
        page::is_html(&self.head.headers, &page).then(|| match page::title(&page, scanner) {
            Some(title) => format!("expected JSON, not an HTML page with the title `{title}`"),
            None => "expected JSON, not an HTML page".to_owned(),
        })
    }
}

impl Head {
    /// The error for a body that cannot be read. If the request was a change, the error says that it is done.
    fn unreadable(self, reason: ClerkError, scanner: &Scanner) -> ClerkError {
        if !is_change(&self.method) {
            return reason;
        }
        let ray = self.headers.get("cf-ray").and_then(|ray| ray.to_str().ok());
        ClerkError::Unreadable(Box::new(UnreadableResponse {
            operation: format!("{} {}", self.method, excerpt(self.url.path(), SHOWN)),
            status: self.status.as_u16(),
            trace_id: ray.map(|ray| excerpt(&scanner.clean(ray), SHOWN)),
            reason,
        }))
    }
}

async fn read_body(client: &Inner, method: &Method, response: &mut reqwest::Response) -> Result<Vec<u8>> {
    let too_large = || ClerkError::ResponseTooLarge { limit: MAX_BODY };
    if response.content_length().is_some_and(|length| length > MAX_BODY as u64) {
        return Err(too_large());
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| client.failure(method, error))? {
        if body.len() + chunk.len() > MAX_BODY {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Reads the body of an error response as far as it arrives: the status is an error even if the body is incomplete.
async fn read_start(response: &mut reqwest::Response) -> Vec<u8> {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk);
        if body.len() > MAX_ERROR {
            body.truncate(MAX_ERROR);
            break;
        }
    }
    body
}

/// Reads JSON, also as a type whose names are in camel case. An error has its path.
fn read<T: DeserializeOwned>(body: &str) -> std::result::Result<T, (String, serde_json::Error)> {
    let value: Value = serde_json::from_str(body).map_err(|error| (".".to_owned(), error))?;
    if let Ok(read) = T::deserialize(&value) {
        return Ok(read);
    }
    serde_path_to_error::deserialize(Translated(value)).map_err(|error| (error.path().to_string(), error.into_inner()))
}

/// What was expected, without the actual value: it can be personal data or a token.
fn without_values(error: &serde_json::Error) -> String {
    /// How serde's messages about a value begin. After the value, they end in `, expected …`.
    const SERDE: [&str; 5] =
        ["invalid type: ", "invalid value: ", "invalid length ", "unknown variant ", "unknown field "];

    let message = error.to_string();
    let from_serde = SERDE.iter().any(|start| message.starts_with(start));
    match message.rfind(", expected ").filter(|_| from_serde) {
        Some(start) => excerpt(&message[start + 2..], 200),
        None if error.is_data() && !message.starts_with("missing field ") => "the value has the wrong form".to_owned(),
        None => excerpt(&message, 200),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::ClerkClient;
    use serde_json::Value;

    /// Decodes the body of a response to a `GET`.
    fn decode<T: Answer>(body: impl AsRef<[u8]>) -> Result<T> {
        let client = ClerkClient::builder().secret_key("sk_test_x").api_url("http://127.0.0.1:9").build().unwrap();
        let url = client.0.base.clone();
        let head = Head { method: Method::GET, url, status: StatusCode::OK, headers: HeaderMap::new() };
        Response { head, body: body.as_ref().to_vec() }.decode(&client.0, &[])
    }

    #[test]
    fn an_empty_body_is_read_as_null() {
        decode::<()>("").unwrap();
        assert_eq!(decode::<Value>(" \n").unwrap(), Value::Null);
    }

    #[test]
    fn a_decode_error_shows_type_and_path_and_hides_the_value() {
        let body = r#"{"data": [1, "eyJ-token"]}"#;
        let error = decode::<std::collections::BTreeMap<String, Vec<u32>>>(body).unwrap_err();
        let message = error.to_string();
        assert!(message.contains("as BTreeMap<String, Vec<u32>>: at data[1]: expected u32"), "{message}");
        assert!(message.contains("HTTP 200"), "{message}");
        assert!(!message.contains("eyJ"), "{message}");
        assert_eq!(error.status(), Some(200));
    }

    #[test]
    fn a_custom_error_message_does_not_show_the_value_either() {
        for body in [r#""eyJ-token""#, r#""eyJ, expected eyJ""#] {
            let message = decode::<crate::client::UserId>(body).unwrap_err().to_string();
            assert!(message.contains("UserId") && !message.contains("eyJ"), "{message}");
        }
    }

    #[test]
    fn what_json_cannot_represent_does_not_hide_the_rest() {
        let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let body = format!(
            r#"{{"name":"cut \ud83d","deep":{deep},"large":1e999,"long":12345678901234567890123,"plan":"pro"}}"#
        );
        let value = decode::<Value>(&body).unwrap();
        assert_eq!((&value["name"], &value["plan"]), (&Value::from("cut \u{fffd}"), &Value::from("pro")));
        assert!(value["deep"].to_string().contains(json::TOO_DEEP), "{value}");
        assert_eq!((&value["large"], &value["long"]), (&json::NUMBER_TOO_LARGE.into(), &json::NUMBER_TOO_LARGE.into()));
        assert_eq!(decode::<Value>(b"{\"name\":\"caf\xe9\"}").unwrap()["name"], "caf\u{fffd}");
    }

    #[test]
    fn invalid_json_and_trailing_text_are_errors() {
        for body in ["<html>", "{} {}", "{\"a\":"] {
            assert!(matches!(decode::<Value>(body), Err(ClerkError::Decode { .. })), "{body}");
        }
    }
}

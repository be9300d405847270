//! Reads a response: with a size limit, and with an error that says where it differs from the expected type.

use reqwest::StatusCode;
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;

use super::api_error::ApiError;
use super::clerk::Inner;
use super::error::{ClerkError, Result};
use super::excerpt::excerpt;
use crate::json;

/// The maximum size of a response in bytes, so that a broken server cannot exhaust the memory. Clerk's largest response,
/// 500 users, is far smaller.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// A successful response.
pub(super) struct Response {
    status: StatusCode,
    body: Vec<u8>,
}

impl Response {
    /// Reads the whole body. A status that is not a success becomes an error.
    pub(super) async fn read(client: &Inner, mut response: reqwest::Response) -> Result<Self> {
        let body = read_body(client, &mut response).await?;
        let status = response.status();
        if status.is_success() {
            return Ok(Self { status, body });
        }
        let error = ApiError::read(status, response.headers(), &body, client.secret_key.expose_secret());
        Err(ClerkError::Api(Box::new(error)))
    }

    /// Deserializes the body as a `T`. An empty body is read as `null`.
    pub(super) fn decode<T: DeserializeOwned>(self) -> Result<T> {
        let body = if self.body.trim_ascii().is_empty() { b"null" } else { self.body.as_slice() };
        // Tracking the path doubles the cost of reading, and only an error needs the path.
        if !json::is_suspicious(body)
            && let Ok(value) = serde_json::from_slice(body)
        {
            return Ok(value);
        }
        let body = json::degrade(body);
        let failure = |path: String, error: &serde_json::Error| ClerkError::Decode {
            expected: short_type_name::<T>(),
            path,
            reason: without_values(error),
            status: self.status.as_u16(),
        };
        let mut json = serde_json::Deserializer::from_str(&body);
        let value = serde_path_to_error::deserialize(&mut json)
            .map_err(|error| failure(error.path().to_string(), error.inner()))?;
        json.end().map_err(|error| failure(".".to_owned(), &error))?;
        Ok(value)
    }
}

async fn read_body(client: &Inner, response: &mut reqwest::Response) -> Result<Vec<u8>> {
    let too_large = || ClerkError::ResponseTooLarge { limit: MAX_BODY };
    if response.content_length().is_some_and(|length| length > MAX_BODY as u64) {
        return Err(too_large());
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| client.failure(error))? {
        if body.len() + chunk.len() > MAX_BODY {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
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

/// Returns `Vec<User>` for `alloc::vec::Vec<clerk_toolkit::client::User>`.
fn short_type_name<T>() -> String {
    let mut short = String::new();
    for part in std::any::type_name::<T>().split_inclusive(|character: char| !is_path(character)) {
        short.push_str(part.rsplit("::").next().unwrap_or(part));
    }
    short
}

fn is_path(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn response(body: &str) -> Response {
        Response { status: StatusCode::OK, body: body.as_bytes().to_vec() }
    }

    #[test]
    fn an_empty_body_is_read_as_null() {
        response("").decode::<()>().unwrap();
        assert_eq!(response(" \n").decode::<Value>().unwrap(), Value::Null);
    }

    #[test]
    fn a_decode_error_shows_type_and_path_and_hides_the_value() {
        let error = response(r#"{"data": [1, "eyJ-token"]}"#)
            .decode::<std::collections::BTreeMap<String, Vec<u32>>>()
            .unwrap_err();
        let message = error.to_string();
        assert!(message.contains("as BTreeMap<String, Vec<u32>>: at data[1]: expected u32"), "{message}");
        assert!(message.contains("HTTP 200"), "{message}");
        assert!(!message.contains("eyJ"), "{message}");
        assert_eq!(error.status(), Some(200));
    }

    #[test]
    fn a_custom_error_message_does_not_show_the_value_either() {
        for body in [r#""eyJ-token""#, r#""eyJ, expected eyJ""#] {
            let message = response(body).decode::<crate::client::UserId>().unwrap_err().to_string();
            assert!(message.contains("UserId") && !message.contains("eyJ"), "{message}");
        }
    }

    #[test]
    fn what_json_cannot_represent_does_not_hide_the_rest() {
        let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let body = format!(
            r#"{{"name":"cut \ud83d","deep":{deep},"large":1e999,"long":12345678901234567890123,"plan":"pro"}}"#
        );
        let value = response(&body).decode::<Value>().unwrap();
        assert_eq!((&value["name"], &value["plan"]), (&Value::from("cut \u{fffd}"), &Value::from("pro")));
        assert!(value["deep"].to_string().contains(json::TOO_DEEP), "{value}");
        assert_eq!((&value["large"], &value["long"]), (&json::NUMBER_TOO_LARGE.into(), &json::NUMBER_TOO_LARGE.into()));
        let latin = Response { status: StatusCode::OK, body: b"{\"name\":\"caf\xe9\"}".to_vec() };
        assert_eq!(latin.decode::<Value>().unwrap()["name"], "caf\u{fffd}");
    }

    #[test]
    fn invalid_json_and_trailing_text_are_errors() {
        for body in ["<html>", "{} {}", "{\"a\":"] {
            assert!(matches!(response(body).decode::<Value>(), Err(ClerkError::Decode { .. })), "{body}");
        }
    }
}

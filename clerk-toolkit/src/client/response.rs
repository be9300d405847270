//! Reading an answer: bounded, and with an error that says where it is not what was asked for.

use reqwest::StatusCode;
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;

use super::api_error::ApiError;
use super::clerk::Inner;
use super::error::{ClerkError, Result};
use super::excerpt::excerpt;

/// The most bytes of an answer that are read, so that a broken server cannot exhaust the memory. Clerk's largest
/// answer, 500 users, stays far below.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// A successful answer.
pub(super) struct Response {
    status: StatusCode,
    body: Vec<u8>,
}

impl Response {
    /// Reads the body to its end; a status that is not a success becomes an error.
    pub(super) async fn read(client: &Inner, mut response: reqwest::Response) -> Result<Self> {
        let body = read_body(client, &mut response).await?;
        let status = response.status();
        if status.is_success() {
            return Ok(Self { status, body });
        }
        let error = ApiError::read(status, response.headers(), &body, client.secret_key.expose_secret());
        Err(ClerkError::Api(Box::new(error)))
    }

    /// The body as a `T`; no body reads as `null`.
    pub(super) fn decode<T: DeserializeOwned>(self) -> Result<T> {
        let body = if self.body.trim_ascii().is_empty() { b"null" } else { self.body.as_slice() };
        // Keeping track of the path costs as much again as reading does, and only an error tells it.
        if let Ok(value) = serde_json::from_slice(body) {
            return Ok(value);
        }
        let failure = |path: String, error: &serde_json::Error| ClerkError::Decode {
            expected: short_type_name::<T>(),
            path,
            reason: without_values(error),
            status: self.status.as_u16(),
        };
        let mut json = serde_json::Deserializer::from_slice(body);
        let value = serde_path_to_error::deserialize(&mut json)
            .map_err(|error| failure(error.path().to_string(), error.inner()))?;
        json.end().map_err(|error| failure(".".to_owned(), &error))?;
        Ok(value)
    }
}

async fn read_body(client: &Inner, response: &mut reqwest::Response) -> Result<Vec<u8>> {
    let too_large = || ClerkError::AnswerTooLarge { limit: MAX_BODY };
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

/// What was expected, without the value that stood there: it can be personal data, or a token.
fn without_values(error: &serde_json::Error) -> String {
    /// How serde's own messages about a value begin; they end in `, expected …`, after the value.
    const OWN: [&str; 5] =
        ["invalid type: ", "invalid value: ", "invalid length ", "unknown variant ", "unknown field "];

    let message = error.to_string();
    let own = OWN.iter().any(|start| message.starts_with(start));
    match message.rfind(", expected ").filter(|_| own) {
        Some(start) => excerpt(&message[start + 2..], 200),
        None if error.is_data() && !message.starts_with("missing field ") => "a value of another form".to_owned(),
        None => excerpt(&message, 200),
    }
}

/// `Vec<User>` for `alloc::vec::Vec<clerk_toolkit::client::User>`.
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

    fn answer(body: &str) -> Response {
        Response { status: StatusCode::OK, body: body.as_bytes().to_vec() }
    }

    #[test]
    fn no_body_reads_as_null() {
        answer("").decode::<()>().unwrap();
        assert_eq!(answer(" \n").decode::<Value>().unwrap(), Value::Null);
    }

    #[test]
    fn a_decode_error_says_what_and_where_and_hides_the_value() {
        let error = answer(r#"{"data": [1, "eyJ-token"]}"#)
            .decode::<std::collections::BTreeMap<String, Vec<u32>>>()
            .unwrap_err();
        let message = error.to_string();
        assert!(message.contains("is not BTreeMap<String, Vec<u32>>: at data[1]: expected u32"), "{message}");
        assert!(message.contains("HTTP 200"), "{message}");
        assert!(!message.contains("eyJ"), "{message}");
        assert_eq!(error.status(), Some(200));
    }

    #[test]
    fn a_type_s_own_message_does_not_show_the_value_either() {
        for body in [r#""eyJ-token""#, r#""eyJ, expected eyJ""#] {
            let message = answer(body).decode::<crate::client::UserId>().unwrap_err().to_string();
            assert!(message.contains("UserId") && !message.contains("eyJ"), "{message}");
        }
    }

    #[test]
    fn what_is_not_json_or_goes_on_after_it_is_refused() {
        for body in ["<html>", "{} {}", "{\"a\":"] {
            assert!(matches!(answer(body).decode::<Value>(), Err(ClerkError::Decode { .. })), "{body}");
        }
    }
}

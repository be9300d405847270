//! Decoding of one JSON-RPC message, with a clear error if it is invalid.
//!
//! `rmcp` reports all invalid messages alike, and drops some of them. Here a message is decoded in three steps: the JSON,
//! the envelope, and the method with its parameters. So every invalid request gets a response that says what is wrong.
//! The response has the request's id if it can be read, even from text that is not JSON.

use rmcp::model::{
    CallToolRequest, ClientJsonRpcMessage, ClientNotification, ClientRequest, ErrorCode, JsonRpcMessage, NumberOrString,
};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value, json};

use super::params;
use crate::json::{self, ReadError};

/// The maximum length of a message in bytes: 4 MiB. Over HTTP, [`HttpOptions`](super::HttpOptions) can change it.
pub const MAX_MESSAGE_BYTES: usize = 4 * 1024 * 1024;

/// An invalid message. It is not processed; its sender gets this JSON-RPC error.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct InvalidMessage {
    id: Value,
    code: ErrorCode,
    message: String,
}

impl InvalidMessage {
    fn new(id: Option<&NumberOrString>, code: ErrorCode, message: &str) -> Self {
        let id = id.cloned().map_or(Value::Null, NumberOrString::into_json_value);
        Self { id, code, message: message.to_owned() }
    }

    /// A message that is not a request, or whose id cannot be read.
    pub(super) fn without_id(message: &str) -> Self {
        Self::new(None, ErrorCode::INVALID_REQUEST, message)
    }

    /// Whether the request is valid except for its parameters.
    pub(super) fn is_about_parameters(&self) -> bool {
        self.code == ErrorCode::INVALID_PARAMS
    }

    /// The same error without the id, if that is in use: a request gets one response.
    pub(super) fn unless_in_use(mut self, is_in_use: impl Fn(&NumberOrString) -> bool) -> Self {
        if request_id(&self.id).is_ok_and(|id| is_in_use(&id)) {
            self.id = Value::Null;
        }
        self
    }

    /// The JSON-RPC error response. As JSON-RPC requires, an unknown id is `null`.
    pub(super) fn to_response(&self) -> Value {
        json!({ "jsonrpc": "2.0", "id": self.id, "error": { "code": self.code.0, "message": self.message } })
    }
}

/// A message whose envelope is valid.
enum Message {
    Request { id: NumberOrString, method: String, params: Value },
    Notification { method: String, params: Value },
    Response,
}

/// Decodes a request or a notification. Returns `None` for an invalid notification, and for a response, because the
/// server sends no requests.
///
/// # Errors
/// If the text is not a valid message.
pub(super) fn decode(text: &[u8]) -> Result<Option<ClientJsonRpcMessage>, InvalidMessage> {
    match message(text)? {
        Message::Request { id, method, params } => request(id, method, params).map(Some),
        Message::Notification { method, params } => Ok(notification(method, params)),
        Message::Response => Ok(None),
    }
}

/// The text of a message in the form in which rmcp reads it.
///
/// # Errors
/// If the text is not a request or a notification.
pub(super) fn normalized(text: &[u8]) -> Result<Vec<u8>, InvalidMessage> {
    let (id, method, params) = match message(text)? {
        Message::Request { id, method, params } => (Some(id), method, params),
        Message::Notification { method, params } => (None, method, params),
        Message::Response => {
            return Err(InvalidMessage::without_id("The server sends no requests, so there is nothing to respond to."));
        }
    };
    let mut members = body(method, params);
    members.insert("jsonrpc".to_owned(), "2.0".into());
    if let Some(id) = id {
        members.insert("id".to_owned(), id.into_json_value());
    }
    Ok(Value::Object(members).to_string().into_bytes())
}

fn message(text: &[u8]) -> Result<Message, InvalidMessage> {
    let mut members = members(text)?;
    let mut take = |name: &str| members.get_mut(name).map(Value::take);
    let id = take("id").map(|id| request_id(&id)).transpose()?;
    let invalid = |message: &str| InvalidMessage::new(id.as_ref(), ErrorCode::INVALID_REQUEST, message);
    if take("jsonrpc").is_none_or(|version| version != "2.0") {
        return Err(invalid("`jsonrpc` must be \"2.0\"."));
    }
    let is_response = take("result").is_some() || take("error").is_some();
    let method = match (take("method").unwrap_or_default(), is_response) {
        (Value::String(method), false) => method,
        (Value::Null, true) => return Ok(Message::Response),
        (Value::Null, false) => return Err(invalid("`method` is missing.")),
        (_, true) => return Err(invalid("A message must not have `method` together with `result` or `error`.")),
        (_, false) => return Err(invalid("`method` must be a string.")),
    };
    let params = take("params").unwrap_or_default();
    match id {
        Some(id) => match params::normalized(&method, params) {
            Ok(params) => Ok(Message::Request { id, method, params }),
            Err(problem) => Err(InvalidMessage::new(Some(&id), ErrorCode::INVALID_PARAMS, &problem)),
        },
        None => Ok(Message::Notification { method, params: params::without_php_arrays(params) }),
    }
}

/// The members of a message.
fn members(text: &[u8]) -> Result<Map<String, Value>, InvalidMessage> {
    let unmarked = text.strip_prefix(json::BYTE_ORDER_MARK).unwrap_or(text).trim_ascii_start();
    if unmarked.starts_with(b"[") && serde_json::from_slice::<IgnoredAny>(unmarked).is_ok() {
        return Err(InvalidMessage::without_id("JSON-RPC batches are not supported. Send one message at a time."));
    }
    let value = json::read(text).map_err(|error| unreadable(unmarked, &error))?;
    match value {
        Value::Object(members) if has_readable_id(&members, unmarked) => Ok(members),
        Value::Object(_) => Err(InvalidMessage::without_id("`id` contains a lone surrogate: send valid Unicode text.")),
        _ => Err(InvalidMessage::without_id("The message is not a JSON-RPC message: it must be a JSON object.")),
    }
}

/// Whether the id is the one that the client sent. Half of a character is read as U+FFFD, and a response with another id
/// would match no request.
fn has_readable_id(members: &Map<String, Value>, text: &[u8]) -> bool {
    let is_changed = |id: &str| {
        id.contains(char::REPLACEMENT_CHARACTER)
            && json::member(text, "id").is_none_or(|id| serde_json::from_slice::<String>(id).is_err())
    };
    !members.get("id").and_then(Value::as_str).is_some_and(is_changed)
}

/// The error for a text that cannot be read, under the id of the request if the text has one.
fn unreadable(text: &[u8], error: &ReadError) -> InvalidMessage {
    let id = json::member(text, "id").and_then(|id| serde_json::from_slice::<Value>(id).ok());
    let id = id.and_then(|id| request_id(&id).ok());
    let (code, message) = match (error.is_syntax(), error.is_inside("params")) {
        (true, _) => (ErrorCode::PARSE_ERROR, format!("The message is not valid JSON: {error}.")),
        (false, true) => (ErrorCode::INVALID_PARAMS, format!("The parameters are not accepted: {error}.")),
        (false, false) => (ErrorCode::INVALID_REQUEST, format!("The message is not accepted: {error}.")),
    };
    InvalidMessage::new(id.as_ref(), code, &message)
}

fn request(id: NumberOrString, method: String, params: Value) -> Result<ClientJsonRpcMessage, InvalidMessage> {
    let body = Value::Object(body(method, params));
    // rmcp tries one kind of request after another. Most requests are calls, so this tries calls first.
    let request = CallToolRequest::deserialize(&body)
        .map(ClientRequest::CallToolRequest)
        .or_else(|_| ClientRequest::deserialize(body))
        .map_err(|error| InvalidMessage::new(Some(&id), ErrorCode::INVALID_PARAMS, &error.to_string()))?;
    Ok(JsonRpcMessage::request(request, id))
}

/// Decodes a notification. An invalid one is dropped, because JSON-RPC does not allow a response to a notification.
fn notification(method: String, params: Value) -> Option<ClientJsonRpcMessage> {
    ClientNotification::deserialize(Value::Object(body(method, params))).ok().map(JsonRpcMessage::notification)
}

/// The part of a message that rmcp's types deserialize from.
fn body(method: String, params: Value) -> Map<String, Value> {
    let mut body = Map::from_iter([("method".to_owned(), Value::String(method))]);
    if !params.is_null() {
        body.insert("params".to_owned(), params);
    }
    body
}

fn request_id(id: &Value) -> Result<NumberOrString, InvalidMessage> {
    NumberOrString::deserialize(id)
        .map_err(|_| InvalidMessage::without_id("`id` must be a string or a 64-bit whole number."))
}

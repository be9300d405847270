//! Decoding of one JSON-RPC message, with a clear error if it is invalid.
//!
//! `rmcp` reports all invalid messages alike, and drops some of them. Here a message is decoded in two steps, first the
//! envelope and then the protocol's part. So every request gets a response that says what is wrong with it, under the
//! request's own id if that can be read.

use std::fmt::Display;

use rmcp::model::{
    CallToolRequest, ClientJsonRpcMessage, ClientNotification, ClientRequest, ErrorCode, JsonRpcMessage, NumberOrString,
};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::error::Category;
use serde_json::{Map, Value, json};

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

    /// The JSON-RPC error response. As JSON-RPC requires, an unknown id is `null`.
    pub(super) fn to_response(&self) -> Value {
        json!({ "jsonrpc": "2.0", "id": self.id, "error": { "code": self.code.0, "message": self.message } })
    }
}

#[derive(Deserialize)]
struct Envelope {
    #[serde(default)]
    jsonrpc: Value,
    #[serde(default, deserialize_with = "deserialize_some")]
    id: Option<Value>,
    #[serde(default)]
    method: Value,
    #[serde(default)]
    params: Value,
    #[serde(default, deserialize_with = "deserialize_some")]
    result: Option<Value>,
    #[serde(default, deserialize_with = "deserialize_some")]
    error: Option<Value>,
}

/// Deserializes a member that is present. `null` becomes `Some(Value::Null)`, so that it differs from a missing member.
fn deserialize_some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Decodes a request or a notification. Returns `None` for an invalid notification, and for a response, because the
/// server sends no requests.
///
/// # Errors
/// If the text is not a valid message.
pub(super) fn decode(text: &[u8]) -> Result<Option<ClientJsonRpcMessage>, InvalidMessage> {
    let envelope = envelope(strip_byte_order_mark(text))?;
    let id = envelope.id.map(|id| request_id(&id)).transpose()?;
    let invalid = |message: &str| InvalidMessage::new(id.as_ref(), ErrorCode::INVALID_REQUEST, message);
    if envelope.jsonrpc != "2.0" {
        return Err(invalid("`jsonrpc` must be \"2.0\"."));
    }
    let is_response = envelope.result.is_some() || envelope.error.is_some();
    let method = match (envelope.method, is_response) {
        (Value::String(method), false) => method,
        (Value::Null, true) => return Ok(None),
        (Value::Null, false) => return Err(invalid("`method` is missing.")),
        (_, true) => return Err(invalid("A message must not have `method` together with `result` or `error`.")),
        (_, false) => return Err(invalid("`method` must be a string.")),
    };
    match id {
        Some(id) => request(id, method, envelope.params).map(Some),
        None => Ok(notification(method, envelope.params)),
    }
}

fn request(id: NumberOrString, method: String, params: Value) -> Result<ClientJsonRpcMessage, InvalidMessage> {
    let invalid = |message: &str| InvalidMessage::new(Some(&id), ErrorCode::INVALID_PARAMS, message);
    if !(params.is_object() || params.is_null()) {
        return Err(invalid("`params` must be an object."));
    }
    if params.get("_meta").is_some_and(|meta| !(meta.is_object() || meta.is_null())) {
        return Err(invalid("`params._meta` must be an object."));
    }
    let body = body(method, params);
    // rmcp tries one kind of request after another. Most requests are calls, so this tries calls first.
    let request = CallToolRequest::deserialize(&body)
        .map(ClientRequest::CallToolRequest)
        .or_else(|_| ClientRequest::deserialize(body))
        .map_err(|error| invalid(&error.to_string()))?;
    Ok(JsonRpcMessage::request(request, id))
}

/// Decodes a notification. An invalid one is dropped, because JSON-RPC does not allow a response to a notification.
fn notification(method: String, params: Value) -> Option<ClientJsonRpcMessage> {
    ClientNotification::deserialize(body(method, params)).ok().map(JsonRpcMessage::notification)
}

/// The part of a message that rmcp's types deserialize from.
fn body(method: String, params: Value) -> Value {
    let mut body = Map::from_iter([("method".to_owned(), Value::String(method))]);
    if !params.is_null() {
        body.insert("params".to_owned(), params);
    }
    Value::Object(body)
}

/// The text without its UTF-8 byte order mark, which JSON parsers may ignore.
pub(super) fn strip_byte_order_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text)
}

fn envelope(text: &[u8]) -> Result<Envelope, InvalidMessage> {
    // serde does not check that the members it ignores are UTF-8.
    let text = std::str::from_utf8(text).map_err(|error| not_json(&error))?;
    // serde would accept an array whose items are the members' values.
    if text.trim_ascii_start().starts_with('[') {
        serde_json::from_str::<IgnoredAny>(text).map_err(|error| not_json(&error))?;
        return Err(InvalidMessage::without_id("JSON-RPC batches are not supported. Send one message at a time."));
    }
    serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Data => InvalidMessage::without_id(&format!("The message is not a JSON-RPC message: {error}.")),
        _ => not_json(&error),
    })
}

fn not_json(error: &impl Display) -> InvalidMessage {
    InvalidMessage::new(None, ErrorCode::PARSE_ERROR, &format!("The message is not valid JSON: {error}."))
}

fn request_id(id: &Value) -> Result<NumberOrString, InvalidMessage> {
    NumberOrString::deserialize(id)
        .map_err(|_| InvalidMessage::without_id("`id` must be a string or a 64-bit whole number."))
}

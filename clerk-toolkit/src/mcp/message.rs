//! One JSON-RPC message, or why a text is none.
//!
//! `rmcp` takes whatever does not fit for the same thing, and drops some of it. Here a message is taken apart in two
//! steps, the envelope and then what the protocol says, so that every request gets an answer that says what is wrong
//! with it, and under its own id wherever that can be read.

use std::fmt::Display;

use rmcp::model::{
    CallToolRequest, ClientJsonRpcMessage, ClientNotification, ClientRequest, ErrorCode, JsonRpcMessage, NumberOrString,
};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::error::Category;
use serde_json::{Map, Value, json};

/// The longest message that is read, in bytes, unless [`HttpOptions`](super::HttpOptions) say otherwise: 4 MiB.
pub const MAX_MESSAGE_BYTES: usize = 4 * 1024 * 1024;

/// A text that is answered with an error.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Refusal {
    id: Value,
    code: ErrorCode,
    message: String,
}

impl Refusal {
    fn new(id: Option<&NumberOrString>, code: ErrorCode, message: &str) -> Self {
        let id = id.cloned().map_or(Value::Null, NumberOrString::into_json_value);
        Self { id, code, message: message.to_owned() }
    }

    /// What is no request at all, or one whose id cannot be told.
    pub(super) fn unidentified(message: &str) -> Self {
        Self::new(None, ErrorCode::INVALID_REQUEST, message)
    }

    /// The JSON-RPC error. An id that is not known is `null`, as JSON-RPC has it.
    pub(super) fn to_json(&self) -> Value {
        json!({ "jsonrpc": "2.0", "id": self.id, "error": { "code": self.code.0, "message": self.message } })
    }
}

#[derive(Deserialize)]
struct Envelope {
    #[serde(default)]
    jsonrpc: Value,
    #[serde(default, deserialize_with = "present")]
    id: Option<Value>,
    #[serde(default)]
    method: Value,
    #[serde(default)]
    params: Value,
    #[serde(default, deserialize_with = "present")]
    result: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    error: Option<Value>,
}

/// What stands there, `null` too.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Reads a request or a notification. A response is neither, and nothing here asks for one: it is `None`.
///
/// # Errors
/// Where the text is no message.
pub(super) fn decode(text: &[u8]) -> Result<Option<ClientJsonRpcMessage>, Refusal> {
    let envelope = envelope(without_mark(text))?;
    let id = envelope.id.map(|id| request_id(&id)).transpose()?;
    let refuse = |message: &str| Refusal::new(id.as_ref(), ErrorCode::INVALID_REQUEST, message);
    if envelope.jsonrpc != "2.0" {
        return Err(refuse("`jsonrpc` must be \"2.0\"."));
    }
    let answers = envelope.result.is_some() || envelope.error.is_some();
    let method = match (envelope.method, answers) {
        (Value::String(method), false) => method,
        (Value::Null, true) => return Ok(None),
        (Value::Null, false) => return Err(refuse("`method` is missing.")),
        (_, true) => return Err(refuse("A message has one of `method`, `result` and `error`.")),
        (_, false) => return Err(refuse("`method` must be a string.")),
    };
    match id {
        Some(id) => request(id, method, envelope.params).map(Some),
        None => Ok(notification(method, envelope.params)),
    }
}

fn request(id: NumberOrString, method: String, params: Value) -> Result<ClientJsonRpcMessage, Refusal> {
    let refuse = |message: &str| Refusal::new(Some(&id), ErrorCode::INVALID_PARAMS, message);
    if !(params.is_object() || params.is_null()) {
        return Err(refuse("`params` must be an object."));
    }
    if params.get("_meta").is_some_and(|meta| !(meta.is_object() || meta.is_null())) {
        return Err(refuse("`params._meta` must be an object."));
    }
    let body = body(method, params);
    // rmcp tries one kind of request after the other; most are calls, and need not wait for their turn.
    let request = CallToolRequest::deserialize(&body)
        .map(ClientRequest::CallToolRequest)
        .or_else(|_| ClientRequest::deserialize(body))
        .map_err(|error| refuse(&error.to_string()))?;
    Ok(JsonRpcMessage::request(request, id))
}

/// A notification is never answered: one that nobody could have meant is dropped.
fn notification(method: String, params: Value) -> Option<ClientJsonRpcMessage> {
    ClientNotification::deserialize(body(method, params)).ok().map(JsonRpcMessage::notification)
}

/// What the protocol's own types are read from.
fn body(method: String, params: Value) -> Value {
    let mut body = Map::from_iter([("method".to_owned(), Value::String(method))]);
    if !params.is_null() {
        body.insert("params".to_owned(), params);
    }
    Value::Object(body)
}

/// The text without its byte order mark, which may be passed over.
pub(super) fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text)
}

fn envelope(text: &[u8]) -> Result<Envelope, Refusal> {
    // A member that is not looked at would pass with bytes that are no text.
    let text = std::str::from_utf8(text).map_err(|error| not_json(&error))?;
    // serde would take an array for the members in their order.
    if text.trim_ascii_start().starts_with('[') {
        serde_json::from_str::<IgnoredAny>(text).map_err(|error| not_json(&error))?;
        return Err(Refusal::unidentified("Batches are not supported: send one message at a time."));
    }
    serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Data => Refusal::unidentified(&format!("It is not a JSON-RPC message: {error}.")),
        _ => not_json(&error),
    })
}

fn not_json(error: &impl Display) -> Refusal {
    Refusal::new(None, ErrorCode::PARSE_ERROR, &format!("It is not JSON: {error}."))
}

fn request_id(id: &Value) -> Result<NumberOrString, Refusal> {
    NumberOrString::deserialize(id)
        .map_err(|_| Refusal::unidentified("`id` must be a string or a whole number of 64 bits."))
}

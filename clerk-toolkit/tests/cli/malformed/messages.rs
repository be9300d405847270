//! Invalid and unusual messages, with the expected response to each.

use clerk_toolkit::sandbox::demo::ADA;
use serde_json::{Value, json};

/// The expected response.
#[derive(Debug, Clone)]
pub(super) enum Expected {
    /// A result with that id.
    Result(Value),
    /// An error with that code and id.
    Error(i64, Value),
    /// Nothing, because the message is a notification.
    Accepted,
    /// Nothing, because the message is a response. Over HTTP, where every request gets a response, an error.
    Dropped,
}

use Expected::{Accepted, Dropped, Error};

/// A message and the expected response.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) message: Vec<u8>,
    pub(super) expected: Expected,
}

impl Case {
    /// The beginning of the message, for panic messages.
    pub(super) fn shown(&self) -> String {
        String::from_utf8_lossy(&self.message[..self.message.len().min(160)]).into_owned()
    }
}

pub(super) const PARSE_ERROR: i64 = -32700;
pub(super) const INVALID_REQUEST: i64 = -32600;
pub(super) const METHOD_NOT_FOUND: i64 = -32601;
pub(super) const INVALID_PARAMS: i64 = -32602;

/// Bytes that are not JSON.
const NOT_JSON: [&[u8]; 18] = [
    b"{",
    b"}",
    b"nonsense",
    b"\0",
    b"'ping'",
    b"{'jsonrpc':'2.0'}",
    b"\"unfinished",
    b"[1,2",
    b"[1,]",
    b"NaN",
    b"-",
    b"01",
    b"\xff\xfe",
    b"\xff\xfe{\0}\0",
    b"\xef\xbb\xbf",
    b"\xef\xbb\xbf\xef\xbb\xbf{}",
    b"<?xml version=\"1.0\"?><ping/>",
    b"Content-Length: 40\r",
];

/// Bytes that are not JSON, with the id 1.
const NOT_JSON_WITH_ID: [&[u8]; 8] = [
    br#"{"jsonrpc":"2.0","id":1,"method":"ping""#,
    br#"{"jsonrpc":"2.0","id":1,"method":"ping",}"#,
    br#"{"jsonrpc":"2.0","id":1,"method":"ping"}}"#,
    br#"{"jsonrpc":"2.0","id":1,"method":"ping"}{"jsonrpc":"2.0","id":2,"method":"ping"}"#,
    b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\0",
    b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"pi\0ng\"}",
    b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"pi\xffng\"}",
    b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"unread\":\"\xed\xa0\x80\"}",
];

/// JSON that is not a message, without an id or with an id that cannot be read.
const NOT_A_MESSAGE: [&str; 16] = [
    "42",
    "-1e9",
    "true",
    "null",
    r#""ping""#,
    "{}",
    r#"{"jsonrpc":"2.0"}"#,
    r#"{"jsonrpc":"2.0","method":5}"#,
    r#"{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}"#,
    // The id is half of a character, and no response could repeat it.
    r#"{"jsonrpc":"2.0","id":"\ud800","method":"ping"}"#,
    // What a batch may look like, and an array that has the members of a request in their order.
    "[]",
    "[1,2,3,4,5,6,7,8]",
    r#"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#,
    r#"[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","id":2,"method":"ping"}]"#,
    r#"["2.0",1,"ping"]"#,
    r#"["2.0",1,"ping",{},null,null]"#,
];

/// Invalid envelopes with the id 7.
const INVALID_ENVELOPES: [&str; 16] = [
    r#"{"id":7,"method":"ping"}"#,
    r#"{"jsonrpc":"2.0","id":7,"method":"ping","method":"tools/list"}"#,
    r#"{"jsonrpc":"2.0","id":7,"method":"ping","params":{},"params":{}}"#,
    r#"{"jsonrpc":null,"id":7,"method":"ping"}"#,
    r#"{"jsonrpc":2.0,"id":7,"method":"ping"}"#,
    r#"{"jsonrpc":"1.0","id":7,"method":"ping"}"#,
    r#"{"jsonrpc":["2.0"],"id":7,"method":"ping"}"#,
    r#"{"jsonrpc":"2.0","id":7}"#,
    r#"{"jsonrpc":"2.0","id":7,"Method":"ping"}"#,
    r#"{"jsonrpc":"2.0","id":7,"method":null}"#,
    r#"{"jsonrpc":"2.0","id":7,"method":5}"#,
    r#"{"jsonrpc":"2.0","id":7,"method":["ping"]}"#,
    r#"{"jsonrpc":"2.0","id":7,"method":{"ping":1}}"#,
    r#"{"jsonrpc":"2.0","id":7,"method":true}"#,
    r#"{"jsonrpc":"2.0","id":7,"method":"ping","result":{}}"#,
    r#"{"jsonrpc":"2.0","id":7,"method":"ping","error":{"code":1,"message":"no"}}"#,
];

/// Responses. The server sends no requests, so they match nothing.
const RESPONSES: [&str; 5] = [
    r#"{"jsonrpc":"2.0","id":1,"result":{}}"#,
    r#"{"jsonrpc":"2.0","id":"x","result":null}"#,
    r#"{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"no"}}"#,
    r#"{"jsonrpc":"2.0","id":1,"error":5}"#,
    r#"{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":"no"}}"#,
];

/// Notifications. Invalid ones are treated like valid ones, because a notification gets no response.
const NOTIFICATIONS: [&str; 10] = [
    r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
    r#"{"jsonrpc":"2.0","method":"notifications/unheard-of"}"#,
    r#"{"jsonrpc":"2.0","method":"notifications/unheard-of","params":{"deep":[[[{}]]]}}"#,
    r#"{"jsonrpc":"2.0","method":""}"#,
    r#"{"jsonrpc":"2.0","method":"ping"}"#,
    r#"{"jsonrpc":"2.0","method":"tools/call","params":{"name":"deleteUser"}}"#,
    r#"{"jsonrpc":"2.0","method":"notifications/cancelled"}"#,
    r#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{}}}"#,
    r#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":404}}"#,
    r#"{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":"half"}}"#,
];

/// Invalid ids.
const INVALID_IDS: [&str; 9] = [
    "null",
    "true",
    "1.5",
    "{}",
    "[1]",
    "9223372036854775808",
    "18446744073709551616",
    "-9223372036854775809",
    "1e300",
];

/// All cases.
pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |message: &[u8], expected: Expected| cases.push(Case { message: message.to_vec(), expected });
    NOT_JSON.iter().for_each(|text| add(text, Error(PARSE_ERROR, Value::Null)));
    NOT_JSON_WITH_ID.iter().for_each(|text| add(text, Error(PARSE_ERROR, json!(1))));
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        add(deep.as_bytes(), Error(INVALID_REQUEST, Value::Null));
        add(open.repeat(100_000).as_bytes(), Error(INVALID_REQUEST, Value::Null));
        // Nested more deeply than the decoder supports.
        add(request("7", "ping", &deep).as_bytes(), Error(INVALID_PARAMS, json!(7)));
        add(request(&deep, "ping", "{}").as_bytes(), Error(INVALID_REQUEST, Value::Null));
    }
    for number in ["1e999", &"9".repeat(400)] {
        add(request(number, "ping", "{}").as_bytes(), Error(INVALID_REQUEST, Value::Null));
        let arguments = format!(r#"{{"name":"getUser","arguments":{{"userId":{number}}}}}"#);
        add(request("7", "tools/call", &arguments).as_bytes(), Error(INVALID_PARAMS, json!(7)));
    }
    NOT_A_MESSAGE.iter().for_each(|text| add(text.as_bytes(), Error(INVALID_REQUEST, Value::Null)));
    INVALID_ENVELOPES.iter().for_each(|text| add(text.as_bytes(), Error(INVALID_REQUEST, json!(7))));
    INVALID_IDS.iter().for_each(|id| add(request(id, "ping", "{}").as_bytes(), Error(INVALID_REQUEST, Value::Null)));
    RESPONSES.iter().for_each(|text| add(text.as_bytes(), Dropped));
    NOTIFICATIONS.iter().for_each(|text| add(text.as_bytes(), Accepted));
    for (id, read) in ids() {
        add(request(&id, "ping", "{}").as_bytes(), Expected::Result(read.clone()));
        add(request(&id, "no/such", "{}").as_bytes(), Error(METHOD_NOT_FOUND, read));
    }
    for method in
        ["", "ping ", "Ping", "tools", "tools/", "resources/list", "notifications/initialized", "\\u0000", "💥"]
    {
        add(request("7", method, "{}").as_bytes(), Error(METHOD_NOT_FOUND, json!(7)));
    }
    for (method, params) in invalid_params() {
        add(request("7", method, &params).as_bytes(), Error(INVALID_PARAMS, json!(7)));
    }
    for (method, params) in unusual_params() {
        add(request("7", method, &params).as_bytes(), Expected::Result(json!(7)));
    }
    add(&[b"\xef\xbb\xbf", ping("marked").as_bytes()].concat(), Expected::Result(json!("marked")));
    add(format!(" \t{}\t ", ping("spaced")).as_bytes(), Expected::Result(json!("spaced")));
    cases
}

/// Valid ids as a client may write them, with their values.
fn ids() -> Vec<(String, Value)> {
    let long = "x".repeat(1 << 20);
    let mut ids: Vec<_> = ["0", "-1", "9007199254740993", "9223372036854775807", "-9223372036854775808"]
        .map(|id| (id.to_owned(), id.parse::<i64>().expect("a number").into()))
        .into();
    ids.extend([("1.0", 1), ("1e3", 1000), ("-0.0", 0)].map(|(id, read)| (id.to_owned(), read.into())));
    ids.extend(["", "1", "null", "\0", "a\nb", "🪪\u{202e}", &long].map(|id| (Value::from(id).to_string(), id.into())));
    ids
}

/// Methods with invalid parameters.
fn invalid_params() -> Vec<(&'static str, String)> {
    let mut invalid = Vec::new();
    for method in ["ping", "tools/list", "tools/call", "initialize", "no/such"] {
        for params in ["[1]", "5", "\"{}\"", "true", r#"{"_meta":5}"#, r#"{"_meta":[1]}"#, r#"{"_meta":"x"}"#] {
            invalid.push((method, params.to_owned()));
        }
    }
    for params in [
        json!(null),
        json!({}),
        json!({ "name": 5 }),
        json!({ "name": null }),
        json!({ "name": ["getUser"] }),
        json!({ "arguments": { "userId": ADA } }),
        json!({ "name": "getUser", "arguments": [ADA] }),
        json!({ "name": "getUser", "arguments": "{}" }),
        json!({ "name": "getUser", "arguments": 5 }),
        json!({ "name": "" }),
        json!({ "name": "no such tool" }),
        json!({ "name": "../getUser\u{0}" }),
        json!({ "name": "x".repeat(100_000) }),
    ] {
        invalid.push(("tools/call", params.to_string()));
    }
    for params in [
        json!(null),
        json!({}),
        json!({ "protocolVersion": 5, "capabilities": {}, "clientInfo": { "name": "x", "version": "1" } }),
        json!([]),
        json!({ "capabilities": {}, "clientInfo": { "name": "x", "version": "1" } }),
        json!({ "protocolVersion": ["2025-11-25"], "capabilities": {} }),
    ] {
        invalid.push(("initialize", params.to_string()));
    }
    invalid.push(("tools/list", json!({ "cursor": "next" }).to_string()));
    invalid
}

/// Unusual parameters that get a result. If a tool rejects its arguments, the result says so.
fn unusual_params() -> Vec<(&'static str, String)> {
    let mut unusual = vec![
        ("ping", "null".to_owned()),
        ("ping", "[]".to_owned()),
        ("tools/list", r#"{"_meta":[]}"#.to_owned()),
        ("tools/call", r#"{"name":"getUserCount","arguments":[]}"#.to_owned()),
        ("tools/call", r#"{"name":"getUser","arguments":{"userId":"\ud83d"}}"#.to_owned()),
        ("ping", json!({ "unheard-of": [1], "_meta": { "progressToken": {} } }).to_string()),
        ("tools/list", json!({ "_meta": null }).to_string()),
        ("tools/call", json!({ "name": "getUserCount", "arguments": null, "task": 5 }).to_string()),
    ];
    for arguments in [
        json!({}),
        json!({ "userId": 5 }),
        json!({ "userId": null }),
        json!({ "userId": [ADA] }),
        json!({ "userId": { "$ne": 1 } }),
        json!({ "userId": "" }),
        json!({ "userId": "../users\u{0}\r\n" }),
        json!({ "userId": "user_".repeat(100_000) }),
        json!({ "userId": ADA, "__proto__": {} }),
    ] {
        unusual.push(("tools/call", json!({ "name": "getUser", "arguments": arguments }).to_string()));
    }
    // Nested almost as deeply as the decoder supports, and more deeply than any schema.
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    unusual.push(("tools/call", format!(r#"{{"name":"getUser","arguments":{{"userId":{deep}}}}}"#)));
    unusual
}

/// A request as text.
pub(super) fn request(id: &str, method: &str, params: &str) -> String {
    format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"{method}","params":{params}}}"#)
}

pub(super) fn ping(id: impl Into<Value>) -> String {
    request(&id.into().to_string(), "ping", "{}")
}

pub(super) fn call(id: impl Into<Value>, tool: &str, arguments: &Value) -> String {
    request(&id.into().to_string(), "tools/call", &json!({ "name": tool, "arguments": arguments }).to_string())
}

pub(super) fn get_ada(id: impl Into<Value>) -> String {
    call(id, "getUser", &json!({ "userId": ADA }))
}

pub(super) fn initialize(id: impl Into<Value>) -> String {
    let client = json!({ "name": "test", "version": "1" });
    let params = json!({ "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": client });
    request(&id.into().to_string(), "initialize", &params.to_string())
}

pub(super) fn cancel(id: impl Into<Value>) -> String {
    let params = json!({ "requestId": id.into() });
    json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": params }).to_string()
}

/// Whether this is the response to [`get_ada`], in any revision.
pub(super) fn is_ada(response: &Value) -> bool {
    let text = response["result"]["content"][0]["text"].as_str().unwrap_or_default();
    serde_json::from_str::<Value>(text).is_ok_and(|user| user["id"] == ADA && user["first_name"] == "Ada")
}

/// Decodes a response and checks its envelope.
///
/// # Errors
/// If it is not a JSON-RPC 2.0 response.
pub(super) fn response(text: &[u8]) -> Result<Value, String> {
    let shown = || String::from_utf8_lossy(&text[..text.len().min(400)]).into_owned();
    let response: Value = serde_json::from_slice(text).map_err(|error| format!("{error}: {}", shown()))?;
    let members = response.as_object().ok_or_else(shown)?;
    let has_known_members = members.keys().all(|name| ["jsonrpc", "id", "result", "error"].contains(&name.as_str()));
    let has_one_outcome = members.contains_key("result") != members.contains_key("error");
    let is_valid_error = !members.contains_key("error")
        || (response["error"]["code"].is_i64() && response["error"]["message"].is_string());
    match has_known_members
        && has_one_outcome
        && is_valid_error
        && members.contains_key("id")
        && response["jsonrpc"] == "2.0"
    {
        true => Ok(response),
        false => Err(shown()),
    }
}

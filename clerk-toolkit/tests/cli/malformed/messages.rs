//! Messages that no client should send, and what each must come to.

use clerk_toolkit::sandbox::demo::ADA;
use serde_json::{Value, json};

/// What a message must come to.
#[derive(Debug, Clone)]
pub(super) enum Expected {
    /// A result under that id.
    Result(Value),
    /// An error of that code under that id.
    Error(i64, Value),
    /// Nothing, for it is a notification.
    Taken,
    /// Nothing, for it is neither a request nor a notification. Over HTTP, where everything is answered, a refusal.
    Dropped,
}

use Expected::{Dropped, Error, Taken};

/// A message, and what it must come to.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) message: Vec<u8>,
    pub(super) expected: Expected,
}

impl Case {
    /// The message, as far as it fits into a line of an error.
    pub(super) fn shown(&self) -> String {
        String::from_utf8_lossy(&self.message[..self.message.len().min(160)]).into_owned()
    }
}

pub(super) const PARSE_ERROR: i64 = -32700;
pub(super) const INVALID_REQUEST: i64 = -32600;
pub(super) const METHOD_NOT_FOUND: i64 = -32601;
pub(super) const INVALID_PARAMS: i64 = -32602;

/// Bytes that are not JSON.
const NOT_JSON: [&[u8]; 27] = [
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
    br#"{"jsonrpc":"2.0","id":1,"method":"ping""#,
    br#"{"jsonrpc":"2.0","id":1,"method":"ping",}"#,
    br#"{"jsonrpc":"2.0","id":1,"method":"ping"}}"#,
    br#"{"jsonrpc":"2.0","id":1,"method":"ping"}{"jsonrpc":"2.0","id":2,"method":"ping"}"#,
    br#"{"jsonrpc":"2.0","id":"\ud800","method":"ping"}"#,
    b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\0",
    b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"pi\0ng\"}",
    b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"pi\xffng\"}",
    b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"unread\":\"\xed\xa0\x80\"}",
];

/// JSON that is no message of the protocol, without an id or with one that cannot be told.
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
    r#"{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"}"#,
    // What a batch may look like, and an array that has the members of a request in their order.
    "[]",
    "[1,2,3,4,5,6,7,8]",
    r#"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#,
    r#"[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","id":2,"method":"ping"}]"#,
    r#"["2.0",1,"ping"]"#,
    r#"["2.0",1,"ping",{},null,null]"#,
];

/// Envelopes with something wrong in them, all under the id 7.
const WRONG_ENVELOPES: [&str; 14] = [
    r#"{"id":7,"method":"ping"}"#,
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

/// What nobody asked for.
const RESPONSES: [&str; 5] = [
    r#"{"jsonrpc":"2.0","id":1,"result":{}}"#,
    r#"{"jsonrpc":"2.0","id":"x","result":null}"#,
    r#"{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"no"}}"#,
    r#"{"jsonrpc":"2.0","id":1,"error":5}"#,
    r#"{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":"no"}}"#,
];

/// Notifications, of which those with something wrong in them are as good as others: nobody waits for an answer.
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

/// Ids as a client may write them, none of which is an id.
const WRONG_IDS: [&str; 9] = [
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

/// Everything.
pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |message: &[u8], expected: Expected| cases.push(Case { message: message.to_vec(), expected });
    NOT_JSON.iter().for_each(|text| add(text, Error(PARSE_ERROR, Value::Null)));
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        add(deep.as_bytes(), Error(INVALID_REQUEST, Value::Null));
        add(open.repeat(100_000).as_bytes(), Error(PARSE_ERROR, Value::Null));
        // Deeper than what is read of a message.
        add(request("7", "ping", &deep).as_bytes(), Error(PARSE_ERROR, Value::Null));
        add(request(&deep, "ping", "{}").as_bytes(), Error(PARSE_ERROR, Value::Null));
    }
    for number in ["1e999", &"9".repeat(400)] {
        add(request(number, "ping", "{}").as_bytes(), Error(PARSE_ERROR, Value::Null));
    }
    NOT_A_MESSAGE.iter().for_each(|text| add(text.as_bytes(), Error(INVALID_REQUEST, Value::Null)));
    WRONG_ENVELOPES.iter().for_each(|text| add(text.as_bytes(), Error(INVALID_REQUEST, json!(7))));
    WRONG_IDS.iter().for_each(|id| add(request(id, "ping", "{}").as_bytes(), Error(INVALID_REQUEST, Value::Null)));
    RESPONSES.iter().for_each(|text| add(text.as_bytes(), Dropped));
    NOTIFICATIONS.iter().for_each(|text| add(text.as_bytes(), Taken));
    for (id, read) in ids() {
        add(request(&id, "ping", "{}").as_bytes(), Expected::Result(read.clone()));
        add(request(&id, "no/such", "{}").as_bytes(), Error(METHOD_NOT_FOUND, read));
    }
    for method in
        ["", "ping ", "Ping", "tools", "tools/", "resources/list", "notifications/initialized", "\\u0000", "💥"]
    {
        add(request("7", method, "{}").as_bytes(), Error(METHOD_NOT_FOUND, json!(7)));
    }
    for (method, params) in wrong_params() {
        add(request("7", method, &params).as_bytes(), Error(INVALID_PARAMS, json!(7)));
    }
    for (method, params) in odd_params() {
        add(request("7", method, &params).as_bytes(), Expected::Result(json!(7)));
    }
    add(&[b"\xef\xbb\xbf", ping("marked").as_bytes()].concat(), Expected::Result(json!("marked")));
    add(format!(" \t{}\t ", ping("spaced")).as_bytes(), Expected::Result(json!("spaced")));
    cases
}

/// Ids as a client may write them, and as they read.
fn ids() -> Vec<(String, Value)> {
    let long = "x".repeat(1 << 20);
    let mut ids: Vec<_> = ["0", "-1", "9007199254740993", "9223372036854775807", "-9223372036854775808"]
        .map(|id| (id.to_owned(), id.parse::<i64>().expect("a number").into()))
        .into();
    ids.extend([("1.0", 1), ("1e3", 1000), ("-0.0", 0)].map(|(id, read)| (id.to_owned(), read.into())));
    ids.extend(["", "1", "null", "\0", "a\nb", "🪪\u{202e}", &long].map(|id| (Value::from(id).to_string(), id.into())));
    ids
}

/// Parameters that are not those of the method.
fn wrong_params() -> Vec<(&'static str, String)> {
    let mut wrong = Vec::new();
    for method in ["ping", "tools/list", "tools/call", "initialize", "no/such"] {
        for params in ["[]", "[1]", "5", "\"{}\"", "true", r#"{"_meta":5}"#, r#"{"_meta":[]}"#, r#"{"_meta":"x"}"#] {
            wrong.push((method, params.to_owned()));
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
        wrong.push(("tools/call", params.to_string()));
    }
    for params in [
        json!(null),
        json!({}),
        json!({ "protocolVersion": 5, "capabilities": {}, "clientInfo": { "name": "x", "version": "1" } }),
        json!({ "protocolVersion": "2025-11-25", "capabilities": [], "clientInfo": { "name": "x", "version": "1" } }),
        json!({ "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": "x" }),
        json!({ "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": { "name": 5, "version": "1" } }),
    ] {
        wrong.push(("initialize", params.to_string()));
    }
    wrong.push(("tools/list", json!({ "cursor": "next" }).to_string()));
    wrong
}

/// Parameters that are odd, and are answered with a result: of a call, with one that says what is wrong.
fn odd_params() -> Vec<(&'static str, String)> {
    let mut odd = vec![
        ("ping", "null".to_owned()),
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
        odd.push(("tools/call", json!({ "name": "getUser", "arguments": arguments }).to_string()));
    }
    // Nearly as deep as JSON is read, and beyond the depth of any schema.
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    odd.push(("tools/call", format!(r#"{{"name":"getUser","arguments":{{"userId":{deep}}}}}"#)));
    odd
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

/// Whether that is the answer to [`get_ada`], in whichever revision.
pub(super) fn is_ada(answer: &Value) -> bool {
    let text = answer["result"]["content"][0]["text"].as_str().unwrap_or_default();
    serde_json::from_str::<Value>(text).is_ok_and(|user| user["id"] == ADA && user["first_name"] == "Ada")
}

/// What a server answers, as far as all answers are alike.
///
/// # Errors
/// Where it is no answer of JSON-RPC 2.0.
pub(super) fn answer(text: &[u8]) -> Result<Value, String> {
    let shown = || String::from_utf8_lossy(&text[..text.len().min(400)]).into_owned();
    let answer: Value = serde_json::from_slice(text).map_err(|error| format!("{error}: {}", shown()))?;
    let members = answer.as_object().ok_or_else(shown)?;
    let known = members.keys().all(|name| ["jsonrpc", "id", "result", "error"].contains(&name.as_str()));
    let one = members.contains_key("result") != members.contains_key("error");
    let code =
        !members.contains_key("error") || (answer["error"]["code"].is_i64() && answer["error"]["message"].is_string());
    match known && one && code && members.contains_key("id") && answer["jsonrpc"] == "2.0" {
        true => Ok(answer),
        false => Err(shown()),
    }
}

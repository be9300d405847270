//! The parameters of a request, reduced to those that the server uses.
//!
//! rmcp's types refuse a request for a field that the server never reads, such as an icon without a source or a
//! capability that is not an object. Here such fields are left out, and an error names the field that is wrong.

use serde_json::{Map, Value, json};

use crate::json::describe;

/// The keys of `_meta` under which a request of revision 2026-07-28 or later repeats the handshake.
const META_PROTOCOL_VERSION: &str = "io.modelcontextprotocol/protocolVersion";
const META_CLIENT_INFO: &str = "io.modelcontextprotocol/clientInfo";
const META_CLIENT_CAPABILITIES: &str = "io.modelcontextprotocol/clientCapabilities";

/// The parameters in the form in which rmcp reads them; `null` if the request has no parameters.
///
/// # Errors
/// If a field that the server uses is missing or has the wrong type. The text names the field.
pub(super) fn normalized(method: &str, params: Value) -> Result<Value, String> {
    let mut params = match without_php_arrays(params) {
        Value::Null if !["initialize", "tools/call"].contains(&method) => return Ok(Value::Null),
        Value::Null => Map::new(),
        Value::Object(params) => params,
        other => return Err(format!("`params` must be an object, not {}.", describe(&other))),
    };
    match params.get_mut("_meta") {
        Some(Value::Object(meta)) => handshake_in(meta),
        Some(Value::Null) | None => drop(params.shift_remove("_meta")),
        Some(other) => return Err(format!("`params._meta` must be an object, not {}.", describe(other))),
    }
    // A request that names its own revision needs no handshake. The server decides whether the revision still has one.
    let names_revision = params.get("_meta").is_some_and(|meta| meta.get(META_PROTOCOL_VERSION).is_some());
    let params = match method {
        "initialize" if !names_revision || params.contains_key("protocolVersion") => initialize(params),
        "tools/call" => call(params),
        "tools/list" => list(params),
        _ => Ok(params),
    };
    params.map(Value::Object).map_err(|problem| format!("Invalid parameters for `{method}`: {problem}."))
}

/// The parameters with an object for an empty array, as PHP writes an empty object.
pub(super) fn without_php_arrays(params: Value) -> Value {
    match params {
        Value::Array(items) if items.is_empty() => Value::Object(Map::new()),
        Value::Object(mut params) => {
            for name in ["_meta", "arguments"] {
                if let Some(member) = params.get_mut(name)
                    && *member == json!([])
                {
                    *member = json!({});
                }
            }
            Value::Object(params)
        }
        other => other,
    }
}

/// The part of a handshake that the server uses: the revision.
fn initialize(mut params: Map<String, Value>) -> Result<Map<String, Value>, String> {
    let revision = string(&mut params, "protocolVersion")?;
    let mut used = json!({
        "protocolVersion": revision,
        "capabilities": {},
        "clientInfo": client_info(params.get("clientInfo")),
    });
    if let Some(meta) = params.remove("_meta") {
        used["_meta"] = meta;
    }
    Ok(used.as_object_mut().map(std::mem::take).unwrap_or_default())
}

/// The part of a call that the server uses: the name and the arguments.
fn call(mut params: Map<String, Value>) -> Result<Map<String, Value>, String> {
    let mut used = Map::from_iter([("name".to_owned(), string(&mut params, "name")?)]);
    match params.get_mut("arguments").map(Value::take) {
        None | Some(Value::Null) => {}
        Some(arguments @ Value::Object(_)) => drop(used.insert("arguments".to_owned(), arguments)),
        Some(other) => return Err(format!("`arguments` must be an object, not {}", describe(&other))),
    }
    if let Some(meta) = params.get_mut("_meta").map(Value::take) {
        used.insert("_meta".to_owned(), meta);
    }
    Ok(used)
}

/// The part of a list request that the server uses: the cursor. Some clients send an empty one for the first page.
fn list(mut params: Map<String, Value>) -> Result<Map<String, Value>, String> {
    match params.get("cursor") {
        Some(Value::String(cursor)) if !cursor.is_empty() => {}
        Some(Value::String(_) | Value::Null) | None => drop(params.shift_remove("cursor")),
        Some(other) => return Err(format!("`cursor` must be a string, not {}", describe(other))),
    }
    Ok(params)
}

/// Reduces the handshake in `_meta`, as [`initialize`] does for one in the parameters.
fn handshake_in(meta: &mut Map<String, Value>) {
    if let Some(info) = meta.get_mut(META_CLIENT_INFO) {
        *info = client_info(Some(info));
    }
    if let Some(capabilities) = meta.get_mut(META_CLIENT_CAPABILITIES) {
        *capabilities = json!({});
    }
}

/// The name and the version of the client. Nothing depends on them, but rmcp's types require them.
fn client_info(info: Option<&Value>) -> Value {
    let text = |name: &str| match info.and_then(|info| info.get(name)) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => "unknown".to_owned(),
    };
    json!({ "name": text("name"), "version": text("version") })
}

fn string(params: &mut Map<String, Value>, name: &str) -> Result<Value, String> {
    match params.get_mut(name).map(Value::take) {
        Some(text @ Value::String(_)) => Ok(text),
        Some(other) => Err(format!("`{name}` must be a string, not {}", describe(&other))),
        None => Err(format!("`{name}` is missing")),
    }
}

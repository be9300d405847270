//! What the fuzz targets share: a toolkit whose tools return what they were given, and a runtime.
//!
//! The targets use the public interfaces, as an attacker does. Only the editor of configuration files has no public interface,
//! so its target includes the sources.

use std::sync::{Mutex, OnceLock, PoisonError};

use clerk_toolkit::client::Metadata;
use clerk_toolkit::mcp::ClerkMcpServer;
use clerk_toolkit::serde_json::{Value, json};
use clerk_toolkit::{ClerkToolkit, ToolError, clerk_tool, tool_type, toolset};
use tokio::runtime::{Builder, Runtime};

/// A thing with fields of several types.
#[tool_type]
pub struct Thing {
    label: String,
    count: Option<i64>,
    share: Option<f64>,
    kind: Option<ThingKind>,
    parts: Option<Vec<String>>,
}

/// A closed set of values.
#[tool_type]
pub enum ThingKind {
    Small,
    Large,
}

/// Return the arguments.
#[clerk_tool(effect = read, access = none)]
pub async fn echo(
    /// An object.
    data: Option<Metadata>,
    /// Objects with known fields.
    things: Option<Vec<Thing>>,
    /// A text.
    note: Option<String>,
    /// A whole number.
    count: Option<u32>,
) -> Result<Value, ToolError> {
    let things = things.map(|things| things.len());
    let received = json!({ "data": data, "things": things, "note": note, "count": count });
    *RECEIVED.lock().unwrap_or_else(PoisonError::into_inner) = received.clone();
    Ok(received)
}

/// What [`echo`] got in its last call, before redaction.
static RECEIVED: Mutex<Value> = Mutex::new(Value::Null);

/// Takes what [`echo`] got in its last call; `null` if it was not called.
pub fn received() -> Value {
    RECEIVED.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Return the object as data of this application.
#[clerk_tool(effect = read, access = none)]
pub async fn show(
    /// An object.
    data: Metadata,
) -> Result<Metadata, ToolError> {
    Ok(data)
}

toolset! {
    const TOOLS = [echo, show];
}

/// The toolkit of the targets.
pub fn toolkit() -> &'static ClerkToolkit {
    static TOOLKIT: OnceLock<ClerkToolkit> = OnceLock::new();
    TOOLKIT.get_or_init(|| ClerkToolkit::builder().tools(TOOLS).build().expect("the toolkit builds"))
}

/// A server for the toolkit.
pub fn server() -> ClerkMcpServer {
    ClerkMcpServer::new(toolkit().clone())
}

/// A runtime on this thread.
pub fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| Builder::new_current_thread().enable_all().build().expect("the runtime starts"))
}

/// The id of a request that every JSON parser reads in the same way. `None` for other texts.
pub fn plain_request_id(text: &[u8]) -> Option<Value> {
    let request: Value = clerk_toolkit::serde_json::from_slice(text).ok()?;
    let text = std::str::from_utf8(text).ok()?;
    let is_plain = text.matches("\"id\"").count() == 1 && !text.contains('\\');
    let is_request = request["jsonrpc"] == "2.0" && request["method"].is_string() && !has_outcome(&request);
    let id = request.get("id").filter(|id| id.is_i64() || id.is_string())?;
    (is_plain && is_request).then(|| id.clone())
}

fn has_outcome(request: &Value) -> bool {
    request.get("result").is_some() || request.get("error").is_some()
}

/// Whether a value is a response of JSON-RPC.
pub fn is_response(response: &Value) -> bool {
    response["jsonrpc"] == "2.0"
        && response.get("id").is_some()
        && (response.get("result").is_some() != response["error"]["code"].is_i64())
}

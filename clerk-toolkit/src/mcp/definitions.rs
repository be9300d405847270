//! The answer to `tools/list`, computed once.

use std::borrow::Cow;
use std::sync::Arc;

use rmcp::model::{CacheScope, ListToolsResult, ProtocolVersion, Tool, ToolAnnotations};
use serde_json::{Map, Value};

use crate::formats::mcp::Hints;
use crate::toolkit::{BoundTool, ClerkToolkit};

/// How long a client may take the list for unchanged, in milliseconds. It never changes while a server runs; what a
/// restart changes is seen after this time.
pub(super) const TTL_MS: u64 = 300_000;

/// Nothing told here is a secret, but it is told to those who may ask: the server may act for one person, and another
/// may stand behind the same address.
pub(super) const SCOPE: CacheScope = CacheScope::Private;

/// Every offered tool, in the map's order.
pub(super) fn of(toolkit: &ClerkToolkit) -> Vec<Tool> {
    toolkit.all_tools().iter().map(definition).collect()
}

fn definition(tool: &BoundTool) -> Tool {
    let hints = Hints::of(tool.definition());
    let annotations = ToolAnnotations::from_raw(
        Some(tool.title().to_owned()),
        Some(hints.read_only),
        Some(hints.destructive),
        Some(hints.idempotent),
        Some(hints.open_world),
    );
    let definition = Tool::new(Cow::Borrowed(tool.name()), tool.description(), object(tool.input_schema()))
        .with_title(tool.title())
        .with_annotations(annotations);
    // Structured content is always an object, and so is what its schema describes.
    match tool.output_schema().filter(|schema| schema["type"] == "object") {
        Some(schema) => definition.with_raw_output_schema(object(schema)),
        None => definition,
    }
}

fn object(schema: &Value) -> Arc<Map<String, Value>> {
    Arc::new(schema.as_object().cloned().unwrap_or_default())
}

/// The list, with the caching fields where the client's revision has them.
pub(super) fn list(tools: &[Tool], revision: &ProtocolVersion) -> ListToolsResult {
    let list = ListToolsResult::with_all_items(tools.to_vec());
    match *revision >= ProtocolVersion::V_2026_07_28 {
        true => list.with_ttl_ms(TTL_MS).with_cache_scope(SCOPE),
        false => list,
    }
}

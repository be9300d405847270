//! Results of `tools/list`. The definitions are built once per server.

use rmcp::model::{CacheScope, ListToolsResult, ProtocolVersion, Tool};
use serde_json::Value;

use crate::formats;
use crate::toolkit::ClerkToolkit;

/// How long a client may cache the list, in milliseconds. The list does not change while a server runs, but a restart
/// can change it.
pub(super) const TTL_MS: u64 = 300_000;

/// The list is not secret, but caches must not share it: a server may act for one person, and another person may use
/// the same address.
pub(super) const SCOPE: CacheScope = CacheScope::Private;

/// The definitions of all offered tools, in the toolset's order.
pub(super) fn of(toolkit: &ClerkToolkit) -> Vec<Tool> {
    formats::mcp::tools(toolkit.all_tools()).into_iter().map(to_rmcp).collect()
}

fn to_rmcp(definition: Value) -> Tool {
    serde_json::from_value(definition).expect("`formats::mcp` writes definitions as the protocol requires")
}

/// The list. It has caching fields if the client's revision has them.
pub(super) fn list(tools: &[Tool], revision: &ProtocolVersion) -> ListToolsResult {
    let list = ListToolsResult::with_all_items(tools.to_vec());
    match *revision >= ProtocolVersion::V_2026_07_28 {
        true => list.with_ttl_ms(TTL_MS).with_cache_scope(SCOPE),
        false => list,
    }
}

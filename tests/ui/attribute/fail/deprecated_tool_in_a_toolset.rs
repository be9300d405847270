#![deny(deprecated)]

use clerk_toolkit::{ToolError, clerk_tool, toolset};

/// Count the orders.
#[deprecated = "use `list_orders`"]
#[clerk_tool(effect = read)]
async fn count_orders() -> Result<u64, ToolError> {
    Ok(0)
}

toolset! {
    pub const TOOLS = [count_orders];
}

fn main() {}

use clerk_toolkit::{ToolError, clerk_tool, toolset};

/// Count the orders.
#[clerk_tool(efect = read)]
pub async fn count_orders() -> Result<u64, ToolError> {
    Ok(0)
}

/// Find an order.
#[clerk_tool(effect = read)]
pub async fn find_order(number: u64) -> Result<u64, ToolError> {
    Ok(number)
}

/// Another count.
#[clerk_tool(effect = read, name = "again", colour = red)]
pub async fn count_again() -> Result<u64, ToolError> {
    Ok(0)
}

toolset! {
    pub const TOOLS = [count_orders, find_order, count_again];
}

fn main() {}

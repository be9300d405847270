use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect)]
async fn count_orders() -> Result<u64, ToolError> {
    Ok(0)
}

/// Find an order.
#[clerk_tool(effect =)]
async fn find_order() -> Result<u64, ToolError> {
    Ok(0)
}

/// List the orders.
#[clerk_tool(effect = , access = user)]
async fn list_orders() -> Result<u64, ToolError> {
    Ok(0)
}

fn main() {}

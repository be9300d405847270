use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool]
async fn count_orders() -> Result<u64, ToolError> {
    Ok(0)
}

/// Find an order.
#[clerk_tool(access = user)]
async fn find_order() -> Result<u64, ToolError> {
    Ok(0)
}

fn main() {}

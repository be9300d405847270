use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The orders' numbers.
    orders: &[u64],
) -> Result<usize, ToolError> {
    Ok(orders.len())
}

fn main() {}

use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// Which orders.
    filter: Filter,
) -> Result<u64, ToolError> {
    drop(filter);
    Ok(0)
}

fn main() {}

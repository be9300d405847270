use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The largest count.
    #[schemars(range(min = 1))]
    limit: u64,
) -> Result<u64, ToolError> {
    Ok(limit)
}

fn main() {}

use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The first day.
    #[serde]
    from: u64,
    /// The last day.
    #[serde = "default"]
    to: u64,
) -> Result<u64, ToolError> {
    Ok(to - from)
}

fn main() {}

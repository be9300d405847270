use clerk_toolkit::{ClerkClient, ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    _: &ClerkClient,
    /// The first day.
    _: u64,
) -> Result<u64, ToolError> {
    Ok(0)
}

fn main() {}

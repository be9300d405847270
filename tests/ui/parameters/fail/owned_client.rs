use clerk_toolkit::{ClerkClient, ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The client.
    clerk: ClerkClient,
) -> Result<u64, ToolError> {
    drop(clerk);
    Ok(0)
}

fn main() {}

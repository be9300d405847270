use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The first day.
    #[colour]
    from: u64,
) -> Result<u64, ToolError> {
    Ok(from)
}

fn main() {}

use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The first day.
    from_day: u64,
    /// The last day.
    from__day: u64,
) -> Result<u64, ToolError> {
    Ok(from_day - from__day)
}

fn main() {}

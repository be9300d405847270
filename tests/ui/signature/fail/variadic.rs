use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
fn count_orders(
    /// The first order.
    first: u64,
    rest: ...
) -> Result<u64, ToolError> {
    Ok(first)
}

fn main() {}

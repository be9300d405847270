use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The customers' names.
    customers: Vec<_>,
) -> Result<usize, ToolError> {
    Ok(customers.len())
}

fn main() {}

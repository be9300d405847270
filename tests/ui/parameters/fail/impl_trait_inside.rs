use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The customers' names.
    customers: Vec<impl Into<String>>,
) -> Result<usize, ToolError> {
    Ok(customers.len())
}

fn main() {}

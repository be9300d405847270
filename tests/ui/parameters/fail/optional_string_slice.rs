use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The customer's name.
    customer: Option<&str>,
) -> Result<bool, ToolError> {
    Ok(customer.is_some())
}

fn main() {}

use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The customer's name.
    ref customer: String,
    /// The first day.
    day @ _: u64,
) -> Result<u64, ToolError> {
    Ok(customer.len() as u64 + day)
}

fn main() {}

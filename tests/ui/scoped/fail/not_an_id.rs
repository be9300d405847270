use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read, access = user)]
async fn count_orders(
    /// The user.
    #[scoped]
    customer: String,
) -> Result<usize, ToolError> {
    Ok(customer.len())
}

fn main() {}

use std::borrow::Cow;

use clerk_toolkit::{ClerkClient, ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The customer's name.
    customer: Cow<'a, str>,
) -> Result<usize, ToolError> {
    Ok(customer.len())
}

/// List the orders.
#[clerk_tool(effect = read)]
async fn list_orders(clerk: &'a ClerkClient) -> Result<u64, ToolError> {
    let _ = clerk;
    Ok(0)
}

fn main() {}

use std::borrow::Cow;

use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The customer's name.
    customer: Cow<'_, str>,
) -> Result<usize, ToolError> {
    Ok(customer.len())
}

fn main() {}

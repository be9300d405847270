use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The last day.
    #[serde(rename = "last day")]
    to: u64,
    /// The first day.
    #[serde(rename = first)]
    from: u64,
    /// The customer.
    #[serde(rename)]
    customer: String,
) -> Result<u64, ToolError> {
    let _ = customer;
    Ok(to - from)
}

fn main() {}

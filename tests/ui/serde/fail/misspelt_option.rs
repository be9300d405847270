use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The last day.
    #[serde(renam = "until")]
    to: u64,
) -> Result<u64, ToolError> {
    Ok(to)
}

fn main() {}

use clerk_toolkit::{ToolError, clerk_tool, tool_type};

#[tool_type]
pub struct Day {
    pub number: u64,
}

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The first day.
    #[serde(default)]
    from: Day,
) -> Result<u64, ToolError> {
    Ok(from.number)
}

fn main() {}

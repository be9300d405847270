use clerk_toolkit::{ToolError, clerk_tool};

fn first_day() -> String {
    String::new()
}

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The first day.
    #[serde(default = "first_day")]
    from: u64,
) -> Result<u64, ToolError> {
    Ok(from)
}

fn main() {}

use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read, name = "count_the_orders_of_everybody_in_the_whole_wide_world_since_monday")]
async fn count_orders() -> Result<u64, ToolError> {
    Ok(0)
}

fn main() {}

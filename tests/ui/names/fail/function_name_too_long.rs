use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_all_of_the_orders_of_everybody_in_the_whole_wide_world_since_last_monday_noon() -> Result<u64, ToolError>
{
    Ok(0)
}

fn main() {}

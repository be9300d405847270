use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders<const N: usize>() -> Result<usize, ToolError> {
    Ok(N)
}

fn main() {}

use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read, name, title = 5)]
async fn count_orders() -> Result<u64, ToolError> {
    Ok(0)
}

fn main() {}

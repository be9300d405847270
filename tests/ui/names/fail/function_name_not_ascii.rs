use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn zähle() -> Result<u64, ToolError> {
    Ok(0)
}

fn main() {}

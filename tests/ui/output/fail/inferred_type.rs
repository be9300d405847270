use clerk_toolkit::{ToolError, clerk_tool};

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order() -> Result<_, ToolError> {
    Ok(5)
}

fn main() {}

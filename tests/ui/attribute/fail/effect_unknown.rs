use clerk_toolkit::{ToolError, clerk_tool};

/// Remove an order.
#[clerk_tool(effect = delete)]
async fn remove_order() -> Result<(), ToolError> {
    Ok(())
}

fn main() {}

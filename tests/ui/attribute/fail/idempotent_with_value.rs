use clerk_toolkit::{ToolError, clerk_tool};

/// Rename an order.
#[clerk_tool(effect = write, idempotent = true)]
async fn rename_order() -> Result<u64, ToolError> {
    Ok(0)
}

fn main() {}

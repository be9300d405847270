use clerk_toolkit::{ToolError, clerk_tool};

#[clerk_tool(effect = delete, access = everybody, permission = "orders:read", name = "remove order", colour = red)]
async fn remove_order(order: &str) -> Result<(), ToolError> {
    Ok(())
}

fn main() {}

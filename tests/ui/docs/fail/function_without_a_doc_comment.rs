use clerk_toolkit::{ToolError, clerk_tool};

#[clerk_tool(effect = read)]
async fn count_orders() -> Result<u64, ToolError> {
    Ok(0)
}

fn main() {}

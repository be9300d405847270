use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read, name = env!("CARGO_PKG_NAME"))]
async fn count_orders() -> Result<u64, ToolError> {
    Ok(0)
}

fn main() {}

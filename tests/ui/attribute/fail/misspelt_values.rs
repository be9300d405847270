use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = reed, access = organisation, permission = "org:orders:read")]
async fn count_orders() -> Result<u64, ToolError> {
    Ok(0)
}

fn main() {}

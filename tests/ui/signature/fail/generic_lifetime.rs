use clerk_toolkit::{ClerkClient, ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders<'a>(clerk: &'a ClerkClient) -> Result<u64, ToolError> {
    let _ = clerk;
    Ok(0)
}

fn main() {}

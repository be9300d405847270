use clerk_toolkit::{AuthContext, ClerkClient, ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(clerk: ClerkClient, auth: Option<AuthContext>) -> Result<u64, ToolError> {
    drop((clerk, auth));
    Ok(0)
}

fn main() {}

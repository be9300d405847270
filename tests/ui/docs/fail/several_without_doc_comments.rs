use clerk_toolkit::{ClerkClient, ToolError, clerk_tool};

#[clerk_tool(effect = read)]
async fn count_orders(
    clerk: &ClerkClient,
    from: u64,
    /// The last day.
    to: u64,
    mut limit: Option<u64>,
) -> Result<u64, ToolError> {
    let _ = (clerk, from, to, limit.take());
    Ok(0)
}

fn main() {}

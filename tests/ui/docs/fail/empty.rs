use clerk_toolkit::{ToolError, clerk_tool};

///
#[clerk_tool(effect = read)]
async fn count_orders(
    /// # Only a heading
    limit: u64,
) -> Result<u64, ToolError> {
    Ok(limit)
}

fn main() {}

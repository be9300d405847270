use clerk_toolkit::{ToolError, clerk_tool};

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order(
    /// The filter.
    which: Xyzzy,
) -> Result<u64, ToolError> {
    drop(which);
    Ok(5)
}

fn main() {}

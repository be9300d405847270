use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The first day.
    #[cfg(debug_assertions)]
    from: u64,
    /// The last day.
    #[cfg_attr(debug_assertions, scoped)]
    to: u64,
) -> Result<u64, ToolError> {
    let _ = to;
    Ok(0)
}

fn main() {}

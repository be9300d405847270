use clerk_toolkit::{ToolError, clerk_tool};

#[doc = include_str!("not_literal.rs")]
#[clerk_tool(effect = read)]
async fn count_orders() -> Result<u64, ToolError> {
    Ok(0)
}

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order(
    #[doc = concat!("The order's", " number.")]
    order: u64,
) -> Result<u64, ToolError> {
    Ok(order)
}

fn main() {}

use clerk_toolkit::{ToolError, clerk_tool};

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order(orders: &Xyzzy, more: Option<&Plugh>) -> Result<u64, ToolError> {
    Ok(orders.first() + more.map_or(0, |more| more.first()))
}

fn main() {}

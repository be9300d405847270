use clerk_toolkit::{ToolError, clerk_tool};

pub struct Order;

/// Find orders.
#[clerk_tool(effect = read)]
async fn find_orders() -> Result<Vec<Order>, ToolError> {
    Ok(vec![Order])
}

fn main() {}

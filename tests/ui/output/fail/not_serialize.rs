use clerk_toolkit::{ToolError, clerk_tool};

pub struct Order;

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order() -> Result<Order, ToolError> {
    Ok(Order)
}

fn main() {}

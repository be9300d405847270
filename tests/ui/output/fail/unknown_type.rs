use clerk_toolkit::{ToolError, clerk_tool};

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order() -> Result<Order, ToolError> {
    Err(ToolError::new("order_not_found", "There is no such order."))
}

fn main() {}

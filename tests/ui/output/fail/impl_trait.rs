use clerk_toolkit::serde::Serialize;
use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders() -> impl Serialize {
    0
}

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order() -> Result<impl Serialize, ToolError> {
    Ok(0)
}

fn main() {}

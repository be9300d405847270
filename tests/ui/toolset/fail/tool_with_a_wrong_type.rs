use clerk_toolkit::{ToolError, clerk_tool, toolset};

pub struct Order;

/// Count the orders.
#[clerk_tool(effect = read)]
pub async fn count_orders(
    /// The filter.
    order: Order,
) -> Result<u64, ToolError> {
    drop(order);
    Ok(0)
}

/// Find an order.
#[clerk_tool(effect = read)]
pub async fn find_order() -> Result<Order, ToolError> {
    Ok(Order)
}

toolset! {
    pub const TOOLS = [count_orders, find_order];
}

fn main() {
    println!("{TOOLS:?}");
}

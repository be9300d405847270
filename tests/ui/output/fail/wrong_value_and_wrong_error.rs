use clerk_toolkit::clerk_tool;

pub struct Order;
pub struct NotFound;

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order() -> Result<Order, NotFound> {
    Err(NotFound)
}

fn main() {}

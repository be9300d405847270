use clerk_toolkit::clerk_tool;

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders() {}

fn main() {}

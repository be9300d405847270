use clerk_toolkit::clerk_tool;

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders() -> u64 {
    0
}

fn main() {}

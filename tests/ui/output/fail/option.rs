use clerk_toolkit::clerk_tool;

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order() -> Option<u64> {
    None
}

fn main() {}

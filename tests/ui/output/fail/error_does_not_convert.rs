use clerk_toolkit::clerk_tool;

pub struct NotFound;

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order() -> Result<u64, NotFound> {
    Err(NotFound)
}

fn main() {}

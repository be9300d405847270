use clerk_toolkit::{ToolError, clerk_tool};

pub struct Orders(Vec<u64>);

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(orders: &&Orders) -> Result<usize, ToolError> {
    Ok(orders.0.len())
}

fn main() {}

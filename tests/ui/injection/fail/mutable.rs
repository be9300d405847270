use clerk_toolkit::{ToolError, clerk_tool};

pub struct Orders(Vec<u64>);

/// Add an order.
#[clerk_tool(effect = write)]
async fn add_order(
    orders: &mut Orders,
    /// Its number.
    order: u64,
) -> Result<usize, ToolError> {
    orders.0.push(order);
    Ok(orders.0.len())
}

fn main() {}

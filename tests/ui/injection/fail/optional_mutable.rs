use clerk_toolkit::{ToolError, clerk_tool};

pub struct Orders(Vec<u64>);

/// Count the orders.
#[clerk_tool(effect = write)]
async fn count_orders(orders: Option<&mut Orders>) -> Result<usize, ToolError> {
    Ok(orders.map_or(0, |orders| orders.0.len()))
}

fn main() {}

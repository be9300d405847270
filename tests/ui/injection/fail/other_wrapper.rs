use clerk_toolkit::{ToolError, clerk_tool};

pub struct Orders(Vec<u64>);

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(orders: Result<&Orders, ToolError>) -> Result<usize, ToolError> {
    orders.map(|orders| orders.0.len())
}

/// List the orders.
#[clerk_tool(effect = read)]
async fn list_orders(orders: Box<&Orders>) -> Result<usize, ToolError> {
    Ok(orders.0.len())
}

fn main() {}

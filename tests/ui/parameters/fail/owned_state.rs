use std::sync::Arc;

use clerk_toolkit::{ToolError, clerk_tool};

pub struct Orders(Vec<u64>);

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(orders: Orders, more: Arc<Orders>, limit: u64) -> Result<u64, ToolError> {
    Ok(limit.min(orders.0.len() as u64 + more.0.len() as u64))
}

fn main() {}

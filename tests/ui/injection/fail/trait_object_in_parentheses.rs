use clerk_toolkit::{ToolError, clerk_tool};

pub trait Orders {
    fn count(&self) -> usize;
}

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(orders: &(dyn Orders + Send + Sync)) -> Result<usize, ToolError> {
    Ok(orders.count())
}

fn main() {}

use clerk_toolkit::{ToolError, clerk_tool};

#[derive(Default)]
pub struct Orders(Vec<u64>);

/// Count the orders.
#[clerk_tool(effect = read, access = user)]
async fn count_orders(#[serde(default)] orders: &Orders, #[scoped] more: &Orders) -> Result<usize, ToolError> {
    Ok(orders.0.len() + more.0.len())
}

fn main() {}

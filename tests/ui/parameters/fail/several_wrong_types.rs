use clerk_toolkit::{ToolError, clerk_tool};

pub struct Filter;
pub struct Order;

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order(
    /// The filter.
    filter: Filter,
    /// The sort order.
    order: Vec<Order>,
) -> Result<Order, ToolError> {
    drop((filter, order));
    Ok(Order)
}

fn main() {}

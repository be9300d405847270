use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The customers' names.
    customers: Vec<&String>,
) -> Result<usize, ToolError> {
    Ok(customers.len())
}

/// Count the orders by customer.
#[clerk_tool(effect = read)]
async fn count_by_customer(
    /// The customers' names, and their orders.
    customers: std::collections::BTreeMap<String, &u64>,
) -> Result<usize, ToolError> {
    Ok(customers.len())
}

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order(
    /// The order and its customer.
    order: (u64, &str),
) -> Result<u64, ToolError> {
    Ok(order.0)
}

fn main() {}

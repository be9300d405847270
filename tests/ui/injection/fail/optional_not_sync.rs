use std::cell::RefCell;

use clerk_toolkit::{ToolError, clerk_tool};

pub struct Orders(RefCell<Vec<u64>>);

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(orders: Option<&Orders>) -> Result<bool, ToolError> {
    Ok(orders.is_some_and(|orders| orders.0.borrow().is_empty()))
}

fn main() {}

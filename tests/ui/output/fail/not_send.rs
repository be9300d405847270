use std::rc::Rc;

use clerk_toolkit::{ToolError, clerk_tool};

async fn pause() {}

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders() -> Result<u64, ToolError> {
    let count = Rc::new(5);
    pause().await;
    Ok(*count)
}

fn main() {}

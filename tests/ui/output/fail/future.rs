use std::pin::Pin;

use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
fn count_orders() -> Pin<Box<dyn Future<Output = Result<u64, ToolError>> + Send>> {
    Box::pin(async { Ok(0) })
}

fn main() {}

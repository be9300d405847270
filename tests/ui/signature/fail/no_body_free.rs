use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
fn count_orders() -> Result<u64, ToolError>;

fn main() {}

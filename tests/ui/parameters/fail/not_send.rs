use std::rc::Rc;

use clerk_toolkit::{ToolError, clerk_tool};

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order(
    /// Its number.
    number: Rc<u64>,
) -> Result<u64, ToolError> {
    Ok(*number)
}

fn main() {}

use clerk_toolkit::serde::Deserialize;
use clerk_toolkit::{ToolError, clerk_tool};

#[derive(Deserialize)]
#[serde(crate = "clerk_toolkit::serde")]
pub struct Filter {
    pub day: u64,
}

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The filter.
    filter: Filter,
) -> Result<u64, ToolError> {
    Ok(filter.day)
}

fn main() {}

use clerk_toolkit::serde::de::DeserializeOwned;
use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders<T: DeserializeOwned>(
    /// The filter.
    filter: T,
) -> Result<u64, ToolError> {
    drop(filter);
    Ok(0)
}

fn main() {}

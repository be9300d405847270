use clerk_toolkit::{ToolError, clerk_tool};

pub struct Filter {
    pub day: u64,
}

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The filter.
    filter: Option<Filter>,
) -> Result<bool, ToolError> {
    Ok(filter.is_some_and(|filter| filter.day > 0))
}

fn main() {}

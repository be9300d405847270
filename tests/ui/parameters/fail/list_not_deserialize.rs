use clerk_toolkit::{ToolError, clerk_tool};

pub struct Filter {
    pub day: u64,
}

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The filter.
    filters: Vec<Filter>,
) -> Result<usize, ToolError> {
    Ok(filters.iter().filter(|filter| filter.day > 0).count())
}

fn main() {}

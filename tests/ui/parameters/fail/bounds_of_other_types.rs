use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// A text.
    #[schemars(range(min = "1"))]
    a: u64,
    /// A number below zero.
    #[schemars(length(max = 1.5))]
    b: String,
    /// Not a text.
    #[schemars(regex(pattern = 5))]
    c: String,
) -> Result<u64, ToolError> {
    let _ = (b, c);
    Ok(a)
}

fn main() {}

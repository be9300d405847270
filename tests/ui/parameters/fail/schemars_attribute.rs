use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// Not a constraint.
    #[schemars(title = "Limit")]
    a: u64,
    /// No parentheses.
    #[schemars]
    b: u64,
    /// Misspelt.
    #[schemars(lenght(min = 1))]
    c: String,
    /// Not an option of `schemars`.
    #[schemars(pattern = "^a")]
    d: String,
    /// Twice.
    #[schemars(range(min = 1), range(max = 2))]
    e: u64,
) -> Result<u64, ToolError> {
    let _ = (c, d);
    Ok(a + b + e)
}

fn main() {}

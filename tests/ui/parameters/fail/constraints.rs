use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// No bounds.
    #[schemars(range)]
    a: u64,
    /// No bounds in the parentheses.
    #[schemars(range())]
    b: u64,
    /// Another name.
    #[schemars(range(from = 1))]
    c: u64,
    /// Twice.
    #[schemars(range(min = 1, min = 2))]
    d: u64,
    /// No value.
    #[schemars(length(min))]
    e: String,
    /// Two meanings.
    #[schemars(length(min = 1, equal = 2))]
    f: String,
    /// No value is between them.
    #[schemars(range(min = 5, max = -1))]
    g: i64,
    /// No pattern.
    #[schemars(regex("^a"))]
    h: String,
    /// A value.
    #[schemars(email = true)]
    i: String,
    /// Two formats.
    #[schemars(email, url)]
    j: String,
) -> Result<u64, ToolError> {
    let _ = (e, f, g, h, i, j);
    Ok(a + b + c + d)
}

fn main() {}

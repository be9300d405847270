use clerk_toolkit::{ToolError, clerk_tool};

pub trait Orders {
    /// Count the orders.
    #[clerk_tool(effect = read)]
    fn count_orders() -> Result<u64, ToolError>;
}

fn main() {}

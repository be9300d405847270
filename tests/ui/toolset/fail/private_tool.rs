use clerk_toolkit::toolset;

mod orders {
    use clerk_toolkit::{ToolError, clerk_tool};

    /// Count the orders.
    #[clerk_tool(effect = read)]
    async fn count_orders() -> Result<u64, ToolError> {
        Ok(0)
    }
}

toolset! {
    pub const TOOLS = [orders::count_orders];
}

fn main() {}

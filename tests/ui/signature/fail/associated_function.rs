use clerk_toolkit::{ToolError, clerk_tool};

pub struct Orders;

impl Orders {
    /// Count the orders.
    #[clerk_tool(effect = read)]
    pub async fn count() -> Result<u64, ToolError> {
        Ok(0)
    }
}

pub trait Shop {
    /// Close the shop.
    #[clerk_tool(effect = write)]
    fn close() -> Result<(), ToolError> {
        Ok(())
    }
}

fn main() {}

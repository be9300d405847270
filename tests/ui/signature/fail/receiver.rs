use clerk_toolkit::{ToolError, clerk_tool};

pub struct Orders(u64);

impl Orders {
    /// Count the orders.
    #[clerk_tool(effect = read)]
    pub async fn count(&self) -> Result<u64, ToolError> {
        Ok(self.0)
    }

    /// Add an order.
    #[clerk_tool(effect = write)]
    pub async fn add(
        &mut self,
        /// Its number.
        order: u64,
    ) -> Result<u64, ToolError> {
        self.0 += order;
        Ok(self.0)
    }

    /// Close the accounts.
    #[clerk_tool(effect = write)]
    pub async fn close(self) -> Result<u64, ToolError> {
        Ok(self.0)
    }
}

fn main() {}

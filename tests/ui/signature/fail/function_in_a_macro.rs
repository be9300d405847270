use clerk_toolkit::{ToolError, clerk_tool};

macro_rules! tool {
    ($name:ident, $answer:ty) => {
        /// Count the orders.
        #[clerk_tool(effect = read)]
        async fn $name() -> Result<$answer, ToolError> {
            Ok(Default::default())
        }
    };
}

pub struct Order;

impl Default for Order {
    fn default() -> Self {
        Self
    }
}

tool!(count_orders, u64);
tool!(find_order, Order);

fn main() {}

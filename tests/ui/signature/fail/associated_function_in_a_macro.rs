use clerk_toolkit::{ToolError, clerk_tool};

pub struct Orders;

macro_rules! tools {
    ($($name:ident)*) => {
        impl Orders {
            $(
                /// Count the orders.
                #[clerk_tool(effect = read)]
                pub async fn $name() -> Result<u64, ToolError> {
                    Ok(0)
                }
            )*
        }
    };
}

tools!(count);

fn main() {}

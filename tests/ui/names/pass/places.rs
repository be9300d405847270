//! A tool can be wherever a free function can, and `use` imports the function and the tool together.

use clerk_toolkit::serde_json::json;
use clerk_toolkit::{ToolError, clerk_tool, toolset};
use clerk_toolkit_ui_tests::{call, definition};

mod shop {
    pub mod orders {
        use clerk_toolkit::{ToolError, clerk_tool};

        /// Count the orders.
        #[clerk_tool(effect = read)]
        pub async fn count_orders() -> Result<u64, ToolError> {
            Ok(1)
        }

        /// Find an order.
        #[clerk_tool(effect = read)]
        pub(crate) async fn find_order() -> Result<u64, ToolError> {
            Ok(2)
        }
    }

    pub use self::orders::count_orders;

    pub mod prelude {
        pub use super::orders::*;
    }
}

use shop::count_orders as count;
use shop::prelude::*;

toolset! {
    const TOOLS = [shop::orders::find_order, count];
}

#[test]
fn runs() {
    /// Close the accounts.
    #[clerk_tool(effect = destructive)]
    async fn close_book() -> Result<u64, ToolError> {
        Ok(3)
    }

    toolset! {
        const MORE = [close_book, ..TOOLS];
    }

    assert_eq!(call::<count>(json!({})), Ok(json!(1)));
    assert_eq!(call::<find_order>(json!({})), Ok(json!(2)));
    assert_eq!(call::<count_orders>(json!({})), Ok(json!(1)));
    assert_eq!(definition::<count>().category(), "orders");
    assert_eq!(format!("{MORE:?}"), r#"["closeBook", "findOrder", "countOrders"]"#);
    let _future = close_book();
}

//! A deprecated tool warns where it is used, and not where it is defined.

#![deny(deprecated)]

use clerk_toolkit::serde_json::json;
use clerk_toolkit::{ToolError, clerk_tool, toolset};
use clerk_toolkit_ui_tests::call;

/// Count the orders.
#[clerk_tool(effect = read)]
#[deprecated(note = "use `list_orders`")]
pub async fn count_orders() -> Result<u64, ToolError> {
    Ok(1)
}

/// Count the users.
#[deprecated]
#[clerk_tool(effect = read)]
pub fn count_users() -> Result<u64, ToolError> {
    Ok(2)
}

#[allow(deprecated)]
mod uses {
    use super::*;

    toolset! {
        pub const TOOLS = [count_orders, count_users];
    }

    pub fn calls() {
        assert_eq!(call::<count_orders>(json!({})), Ok(json!(1)));
        assert_eq!(call::<count_users>(json!({})), Ok(json!(2)));
    }
}

#[test]
fn runs() {
    assert_eq!(uses::TOOLS.len(), 2);
    uses::calls();
}

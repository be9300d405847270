//! A tool whose `#[cfg]` condition is false does not exist, whether the condition is above or below `#[clerk_tool]`.

use clerk_toolkit::serde_json::json;
use clerk_toolkit::{ToolError, clerk_tool, toolset};
use clerk_toolkit_ui_tests::call;

/// Count the orders.
#[cfg(any())]
#[clerk_tool(effect = read)]
pub async fn count_orders(orders: Missing) -> Result<Missing, ToolError> {
    Ok(orders)
}

/// Find an order.
#[clerk_tool(effect = read)]
#[cfg(any())]
pub async fn find_order(orders: &Missing) -> Result<u64, ToolError> {
    Ok(orders.0)
}

/// Count the orders, in the build that has them.
#[cfg(not(doc))]
#[clerk_tool(effect = read)]
#[cfg(not(any()))]
#[cfg_attr(all(), doc = "Quickly.")]
pub async fn count_orders() -> Result<u64, ToolError> {
    Ok(1)
}

// The name can be used for something else.
#[allow(non_camel_case_types)]
struct find_order;

toolset! {
    const TOOLS = [
        count_orders,
        #[cfg(any())]
        find_order,
        #[cfg(any())]
        ..Missing::TOOLS,
        #[cfg(all())]
        ..clerk_toolkit::catalog::users::TOOLS,
    ];

    #[cfg(any())]
    const MISSING = [find_order];
}

#[test]
fn runs() {
    let _ = find_order;
    assert_eq!(call::<count_orders>(json!({})), Ok(json!(1)));
    assert_eq!(TOOLS.len(), 1 + clerk_toolkit::catalog::users::TOOLS.len());
    assert!(TOOLS.get("findOrder").is_none());
}

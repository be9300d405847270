//! Other attributes stay on the function, above and below `#[clerk_tool]`.

#![deny(warnings)]
#![allow(clippy::double_must_use, reason = "the case shows that `#[must_use]` stays")]

use clerk_toolkit::serde_json::json;
use clerk_toolkit::{ToolError, clerk_tool};
use clerk_toolkit_ui_tests::call;

/// Count the orders.
#[allow(unused_variables)]
#[clerk_tool(effect = read)]
#[allow(unused_mut)]
#[inline]
pub async fn count_orders(
    /// The first order.
    #[allow(unused_variables)]
    mut first: u64,
) -> Result<u64, ToolError> {
    let unused = 5;
    Ok(1)
}

/// Find an order.
#[tracing::instrument]
#[clerk_tool(effect = read)]
pub async fn find_order(
    /// Its number.
    number: u64,
) -> Result<u64, ToolError> {
    Ok(number)
}

/// Remove an order.
#[clerk_tool(effect = destructive)]
#[tracing::instrument(skip(number), err(Debug))]
#[must_use]
pub async fn remove_order(
    /// Its number.
    number: u64,
) -> Result<u64, ToolError> {
    Ok(number)
}

#[test]
fn runs() {
    assert_eq!(call::<count_orders>(json!({ "first": 1 })), Ok(json!(1)));
    assert_eq!(call::<find_order>(json!({ "number": 2 })), Ok(json!(2)));
    assert_eq!(call::<remove_order>(json!({ "number": 3 })), Ok(json!(3)));
}

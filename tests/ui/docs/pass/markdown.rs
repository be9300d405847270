//! What a model reads of a doc comment.

use clerk_toolkit::{ToolError, clerk_tool};
use clerk_toolkit_ui_tests::{definition, schema};

/// Count the orders of a [`User`](clerk_toolkit::client::User), see [the guide](https://example.com/orders)
/// and [orders].
///
/// ```
/// # use shop::Orders;
/// let orders = Orders::new();
/// ```
///
/// [orders]: crate::Orders
///
/// ## Details
///
/// For people.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The largest count, as a [`u64`]:
    /// - not [`None`]
    limit: u64,
) -> Result<u64, ToolError> {
    Ok(limit)
}

/**
 * List the orders.
 *
 * # Errors
 * Never.
 */
#[clerk_tool(effect = read)]
async fn list_orders() -> Result<(), ToolError> {
    Ok(())
}

#[test]
fn runs() {
    assert_eq!(
        definition::<count_orders>().description(),
        "Count the orders of a `User`, see [the guide](https://example.com/orders) and orders.\n\n\
         ```\nlet orders = Orders::new();\n```"
    );
    let limit = &schema::<count_orders>()["properties"]["limit"];
    assert_eq!(limit["description"], "The largest count, as a `u64`:\n- not `None`");
    assert_eq!(definition::<list_orders>().description(), "List the orders.");
}

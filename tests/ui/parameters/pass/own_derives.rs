//! Types with their own derives, through the toolkit's serde and schemars.

use clerk_toolkit::schemars::JsonSchema;
use clerk_toolkit::serde::{Deserialize, Serialize};
use clerk_toolkit::serde_json::json;
use clerk_toolkit::{ToolError, clerk_tool};
use clerk_toolkit_ui_tests::{call, definition, schema};

#[derive(Deserialize, Serialize, JsonSchema)]
#[serde(crate = "clerk_toolkit::serde", rename_all = "snake_case")]
#[schemars(crate = "clerk_toolkit::schemars")]
enum State {
    NotPaid,
    Paid,
}

#[derive(Serialize)]
#[serde(crate = "clerk_toolkit::serde")]
struct Order {
    number: u64,
    state: State,
}

/// Order something.
#[clerk_tool(effect = write)]
async fn order(
    /// Whether it is paid.
    state: State,
) -> Result<Order, ToolError> {
    Ok(Order { number: 5, state })
}

#[test]
fn runs() {
    assert_eq!(schema::<order>()["properties"]["state"]["enum"], json!(["not_paid", "paid"]));
    assert_eq!(call::<order>(json!({ "state": "paid" })), Ok(json!({ "number": 5, "state": "paid" })));
    assert!(definition::<order>().output_schema().is_none(), "`Order` has no schema, and need not have one");
}

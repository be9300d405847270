//! A tool's error is a type that converts into a `ToolError`, and its value a type that serializes.

use std::borrow::Cow;

use clerk_toolkit::serde_json::{Value, json};
use clerk_toolkit::{ClerkError, ToolError, clerk_tool};
use clerk_toolkit_ui_tests::{call, definition};

enum NotFound {
    Order(u64),
}

impl From<NotFound> for ToolError {
    fn from(NotFound::Order(number): NotFound) -> Self {
        Self::new("order_not_found", format!("There is no order {number}."))
    }
}

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order(
    /// Its number.
    number: u64,
) -> Result<Cow<'static, str>, NotFound> {
    if number == 5 { Ok("five".into()) } else { Err(NotFound::Order(number)) }
}

/// Ask Clerk.
#[clerk_tool(effect = read)]
async fn ask() -> clerk_toolkit::client::Result<Option<Value>> {
    Ok::<_, ClerkError>(None)
}

/// Say nothing.
#[clerk_tool(effect = write)]
async fn say_nothing() -> Result<(), ToolError> {
    Ok(())
}

#[test]
fn runs() {
    assert_eq!(call::<find_order>(json!({ "number": 5 })), Ok(json!("five")));
    let error = call::<find_order>(json!({ "number": 6 })).unwrap_err();
    assert_eq!((error.code(), error.message()), ("order_not_found", "There is no order 6."));
    assert_eq!(call::<say_nothing>(json!({})), Ok(Value::Null));
    assert_eq!(call::<ask>(json!({})), Ok(Value::Null));
    assert!(definition::<find_order>().output_schema().is_some());
}

//! A function that is not async is a tool too, and stays a function.

use clerk_toolkit::serde_json::json;
use clerk_toolkit::{ToolError, clerk_tool};
use clerk_toolkit_ui_tests::call;

/// Add two numbers.
#[clerk_tool(effect = read)]
pub const fn add(
    /// One.
    a: u64,
    /// The other.
    b: u64,
) -> Result<u64, ToolError> {
    Ok(a + b)
}

/// Add up numbers.
#[clerk_tool(effect = read)]
pub fn sum(
    /// All of them.
    mut numbers: Vec<u64>,
) -> Result<u64, ToolError> {
    numbers.push(0);
    Ok(numbers.into_iter().sum())
}

#[test]
fn runs() {
    assert_eq!(add(1, 2), Ok(3));
    assert_eq!(call::<add>(json!({ "a": 1, "b": 2 })), Ok(json!(3)));
    assert_eq!(call::<sum>(json!({ "numbers": [1, "2", 3.0] })), Ok(json!(6)));
}

//! Names of tools and arguments in JSON.

use clerk_toolkit::serde_json::json;
use clerk_toolkit::{ToolError, clerk_tool};
use clerk_toolkit_ui_tests::{call, definition};

/// Match orders.
#[clerk_tool(effect = read)]
async fn r#match(
    /// The type.
    r#type: String,
    /// The users.
    user_ids: Vec<String>,
    /// Ignored.
    _unused_one: Option<u64>,
    /// The second line.
    line2: String,
    /// A renamed argument.
    #[serde(rename = "x.y-Z_1")]
    renamed: u64,
) -> Result<String, ToolError> {
    Ok(format!("{}{}{}{renamed}", r#type, user_ids.len(), line2))
}

/// List all orders.
#[clerk_tool(effect = read)]
#[allow(non_snake_case)]
async fn list__allOrders_() -> Result<(), ToolError> {
    Ok(())
}

#[test]
fn runs() {
    let tool = definition::<r#match>();
    assert_eq!((tool.name(), tool.title()), ("match", "Match"));
    let names: Vec<_> = tool.parameters().iter().map(|parameter| parameter.name()).collect();
    assert_eq!(names, ["type", "userIds", "unusedOne", "line2", "x.y-Z_1"]);
    let arguments = json!({ "type": "a", "userIds": ["b"], "line2": "c", "x.y-Z_1": 5 });
    assert_eq!(call::<r#match>(arguments), Ok(json!("a1c5")));
    assert_eq!(definition::<list__allOrders_>().name(), "listAllOrders");
}

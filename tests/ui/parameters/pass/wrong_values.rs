//! An error about wrong arguments has the path of each of them.

use clerk_toolkit::serde_json::json;
use clerk_toolkit::{ToolError, clerk_tool, tool_type};
use clerk_toolkit_ui_tests::call;

#[tool_type]
pub struct Line {
    /// The count.
    pub how_many: u64,
}

/// Order something.
#[clerk_tool(effect = write)]
async fn order(
    /// The lines of the order.
    lines: Vec<Line>,
    /// The day.
    day: u64,
    /// Whether it is an express order.
    express: Option<bool>,
) -> Result<u64, ToolError> {
    let _ = express;
    Ok(lines.iter().map(|line| line.how_many).sum::<u64>() + day)
}

#[test]
fn runs() {
    let error = call::<order>(json!({ "lines": [{ "howMany": 1 }, { "howMany": "x" }], "express": 5 })).unwrap_err();
    assert_eq!(error.code(), "arguments_invalid");
    for part in ["`lines[1].howMany`", "`day` is missing", "`express`"] {
        assert!(error.message().contains(part), "{part}: {}", error.message());
    }
    let error = call::<order>(json!({ "lines": [], "day": 1, "expres": true })).unwrap_err();
    assert_eq!(error.hint(), Some("Did you mean `express`?"));
    assert_eq!(call::<order>(json!({ "lines": [{ "howMany": "2" }], "day": 3.0 })), Ok(json!(5)));
}

//! A name inside a value that is not known gets a suggestion, like the name of an argument.

use clerk_toolkit::serde_json::json;
use clerk_toolkit::{ToolError, clerk_tool, tool_type};
use clerk_toolkit_ui_tests::call;

#[tool_type]
pub enum Kind {
    Camera,
    PowerTool,
}

#[tool_type]
pub struct Period {
    pub days: u16,
}

/// Lend a thing.
#[clerk_tool(effect = write)]
async fn lend(
    /// What to lend.
    kind: Kind,
    /// For how long.
    period: Period,
) -> Result<u16, ToolError> {
    let _ = kind;
    Ok(period.days)
}

#[test]
fn runs() {
    let error = call::<lend>(json!({ "kind": "powertool", "period": { "day": 3 } })).unwrap_err();
    assert_eq!(
        error.message(),
        "`kind`: unknown variant `powertool`, expected `camera` or `powerTool` (did you mean `powerTool`?); `period`: \
         missing field `days`; `period`: unknown field `day` (did you mean `days`?)."
    );
    assert_eq!(call::<lend>(json!({ "kind": "powerTool", "period": { "days": 3 } })), Ok(json!(3)));
}

//! `rename` and `default` have the same meaning on a parameter as on a field.

use clerk_toolkit::serde_json::json;
use clerk_toolkit::{ToolError, clerk_tool, tool_type};
use clerk_toolkit_ui_tests::{call, schema};

mod defaults {
    pub fn limit() -> u64 {
        10
    }
}

#[tool_type]
#[derive(Default)]
pub enum Direction {
    #[default]
    Up,
    Down,
}

/// List numbers.
#[clerk_tool(effect = read)]
async fn list(
    /// The limit.
    #[serde(default = "defaults::limit")]
    limit: u64,
    /// The first.
    #[serde(rename = "from", default)]
    first: u64,
    /// Up or down.
    #[serde(default)]
    direction: Direction,
    /// Names.
    #[serde(default = "Vec::new")]
    names: Vec<String>,
) -> Result<(u64, u64, bool, usize), ToolError> {
    Ok((limit, first, matches!(direction, Direction::Down), names.len()))
}

/// A default that JSON cannot write is not shown.
#[clerk_tool(effect = read)]
async fn scale(
    /// The factor.
    #[serde(default = "not_a_number")]
    factor: f64,
    /// A type that only reads.
    #[serde(default)]
    direction: OnlyRead,
) -> Result<bool, ToolError> {
    let _ = direction;
    Ok(factor.is_nan())
}

fn not_a_number() -> f64 {
    f64::NAN
}

#[derive(Default, clerk_toolkit::serde::Deserialize, clerk_toolkit::schemars::JsonSchema)]
#[serde(crate = "clerk_toolkit::serde")]
#[schemars(crate = "clerk_toolkit::schemars")]
pub struct OnlyRead {
    pub up: Option<bool>,
}

#[test]
fn runs() {
    let shown = |name: &str| schema::<list>()["properties"][name]["default"].clone();
    assert_eq!(["limit", "from", "direction", "names"].map(shown), [json!(10), json!(0), json!("up"), json!([])]);
    let schema_of_scale = schema::<scale>();
    for property in ["factor", "direction"] {
        assert!(schema_of_scale["properties"][property].get("default").is_none(), "{schema_of_scale}");
    }
    assert_eq!(call::<scale>(json!({})), Ok(json!(true)));

    assert!(schema::<list>().get("required").is_none());
    assert_eq!(call::<list>(json!({})), Ok(json!([10, 0, false, 0])));
    assert_eq!(call::<list>(json!({ "from": 5, "direction": "down", "limit": null })), Ok(json!([10, 5, true, 0])));
    let hint = call::<list>(json!({ "first": 5 })).unwrap_err().hint().map(str::to_owned);
    assert_eq!(hint.as_deref(), Some("It takes `limit`, `from`, `direction`, `names`."));
}

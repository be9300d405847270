//! Text that contains JSON is accepted if the type accepts no text, at every depth.

use std::collections::BTreeMap;

use clerk_toolkit::serde_json::{Map, Value, json};
use clerk_toolkit::{ToolError, clerk_tool, tool_type};
use clerk_toolkit_ui_tests::call;

#[tool_type]
pub struct Line {
    /// The number of items.
    pub count: u8,
    /// A note.
    pub note: Option<String>,
}

/// Take values.
#[clerk_tool(effect = read)]
async fn take(
    /// Whether.
    express: Option<bool>,
    /// How much.
    weight: Option<f64>,
    /// How many.
    count: Option<u8>,
    /// Anything.
    metadata: Option<Map<String, Value>>,
    /// Numbers.
    list: Option<Vec<u8>>,
    /// Flags.
    flags: Option<BTreeMap<String, bool>>,
    /// Lines.
    lines: Option<Vec<Line>>,
    /// A text.
    text: Option<String>,
) -> Result<Value, ToolError> {
    let lines: Option<Vec<_>> = lines.map(|lines| lines.into_iter().map(|line| (line.count, line.note)).collect());
    Ok(json!([express, weight, count, metadata, list, flags, lines, text]))
}

/// The position of an argument, and what the tool read for it.
fn read(name: &str, value: Value) -> Value {
    let names = ["express", "weight", "count", "metadata", "list", "flags", "lines", "text"];
    let position = names.iter().position(|known| *known == name).expect("the argument exists");
    call::<take>(json!({ name: value })).expect("the value is accepted")[position].clone()
}

fn problem(name: &str, value: Value) -> String {
    call::<take>(json!({ name: value })).unwrap_err().message().to_owned()
}

#[test]
fn runs() {
    for (name, given, value) in [
        ("express", json!("true"), json!(true)),
        ("weight", json!("1.5"), json!(1.5)),
        ("count", json!("5"), json!(5)),
        ("count", json!("5.0"), json!(5)),
        ("count", json!(5.0), json!(5)),
        ("metadata", json!(r#"{"plan":"pro","n":"5"}"#), json!({ "plan": "pro", "n": "5" })),
        ("list", json!("[1,2]"), json!([1, 2])),
        ("list", json!(["1", 2.0]), json!([1, 2])),
        ("flags", json!({ "a": "true" }), json!({ "a": true })),
        ("lines", json!(r#"[{"count":"1","note":"2"}]"#), json!([[1, "2"]])),
        ("lines", json!([{ "count": 1, "note": null }]), json!([[1, null]])),
        ("text", json!("5"), json!("5")),
        ("text", json!("null"), json!("null")),
        ("text", json!(""), json!("")),
    ] {
        assert_eq!(read(name, given), value, "{name}");
    }
    for name in ["express", "weight", "count", "metadata", "list", "flags", "lines"] {
        for absent in [json!(""), json!("null"), json!(null)] {
            assert_eq!(read(name, absent), json!(null), "{name}");
        }
    }
    for (name, given, expected) in [
        ("express", json!("yes"), "`express`: expected `true` or `false`, not a string."),
        ("express", json!(1), "`express`: expected `true` or `false`, not a number."),
        ("weight", json!("1,5"), "`weight`: expected a number, not a string."),
        ("count", json!("1.5"), "`count`: expected a whole number from 0 to 255, not a string."),
        ("count", json!(300), "`count`: expected a whole number from 0 to 255, found 300."),
        ("count", json!("-1"), "`count`: expected a whole number from 0 to 255, found -1."),
        ("metadata", json!("[]"), "`metadata`: expected an object, not a string."),
        ("list", json!("{}"), "`list`: expected an array, not a string."),
        (
            "lines",
            json!([{ "count": "x", "note": 5 }, { "nite": "a" }]),
            "`lines[0].count`: expected a whole number from 0 to 255, not a string; `lines[0].note`: expected a string, \
             not a number; `lines[1]`: missing field `count`; `lines[1]`: unknown field `nite` (did you mean `note`?).",
        ),
    ] {
        assert_eq!(problem(name, given), expected);
    }
}

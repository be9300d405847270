//! The macro goes by types, and not by how they are spelt.

use std::collections::BTreeMap;

use clerk_toolkit::serde_json::json;
use clerk_toolkit::tool::State;
use clerk_toolkit::{ToolError, clerk_tool};
use clerk_toolkit_ui_tests::{call_with, definition, schema};

type Outcome<T> = Result<T, ToolError>;
type Count = Outcome<u64>;
type Maybe<T> = Option<T>;
type MaybeNumber = Maybe<u64>;
type Shared<'a> = Option<&'a Database>;
type Text = String;

struct Database(u64);

/// A type with the name of a standard one.
mod own {
    /// A required argument, whatever its name.
    #[clerk_toolkit::tool_type]
    pub struct Option<T> {
        pub value: T,
    }
}

/// Count.
#[clerk_tool(effect = read)]
async fn count(
    database: Maybe<&Database>,
    again: std::option::Option<&Database>,
    behind: &Database,
    /// Optional.
    first: Maybe<u64>,
    /// Optional.
    second: MaybeNumber,
    /// Optional.
    third: core::option::Option<Text>,
    /// Required.
    fourth: own::Option<u64>,
    /// Required.
    fifth: BTreeMap<String, u8>,
) -> Count {
    let database = database.map_or(0, |database| database.0) + again.map_or(0, |again| again.0) + behind.0;
    let third = third.map_or(0, |text| text.len() as u64);
    Ok(database + first.unwrap_or(0) + second.unwrap_or(0) + third + fourth.value + fifth.len() as u64)
}

#[test]
fn runs() {
    let required: Vec<_> = definition::<count>().parameters().iter().map(|parameter| parameter.is_required()).collect();
    assert_eq!(required, [false, false, false, true, true]);
    assert_eq!(schema::<count>()["required"], json!(["fourth", "fifth"]));
    let optional: Vec<_> = definition::<count>().requirements().iter().map(|state| state.is_optional()).collect();
    assert_eq!(optional, [true, true, false]);

    let mut state = State::new();
    state.insert(Database(100));
    let least = json!({ "fourth": { "value": 1 }, "fifth": { "a": 1 } });
    assert_eq!(call_with::<count>(least, &state), Ok(json!(302)));
    let all = json!({ "first": 1, "second": null, "third": "abc", "fourth": { "value": 1 }, "fifth": {} });
    assert_eq!(call_with::<count>(all, &state), Ok(json!(305)));
    let _: Shared<'_> = None;
}

//! A crate that gets the toolkit through another one says where it is: for its tools, types and toolsets.

use clerk_toolkit::serde_json::json;
use clerk_toolkit_ui_tests::{call, schema};
use fixture_reexported::{TOOLS, greet};

#[test]
fn runs() {
    assert_eq!(call::<greet>(json!({ "person": { "firstName": "Ada" } })), Ok(json!("Hello, Ada!")));
    let person = &schema::<greet>()["properties"]["person"];
    assert_eq!(person["properties"]["firstName"]["description"], "The first name.");
    assert!(TOOLS.get("greet").is_some());
}

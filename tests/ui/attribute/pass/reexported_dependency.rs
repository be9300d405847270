//! A crate that gets the toolkit through another one says where it is.

use clerk_toolkit::serde_json::json;
use clerk_toolkit_ui_tests::call;
use fixture_reexported::greet;

#[test]
fn runs() {
    assert_eq!(call::<greet>(json!({ "name": "Ada" })), Ok(json!("Hello, Ada!")));
}

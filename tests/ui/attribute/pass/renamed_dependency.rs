//! A crate that renames the toolkit to `kit`, and depends on neither serde nor schemars, has tools, types and toolsets.

use clerk_toolkit::serde_json::json;
use clerk_toolkit_ui_tests::{call, schema};
use fixture_renamed::{Share, TOOLS, refund_order};

#[test]
fn runs() {
    assert_eq!(call::<refund_order>(json!({ "order": 5, "share": "wholeOrder" })), Ok(json!("5: WholeOrder")));
    assert_eq!(schema::<refund_order>()["properties"]["share"]["enum"], json!(["wholeOrder", "half"]));
    assert_eq!(TOOLS.get("refundOrder").map(|tool| tool.category()), Some("fixture_renamed"));
    let _ = refund_order(5, Share::Half);
}

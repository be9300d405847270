//! Toolsets of toolsets, of tools and of other crates, in the written order.

use clerk_toolkit::serde_json::json;
use clerk_toolkit::tool::State;
use clerk_toolkit::{Toolset, catalog, toolset};
use clerk_toolkit_ui_tests::call_definition;
use fixture_billing as billing;

toolset! {
    /// What the support agent may do.
    pub const SUPPORT = [
        ..catalog::users::TOOLS,
        catalog::organizations::get_organization,
        billing::refund_order,
    ];

    /// What everybody may do, with its type written out.
    #[allow(dead_code)]
    pub(crate) const TOOLS: Toolset = [billing::find_order];

    // A toolset of a selection, and of another toolset in this macro.
    const PART = [..SUPPORT.select(["users.getUser", "refundOrder"]), ..TOOLS,];
}

/// A selection is a toolset of its own.
const READERS: Toolset = catalog::ALL.select(["users.*", "organizations.getOrganization", "revokeInvitation"]);

mod inner {
    clerk_toolkit::toolset! {
        pub(super) const ONE = [super::billing::find_order];
    }
}

#[test]
fn runs() {
    assert_eq!(SUPPORT.len(), catalog::users::TOOLS.len() + 2);
    assert_eq!(SUPPORT.iter().last().and_then(|tool| tool.path()), Some("fixture_billing::refund_order"));
    assert_eq!(format!("{PART:?}"), r#"["getUser", "refundOrder", "findOrder"]"#);
    assert_eq!(READERS.len(), catalog::users::TOOLS.len() + 2);
    assert!(READERS.get("revokeInvitation").is_some() && READERS.get("createInvitation").is_none());
    assert_eq!(inner::ONE.len(), 1);

    let refund = PART.get("refundOrder").expect("it is in the map");
    assert_eq!(call_definition(refund, json!({ "order": "7" }), &State::new()), Ok(json!(7)));

    // Two tools of the same name can be in two toolsets.
    assert_eq!(
        fixture_renamed::TOOLS.get("refundOrder").and_then(|tool| tool.path()),
        Some("fixture_renamed::refund_order")
    );
}

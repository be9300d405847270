//! The arguments that a session fills in, and those that it hides.

use clerk_toolkit::client::{OrganizationId, UserId};
use clerk_toolkit::tool::{Binding, Subject};
use clerk_toolkit::{ToolError, clerk_tool};
use clerk_toolkit_ui_tests::definition;

type Member = UserId;

/// Count the orders.
#[clerk_tool(effect = read, access = organization)]
async fn count_orders(
    /// The user.
    #[scoped]
    user_id: Member,
    /// Where.
    #[scoped]
    organization_id: Option<OrganizationId>,
    /// Another user.
    other_id: UserId,
    /// The orders of all users.
    #[unscoped]
    all: Option<bool>,
) -> Result<u64, ToolError> {
    let _ = (user_id, organization_id, other_id, all);
    Ok(0)
}

#[test]
fn runs() {
    let bindings: Vec<_> = definition::<count_orders>().parameters().iter().map(|each| each.binding()).collect();
    assert_eq!(
        bindings,
        [Binding::Scoped(Subject::User), Binding::Scoped(Subject::Organization), Binding::Free, Binding::Unscoped,]
    );
}

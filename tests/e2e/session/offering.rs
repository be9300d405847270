//! The tools that each session gets, and the reasons for hidden tools.

use clerk_toolkit::sandbox::demo::{ACME, ADA};
use clerk_toolkit::toolkit::{BuildError, HiddenReason};
use clerk_toolkit::{ClerkToolkit, Effect, Toolset};
use clerk_toolkit_tests::{SEEDS, Scripted, World, acting_for, admin_of_acme};
use serde_json::json;

fn names(toolkit: &ClerkToolkit) -> Vec<String> {
    toolkit.all_tools().iter().map(|tool| tool.name().to_owned()).collect()
}

fn hidden(toolkit: &ClerkToolkit) -> Vec<(&str, HiddenReason)> {
    toolkit.hidden_tools().iter().map(|tool| (tool.name(), tool.reason().clone())).collect()
}

const INSTANCE: [&str; 7] = [
    "getUserCount",
    "updateUserPublicMetadata",
    "createOrganization",
    "updateOrganizationMetadata",
    "updateOrganizationMembershipMetadata",
    "createInvitation",
    "revokeInvitation",
];

#[tokio::test]
async fn instance_tools_are_hidden_with_a_reason() {
    let world = World::scoped(admin_of_acme()).await;
    assert_eq!(hidden(&world.toolkit), INSTANCE.map(|name| (name, HiddenReason::Instance)));
    assert_eq!(names(&world.toolkit).len(), 12);
    assert_eq!(world.toolkit.invitations().len(), 0);
    let error = world.refused("getUserCount", json!({}), "tool_not_offered").await;
    assert_eq!(error.message(), "`getUserCount` reaches the whole instance, and this toolkit acts for one session.");
}

#[tokio::test]
async fn instance_tools_are_available_if_allowed() {
    let world = World::with(|toolkit| toolkit.auth_context(admin_of_acme()).allow_instance_tools(true)).await;
    assert_eq!(hidden(&world.toolkit), []);
    assert_eq!(world.call_ok("getUserCount", json!({})).await["total_count"], 5);
    assert_eq!(world.toolkit.auth_context(), Some(&admin_of_acme()));
}

#[tokio::test]
async fn without_an_active_organization_its_tools_are_hidden() {
    let world = World::scoped(acting_for(ADA)).await;
    assert_eq!(names(&world.toolkit), ["getUserId", "getUser", "updateUser", "updateUserUnsafeMetadata"]);
    let error = world.refused("getOrganization", json!({ "organizationId": ACME }), "tool_not_offered").await;
    assert_eq!(error.message(), "`getOrganization` works on the active organization, and the session has none.");
    let reasons = hidden(&world.toolkit);
    assert_eq!(reasons.len(), 15);
    assert!(reasons.contains(&("deleteOrganization", HiddenReason::NoOrganization)), "{reasons:?}");
}

#[tokio::test]
async fn a_bound_argument_without_a_value_hides_its_tool() {
    let world = World::with(|toolkit| toolkit.auth_context(acting_for(ADA)).allow_instance_tools(true)).await;
    let reasons = hidden(&world.toolkit);
    for tool in ["updateOrganizationMetadata", "updateOrganizationMembershipMetadata"] {
        assert!(reasons.contains(&(tool, HiddenReason::Argument("organizationId".to_owned()))), "{tool}: {reasons:?}");
    }
    let names = names(&world.toolkit);
    assert!(names.contains(&"createOrganization".to_owned()), "its optional argument is filled in: {names:?}");
}

#[tokio::test]
async fn a_read_only_toolkit_has_only_read_tools() {
    let world = World::with(|toolkit| toolkit.read_only(true)).await;
    assert_eq!(names(&world.toolkit), ["getUserId", "getUser", "getUserCount", "getOrganization"]);
    assert_eq!(hidden(&world.toolkit).len(), 15);
    let error = world.refused("deleteOrganization", json!({ "organizationId": ACME }), "tool_not_offered").await;
    assert_eq!(error.message(), "`deleteOrganization` is a destructive tool, and this toolkit is read-only.");
    assert!(hidden(&world.toolkit).contains(&("updateUser", HiddenReason::ReadOnly(Effect::Write))));
    assert_eq!(world.look(&format!("/organizations/{ACME}")).await.0, 200);
}

#[tokio::test]
async fn a_private_metadata_argument_is_hidden_unless_allowed() {
    let arguments = json!({ "organizationId": ACME, "privateMetadata": { "note": null } });
    let closed = World::start().await;
    for tool in ["updateOrganization", "updateOrganizationMetadata"] {
        let schema = closed.toolkit.tool(tool).expect("the tool exists").input_schema().to_string();
        assert!(!schema.contains("privateMetadata") && schema.contains("publicMetadata"), "{schema}");
        let error = closed.refused(tool, arguments.clone(), "argument_not_allowed").await;
        assert!(error.message().contains("`privateMetadata`"), "{error}");
    }
    let create = json!({ "name": "X", "privateMetadata": {} });
    closed.refused("createOrganization", create, "argument_not_allowed").await;

    let open = World::with(|toolkit| toolkit.allow_private_metadata(true)).await;
    open.call_ok("updateOrganization", arguments).await;
    assert_eq!(open.only_request().body, Some(json!({ "private_metadata": { "note": null } })));
}

#[tokio::test]
async fn a_toolkit_without_available_tools_is_an_error() {
    const INVITATIONS: Toolset = SEEDS.select(["invitations"]);
    let builder = Scripted::start([]).toolkit().tools(INVITATIONS).auth_context(acting_for(ADA));
    let error = builder.build().expect_err("no tool is available");
    assert!(matches!(&error, BuildError::NothingOffered { hidden } if hidden.len() == 2), "{error:?}");
    let text = error.to_string();
    assert!(
        text.contains("`createInvitation` reaches the whole instance") && text.contains("`revokeInvitation`"),
        "{text}"
    );
    assert!(text.contains("(`.allow_instance_tools(true)` offers it)"), "{text}");
}

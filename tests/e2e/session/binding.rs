//! Arguments that the session sets: they are not in the schema, are filled in, and are never replaced silently.

use clerk_toolkit::sandbox::demo::{ACME, ACME_INVITATION, ADA, ALAN, EDSGER, GLOBEX, GRACE, KATHERINE};
use clerk_toolkit::{ClerkToolkit, ToolError, clerk_tool, client::SessionId, client::UserId, toolset};
use clerk_toolkit_tests::{World, acting_for, admin_of_acme, member_of_acme};
use serde_json::{Value, json};

fn arguments_of(toolkit: &ClerkToolkit, tool: &str) -> Vec<String> {
    let tool = toolkit.tool(tool).unwrap_or_else(|| panic!("{tool} is not available"));
    tool.input_schema()["properties"].as_object().expect("the schema has properties").keys().cloned().collect()
}

#[tokio::test]
async fn bound_arguments_are_not_in_the_schema() {
    let world = World::with(|toolkit| toolkit.auth_context(admin_of_acme()).allow_instance_tools(true)).await;
    for (tool, expected) in [
        ("getUser", &[][..]),
        (
            "updateUser",
            &["firstName", "lastName", "username", "profileImageId", "primaryEmailAddressId", "primaryPhoneNumberId"],
        ),
        ("getOrganization", &["includeMembersCount"]),
        ("updateOrganization", &["name", "slug"]),
        ("createOrganization", &["name", "slug", "maxAllowedMemberships", "publicMetadata"]),
        ("createOrganizationMembership", &["userId", "role"]),
        ("deleteOrganizationMembership", &["userId"]),
        ("createOrganizationInvitation", &["emailAddress", "role"]),
        ("revokeOrganizationInvitation", &["invitationId"]),
    ] {
        assert_eq!(arguments_of(&world.toolkit, tool), expected, "{tool}");
        let schema = world.toolkit.tool(tool).expect("the tool exists").input_schema().to_string();
        assert!(!schema.contains("organizationId"), "{tool}: {schema}");
    }
}

#[tokio::test]
async fn bound_arguments_are_filled_in() {
    let world = World::with(|toolkit| toolkit.auth_context(admin_of_acme()).allow_instance_tools(true)).await;
    assert_eq!(world.call_ok("getUser", json!({})).await["id"], ADA);
    assert_eq!(world.call_ok("getUser", json!({ "userId": null })).await["id"], ADA);
    assert_eq!(world.call_ok("getOrganization", json!({})).await["id"], ACME);

    world.call_ok("updateUser", json!({ "firstName": "Augusta" })).await;
    assert_eq!(world.read(&format!("/users/{ADA}")).await["first_name"], "Augusta");

    let created = world.call_ok("createOrganization", json!({ "name": "Engines" })).await;
    assert_eq!(created["created_by"], ADA);

    world.sandbox.clear_requests();
    let invite = json!({ "emailAddress": "linus@example.com", "role": "org:member" });
    world.call_ok("createOrganizationInvitation", invite).await;
    let request = world.only_request();
    assert_eq!(request.path, format!("/v1/organizations/{ACME}/invitations"));
    assert_eq!(request.body.expect("the request has a body")["inviter_user_id"], ADA);

    world.sandbox.clear_requests();
    world.call_ok("revokeOrganizationInvitation", json!({ "invitationId": ACME_INVITATION })).await;
    assert_eq!(world.only_request().body, Some(json!({ "requesting_user_id": ADA })));
}

#[tokio::test]
async fn the_sessions_own_value_is_accepted() {
    let world = World::scoped(admin_of_acme()).await;
    assert_eq!(world.call_ok("getUser", json!({ "userId": ADA })).await["id"], ADA);
    assert_eq!(world.call_ok("getOrganization", json!({ "organizationId": ACME })).await["id"], ACME);
}

#[tokio::test]
async fn another_value_is_rejected_and_nothing_is_sent() {
    let world = World::with(|toolkit| toolkit.auth_context(admin_of_acme()).allow_instance_tools(true)).await;
    for (tool, arguments, name) in [
        ("getUser", json!({ "userId": GRACE }), "userId"),
        ("getUser", json!({ "userId": ADA.to_lowercase() }), "userId"),
        ("getUser", json!({ "userId": [ADA] }), "userId"),
        ("getUser", json!({ "userId": "" }), "userId"),
        ("updateUser", json!({ "userId": GRACE, "firstName": "X" }), "userId"),
        ("updateUserUnsafeMetadata", json!({ "userId": GRACE, "metadata": {} }), "userId"),
        ("updateUserPublicMetadata", json!({ "userId": GRACE, "metadata": {} }), "userId"),
        ("getOrganization", json!({ "organizationId": GLOBEX }), "organizationId"),
        ("updateOrganization", json!({ "organizationId": GLOBEX, "name": "X" }), "organizationId"),
        ("updateOrganizationMetadata", json!({ "organizationId": GLOBEX, "publicMetadata": {} }), "organizationId"),
        ("deleteOrganization", json!({ "organizationId": GLOBEX }), "organizationId"),
        ("createOrganization", json!({ "name": "X", "createdBy": GRACE }), "createdBy"),
        (
            "createOrganizationMembership",
            json!({ "organizationId": GLOBEX, "userId": EDSGER, "role": "org:member" }),
            "organizationId",
        ),
        ("deleteOrganizationMembership", json!({ "organizationId": GLOBEX, "userId": KATHERINE }), "organizationId"),
        (
            "createOrganizationInvitation",
            json!({ "emailAddress": "a@example.com", "role": "org:member", "inviterUserId": GRACE }),
            "inviterUserId",
        ),
        (
            "revokeOrganizationInvitation",
            json!({ "invitationId": ACME_INVITATION, "requestingUserId": GRACE }),
            "requestingUserId",
        ),
    ] {
        let error = world.refused(tool, arguments, "scope_violation").await;
        assert!(error.message().contains(&format!("`{name}`")), "{tool}: {error}");
    }
}

#[tokio::test]
async fn the_target_of_an_action_is_not_bound_to_the_session() {
    let world = World::scoped(admin_of_acme()).await;
    world.call_ok("createOrganizationMembership", json!({ "userId": EDSGER, "role": "org:member" })).await;
    assert_eq!(world.membership(ACME, EDSGER).await.expect("the user is a member")["role"], "org:member");
    world.call_ok("updateOrganizationMembership", json!({ "userId": EDSGER, "role": "org:admin" })).await;
    assert_eq!(world.membership(ACME, EDSGER).await.expect("the user is a member")["role"], "org:admin");
    assert_eq!(world.membership(ACME, ADA).await.expect("the user is a member")["role"], "org:admin");
    let error = world.call_err("createOrganizationMembership", json!({ "role": "org:member" })).await;
    assert_eq!((error.code(), error.message()), ("arguments_invalid", "`userId` is missing."));
}

#[tokio::test]
async fn removing_a_member_stays_within_the_sessions_organization() {
    let world = World::scoped(admin_of_acme()).await;
    world.call_ok("deleteOrganizationMembership", json!({ "userId": ALAN })).await;
    let request = world.only_request();
    assert_eq!(
        (request.method.as_str(), request.path),
        ("DELETE", format!("/v1/organizations/{ACME}/memberships/{ALAN}"))
    );
    // Katherine is only a member of the other organization.
    let error = world.call_err("deleteOrganizationMembership", json!({ "userId": KATHERINE })).await;
    assert!(!error.is_retryable(), "{error}");
    assert!(world.membership(GLOBEX, KATHERINE).await.is_some());
}

#[tokio::test]
async fn arguments_that_a_person_may_not_set_are_rejected() {
    let world = World::scoped(admin_of_acme()).await;
    for (tool, arguments, name) in [
        ("getOrganization", json!({ "slug": "globex" }), "slug"),
        ("updateOrganization", json!({ "maxAllowedMemberships": 0 }), "maxAllowedMemberships"),
        ("updateOrganization", json!({ "name": "X", "publicMetadata": {} }), "publicMetadata"),
        (
            "createOrganizationInvitation",
            json!({ "emailAddress": "a@example.com", "role": "org:member", "publicMetadata": {} }),
            "publicMetadata",
        ),
    ] {
        let error = world.refused(tool, arguments, "argument_not_allowed").await;
        assert!(error.message().contains(&format!("`{name}`")), "{tool}: {error}");
    }
    let output = world.call_ok("updateOrganization", json!({ "name": "Acme Limited", "publicMetadata": null })).await;
    assert_eq!(output["name"], "Acme Limited");
}

#[tokio::test]
async fn suggestions_contain_only_arguments_that_the_model_may_pass() {
    let world = World::scoped(member_of_acme()).await;
    let error = world.refused("getUser", json!({ "userID": GRACE }), "arguments_invalid").await;
    assert_eq!(error.hint(), Some("It takes no arguments."));
}

/// Return the user of the session.
#[clerk_tool(effect = read, access = user)]
async fn whose_session(
    /// The session.
    #[scoped]
    session_id: Option<SessionId>,
    /// The user.
    #[scoped]
    user_id: UserId,
) -> Result<Value, ToolError> {
    Ok(json!({ "session": session_id, "user": user_id }))
}

toolset! {
    const WHOSE = [whose_session];
}

#[tokio::test]
async fn a_custom_tool_is_bound_too() {
    let session = acting_for(ADA).with_session_id("sess_1".parse().expect("the id is valid"));
    let with = World::with(|toolkit| toolkit.tools(WHOSE).auth_context(session)).await;
    assert_eq!(with.call_ok("whoseSession", json!({})).await, json!({ "session": "sess_1", "user": ADA }));
    with.refused("whoseSession", json!({ "sessionId": "sess_2" }), "scope_violation").await;

    let without = World::with(|toolkit| toolkit.tools(WHOSE).auth_context(acting_for(ADA))).await;
    assert_eq!(without.call_ok("whoseSession", json!({})).await, json!({ "session": null, "user": ADA }));
    without.refused("whoseSession", json!({ "sessionId": "sess_2" }), "scope_violation").await;

    let unscoped = World::with(|toolkit| toolkit.tools(WHOSE)).await;
    let output = unscoped.call_ok("whoseSession", json!({ "sessionId": "sess_2", "userId": GRACE })).await;
    assert_eq!(output, json!({ "session": "sess_2", "user": GRACE }));
}

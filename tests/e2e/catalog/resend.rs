//! The tools that send an invitation again, in two steps of which the second can fail.

use clerk_toolkit::client::{InvitationCreate, OrganizationInvitationCreate, UserId};
use clerk_toolkit::sandbox::demo::{ACME, ACME_INVITATION, ADA, INVITATION};
use clerk_toolkit::toolkit::ClerkToolkitBuilder;
use clerk_toolkit::{ToolError, catalog};
use clerk_toolkit_tests::{Reply, Scripted, World, admin_of_acme};
use serde_json::{Map, Value, json};

/// A world with all tools of the default set.
async fn world(settings: impl FnOnce(ClerkToolkitBuilder) -> ClerkToolkitBuilder) -> World {
    World::with(|toolkit| settings(toolkit.tools(catalog::DEFAULT))).await
}

/// The methods and paths of the requests that the sandbox received.
fn requests(world: &World) -> Vec<String> {
    world.sandbox.requests().iter().map(|request| format!("{} {}", request.method, request.path)).collect()
}

fn metadata(value: Value) -> Map<String, Value> {
    value.as_object().cloned().expect("the value is an object")
}

#[tokio::test]
async fn an_invitation_to_the_application_is_sent_again() {
    let world = self::world(|toolkit| toolkit).await;
    let create = InvitationCreate::new("linus@example.com")
        .public_metadata(metadata(json!({ "plan": { "seats": [1, null] } })))
        .expires_in_days(7_u32);
    let old = world.client().invitations().create(&create).await.expect("the invitation is created");
    let id = old.id().expect("it has an id").to_string();
    let arguments = json!({ "invitationId": id, "redirectUrl": "https://example.com/welcome" });
    let output = world.call_ok("resendInvitation", arguments).await;

    let list = world.read("/invitations?query=linus").await;
    let [new] = list.as_array().expect("the value is a list").as_slice() else { panic!("{list}") };
    assert_eq!((&new["id"], &new["status"]), (&output["id"], &json!("pending")));
    assert_eq!(new["public_metadata"], json!({ "plan": { "seats": [1, null] } }));
    assert_eq!(span(new), 7 * 24 * 60 * 60 * 1000);
    let sent = world.sandbox.requests().into_iter().rev().find_map(|request| request.body);
    assert_eq!(sent.map(|body| body["redirect_url"].clone()), Some(json!("https://example.com/welcome")));
    let revoked = world.read("/invitations?status=revoked").await;
    assert_eq!(revoked[0]["id"], json!(id));
}

fn span(invitation: &Value) -> i64 {
    let time = |name: &str| invitation[name].as_i64().expect("the time is a number");
    time("expires_at") - time("created_at")
}

#[tokio::test]
async fn an_invitation_to_an_organization_is_sent_again() {
    let world = self::world(|toolkit| toolkit).await;
    let ada: UserId = ADA.parse().expect("the id is valid");
    let create = OrganizationInvitationCreate::new("linus@example.com", "org:admin")
        .inviter_user_id(ada)
        .public_metadata(metadata(json!({ "team": "kernel" })))
        .private_metadata(metadata(json!({ "salary": 1 })))
        .expires_in_days(3_u32);
    let acme = ACME.parse().expect("the id is valid");
    let old = world.client().organizations().invitations(&acme).create(&create).await.expect("it is created");
    let id = old.id().expect("it has an id").to_string();
    let output =
        world.call_ok("resendOrganizationInvitation", json!({ "organizationId": ACME, "invitationId": id })).await;

    let new = output["id"].as_str().expect("it has an id");
    assert_ne!(new, id);
    let new = world.read(&format!("/organizations/{ACME}/invitations/{new}")).await;
    for (field, expected) in [
        ("email_address", json!("linus@example.com")),
        ("role", json!("org:admin")),
        ("inviter_id", json!(ADA)),
        ("status", json!("pending")),
        ("public_metadata", json!({ "team": "kernel" })),
        ("private_metadata", json!({ "salary": 1 })),
    ] {
        assert_eq!(new[field], expected, "{field}");
    }
    assert_eq!(span(&new), 3 * 24 * 60 * 60 * 1000);
    let old = world.read(&format!("/organizations/{ACME}/invitations/{id}")).await;
    assert_eq!(old["status"], "revoked");
}

#[tokio::test]
async fn a_revoked_invitation_is_only_created_again() {
    let world = self::world(|toolkit| toolkit).await;
    world.call_ok("revokeInvitation", json!({ "invitationId": INVITATION })).await;
    world.sandbox.clear_requests();
    world.call_ok("resendInvitation", json!({ "invitationId": INVITATION })).await;
    let query = format!("GET /v1/invitations?query={INVITATION}");
    assert_eq!(requests(&world), [query.clone(), format!("{query}&status=revoked"), "POST /v1/invitations".to_owned()]);

    let arguments = json!({ "organizationId": ACME, "invitationId": ACME_INVITATION });
    world.call_ok("revokeOrganizationInvitation", arguments.clone()).await;
    world.sandbox.clear_requests();
    world.call_ok("resendOrganizationInvitation", arguments).await;
    let path = format!("/v1/organizations/{ACME}/invitations");
    assert_eq!(requests(&world), [format!("GET {path}/{ACME_INVITATION}"), format!("POST {path}")]);
}

#[tokio::test]
async fn an_invitation_that_does_not_exist_is_reported() {
    let world = self::world(|toolkit| toolkit).await;
    let error = world.call_err("resendInvitation", json!({ "invitationId": "inv_2Nobody" })).await;
    assert_eq!(error.code(), "resource_not_found");
    assert!(error.hint().is_some_and(|hint| hint.contains("listInvitations")), "{error}");
}

/// The old invitation, as Clerk sends it.
fn old(changes: Value) -> Value {
    let mut invitation = json!({
        "object": "organization_invitation",
        "id": "orginv_1",
        "email_address": "linus@example.com",
        "role": "org:member",
        "status": "pending",
        "public_metadata": {},
        "private_metadata": {},
        "created_at": 1_700_000_000_000_i64,
        "expires_at": 1_700_086_400_000_i64,
    });
    for (name, value) in changes.as_object().expect("the value is an object") {
        invitation[name] = value.clone();
    }
    invitation
}

/// Calls the tool on a server with these replies. Returns the output and the number of requests.
async fn resend(script: Vec<Reply>) -> (Result<Value, ToolError>, usize) {
    let server = Scripted::start(script);
    let toolkit = server.toolkit().build().expect("the toolkit is valid");
    let arguments = json!({ "organizationId": "org_1", "invitationId": "orginv_1" });
    let output = toolkit.call("resendOrganizationInvitation", arguments).await;
    (output, server.requests().len())
}

fn reply(body: &Value) -> Reply {
    Reply::json(200, "", &body.to_string())
}

fn too_many() -> Reply {
    let body =
        json!({ "errors": [{ "message": "too many", "long_message": "Too many.", "code": "too_many_requests" }] });
    Reply::json(429, "retry-after: 60\r\n", &body.to_string())
}

fn hint(error: &ToolError) -> &str {
    error.hint().unwrap_or_default()
}

#[tokio::test]
async fn a_failed_creation_says_that_the_old_invitation_is_revoked_and_how_to_go_on() {
    let (output, requests) = resend(vec![reply(&old(json!({}))), reply(&old(json!({}))), too_many()]).await;
    let error = output.expect_err("the creation fails");
    assert_eq!((error.code(), error.is_retryable(), requests), ("too_many_requests", true, 3));
    assert_eq!(
        hint(&error),
        "The old invitation was revoked. No new invitation was created, so the person has none. Repeat the call with \
         the same id: it creates the new one."
    );
}

#[tokio::test]
async fn a_creation_without_a_response_was_perhaps_done() {
    let closed = Reply::Bytes(Vec::new());
    let (output, _) = resend(vec![reply(&old(json!({}))), reply(&old(json!({}))), closed]).await;
    let error = output.expect_err("the creation fails");
    assert_eq!(
        hint(&error),
        "The old invitation was revoked. A new invitation was perhaps created. List the invitations of this address: \
         repeat the call with the same id only if none is pending."
    );
}

#[tokio::test]
async fn a_creation_with_an_unreadable_response_is_done() {
    let (output, _) = resend(vec![reply(&old(json!({}))), reply(&old(json!({}))), Reply::json(200, "", "{")]).await;
    let error = output.expect_err("the response cannot be read");
    assert_eq!(error.code(), "done_response_unreadable");
    assert!(hint(&error).ends_with("Do not repeat the call."), "{error}");
}

#[tokio::test]
async fn nothing_is_created_if_the_revocation_fails() {
    let (output, requests) = resend(vec![reply(&old(json!({}))), too_many()]).await;
    let error = output.expect_err("the revocation fails");
    assert_eq!((hint(&error), requests), ("The old invitation was not revoked, and no new one was created.", 2));

    let (output, requests) = resend(vec![reply(&old(json!({}))), Reply::Bytes(Vec::new())]).await;
    let error = output.expect_err("the revocation fails");
    assert!(hint(&error).starts_with("The old invitation was perhaps revoked"), "{error}");
    assert_eq!(requests, 2);
}

#[tokio::test]
async fn a_revocation_with_an_unreadable_response_is_done() {
    let new = old(json!({ "id": "orginv_2" }));
    let (output, _) = resend(vec![reply(&old(json!({}))), Reply::json(200, "", ""), reply(&new)]).await;
    assert_eq!(output.expect("it is sent again")["id"], "orginv_2");
}

#[tokio::test]
async fn an_invitation_that_cannot_be_sent_again_is_left_alone() {
    for (changes, expected) in [
        (json!({ "status": "accepted" }), "The invitation was accepted, so it cannot be sent again."),
        (json!({ "status": "paused" }), "The invitation has the status `paused`."),
        (json!({ "status": null }), "The invitation has no status."),
        (json!({ "role": null }), "The invitation has no role."),
    ] {
        let (output, requests) = resend(vec![reply(&old(changes))]).await;
        let error = output.expect_err(expected);
        assert_eq!((error.code(), requests), ("invitation_not_resendable", 1));
        assert_eq!(error.message(), format!("{expected} Nothing was changed."));
    }
    // A number that no Rust type holds is replaced by a marker, which must not be written back.
    let body = old(json!({})).to_string().replace(r#""private_metadata":{}"#, r#""private_metadata":{"n":1e999}"#);
    let (output, requests) = resend(vec![Reply::json(200, "", &body)]).await;
    let error = output.expect_err("the metadata is incomplete");
    assert_eq!((error.code(), requests), ("invitation_not_resendable", 1));
}

#[tokio::test]
async fn a_session_sends_an_invitation_again_in_its_own_name() {
    let world = self::world(|toolkit| toolkit.auth_context(admin_of_acme())).await;
    let definition = world.toolkit.tool("resendOrganizationInvitation").expect("the tool is offered");
    let properties = definition.input_schema()["properties"].as_object().cloned().unwrap_or_default();
    assert_eq!(properties.keys().collect::<Vec<_>>(), ["invitationId"]);
    let create = json!({ "emailAddress": "linus@example.com", "role": "org:member" });
    let old = world.call_ok("createOrganizationInvitation", create).await;
    world.sandbox.clear_requests();
    world.call_ok("resendOrganizationInvitation", json!({ "invitationId": old["id"] })).await;
    let bodies: Vec<Value> = world.sandbox.requests().into_iter().filter_map(|request| request.body).collect();
    assert_eq!((&bodies[0]["requesting_user_id"], &bodies[1]["inviter_user_id"]), (&json!(ADA), &json!(ADA)));
}

#[tokio::test]
async fn a_session_cannot_renew_an_invitation_with_metadata() {
    let world = self::world(|toolkit| toolkit.auth_context(admin_of_acme())).await;
    let error = world.call_err("resendOrganizationInvitation", json!({ "invitationId": ACME_INVITATION })).await;
    assert_eq!((error.code(), requests(&world).len()), ("invitation_not_resendable", 1));
}

//! What a person's agent may do with the person's own account and sessions, as Clerk allows it in a browser.

use clerk_toolkit::catalog;
use clerk_toolkit::sandbox::demo::{ACME, ADA, ALAN, GRACE};
use clerk_toolkit_tests::{Reply, Scripted, World, acting_for, admin_of_acme};
use serde_json::json;

#[tokio::test]
async fn a_person_deletes_their_own_account_where_this_is_enabled() {
    let world = World::with(|toolkit| toolkit.tools(catalog::ALL).auth_context(acting_for(GRACE))).await;
    let output = world.call_ok("deleteUser", json!({})).await;
    assert_eq!((&output["id"], &output["deleted"]), (&json!(GRACE), &json!(true)));
    assert_eq!(world.look(&format!("/users/{GRACE}")).await.0, 404);
}

#[tokio::test]
async fn a_person_does_not_delete_an_account_where_this_is_disabled() {
    let server =
        Scripted::start([Reply::json(200, "", &json!({ "id": ADA, "delete_self_enabled": false }).to_string())]);
    let toolkit =
        server.toolkit().tools(catalog::ALL).auth_context(acting_for(ADA)).build().expect("the toolkit is valid");
    let error = toolkit.call("deleteUser", json!({})).await.expect_err("the account may not be deleted");
    assert_eq!(error.code(), "permission_missing");
    assert_eq!(server.only_request().0, format!("GET /v1/users/{ADA}"));
}

#[tokio::test]
async fn an_application_deletes_an_account_without_a_question() {
    let world = World::with(|toolkit| toolkit.tools(catalog::ALL)).await;
    world.call_ok("deleteUser", json!({ "userId": ALAN })).await;
    assert_eq!(world.only_request().method, "DELETE");
}

#[tokio::test]
async fn a_person_ends_only_their_own_sessions() {
    let session = |user: &str| json!({ "object": "session", "id": "sess_2A", "user_id": user, "status": "active" });
    let reply = |user| Reply::json(200, "", &session(user).to_string());

    let server = Scripted::start([reply(ADA), reply(ADA)]);
    let toolkit =
        server.toolkit().tools(catalog::ALL).auth_context(acting_for(ADA)).build().expect("the toolkit is valid");
    toolkit.call("revokeSession", json!({ "sessionId": "sess_2A" })).await.expect("it is the user's own session");
    assert!(server.requests()[1].starts_with("POST /v1/sessions/sess_2A/revoke "));

    let server = Scripted::start([reply(GRACE)]);
    let toolkit =
        server.toolkit().tools(catalog::ALL).auth_context(acting_for(ADA)).build().expect("the toolkit is valid");
    let error = toolkit.call("revokeSession", json!({ "sessionId": "sess_2A" })).await.expect_err("it is Grace's");
    assert_eq!(error.code(), "scope_violation");
    assert_eq!(server.only_request().0, "GET /v1/sessions/sess_2A");

    let server = Scripted::start([reply(GRACE)]);
    let toolkit = server.toolkit().tools(catalog::ALL).build().expect("the toolkit is valid");
    toolkit.call("revokeSession", json!({ "sessionId": "sess_2A" })).await.expect("the key may end every session");
    assert_eq!(server.only_request().0, "POST /v1/sessions/sess_2A/revoke");
}

#[tokio::test]
async fn an_administrator_does_not_delete_an_organization_where_this_is_disabled() {
    let organization = |enabled| json!({ "object": "organization", "id": ACME, "admin_delete_enabled": enabled });
    let server = Scripted::start([Reply::json(200, "", &organization(false).to_string())]);
    let builder = server.toolkit().tools(catalog::ALL).auth_context(admin_of_acme());
    let toolkit = builder.build().expect("the toolkit is valid");
    let error = toolkit.call("deleteOrganization", json!({})).await.expect_err("it may not be deleted");
    assert_eq!(error.code(), "permission_missing");
    assert_eq!(server.only_request().0, format!("GET /v1/organizations/{ACME}"));

    let replies = [organization(true), json!({ "object": "organization", "id": ACME, "deleted": true })];
    let server = Scripted::start(replies.map(|reply| Reply::json(200, "", &reply.to_string())));
    let builder = server.toolkit().tools(catalog::ALL).auth_context(admin_of_acme());
    let toolkit = builder.build().expect("the toolkit is valid");
    toolkit.call("deleteOrganization", json!({})).await.expect("it may be deleted");
    assert!(server.requests()[1].starts_with(&format!("DELETE /v1/organizations/{ACME} ")));
}

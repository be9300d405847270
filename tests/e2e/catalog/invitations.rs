//! The tools for invitations to the application and to organizations.

use clerk_toolkit::sandbox::demo::{ACME, ACME_INVITATION, ADA, INVITATION};
use clerk_toolkit_tests::World;
use serde_json::json;

super::tool_tests! {
    "createOrganizationInvitation" => a_person_is_invited_to_an_organization;
    "revokeOrganizationInvitation" => an_invitation_to_an_organization_is_revoked;
    "createInvitation" => a_person_is_invited_to_the_application, an_invitation_can_ignore_an_existing_one;
    "revokeInvitation" => an_invitation_to_the_application_is_revoked;
}

async fn a_person_is_invited_to_an_organization() {
    let world = World::start().await;
    let arguments = json!({
        "organizationId": ACME,
        "emailAddress": "linus@example.com",
        "role": "org:admin",
        "inviterUserId": ADA,
        "redirectUrl": "https://example.com/welcome",
        "publicMetadata": { "team": { "name": "kernel" } },
    });
    let output = world.call_ok("createOrganizationInvitation", arguments).await;
    let request = world.only_request();
    assert_eq!(request.body.expect("the request has a body")["redirect_url"], "https://example.com/welcome");

    let id = output["id"].as_str().expect("the id is valid");
    let stored = world.read(&format!("/organizations/{ACME}/invitations/{id}")).await;
    for (field, expected) in [
        ("email_address", json!("linus@example.com")),
        ("role", json!("org:admin")),
        ("inviter_id", json!(ADA)),
        ("status", json!("pending")),
        ("organization_id", json!(ACME)),
        ("public_metadata", json!({ "team": { "name": "kernel" } })),
    ] {
        assert_eq!((&stored[field], &output[field]), (&expected, &expected), "{field}");
    }
}

async fn an_invitation_to_an_organization_is_revoked() {
    let world = World::start().await;
    let arguments = json!({ "organizationId": ACME, "invitationId": ACME_INVITATION, "requestingUserId": ADA });
    let output = world.call_ok("revokeOrganizationInvitation", arguments).await;
    assert_eq!(world.only_request().body, Some(json!({ "requesting_user_id": ADA })));
    assert_eq!(output["status"], "revoked");
    let stored = world.read(&format!("/organizations/{ACME}/invitations/{ACME_INVITATION}")).await;
    assert_eq!(stored["status"], "revoked");
}

async fn a_person_is_invited_to_the_application() {
    let world = World::start().await;
    let arguments = json!({
        "emailAddress": "linus@example.com",
        "redirectUrl": "https://example.com/welcome",
        "publicMetadata": { "plan": "trial" },
        "notify": false,
    });
    let output = world.call_ok("createInvitation", arguments).await;
    let sent = world.only_request().body.expect("the request has a body");
    assert_eq!((&sent["notify"], sent.get("ignore_existing")), (&json!(false), None));
    assert_eq!(sent["redirect_url"], "https://example.com/welcome");

    let list = world.read("/invitations?query=linus").await;
    let [stored] = list.as_array().expect("the value is a list").as_slice() else { panic!("{list}") };
    assert_eq!((&stored["id"], &stored["status"]), (&output["id"], &json!("pending")));
    assert_eq!(stored["public_metadata"], json!({ "plan": "trial" }));
}

async fn an_invitation_can_ignore_an_existing_one() {
    let world = World::start().await;
    let again = |ignore: bool| json!({ "emailAddress": "guest@example.com", "ignoreExisting": ignore });
    let error = world.call_err("createInvitation", again(false)).await;
    assert_eq!(error.code(), "duplicate_record");
    world.call_ok("createInvitation", again(true)).await;
    let list = world.read("/invitations?query=guest").await;
    assert_eq!(list.as_array().map(Vec::len), Some(2));
}

async fn an_invitation_to_the_application_is_revoked() {
    let world = World::start().await;
    let output = world.call_ok("revokeInvitation", json!({ "invitationId": INVITATION })).await;
    assert_eq!((&output["status"], &output["revoked"]), (&json!("revoked"), &json!(true)));
    let revoked = world.read("/invitations?status=revoked").await;
    assert_eq!(revoked[0]["id"], INVITATION);
    assert_eq!(world.read("/invitations").await, json!([]));
}

//! The tools for members of organizations.

use clerk_toolkit::sandbox::demo::{ACME, ADA, ALAN, EDSGER, GLOBEX, GRACE};
use clerk_toolkit_tests::World;
use serde_json::json;

super::tool_tests! {
    "createOrganizationMembership" => a_member_is_added_with_a_role;
    "updateOrganizationMembership" => a_role_changes;
    "updateOrganizationMembershipMetadata" => metadata_is_merged_and_null_removes_a_key;
    "deleteOrganizationMembership" => a_member_is_removed_only_from_that_organization;
}

async fn a_member_is_added_with_a_role() {
    let world = World::start().await;
    assert_eq!(world.membership(ACME, EDSGER).await, None);
    let arguments = json!({ "organizationId": ACME, "userId": EDSGER, "role": "org:admin" });
    let output = world.call_ok("createOrganizationMembership", arguments).await;
    let stored = world.membership(ACME, EDSGER).await.expect("the user is a member");
    assert_eq!(stored["role"], "org:admin");
    assert_eq!((&output["id"], &output["role"]), (&stored["id"], &stored["role"]));
}

async fn a_role_changes() {
    let world = World::start().await;
    let arguments = json!({ "organizationId": ACME, "userId": GRACE, "role": "org:admin" });
    let output = world.call_ok("updateOrganizationMembership", arguments).await;
    assert_eq!(output["role"], "org:admin");
    assert_eq!(world.membership(ACME, GRACE).await.expect("the user is a member")["role"], "org:admin");
    assert_eq!(world.membership(ACME, ALAN).await.expect("the user is a member")["role"], "org:member");
}

async fn metadata_is_merged_and_null_removes_a_key() {
    let world = World::with(|toolkit| toolkit.allow_private_metadata(true)).await;
    let arguments = json!({
        "organizationId": ACME,
        "userId": ADA,
        "publicMetadata": { "title": null, "desk": { "floor": 2 } },
        "privateMetadata": { "badge": 7 },
    });
    let output = world.call_ok("updateOrganizationMembershipMetadata", arguments).await;
    let stored = world.membership(ACME, ADA).await.expect("the user is a member");
    assert_eq!(stored["public_metadata"], json!({ "desk": { "floor": 2 } }));
    assert_eq!(stored["private_metadata"], json!({ "internal_note": "Holds the signing key.", "badge": 7 }));
    assert_eq!(output["public_metadata"], stored["public_metadata"]);
    assert_eq!(output["private_metadata"], stored["private_metadata"]);
    let elsewhere = world.membership(GLOBEX, ADA).await.expect("the user is a member");
    assert_eq!(elsewhere["public_metadata"], json!({}));
}

async fn a_member_is_removed_only_from_that_organization() {
    let world = World::start().await;
    let second_admin = json!({ "organizationId": ACME, "userId": GRACE, "role": "org:admin" });
    world.call_ok("updateOrganizationMembership", second_admin).await;
    let output = world.call_ok("deleteOrganizationMembership", json!({ "organizationId": ACME, "userId": ADA })).await;
    assert_eq!(output["public_user_data"]["user_id"], ADA);
    assert_eq!(world.membership(ACME, ADA).await, None);
    assert!(world.membership(GLOBEX, ADA).await.is_some());
    assert_eq!(world.look(&format!("/users/{ADA}")).await.0, 200);
}

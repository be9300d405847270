//! Permissions: the secret key allows the call, but the person's permissions do not.

use clerk_toolkit::ActiveOrganization;
use clerk_toolkit::sandbox::demo::{ACME, ACME_INVITATION, ADA, ALAN, EDSGER, GRACE};
use clerk_toolkit_tests::{World, acting_for, admin_of_acme, member_of_acme};
use serde_json::{Value, json};

/// Every tool that needs a permission, with valid arguments and the permission.
fn guarded() -> Vec<(&'static str, Value, &'static str)> {
    let manage = "org:sys_memberships:manage";
    vec![
        ("updateOrganization", json!({ "name": "X" }), "org:sys_profile:manage"),
        ("createOrganizationMembership", json!({ "userId": EDSGER, "role": "org:member" }), manage),
        ("updateOrganizationMembership", json!({ "userId": ALAN, "role": "org:admin" }), manage),
        ("deleteOrganizationMembership", json!({ "userId": ALAN }), manage),
        ("createOrganizationInvitation", json!({ "emailAddress": "a@example.com", "role": "org:member" }), manage),
        ("revokeOrganizationInvitation", json!({ "invitationId": ACME_INVITATION }), manage),
        ("deleteOrganization", json!({}), "org:sys_profile:delete"),
    ]
}

/// The requests, without those that read the role's permissions.
fn acts(world: &World) -> Vec<String> {
    let requests = world.sandbox.requests().into_iter();
    requests.filter(|request| !request.path.starts_with("/v1/organization_roles")).map(|request| request.path).collect()
}

#[tokio::test]
async fn a_member_without_the_permission_cannot_change_anything() {
    let world = World::scoped(member_of_acme()).await;
    for (tool, arguments, permission) in guarded() {
        let error = world.call_err(tool, arguments).await;
        assert_eq!(error.code(), "permission_missing", "{tool}: {error}");
        assert!(error.message().contains(permission), "{tool}: {error}");
    }
    assert_eq!(acts(&world), [""; 0]);
    assert_eq!(world.look(&format!("/organizations/{ACME}")).await.0, 200);
}

#[tokio::test]
async fn nothing_is_allowed_without_known_permissions() {
    let acme = ActiveOrganization::new(ACME.parse().expect("the id is valid"));
    let world = World::scoped(acting_for(GRACE).with_organization(acme)).await;
    for (tool, arguments, _) in guarded() {
        assert_eq!(world.call_err(tool, arguments).await.code(), "permission_missing", "{tool}");
    }
    assert_eq!(acts(&world), [""; 0]);
}

#[tokio::test]
async fn each_permission_allows_only_its_own_tools() {
    for (tool, arguments, permission) in guarded() {
        let acme = ActiveOrganization::new(ACME.parse().expect("the id is valid")).with_permissions([permission]);
        let world = World::scoped(acting_for(ADA).with_organization(acme)).await;
        for (other, arguments, needed) in guarded().into_iter().filter(|(_, _, needed)| *needed != permission) {
            let error = world.call_err(other, arguments).await;
            assert_eq!(error.code(), "permission_missing", "{other} with {permission}, not {needed}");
        }
        assert_eq!(acts(&world), [""; 0]);
        world.call_ok(tool, arguments).await;
        assert_ne!(acts(&world), [""; 0], "{tool}");
    }
}

#[tokio::test]
async fn a_permission_with_a_similar_name_does_not_count() {
    for held in ["org:sys_profile:dele", "org:sys_profile:deleted", "ORG:SYS_PROFILE:DELETE", "sys_profile:delete", "*"]
    {
        let acme = ActiveOrganization::new(ACME.parse().expect("the id is valid")).with_permissions([held]);
        let world = World::scoped(acting_for(GRACE).with_organization(acme)).await;
        assert_eq!(world.call_err("deleteOrganization", json!({})).await.code(), "permission_missing", "{held}");
        assert_eq!(acts(&world), [""; 0]);
    }
}

#[tokio::test]
async fn a_member_can_read_without_a_permission() {
    let world = World::scoped(member_of_acme()).await;
    assert_eq!(world.call_ok("getOrganization", json!({})).await["id"], ACME);
}

#[tokio::test]
async fn an_administrator_can_delete_their_organization() {
    let world = World::scoped(admin_of_acme()).await;
    let output = world.call_ok("deleteOrganization", json!({})).await;
    assert_eq!((&output["id"], &output["deleted"]), (&json!(ACME), &json!(true)));
    assert_eq!(world.look(&format!("/organizations/{ACME}")).await.0, 404);
}

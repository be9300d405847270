//! Tests of every typed method: the HTTP method, the path and the body that it sends.

use serde_json::{Value, json};

use super::super::*;
use super::server::{Clients, Server, json as ok};

/// Runs one call against a server that returns `{}`, and checks the request. `Value::Null` means no body.
macro_rules! sends {
    ($line:expr, $body:expr, |$clerk:ident| $call:expr) => {{
        let server = Server::start([ok("{}")]);
        let $clerk = server.client();
        $call.await.unwrap();
        let (line, body) = server.only_request();
        assert_eq!(line, $line);
        let body: Value = if body.is_empty() { Value::Null } else { serde_json::from_str(&body).unwrap() };
        assert_eq!(body, $body);
    }};
}

fn metadata() -> Metadata {
    Metadata::from_iter([("plan".to_owned(), json!("pro")), ("old".to_owned(), Value::Null)])
}

#[tokio::test]
async fn users() {
    let user = UserId::parse("user_1").unwrap();
    sends!("GET /v1/users/user_1", Value::Null, |clerk| clerk.users().get(&user));
    sends!("GET /v1/users/count", Value::Null, |clerk| clerk.users().count());
    let update = UserUpdate::default()
        .first_name("Ada")
        .profile_image_id(ImageId::parse("img_1").unwrap())
        .create_organizations_limit(0_u32)
        .delete_self_enabled(false);
    let body = json!({
        "first_name": "Ada", "profile_image_id": "img_1", "delete_self_enabled": false, "create_organizations_limit": 0,
    });
    sends!("PATCH /v1/users/user_1", body, |clerk| clerk.users().update(&user, &update));
    let update = MetadataUpdate {
        public_metadata: Some(metadata()),
        unsafe_metadata: Some(Metadata::default()),
        ..Default::default()
    };
    let body = json!({"public_metadata": {"plan": "pro", "old": null}, "unsafe_metadata": {}});
    sends!("PATCH /v1/users/user_1/metadata", body, |clerk| clerk.users().merge_metadata(&user, &update));
}

#[tokio::test]
async fn organizations() {
    let id = OrganizationId::parse("org_1").unwrap();
    let slug = OrganizationSlug::parse("acme").unwrap();
    sends!("GET /v1/organizations/org_1", Value::Null, |clerk| clerk.organizations().get(&id, None));
    sends!("GET /v1/organizations/acme?include_members_count=false", Value::Null, |clerk| {
        clerk.organizations().get(slug.clone(), Some(false))
    });
    let create = OrganizationCreate::new("Acme").slug(slug);
    let body = json!({"name": "Acme", "slug": "acme"});
    sends!("POST /v1/organizations", body, |clerk| clerk.organizations().create(&create));
    let update = OrganizationUpdate::default().max_allowed_memberships(0_u32);
    let body = json!({"max_allowed_memberships": 0});
    sends!("PATCH /v1/organizations/org_1", body, |clerk| clerk.organizations().update(&id, &update));
    let update = MetadataUpdate { private_metadata: Some(metadata()), ..Default::default() };
    let body = json!({"private_metadata": {"plan": "pro", "old": null}});
    sends!("PATCH /v1/organizations/org_1/metadata", body, |clerk| {
        clerk.organizations().merge_metadata(&id, &update)
    });
    sends!("DELETE /v1/organizations/org_1", Value::Null, |clerk| clerk.organizations().delete(&id));
}

#[tokio::test]
async fn memberships() {
    let organization = OrganizationId::parse("org_1").unwrap();
    let user = UserId::parse("user_1").unwrap();
    let create = MembershipCreate::new(user.clone(), "org:member");
    let body = json!({"user_id": "user_1", "role": "org:member"});
    sends!("POST /v1/organizations/org_1/memberships", body, |clerk| {
        clerk.organizations().memberships(&organization).create(&create)
    });
    let body = json!({"role": "org:admin"});
    sends!("PATCH /v1/organizations/org_1/memberships/user_1", body, |clerk| {
        clerk.organizations().memberships(&organization).update_role(&user, "org:admin")
    });
    let update = MetadataUpdate { public_metadata: Some(metadata()), ..Default::default() };
    let body = json!({"public_metadata": {"plan": "pro", "old": null}});
    sends!("PATCH /v1/organizations/org_1/memberships/user_1/metadata", body, |clerk| {
        clerk.organizations().memberships(&organization).merge_metadata(&user, &update)
    });
    sends!("DELETE /v1/organizations/org_1/memberships/user_1", Value::Null, |clerk| {
        clerk.organizations().memberships(&organization).delete(&user)
    });
}

#[tokio::test]
async fn invitations() {
    let create =
        InvitationCreate::new("ada@example.com").notify(false).template_slug(InvitationTemplate::WaitlistInvitation);
    let body = json!({"email_address": "ada@example.com", "notify": false, "template_slug": "waitlist_invitation"});
    sends!("POST /v1/invitations", body, |clerk| clerk.invitations().create(&create));
    let id = InvitationId::parse("inv_1").unwrap();
    sends!("POST /v1/invitations/inv_1/revoke", Value::Null, |clerk| { clerk.invitations().revoke(&id) });
}

#[tokio::test]
async fn organization_invitations() {
    let organization = OrganizationId::parse("org_1").unwrap();
    let user = UserId::parse("user_1").unwrap();
    let create = OrganizationInvitationCreate::new("ada@example.com", "org:member").inviter_user_id(user.clone());
    let body = json!({"email_address": "ada@example.com", "role": "org:member", "inviter_user_id": "user_1"});
    sends!("POST /v1/organizations/org_1/invitations", body, |clerk| {
        clerk.organizations().invitations(&organization).create(&create)
    });
    let id = OrganizationInvitationId::parse("orginv_1").unwrap();
    for (requesting, body) in [(Some(&user), json!({"requesting_user_id": "user_1"})), (None, json!({}))] {
        sends!("POST /v1/organizations/org_1/invitations/orginv_1/revoke", body, |clerk| {
            clerk.organizations().invitations(&organization).revoke(&id, requesting)
        });
    }
}

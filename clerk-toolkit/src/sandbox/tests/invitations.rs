//! Invitations to organizations and to the application.

use serde_json::json;

use super::*;
use crate::sandbox::{Seed, SeedInvitation, SeedInvitationStatus, demo};

fn acme_invitations() -> String {
    format!("/organizations/{}/invitations", demo::ACME)
}

#[tokio::test]
async fn an_organization_invitation_is_created() {
    let api = Api::start().await;
    let invitation = api
        .post(
            &acme_invitations(),
            json!({
                "email_address": "linus@example.com",
                "role": "org:admin",
                "inviter_user_id": demo::ADA,
                "redirect_url": "https://example.com/welcome",
                "public_metadata": {"a": 1},
                "private_metadata": {"b": 2},
                "expires_in_days": 2,
            }),
        )
        .await
        .ok();
    assert_eq!(invitation["status"], "pending");
    assert_eq!(invitation["organization_id"], demo::ACME);
    assert_eq!(invitation["role"], "org:admin");
    assert_eq!(invitation["inviter_id"], demo::ADA);
    assert_eq!(invitation["public_inviter_data"]["identifier"], "ada@example.com");
    assert_eq!(invitation["public_metadata"], json!({"a": 1}));
    assert_eq!(invitation["private_metadata"], json!({"b": 2}));
    assert!(invitation["url"].as_str().is_some_and(|url| url.contains("ticket=")));
    let days = |key: &str| invitation[key].as_i64().expect("the field is a time");
    assert_eq!(days("expires_at") - days("created_at"), 2 * 24 * 60 * 60 * 1000);

    let id = invitation["id"].as_str().expect("the invitation has an id");
    assert_eq!(api.get(&format!("{}/{id}", acme_invitations())).await.ok(), invitation);
    let elsewhere = format!("/organizations/{}/invitations/{id}", demo::GLOBEX);
    api.get(&elsewhere).await.refused(404, &[("resource_not_found", "")]);
}

#[tokio::test]
async fn an_invalid_organization_invitation_is_refused() {
    let api = Api::start().await;
    let invite = |body: Value| {
        let mut whole = json!({"email_address": "linus@example.com", "role": "org:member"});
        let (Some(whole_map), Value::Object(body)) = (whole.as_object_mut(), body) else {
            unreachable!("both values are objects");
        };
        whole_map.extend(body);
        let (api, path) = (&api, acme_invitations());
        async move { api.post(&path, whole).await }
    };
    let pending = invite(json!({"email_address": "Newcomer@example.com"})).await;
    pending.refused(400, &[("duplicate_record", "")]);
    assert_eq!(pending.body["errors"][0]["meta"]["email_addresses"], json!(["Newcomer@example.com"]));
    invite(json!({"email_address": "grace@example.com"}))
        .await
        .refused(400, &[("already_a_member_in_organization", "")]);
    invite(json!({"role": "org:king"})).await.refused(404, &[("resource_not_found", "role")]);
    invite(json!({"inviter_user_id": demo::EDSGER})).await.refused(403, &[("not_a_member_in_organization", "")]);
    invite(json!({"inviter_user_id": demo::GRACE})).await.refused(403, &[("missing_organization_permission", "")]);
    invite(json!({"inviter_user_id": "user_none"})).await.refused(404, &[("resource_not_found", "")]);
    invite(json!({"email_address": "nobody", "redirect_url": "/welcome", "expires_in_days": 366})).await.refused(
        422,
        &[
            ("form_param_format_invalid", "email_address"),
            ("form_param_format_invalid", "redirect_url"),
            ("form_param_value_too_large", "expires_in_days"),
        ],
    );
    invite(json!({"inviter_user_id": null})).await.ok();
}

#[tokio::test]
async fn an_organization_invitation_is_revoked() {
    let api = Api::start().await;
    let path = format!("{}/{}/revoke", acme_invitations(), demo::ACME_INVITATION);
    api.post(&path, json!({"requesting_user_id": demo::EDSGER}))
        .await
        .refused(403, &[("not_a_member_in_organization", "")]);
    api.post(&path, json!({"requesting_user_id": demo::GRACE}))
        .await
        .refused(403, &[("missing_organization_permission", "")]);
    let revoked = api.post(&path, json!({"requesting_user_id": demo::ADA})).await.ok();
    assert_eq!(revoked["status"], "revoked");
    assert!(revoked["url"].is_null());
    assert!(revoked["updated_at"].as_i64() > revoked["created_at"].as_i64());
    // A request without a body.
    let again = api.request(Method::POST, &path).send().await;
    ApiResponse::read(again).await.refused(404, &[("organization_invitation_not_pending", "")]);
    api.post(&format!("{}/orginv_none/revoke", acme_invitations()), json!({}))
        .await
        .refused(404, &[("resource_not_found", "")]);

    let counted = api.get("/organizations/acme?include_members_count=true").await.ok();
    assert_eq!(counted["pending_invitations_count"], 0);
    let newcomer = json!({"email_address": "newcomer@example.com", "role": "org:member"});
    api.post(&acme_invitations(), newcomer).await.ok();
    for (status, count) in [("revoked", 1), ("pending", 1), ("accepted", 0), ("pending&status=revoked", 2)] {
        let list = api.get(&format!("{}?status={status}", acme_invitations())).await.ok();
        assert_eq!(list["total_count"], count, "{status}");
    }
    assert_eq!(api.get(&acme_invitations()).await.ok()["total_count"], 2);
    api.get(&format!("{}?status=lost", acme_invitations()))
        .await
        .refused(422, &[("form_param_value_invalid", "status")]);
}

#[tokio::test]
async fn an_application_invitation_is_created() {
    let api = Api::start().await;
    let invitation = api
        .post(
            "/invitations",
            json!({
                "email_address": "linus@example.com",
                "redirect_url": "https://example.com/welcome",
                "public_metadata": {"a": 1},
                "notify": false,
            }),
        )
        .await
        .ok();
    assert_eq!(invitation["status"], "pending");
    assert_eq!(invitation["revoked"], false);
    assert_eq!(invitation["public_metadata"], json!({"a": 1}));
    assert!(invitation["url"].as_str().is_some_and(|url| url.contains("ticket=")));
    let list = api.get("/invitations").await.ok();
    assert_eq!(ids(&list), [invitation["id"].as_str().expect("the invitation has an id"), demo::INVITATION]);
    let page = api.get("/invitations?paginated=true&limit=1").await.ok();
    assert_eq!(page["total_count"], 2);
    assert_eq!(page["data"].as_array().map(Vec::len), Some(1));
    assert_eq!(ids(&api.get("/invitations?query=guest").await.ok()), [demo::INVITATION]);
}

#[tokio::test]
async fn an_invalid_application_invitation_is_refused() {
    let api = Api::start().await;
    api.post("/invitations", json!({"email_address": "GUEST@example.com"}))
        .await
        .refused(400, &[("duplicate_record", "")]);
    api.post("/invitations", json!({"email_address": "ada@example.com"}))
        .await
        .refused(422, &[("form_identifier_exists", "email_address")]);
    for email in ["guest@example.com", "ada@example.com"] {
        api.post("/invitations", json!({"email_address": email, "ignore_existing": true})).await.ok();
    }
    api.post(
        "/invitations",
        json!({
            "email_address": "a b@example.com",
            "redirect_url": "not a url",
            "template_slug": "welcome",
            "private_metadata": {},
        }),
    )
    .await
    .refused(
        422,
        &[
            ("form_param_format_invalid", "email_address"),
            ("form_param_format_invalid", "redirect_url"),
            ("form_param_value_invalid", "template_slug"),
            ("form_param_unknown", "private_metadata"),
        ],
    );
    api.post("/invitations", json!({})).await.refused(422, &[("form_param_missing", "email_address")]);
}

#[tokio::test]
async fn an_application_invitation_is_revoked() {
    let api = Api::start().await;
    let path = format!("/invitations/{}/revoke", demo::INVITATION);
    let revoked = api.post(&path, json!({})).await.ok();
    assert_eq!((&revoked["status"], &revoked["revoked"]), (&json!("revoked"), &json!(true)));
    api.post(&path, json!({})).await.refused(400, &[("invitation_already_revoked", "")]);
    api.post("/invitations/inv_none/revoke", json!({})).await.refused(404, &[("resource_not_found", "")]);
    assert_eq!(api.get("/invitations").await.ok(), json!([]));
    assert_eq!(ids(&api.get("/invitations?status=revoked").await.ok()), [demo::INVITATION]);
    api.post("/invitations", json!({"email_address": "guest@example.com"})).await.ok();
}

#[tokio::test]
async fn an_accepted_invitation_cannot_be_revoked() {
    let invitation = |id: &str, status| SeedInvitation {
        id: Some(id.to_owned()),
        email_address: format!("{}@example.com", id.replace('_', "-")),
        status,
        ..SeedInvitation::default()
    };
    let seed = Seed {
        invitations: vec![
            invitation("inv_1", SeedInvitationStatus::Accepted),
            invitation("inv_2", SeedInvitationStatus::Expired),
        ],
        ..Seed::default()
    };
    let api = Api::of(Sandbox::builder().seed(seed)).await;
    api.post("/invitations/inv_1/revoke", json!({})).await.refused(400, &[("invitation_already_accepted", "")]);
    api.post("/invitations/inv_2/revoke", json!({})).await.ok();
}

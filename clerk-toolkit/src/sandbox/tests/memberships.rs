//! Memberships.

use serde_json::json;

use super::*;
use crate::sandbox::demo;

fn acme_members() -> String {
    format!("/organizations/{}/memberships", demo::ACME)
}

fn acme_member(user_id: &str) -> String {
    format!("{}/{user_id}", acme_members())
}

#[tokio::test]
async fn a_member_is_added() {
    let api = Api::start().await;
    let member = api
        .post(
            &acme_members(),
            json!({
                "user_id": demo::EDSGER,
                "role": "org:member",
                "public_metadata": {"a": 1},
                "private_metadata": {"b": 2},
            }),
        )
        .await
        .ok();
    assert_eq!(member["role"], "org:member");
    assert_eq!(member["role_name"], "Member");
    assert_eq!(member["organization"]["slug"], "acme");
    assert!(member["organization"]["private_metadata"]["internal_note"].is_string());
    assert_eq!(member["public_user_data"]["identifier"], "edsger@example.com");
    assert_eq!(member["public_metadata"], json!({"a": 1}));
    assert_eq!(member["private_metadata"], json!({"b": 2}));
    assert!(
        member["permissions"]
            .as_array()
            .expect("the permissions are an array")
            .contains(&json!("org:sys_memberships:read"))
    );
    assert_eq!(api.get(&acme_members()).await.ok()["total_count"], 4);
}

#[tokio::test]
async fn an_invalid_membership_is_refused() {
    let api = Api::start().await;
    let again = api.post(&acme_members(), json!({"user_id": demo::GRACE, "role": "org:admin"})).await;
    again.refused(400, &[("already_a_member_in_organization", "")]);
    assert_eq!(again.body["errors"][0]["long_message"], "grace@example.com is already a member of the organization.");
    api.post(&acme_members(), json!({"user_id": demo::EDSGER, "role": "org:king"}))
        .await
        .refused(404, &[("resource_not_found", "role")]);
    api.post(&acme_members(), json!({"user_id": "user_none", "role": "org:member"}))
        .await
        .refused(404, &[("resource_not_found", "")]);
    api.post("/organizations/org_none/memberships", json!({"user_id": demo::ADA, "role": "org:member"}))
        .await
        .refused(404, &[("resource_not_found", "")]);
    api.post(&acme_members(), json!({}))
        .await
        .refused(422, &[("form_param_missing", "user_id"), ("form_param_missing", "role")]);
}

#[tokio::test]
async fn the_limit_counts_members_and_pending_invitations() {
    let api = Api::start().await;
    let acme = format!("/organizations/{}", demo::ACME);
    // Three members and one pending invitation.
    api.patch(&acme, json!({"max_allowed_memberships": 4})).await.ok();
    let full = [("organization_membership_quota_exceeded", "")];
    let edsger = json!({"user_id": demo::EDSGER, "role": "org:member"});
    let invitation = json!({"email_address": "one@example.com", "role": "org:member"});
    api.post(&acme_members(), edsger.clone()).await.refused(403, &full);
    api.post(&format!("{acme}/invitations"), invitation.clone()).await.refused(403, &full);
    api.patch(&acme, json!({"max_allowed_memberships": 5})).await.ok();
    api.post(&format!("{acme}/invitations"), invitation).await.ok();
    api.post(&acme_members(), edsger.clone()).await.refused(403, &full);
    api.patch(&acme, json!({"max_allowed_memberships": 0})).await.ok();
    api.post(&acme_members(), edsger).await.ok();
}

#[tokio::test]
async fn a_role_changes() {
    let api = Api::start().await;
    let before = api.get(&acme_members()).await.ok();
    let after = api.patch(&acme_member(demo::GRACE), json!({"role": "org:admin"})).await.ok();
    assert_eq!(after["role"], "org:admin");
    let permissions = after["permissions"].as_array().expect("the permissions are an array");
    assert!(permissions.contains(&json!("org:sys_memberships:manage")), "{permissions:?}");
    assert!(after["updated_at"].as_i64() > before["data"][1]["updated_at"].as_i64());
    api.patch(&acme_member(demo::GRACE), json!({"role": "org:king"}))
        .await
        .refused(404, &[("resource_not_found", "role")]);
    api.patch(&acme_member(demo::EDSGER), json!({"role": "org:admin"}))
        .await
        .refused(404, &[("resource_not_found", "")]);
}

#[tokio::test]
async fn the_last_admin_cannot_be_removed() {
    let api = Api::start().await;
    let needed = [("organization_minimum_permissions_needed", "")];
    let demotion = json!({"role": "org:member"});
    api.patch(&acme_member(demo::ADA), demotion.clone()).await.refused(400, &needed);
    api.delete(&acme_member(demo::ADA)).await.refused(400, &needed);
    api.patch(&acme_member(demo::ADA), json!({"role": "org:admin"})).await.ok();
    // A second administrator makes the demotion possible.
    api.patch(&acme_member(demo::GRACE), json!({"role": "org:admin"})).await.ok();
    api.patch(&acme_member(demo::ADA), demotion).await.ok();
    api.delete(&acme_member(demo::GRACE)).await.refused(400, &needed);
    api.delete(&acme_member(demo::ADA)).await.ok();
}

#[tokio::test]
async fn an_organization_without_an_admin_does_not_need_one() {
    let api = Api::start().await;
    let created = api.post("/organizations", json!({"name": "Leaderless"})).await.ok();
    let path = format!("/organizations/{}/memberships", created["id"].as_str().expect("the row has an id"));
    api.post(&path, json!({"user_id": demo::ALAN, "role": "org:member"})).await.ok();
    api.delete(&format!("{path}/{}", demo::ALAN)).await.ok();
}

#[tokio::test]
async fn removing_a_member_returns_the_membership() {
    let api = Api::start().await;
    let removed = api.delete(&acme_member(demo::ALAN)).await.ok();
    assert_eq!(removed["object"], "organization_membership");
    assert_eq!(removed["public_user_data"]["user_id"], demo::ALAN);
    api.delete(&acme_member(demo::ALAN)).await.refused(404, &[("resource_not_found", "")]);
    assert_eq!(api.get(&acme_members()).await.ok()["total_count"], 2);
    api.get(&format!("/users/{}", demo::ALAN)).await.ok();
}

#[tokio::test]
async fn metadata_is_merged() {
    let api = Api::start().await;
    let path = format!("{}/metadata", acme_member(demo::ADA));
    let merged = api
        .patch(&path, json!({"public_metadata": {"floor": 3}, "private_metadata": {"internal_note": null}}))
        .await
        .ok();
    assert_eq!(merged["public_metadata"], json!({"title": "Head of Computing", "floor": 3}));
    assert_eq!(merged["private_metadata"], json!({}));
    // The user's own metadata is unchanged.
    let user = api.get(&format!("/users/{}", demo::ADA)).await.ok();
    assert!(user["public_metadata"].get("floor").is_none());
    let path = format!("{}/metadata", acme_member(demo::EDSGER));
    api.patch(&path, json!({})).await.refused(404, &[("resource_not_found", "")]);
}

#[tokio::test]
async fn members_are_filtered_and_sorted() {
    let api = Api::start().await;
    for (query, expected) in [
        (format!("user_id={}", demo::GRACE), vec![demo::GRACE]),
        ("role=org:admin".to_owned(), vec![demo::ADA]),
        ("query=tur".to_owned(), vec![demo::ALAN]),
        ("email_address=ada@example.com".to_owned(), vec![demo::ADA]),
        ("order_by=first_name".to_owned(), vec![demo::ADA, demo::ALAN, demo::GRACE]),
        ("order_by=%2Blast_name&limit=1".to_owned(), vec![demo::GRACE]),
        ("last_active_at_after=5".to_owned(), vec![]),
    ] {
        let list = api.get(&format!("{}?{query}", acme_members())).await.ok();
        let found: Vec<_> = list["data"]
            .as_array()
            .expect("the list has rows")
            .iter()
            .map(|row| row["public_user_data"]["user_id"].as_str().expect("the row has an id"))
            .collect();
        assert_eq!(found, expected, "{query}");
    }
}

//! Users.

use serde_json::json;

use super::*;
use crate::sandbox::demo;

fn ada() -> String {
    format!("/users/{}", demo::ADA)
}

#[tokio::test]
async fn a_user_has_a_profile_and_metadata() {
    let api = Api::start().await;
    let user = api.get(&ada()).await.ok();
    assert_eq!(user["id"], demo::ADA);
    assert_eq!(user["first_name"], "Ada");
    let email = &user["email_addresses"][0];
    assert_eq!(email["email_address"], "ada@example.com");
    assert_eq!(email["verification"]["status"], "verified");
    assert_eq!(user["primary_email_address_id"], email["id"]);
    assert!(user["private_metadata"]["internal_note"].is_string());
    api.get("/users/user_none").await.refused(404, &[("resource_not_found", "")]);
}

#[tokio::test]
async fn an_update_changes_only_the_given_fields() {
    let api = Api::start().await;
    let before = api.get(&ada()).await.ok();
    let after =
        api.patch(&ada(), json!({"first_name": "Augusta", "last_name": null, "external_id": "crm-7"})).await.ok();
    assert_eq!(after["first_name"], "Augusta");
    assert!(after["last_name"].is_null());
    assert_eq!(after["external_id"], "crm-7");
    assert_eq!(after["username"], before["username"]);
    assert_eq!(after["public_metadata"], before["public_metadata"]);
    assert!(after["updated_at"].as_i64() > before["updated_at"].as_i64());
    assert_eq!(after["created_at"], before["created_at"]);
    assert_eq!(api.get(&ada()).await.ok(), after);
}

#[tokio::test]
async fn an_identifier_of_another_user_is_refused() {
    let api = Api::start().await;
    let taken = json!({"username": "GRACE-hopper"});
    api.patch(&ada(), taken).await.refused(422, &[("form_identifier_exists", "username")]);
    api.patch(&ada(), json!({"username": "ada-lovelace"})).await.ok();
    api.post(
        "/users",
        json!({
            "username": "ada-lovelace",
            "email_address": ["new@example.com", "Grace@example.com"],
        }),
    )
    .await
    .refused(422, &[("form_identifier_exists", "username"), ("form_identifier_exists", "email_address")]);
}

#[tokio::test]
async fn an_invalid_username_is_refused() {
    let api = Api::start().await;
    for (username, code) in [
        ("abc", "form_username_invalid_length"),
        ("has space", "form_username_invalid_character"),
        ("123456", "form_username_needs_non_number_char"),
    ] {
        api.patch(&ada(), json!({"username": username})).await.refused(422, &[(code, "username")]);
    }
}

#[tokio::test]
async fn the_email_address_of_another_user_cannot_be_primary() {
    let api = Api::start().await;
    let grace = api.get(&format!("/users/{}", demo::GRACE)).await.ok();
    let foreign = json!({"primary_email_address_id": grace["primary_email_address_id"]});
    api.patch(&ada(), foreign).await.refused(422, &[("form_resource_not_found", "primary_email_address_id")]);
}

#[tokio::test]
async fn a_user_is_created_and_deleted() {
    let api = Api::start().await;
    let user = api
        .post(
            "/users",
            json!({
                "email_address": ["linus@example.com"],
                "email_address_identification_status": ["reserved"],
                "phone_number": ["+15555550100"],
                "password": "correct horse",
                "external_id": "ext-1",
                "created_at": "2020-01-02T03:04:05Z",
                "private_metadata": {"note": 1},
            }),
        )
        .await
        .ok();
    assert_eq!(user["created_at"], 1_577_934_245_000_i64);
    assert_eq!(user["password_enabled"], true);
    assert_eq!(user["email_addresses"][0]["reserved"], true);
    assert!(user["email_addresses"][0]["verification"].is_null());
    assert_eq!(user["phone_numbers"][0]["phone_number"], "+15555550100");
    assert_eq!(user["private_metadata"], json!({"note": 1}));
    assert_eq!(api.get("/users/count").await.ok()["total_count"], 6);

    let path = format!("/users/{}", user["id"].as_str().expect("the user has an id"));
    let deleted = api.delete(&path).await.ok();
    assert_eq!(deleted, json!({"id": user["id"], "object": "user", "deleted": true, "external_id": "ext-1"}));
    api.delete(&path).await.refused(404, &[("resource_not_found", "")]);
    assert_eq!(api.get("/users/count").await.ok()["total_count"], 5);
}

#[tokio::test]
async fn all_mistakes_of_a_new_user_are_reported_together() {
    let api = Api::start().await;
    api.post("/users", json!({})).await.refused(422, &[("form_data_missing", "")]);
    api.post("/users", json!({"skip_user_requirement": true})).await.ok();
    api.post(
        "/users",
        json!({
            "email_address": ["not an address", "a@b"],
            "phone_number": ["555"],
            "web3_wallet": ["0x1"],
        }),
    )
    .await
    .refused(
        422,
        &[
            ("form_param_format_invalid", "email_address"),
            ("form_param_format_invalid", "email_address"),
            ("form_param_format_invalid", "phone_number"),
            ("form_param_format_invalid", "web3_wallet"),
        ],
    );
    api.post(
        "/users",
        json!({
            "username": "someone",
            "password": "short",
            "password_digest": "abc",
            "email_address_identification_status": ["verified"],
        }),
    )
    .await
    .refused(
        422,
        &[
            ("form_password_length_too_short", "password"),
            ("form_param_missing", "password_hasher"),
            ("form_param_array_length_mismatch", "email_address_identification_status"),
        ],
    );
}

#[tokio::test]
async fn a_duplicate_email_address_is_refused() {
    let api = Api::start().await;
    api.post("/users", json!({"email_address": ["twice@example.com", "Twice@example.com"]}))
        .await
        .refused(422, &[("form_param_duplicate", "email_address")]);
}

#[tokio::test]
async fn deleting_a_user_deletes_the_memberships() {
    let api = Api::start().await;
    api.delete(&format!("/users/{}", demo::GRACE)).await.ok();
    let members = api.get(&format!("/organizations/{}/memberships", demo::ACME)).await.ok();
    assert_eq!(members["total_count"], 2);
}

#[tokio::test]
async fn metadata_is_merged_by_patch_and_replaced_by_put() {
    let api = Api::start().await;
    let path = format!("{}/metadata", ada());
    let before = api.get(&ada()).await.ok();
    let merged =
        api.patch(&path, json!({"public_metadata": {"plan": null, "preferences": {"theme": "light"}}})).await.ok();
    assert_eq!(merged["public_metadata"], json!({"preferences": {"theme": "light", "language": "en"}}));
    assert_eq!(merged["private_metadata"], before["private_metadata"]);
    assert!(merged["updated_at"].as_i64() > before["updated_at"].as_i64());

    let replaced = api.put(&path, json!({"public_metadata": {"only": 1}})).await.ok();
    assert_eq!(replaced["public_metadata"], json!({"only": 1}));
    assert_eq!(replaced["unsafe_metadata"], before["unsafe_metadata"]);

    api.patch(&path, json!({"public_metadata": "text", "unsafe_metadata": null}))
        .await
        .refused(422, &[("form_param_value_invalid", "public_metadata"), ("form_param_nil", "unsafe_metadata")]);
    api.patch("/users/user_none/metadata", json!({})).await.refused(404, &[("resource_not_found", "")]);
}

#[tokio::test]
async fn merged_metadata_over_the_limit_is_refused() {
    let api = Api::start().await;
    let path = format!("{}/metadata", ada());
    let half = "x".repeat(5000);
    api.patch(&path, json!({"unsafe_metadata": {"one": half}})).await.ok();
    let before = api.get(&ada()).await.ok();
    api.patch(&path, json!({"unsafe_metadata": {"two": half}, "public_metadata": {"new": 1}}))
        .await
        .refused(422, &[("form_param_exceeds_allowed_size", "unsafe_metadata")]);
    assert_eq!(api.get(&ada()).await.ok(), before, "a refused change must change nothing");
    api.put(&path, json!({"unsafe_metadata": {"two": half}})).await.ok();
}

#[tokio::test]
async fn users_are_filtered_sorted_and_counted() {
    let api = Api::start().await;
    let cases = [
        (format!("user_id={}&user_id={}", demo::GRACE, demo::ADA), vec![demo::GRACE, demo::ADA]),
        (format!("user_id=-{}", demo::ADA), vec![demo::EDSGER, demo::KATHERINE, demo::ALAN, demo::GRACE]),
        ("email_address=ALAN@example.com".to_owned(), vec![demo::ALAN]),
        ("query=hopper".to_owned(), vec![demo::GRACE]),
        ("query=alan+turing".to_owned(), vec![demo::ALAN]),
        ("username=ada-lovelace".to_owned(), vec![demo::ADA]),
        (format!("organization_id={}", demo::GLOBEX), vec![demo::KATHERINE, demo::ADA]),
        ("banned=true".to_owned(), vec![]),
        ("last_active_at_after=0".to_owned(), vec![]),
        ("created_at_before=1".to_owned(), vec![]),
    ];
    for (query, expected) in cases {
        let list = api.get(&format!("/users?{query}")).await.ok();
        assert_eq!(ids(&list), expected, "{query}");
        let count = api.get(&format!("/users/count?{query}")).await.ok();
        assert_eq!(count, json!({"object": "total_count", "total_count": expected.len()}), "{query}");
    }
    let sorted = api.get("/users?order_by=first_name&limit=2").await.ok();
    assert_eq!(ids(&sorted), [demo::ADA, demo::ALAN]);
    let sorted = api.get("/users?order_by=-first_name&limit=2").await.ok();
    assert_eq!(ids(&sorted), [demo::KATHERINE, demo::GRACE]);
    let rest = api.get(&format!("/users?starting_after={}", demo::ALAN)).await.ok();
    assert_eq!(ids(&rest), [demo::GRACE, demo::ADA]);
    api.get("/users?banned=maybe").await.refused(422, &[("form_param_type_invalid", "banned")]);
}

#[tokio::test]
async fn the_memberships_of_a_user_are_listed() {
    let api = Api::start().await;
    let list = api.get(&format!("{}/organization_memberships", ada())).await.ok();
    assert_eq!(list["total_count"], 2);
    let roles: Vec<_> = list["data"]
        .as_array()
        .expect("the list has rows")
        .iter()
        .map(|row| (row["organization"]["slug"].as_str(), row["role"].as_str()))
        .collect();
    assert_eq!(roles, [(Some("globex"), Some("org:member")), (Some("acme"), Some("org:admin"))]);
    api.get("/users/user_none/organization_memberships").await.refused(404, &[("resource_not_found", "")]);
}

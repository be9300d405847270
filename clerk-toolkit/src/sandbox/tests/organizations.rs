//! Organizations and roles.

use serde_json::json;

use super::*;
use crate::sandbox::demo;

fn acme() -> String {
    format!("/organizations/{}", demo::ACME)
}

#[tokio::test]
async fn an_organization_is_read_by_id_or_slug() {
    let api = Api::start().await;
    let by_id = api.get(&acme()).await.ok();
    assert_eq!(by_id["name"], "Acme Inc");
    assert_eq!(by_id["created_by"], demo::ADA);
    assert!(by_id.get("members_count").is_none());
    assert_eq!(api.get("/organizations/acme").await.ok(), by_id);
    api.get("/organizations/nobody").await.refused(404, &[("resource_not_found", "")]);
    // Only `GET` accepts a slug.
    api.patch("/organizations/acme", json!({})).await.refused(404, &[("resource_not_found", "")]);
}

#[tokio::test]
async fn counts_are_returned_on_request() {
    let api = Api::start().await;
    let counted = api.get("/organizations/acme?include_members_count=true").await.ok();
    assert_eq!(counted["members_count"], 3);
    assert_eq!(counted["pending_invitations_count"], 1);
    let plain = api.get("/organizations/acme?include_members_count=false").await.ok();
    assert!(plain.get("members_count").is_none());
    let list = api.get("/organizations?include_members_count=true").await.ok();
    assert_eq!(list["total_count"], 2);
    assert_eq!(list["data"][1]["members_count"], 3);
    let asked = "/organizations/acme?include_missing_member_with_elevated_permissions=true";
    assert_eq!(api.get(asked).await.ok()["missing_member_with_elevated_permissions"], false);
}

#[tokio::test]
async fn the_creator_of_an_organization_becomes_an_admin() {
    let api = Api::start().await;
    let created = api
        .post(
            "/organizations",
            json!({
                "name": "Initech",
                "created_by": demo::EDSGER,
                "max_allowed_memberships": 7,
                "public_metadata": {"a": 1},
                "private_metadata": {"b": 2},
            }),
        )
        .await
        .ok();
    assert_eq!(created["slug"], "initech");
    assert_eq!(created["max_allowed_memberships"], 7);
    assert_eq!(created["public_metadata"], json!({"a": 1}));
    assert_eq!(created["private_metadata"], json!({"b": 2}));
    let id = created["id"].as_str().expect("the organization has an id");
    let members = api.get(&format!("/organizations/{id}/memberships")).await.ok();
    assert_eq!(members["total_count"], 1);
    assert_eq!(members["data"][0]["role"], "org:admin");
    assert_eq!(members["data"][0]["public_user_data"]["user_id"], demo::EDSGER);

    let alone = api.post("/organizations", json!({"name": "Alone"})).await.ok();
    assert!(alone.get("created_by").is_none());
    api.post("/organizations", json!({"name": "X", "created_by": "user_none"}))
        .await
        .refused(400, &[("organization_creator_not_found", "")]);
}

#[tokio::test]
async fn slugs_are_unique() {
    let api = Api::start().await;
    for expected in ["globex-2", "globex-3"] {
        let created = api.post("/organizations", json!({"name": "Globex!"})).await.ok();
        assert_eq!(created["slug"], expected);
    }
    let taken = json!({"name": "Other", "slug": "acme"});
    api.post("/organizations", taken).await.refused(422, &[("form_identifier_exists", "slug")]);
    let taken = api.patch(&acme(), json!({"slug": "globex"})).await;
    taken.refused(422, &[("form_identifier_exists", "slug")]);
    assert_eq!(taken.body["errors"][0]["message"], "That slug is taken. Please try another.");
    api.patch(&acme(), json!({"slug": "acme"})).await.ok();
}

#[tokio::test]
async fn invalid_names_and_slugs_are_refused() {
    let api = Api::start().await;
    api.post("/organizations", json!({})).await.refused(422, &[("form_param_missing", "name")]);
    let empty = api.request(Method::POST, "/organizations").send().await;
    ApiResponse::read(empty).await.refused(422, &[("form_param_missing", "name")]);
    api.post("/organizations", json!({"name": "x".repeat(256)})).await.ok();
    for (body, code, param) in [
        (json!({"name": "x".repeat(257)}), "form_param_max_length_exceeded", "name"),
        (json!({"name": "  "}), "form_param_value_invalid", "name"),
        (json!({"name": "<b>Acme</b>"}), "form_param_value_invalid", "name"),
        (json!({"name": "see https://example.com"}), "form_param_value_invalid", "name"),
        (json!({"name": "A", "slug": "With Capitals"}), "form_param_format_invalid", "slug"),
        (json!({"name": "A", "slug": ""}), "form_param_format_invalid", "slug"),
        (json!({"name": "A", "max_allowed_memberships": -1}), "form_param_value_invalid", "max_allowed_memberships"),
        (json!({"name": "A", "max_allowed_memberships": 1.5}), "form_param_value_invalid", "max_allowed_memberships"),
        (json!({"name": "A", "role_set_key": "role_set:none"}), "form_param_value_invalid", "role_set_key"),
    ] {
        api.post("/organizations", body).await.refused(422, &[(code, param)]);
    }
}

#[tokio::test]
async fn an_update_changes_the_profile_and_refuses_metadata() {
    let api = Api::start().await;
    let before = api.get(&acme()).await.ok();
    let after = api
        .patch(&acme(), json!({"name": "Acme Ltd", "max_allowed_memberships": 9, "admin_delete_enabled": false}))
        .await
        .ok();
    assert_eq!(after["name"], "Acme Ltd");
    assert_eq!(after["slug"], "acme");
    assert_eq!(after["max_allowed_memberships"], 9);
    assert_eq!(after["admin_delete_enabled"], false);
    assert!(after["updated_at"].as_i64() > before["updated_at"].as_i64());
    api.patch(&acme(), json!({"public_metadata": {}, "private_metadata": {}}))
        .await
        .refused(422, &[("form_param_unknown", "public_metadata"), ("form_param_unknown", "private_metadata")]);
}

#[tokio::test]
async fn metadata_is_merged_by_patch_and_replaced_by_put() {
    let api = Api::start().await;
    let path = format!("{}/metadata", acme());
    let merged = api.patch(&path, json!({"public_metadata": {"tier": {"level": 2}, "industry": null}})).await.ok();
    assert_eq!(merged["public_metadata"], json!({"tier": {"level": 2}}));
    assert_eq!(merged["private_metadata"]["billing"]["customer_id"], "cus_demo_acme");
    let replaced = api.put(&path, json!({"private_metadata": {}})).await.ok();
    assert_eq!(replaced["private_metadata"], json!({}));
    assert_eq!(replaced["public_metadata"], json!({"tier": {"level": 2}}));
    api.patch(&path, json!({"unsafe_metadata": {}})).await.refused(422, &[("form_param_unknown", "unsafe_metadata")]);
    api.put("/organizations/org_none/metadata", json!({})).await.refused(404, &[("resource_not_found", "")]);
}

#[tokio::test]
async fn deleting_an_organization_deletes_its_memberships() {
    let api = Api::start().await;
    let deleted = api.delete(&acme()).await.ok();
    assert_eq!(deleted, json!({"id": demo::ACME, "object": "organization", "deleted": true}));
    api.get(&acme()).await.refused(404, &[("resource_not_found", "")]);
    api.delete(&acme()).await.refused(404, &[("resource_not_found", "")]);
    let path = format!("/users/{}/organization_memberships", demo::ADA);
    assert_eq!(api.get(&path).await.ok()["total_count"], 1);
}

#[tokio::test]
async fn organizations_are_filtered_and_sorted() {
    let api = Api::start().await;
    for (query, expected) in [
        (String::new(), vec![demo::GLOBEX, demo::ACME]),
        ("order_by=name".to_owned(), vec![demo::ACME, demo::GLOBEX]),
        ("order_by=-members_count".to_owned(), vec![demo::ACME, demo::GLOBEX]),
        ("query=glob".to_owned(), vec![demo::GLOBEX]),
        (format!("query={}", demo::ACME), vec![demo::ACME]),
        (format!("user_id={}", demo::GRACE), vec![demo::ACME]),
        (format!("user_id=-{}", demo::GRACE), vec![demo::GLOBEX]),
        (format!("organization_id={}", demo::ACME), vec![demo::ACME]),
    ] {
        let list = api.get(&format!("/organizations?{query}")).await.ok();
        assert_eq!(ids(&list["data"]), expected, "{query}");
        assert_eq!(list["total_count"], expected.len(), "{query}");
    }
}

#[tokio::test]
async fn roles_have_the_system_permissions() {
    let api = Api::start().await;
    let roles = api.get("/organization_roles?order_by=key").await.ok();
    assert_eq!(roles["total_count"], 2);
    let keys = |role: &Value| -> Vec<String> {
        role["permissions"]
            .as_array()
            .expect("the role has permissions")
            .iter()
            .map(|permission| permission["key"].as_str().expect("the permission has a key").to_owned())
            .collect()
    };
    assert_eq!(roles["data"][0]["key"], "org:admin");
    assert_eq!(roles["data"][1]["key"], "org:member");
    let (admin, member) = (keys(&roles["data"][0]), keys(&roles["data"][1]));
    assert_eq!(member, ["org:sys_memberships:read", "org:sys_domains:read", "org:sys_billing:read"]);
    assert!(member.iter().all(|key| admin.contains(key)), "{admin:?}");
    for key in [
        "org:sys_profile:manage",
        "org:sys_profile:delete",
        "org:sys_memberships:manage",
        "org:sys_domains:manage",
        "org:sys_billing:manage",
    ] {
        assert!(admin.iter().any(|held| held == key), "{key} is not in {admin:?}");
    }
    assert_eq!(api.get("/organization_roles?query=Admin").await.ok()["total_count"], 1);
}

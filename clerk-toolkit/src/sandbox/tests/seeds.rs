//! What a sandbox starts with.

use std::io;

use super::*;
use crate::sandbox::{Seed, demo};

#[tokio::test]
async fn the_demo_ids_name_what_they_say() {
    let api = Api::start().await;
    for (path, key, value) in [
        (format!("/users/{}", demo::ADA), "first_name", "Ada"),
        (format!("/users/{}", demo::GRACE), "first_name", "Grace"),
        (format!("/users/{}", demo::ALAN), "first_name", "Alan"),
        (format!("/users/{}", demo::KATHERINE), "first_name", "Katherine"),
        (format!("/users/{}", demo::EDSGER), "first_name", "Edsger"),
        (format!("/organizations/{}", demo::ACME), "slug", "acme"),
        (format!("/organizations/{}", demo::GLOBEX), "slug", "globex"),
        (
            format!("/organizations/{}/invitations/{}", demo::ACME, demo::ACME_INVITATION),
            "email_address",
            "newcomer@example.com",
        ),
    ] {
        assert_eq!(api.get(&path).await.ok()[key], value, "{path}");
    }
    assert_eq!(ids(&api.get("/invitations").await.ok()), [demo::INVITATION]);
}

#[tokio::test]
async fn empty_is_empty() {
    let api = Api::of(Sandbox::builder().empty()).await;
    assert_eq!(api.get("/users/count").await.ok()["total_count"], 0);
    assert_eq!(api.get("/organizations").await.ok()["total_count"], 0);
}

#[tokio::test]
async fn a_seed_that_contradicts_itself_does_not_start() {
    for (seed, complaint) in [
        (r#"{"users": [{"id": "user_1"}, {"id": "user_1"}]}"#, "users[1]: the id user_1 is there twice"),
        (r#"{"users": [{"id": "../users"}]}"#, "users[0]: the id \"../users\" must be user_ and letters or digits"),
        (r#"{"users": [{"email_addresses": ["nobody"]}]}"#, "users[0]: email_addresses \"nobody\""),
        (
            r#"{"organizations": [{"name": "A", "members": [{"user_id": "user_1", "role": "org:admin"}]}]}"#,
            "organizations[0]: the seed has no user \"user_1\"",
        ),
        (
            r#"{"users": [{"id": "user_1"}],
                "organizations": [{"name": "A", "members": [{"user_id": "user_1", "role": "admin"}]}]}"#,
            "the role \"admin\" must be org:admin or org:member",
        ),
        (
            r#"{"organizations": [{"name": "A", "slug": "a"}, {"name": "B", "slug": "a"}]}"#,
            "organizations[1]: two organizations have the slug a",
        ),
        (r#"{"invitations": [{"email_address": ""}]}"#, "invitations[0]: email_address"),
    ] {
        let seed: Seed = serde_json::from_str(seed).expect("a seed");
        let error = Sandbox::builder().seed(seed).start().await.expect_err(complaint);
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
        assert!(error.to_string().contains(complaint), "{error}");
    }
    let unknown = serde_json::from_str::<Seed>(r#"{"user": []}"#).expect_err("an unknown field");
    assert!(unknown.to_string().contains("unknown field `user`"), "{unknown}");
}

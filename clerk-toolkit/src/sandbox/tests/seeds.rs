//! The data that a sandbox starts with.

use std::io;

use super::*;
use crate::sandbox::{InvitationSummary, Seed, SeedError, demo};

#[tokio::test]
async fn the_demo_ids_belong_to_the_resources_they_name() {
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
async fn an_empty_sandbox_has_no_resources() {
    let api = Api::of(Sandbox::builder().empty()).await;
    assert_eq!(api.get("/users/count").await.ok()["total_count"], 0);
    assert_eq!(api.get("/organizations").await.ok()["total_count"], 0);
    assert_eq!(api.get("/invitations").await.ok(), serde_json::json!([]));
}

#[tokio::test]
async fn the_summary_has_what_exists_now() {
    let api = Api::start().await;
    let summary = api.sandbox.summary();
    let users: Vec<&str> = summary.users.iter().map(|user| user.id.as_str()).collect();
    assert_eq!(users, [demo::ADA, demo::GRACE, demo::ALAN, demo::KATHERINE, demo::EDSGER]);
    let ada = &summary.users[0];
    assert_eq!((ada.name.as_deref(), ada.email_address.as_deref()), (Some("Ada Lovelace"), Some("ada@example.com")));
    let [acme, globex] = summary.organizations.as_slice() else { panic!("two organizations: {summary:#?}") };
    assert_eq!((&*acme.id, &*acme.name, &*acme.slug), (demo::ACME, "Acme Inc", "acme"));
    assert_eq!((&*globex.id, &*globex.name, &*globex.slug), (demo::GLOBEX, "Globex", "globex"));
    let roles: Vec<_> = acme.members.iter().map(|member| (&*member.user_id, &*member.role)).collect();
    assert_eq!(roles, [(demo::ADA, "org:admin"), (demo::GRACE, "org:member"), (demo::ALAN, "org:member")]);

    let pending = |invitations: &[InvitationSummary]| {
        let pairs = invitations.iter().map(|invitation| (invitation.id.clone(), invitation.email_address.clone()));
        pairs.collect::<Vec<_>>()
    };
    let guest = (demo::INVITATION.to_owned(), "guest@example.com".to_owned());
    let newcomer = (demo::ACME_INVITATION.to_owned(), "newcomer@example.com".to_owned());
    assert_eq!((pending(&summary.invitations), pending(&acme.invitations)), (vec![guest], vec![newcomer]));
    assert!(globex.invitations.is_empty());

    api.post(&format!("/invitations/{}/revoke", demo::INVITATION), serde_json::json!({})).await.ok();
    api.delete(&format!("/users/{}", demo::GRACE)).await.ok();
    api.post("/users", serde_json::json!({"username": "nameless"})).await.ok();
    let summary = api.sandbox.summary();
    assert!(summary.invitations.is_empty(), "a revoked invitation is not pending: {summary:#?}");
    assert!(!summary.users.iter().any(|user| user.id == demo::GRACE), "{summary:#?}");
    assert!(!summary.organizations[0].members.iter().any(|member| member.user_id == demo::GRACE), "{summary:#?}");
    let newest = summary.users.last().expect("the summary has users");
    assert_eq!((&newest.name, &newest.email_address), (&None, &None));
}

#[test]
fn unreadable_json_is_refused_with_its_place() {
    for (text, path, message) in [
        (r#"{"user": []}"#, "user", "unknown field `user`, expected one of `users`, `organizations`, `invitations`"),
        (r#"{"users": [{}, {"mail": 1}]}"#, "users[1].mail", "unknown field `mail`, expected one of `id`, "),
        (r#"{"users": {}}"#, "users", "invalid type: map, expected a sequence"),
        (r#"{"users": [{"banned": "no"}]}"#, "users[0].banned", "invalid type: string \"no\", expected a boolean"),
        (r#"{"organizations": [{}]}"#, "organizations[0]", "missing field `name`"),
        (r#"{"invitations": [{"id": "inv_1"}]}"#, "invitations[0]", "missing field `email_address`"),
        (
            r#"{"organizations": [{"name": "A", "members": [{"user_id": "user_1"}]}]}"#,
            "organizations[0].members[0]",
            "missing field `role`",
        ),
        (
            r#"{"invitations": [{"email_address": "a@example.com", "status": "lost"}]}"#,
            "invitations[0].status",
            "unknown variant `lost`, expected one of `pending`, `accepted`, `revoked`, `expired`",
        ),
        (
            r#"{"organizations": [{"name": "A", "max_allowed_memberships": -1}]}"#,
            "organizations[0].max_allowed_memberships",
            "invalid value: integer `-1`, expected u32",
        ),
        ("{", "", "EOF while parsing an object"),
        ("{} {}", "", "trailing characters"),
    ] {
        let error = Seed::from_json(text).expect_err(text);
        assert_eq!(error.path(), path, "{error}");
        assert!(error.to_string().contains(message), "{error}");
        assert!(error.to_string().contains(" at line 1 column "), "{error}");
    }
}

#[tokio::test]
async fn a_seed_that_contradicts_itself_does_not_start() {
    for (seed, message) in [
        (
            r#"{"users": [{"id": "user_1"}, {"id": "user_1"}]}"#,
            "users[1].id: \"user_1\" is already taken by user_1; use another one",
        ),
        (
            r#"{"users": [{"id": "../users"}]}"#,
            "users[0].id: \"../users\" is not an id of this kind; write \"user_\" followed by letters or digits",
        ),
        (
            r#"{"users": [{"email_addresses": ["ada@example.com", "nobody"]}]}"#,
            "users[0].email_addresses[1]: \"nobody\" is not an email address, such as \"ada@example.com\"",
        ),
        (
            r#"{"users": [{"id": "user_1", "email_addresses": ["a@example.com"]}, {"email_addresses": ["A@example.com"]}]}"#,
            "users[1].email_addresses[0]: \"A@example.com\" is already taken by user_1; use another one",
        ),
        (
            r#"{"users": [{"id": "user_1", "email_addresses": ["a@example.com", "a@example.com"]}]}"#,
            "users[0].email_addresses[1]: \"a@example.com\" is already taken by user_1; use another one",
        ),
        (
            r#"{"users": [{"phone_numbers": ["555"]}]}"#,
            "users[0].phone_numbers[0]: \"555\" is not a phone number in E.164 form, such as \"+15555550100\"",
        ),
        (
            r#"{"users": [{"id": "user_1", "phone_numbers": ["+15555550100"]}, {"phone_numbers": ["+15555550100"]}]}"#,
            "users[1].phone_numbers[0]: \"+15555550100\" is already taken by user_1; use another one",
        ),
        (
            r#"{"users": [{"username": "ada"}]}"#,
            "users[0].username: \"ada\" is not a username; write 4 to 64 letters, digits, `_` and `-`, and not digits \
             alone",
        ),
        (
            r#"{"users": [{"id": "user_1", "username": "Lovelace"}, {"username": "lovelace"}]}"#,
            "users[1].username: \"lovelace\" is already taken by user_1; use another one",
        ),
        (
            r#"{"users": [{"id": "user_1", "external_id": "7"}, {"external_id": "7"}]}"#,
            "users[1].external_id: \"7\" is already taken by user_1; use another one",
        ),
        (
            r#"{"organizations": [{"name": " "}]}"#,
            "organizations[0].name: \" \" is not an organization name; write 1 to 256 characters without URLs or HTML",
        ),
        (
            r#"{"organizations": [{"name": "A", "slug": "A B"}]}"#,
            "organizations[0].slug: \"A B\" is not a slug; write lowercase letters, digits and dashes",
        ),
        (
            r#"{"organizations": [{"id": "org_1", "name": "A", "slug": "a"}, {"name": "B", "slug": "a"}]}"#,
            "organizations[1].slug: \"a\" is already taken by org_1; use another one",
        ),
        (
            r#"{"organizations": [{"name": "A", "created_by": "user_1"}]}"#,
            "organizations[0].created_by: no user in the seed has the id \"user_1\"; add the user to `users`",
        ),
        (
            r#"{"organizations": [{"name": "A", "members": [{"user_id": "user_1", "role": "org:admin"}]}]}"#,
            "organizations[0].members[0].user_id: no user in the seed has the id \"user_1\"; add the user to `users`",
        ),
        (
            r#"{"users": [{"id": "user_1"}],
                "organizations": [{"name": "A", "members": [{"user_id": "user_1", "role": "admin"}]}]}"#,
            "organizations[0].members[0].role: \"admin\" is not a role; use \"org:admin\" or \"org:member\"",
        ),
        (
            r#"{"users": [{"id": "user_1"}],
                "organizations": [{"name": "A", "members": [
                    {"user_id": "user_1", "role": "org:admin"}, {"user_id": "user_1", "role": "org:member"}]}]}"#,
            "organizations[0].members[1].user_id: \"user_1\" is already a member of this organization; list each user \
             once",
        ),
        (
            r#"{"organizations": [{"name": "A", "invitations": [
                {"email_address": "a@example.com", "role": "org:member", "inviter_user_id": "user_1"}]}]}"#,
            "organizations[0].invitations[0].inviter_user_id: no user in the seed has the id \"user_1\"; add the user \
             to `users`",
        ),
        (
            r#"{"invitations": [{"email_address": ""}]}"#,
            "invitations[0].email_address: \"\" is not an email address, such as \"ada@example.com\"",
        ),
    ] {
        assert_eq!(refusal(Seed::from_json(seed).expect("the fields are right")).await, message);
    }
}

#[tokio::test]
async fn metadata_that_clerk_would_refuse_is_refused_in_a_seed() {
    let mut seed = demo::seed();
    seed.organizations[0].members[1].public_metadata.insert("blob".into(), "x".repeat(8 * 1024).into());
    let expected = "organizations[0].members[1].public_metadata: the metadata is too large; its JSON can have at most \
                    8192 bytes";
    assert_eq!(refusal(seed).await, expected);
}

/// The text of the error that a start with this seed returns.
async fn refusal(seed: Seed) -> String {
    let error = Sandbox::builder().seed(seed).start().await.expect_err("the seed has a mistake");
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{error}");
    assert!(error.get_ref().is_some_and(|inner| inner.is::<SeedError>()), "{error:?}");
    error.to_string()
}

#[test]
fn a_seed_is_read_exactly_or_refused() {
    let text = r#"{"users":[{"first_name":"A\ud83d","public_metadata":[],"unsafe_metadata":{"\uDE00":1}}]}"#;
    let seed = Seed::from_json(&format!("\u{feff}{text}")).unwrap();
    let user = &seed.users[0];
    assert_eq!(user.first_name.as_deref(), Some("A\u{fffd}"));
    assert!(user.public_metadata.is_empty());
    assert_eq!(user.unsafe_metadata["\u{fffd}"], 1);
    for (text, message) in [
        (r#"{"users":[{"public_metadata":{"a":1,"a":2}}]}"#, "the key `users[0].public_metadata.a` occurs twice"),
        (r#"{"users":[{"id":"user_1","id":"user_2"}]}"#, "the key `users[0].id` occurs twice"),
        (r#"{"users":[{"public_metadata":{"a":1e999}}]}"#, "`users[0].public_metadata.a`: the number is too large"),
        (r#"{"users":[{"public_metadata":[1]}]}"#, "expected a map"),
    ] {
        let error = Seed::from_json(text).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}

#[tokio::test]
async fn half_of_a_character_in_a_body_is_the_replacement_character() {
    let api = Api::start().await;
    let request = reqwest::Client::new().patch(format!("{}/v1/users/{}", api.sandbox.url(), demo::ADA));
    let request = request.header("content-type", "application/json").bearer_auth(api.sandbox.secret_key());
    let request = request.body(r#"{"first_name":"A\ud83d","last_name":"\udc00\ud83d\ude00"}"#);
    let text = request.send().await.unwrap().text().await.unwrap();
    let user: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(user["first_name"], "A\u{fffd}", "{user}");
    assert_eq!(user["last_name"], "\u{fffd}😀", "{user}");
    let recorded = api.sandbox.requests().last().and_then(|request| request.body.clone()).unwrap();
    assert_eq!(recorded["first_name"], "A\u{fffd}");
}

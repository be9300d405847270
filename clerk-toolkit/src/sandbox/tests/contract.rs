//! Answers against the official OpenAPI document, where `CLERK_OPENAPI` says where it is.

use std::io::Write as _;
use std::{env, fs, io};

use jsonschema::Validator;
use serde_json::json;

use super::*;
use crate::sandbox::demo;

/// The official document, with its OpenAPI 3.0 schemas turned into JSON Schema.
struct Contract(Value);

impl Contract {
    /// The document, or `None` where nobody said where it is.
    fn load() -> Option<Self> {
        let Some(path) = env::var_os("CLERK_OPENAPI") else {
            // Not `eprintln!`, which the test harness would keep to itself.
            let _ = writeln!(io::stderr(), "left out: CLERK_OPENAPI does not name the OpenAPI document");
            return None;
        };
        let text = fs::read_to_string(&path).expect("CLERK_OPENAPI names a readable file");
        let mut document = serde_json::from_str(&text).expect("CLERK_OPENAPI names a JSON file");
        translate(&mut document);
        Some(Self(document))
    }

    /// Asserts that an answer has the shape the document gives the operation's answer of that status.
    #[track_caller]
    fn check(&self, operation: (&str, &str), answer: &Answer) {
        let (method, path) = operation;
        let responses = &self.0["paths"][path][method]["responses"];
        let mut response = &responses[answer.status.to_string()];
        assert!(!response.is_null(), "{method} {path} answers no {}", answer.status);
        if let Some(reference) = response["$ref"].as_str() {
            response = self.0.pointer(reference.trim_start_matches('#')).expect("a response");
        }
        let mut schema = response["content"]["application/json"]["schema"].clone();
        schema["components"] = self.0["components"].clone();
        let validator = Validator::options().with_draft(jsonschema::Draft::Draft4).build(&schema).expect("a schema");
        let problems: Vec<String> = validator
            .iter_errors(&answer.body)
            .map(|problem| format!("{}: {problem}", problem.instance_path()))
            .collect();
        assert!(problems.is_empty(), "{method} {path} {}: {problems:#?}\n{:#}", answer.status, answer.body);
    }
}

/// `nullable: true` is no JSON Schema: it becomes one more type, and with an enum or a composition one more choice.
fn translate(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(translate),
        Value::Object(object) => {
            object.values_mut().for_each(translate);
            if object.get("nullable") == Some(&Value::Bool(true)) {
                object.remove("nullable");
                let plain = schema.take();
                *schema = json!({"anyOf": [{"type": "null"}, plain]});
            }
        }
        _ => {}
    }
}

#[tokio::test]
async fn answers_have_the_documented_shapes() {
    let Some(contract) = Contract::load() else {
        return;
    };
    let api = Api::start().await;
    let (user, organization) = ("/users/{user_id}", "/organizations/{organization_id}");
    let ada = format!("/users/{}", demo::ADA);
    let acme = format!("/organizations/{}", demo::ACME);
    let grace = format!("{acme}/memberships/{}", demo::GRACE);
    let invitation = format!("{acme}/invitations/{}", demo::ACME_INVITATION);
    let metadata = json!({"public_metadata": {"a": {"b": 1}}});
    let everything = json!({
        "email_address": ["linus@example.com", "l@example.com"],
        "email_address_identification_status": ["verified", "reserved"],
        "phone_number": ["+15555550100"],
        "web3_wallet": ["0x0123456789abcdef0123456789abcdef01234567"],
        "password": "correct horse", "totp_secret": "abc", "backup_codes": ["a"],
        "create_organizations_limit": 3, "legal_accepted_at": "2024-01-01T00:00:00Z", "locale": "en-US",
    });

    let check = |method, path: String, answer| contract.check((method, &path), &answer);
    check("get", "/users".into(), api.get("/users").await);
    check("get", "/users/count".into(), api.get("/users/count").await);
    check("post", "/users".into(), api.post("/users", everything).await);
    check("post", "/users".into(), api.post("/users", json!({"username": 1})).await);
    check("get", user.into(), api.get(&ada).await);
    check("get", user.into(), api.get("/users/user_none").await);
    check("patch", user.into(), api.patch(&ada, json!({"first_name": null})).await);
    check("patch", user.into(), api.patch(&ada, json!({"nonsense": 1})).await);
    check("patch", format!("{user}/metadata"), api.patch(&format!("{ada}/metadata"), metadata.clone()).await);
    check("put", format!("{user}/metadata"), api.put(&format!("{ada}/metadata"), metadata.clone()).await);
    let memberships = "/organization_memberships";
    check("get", format!("{user}{memberships}"), api.get(&format!("{ada}{memberships}")).await);

    check("get", "/organizations".into(), api.get("/organizations?include_members_count=true").await);
    let initech = json!({"name": "Initech", "created_by": demo::EDSGER});
    check("post", "/organizations".into(), api.post("/organizations", initech).await);
    check("get", organization.into(), api.get("/organizations/acme?include_members_count=true").await);
    check("patch", organization.into(), api.patch(&acme, json!({"name": "Acme"})).await);
    check("patch", format!("{organization}/metadata"), api.patch(&format!("{acme}/metadata"), metadata.clone()).await);
    check("put", format!("{organization}/metadata"), api.put(&format!("{acme}/metadata"), metadata.clone()).await);
    check("get", "/organization_roles".into(), api.get("/organization_roles").await);

    let members = format!("{organization}/memberships");
    let edsger = json!({"user_id": demo::EDSGER, "role": "org:member"});
    check("get", members.clone(), api.get(&format!("{acme}/memberships")).await);
    check("post", members.clone(), api.post(&format!("{acme}/memberships"), edsger).await);
    check("patch", format!("{members}/{{user_id}}"), api.patch(&grace, json!({"role": "org:admin"})).await);
    check("patch", format!("{members}/{{user_id}}/metadata"), api.patch(&format!("{grace}/metadata"), metadata).await);
    check("delete", format!("{members}/{{user_id}}"), api.delete(&grace).await);

    let invitations = format!("{organization}/invitations");
    let invite = json!({"email_address": "new@example.com", "role": "org:member"});
    check("get", invitations.clone(), api.get(&format!("{acme}/invitations")).await);
    check("post", invitations.clone(), api.post(&format!("{acme}/invitations"), invite.clone()).await);
    check("post", invitations.clone(), api.post(&format!("{acme}/invitations"), invite).await);
    check("get", format!("{invitations}/{{invitation_id}}"), api.get(&invitation).await);
    let revoke = format!("{invitations}/{{invitation_id}}/revoke");
    check("post", revoke, api.post(&format!("{invitation}/revoke"), json!({})).await);

    let invite = json!({"email_address": "new@example.com"});
    check("get", "/invitations".into(), api.get("/invitations").await);
    check("post", "/invitations".into(), api.post("/invitations", invite.clone()).await);
    check("post", "/invitations".into(), api.post("/invitations", invite).await);
    let revoke = api.post(&format!("/invitations/{}/revoke", demo::INVITATION), json!({})).await;
    check("post", "/invitations/{invitation_id}/revoke".into(), revoke);

    check("delete", organization.into(), api.delete(&acme).await);
    check("delete", user.into(), api.delete(&ada).await);
}

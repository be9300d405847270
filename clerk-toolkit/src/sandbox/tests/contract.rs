//! Checks responses against Clerk's OpenAPI document. `CLERK_OPENAPI` is the path of the document.

use std::io::Write as _;
use std::{env, fs, io};

use jsonschema::Validator;
use serde_json::json;

use super::*;
use crate::sandbox::demo;

/// Clerk's document. Its OpenAPI 3.0 schemas are converted to JSON Schema.
struct Contract(Value);

impl Contract {
    /// Loads the document. Returns `None` if `CLERK_OPENAPI` is not set.
    fn load() -> Option<Self> {
        let Some(path) = env::var_os("CLERK_OPENAPI") else {
            // The test harness would capture `eprintln!`.
            let _ = writeln!(io::stderr(), "skipped: CLERK_OPENAPI is not set to the path of Clerk's OpenAPI document");
            return None;
        };
        let text = fs::read_to_string(&path).expect("CLERK_OPENAPI is the path of a readable file");
        let mut document = serde_json::from_str(&text).expect("CLERK_OPENAPI is the path of a JSON file");
        translate(&mut document);
        Some(Self(document))
    }

    /// Asserts that a response has the documented shape for its operation and status.
    #[track_caller]
    fn check(&self, operation: (&str, &str), response: &ApiResponse) {
        let (method, path) = operation;
        let responses = &self.0["paths"][path][method]["responses"];
        let mut documented = &responses[response.status.to_string()];
        assert!(!documented.is_null(), "{method} {path} has no documented response {}", response.status);
        if let Some(reference) = documented["$ref"].as_str() {
            documented = self.0.pointer(reference.trim_start_matches('#')).expect("the reference has a target");
        }
        let mut schema = documented["content"]["application/json"]["schema"].clone();
        schema["components"] = self.0["components"].clone();
        let validator =
            Validator::options().with_draft(jsonschema::Draft::Draft4).build(&schema).expect("the schema is valid");
        let problems: Vec<String> = validator
            .iter_errors(&response.body)
            .map(|problem| format!("{}: {problem}", problem.instance_path()))
            .collect();
        assert!(problems.is_empty(), "{method} {path} {}: {problems:#?}\n{:#}", response.status, response.body);
    }
}

/// JSON Schema has no `nullable: true`. It becomes one more branch of an `anyOf`.
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
async fn responses_have_the_documented_shapes() {
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

    let check = |method, path: String, response| contract.check((method, &path), &response);
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

#[test]
fn the_list_of_operations_is_complete() {
    use crate::sandbox::clerk_operations::{API_VERSION, CLERK_OPERATIONS};

    let Some(Contract(document)) = Contract::load() else {
        return;
    };
    assert_eq!(document["info"]["version"], API_VERSION);
    let mut documented: Vec<(String, String)> = Vec::new();
    for (path, operations) in document["paths"].as_object().expect("the document has paths") {
        let methods = operations.as_object().expect("a path has operations").keys();
        let methods = methods.filter(|key| ["get", "post", "patch", "put", "delete"].contains(&key.as_str()));
        documented.extend(methods.map(|method| (path.clone(), method.to_uppercase())));
    }
    let listed = CLERK_OPERATIONS
        .iter()
        .flat_map(|(path, methods)| methods.iter().map(|method| ((*path).to_owned(), (*method).to_owned())));
    let mut listed: Vec<_> = listed.collect();
    listed.sort();
    documented.sort();
    assert_eq!(listed, documented);
}

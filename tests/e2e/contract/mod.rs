//! Checks every request of every built-in tool against Clerk's OpenAPI document: the one that its definition declares, and
//! those that it sends.
//!
//! The document is not part of this project. `CLERK_OPENAPI` has its path. If it is not set, these tests are skipped with
//! a note on the console, and only the tests of the validator run.

mod arguments;
mod declared;
mod document;
mod endpoint;
mod requests;
mod validator;

use std::io::Write;
use std::{env, fs};

use clerk_toolkit::sandbox::demo::{ACME, ADA};
use serde_json::json;

use document::{OpenApi, Sent};

/// Clerk's document, or `None` if `CLERK_OPENAPI` is not set.
fn official() -> Option<OpenApi> {
    let Some(path) = env::var_os("CLERK_OPENAPI") else {
        // Written directly, so that the test harness does not hide it.
        writeln!(std::io::stderr(), "skipped: CLERK_OPENAPI is not set").expect("the console is writable");
        return None;
    };
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("CLERK_OPENAPI: {path:?}: {error}"));
    Some(OpenApi::new(serde_json::from_str(&text).expect("CLERK_OPENAPI is the path of a JSON document")))
}

#[test]
fn the_official_document_rejects_wrong_requests() {
    let Some(official) = official() else { return };
    let user = format!("/v1/users/{ADA}");
    let acme = format!("/v1/organizations/{ACME}");
    let right = Sent::new("PATCH", &user, Some(json!({ "first_name": "Ada", "profile_image_id": null })));
    assert_eq!(official.check(&right), Ok(()));
    for (wrong, problem) in [
        (Sent::new("GET", "/v2/users/count", None), "no path"),
        (Sent::new("GET", &format!("{user}/nonsense"), None), "no path"),
        (Sent::new("PUT", &user, Some(json!({}))), "no method PUT"),
        (Sent::new("PATCH", &user, None), "has no body"),
        (Sent::new("PATCH", &user, Some(json!({ "profile_image_url": "https://example.com" }))), "profile_image_url"),
        (Sent::new("PATCH", &user, Some(json!({ "public_metadata": {} }))), "public_metadata"),
        (Sent::new("PATCH", &user, Some(json!({ "first_name": 5 }))), "/first_name"),
        (Sent::new("PATCH", &format!("{user}/metadata"), Some(json!({ "public_metadata": null }))), "/public_metadata"),
        (Sent::new("GET", &format!("{acme}?include_members_count=yes"), None), "include_members_count"),
        (Sent::new("GET", &format!("{acme}?members=true"), None), "members"),
        (Sent::new("POST", "/v1/invitations", Some(json!({ "notify": true }))), "email_address"),
        (Sent::new("POST", "/v1/organizations", Some(json!({ "name": "A", "colour": "red" }))), "colour"),
        (Sent::new("DELETE", &acme, Some(json!({}))), "takes no body"),
    ] {
        let problems = official.check(&wrong).expect_err("the request is wrong").join("; ");
        assert!(problems.contains(problem), "{wrong:?}: {problems}");
    }
}

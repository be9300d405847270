//! Every request of every built-in tool against the official OpenAPI document.
//!
//! The document is not part of this project. Its path comes in `CLERK_OPENAPI`; without it these tests say on the
//! console that they were left out, and those of the validator alone remain.

mod document;
mod validator;

use std::collections::BTreeSet;
use std::io::Write;
use std::{env, fs};

use clerk_toolkit::catalog;
use clerk_toolkit::sandbox::demo::{ACME, ADA};
use clerk_toolkit_tests::{World, calls};
use serde_json::json;

use document::{OpenApi, Sent};

/// The official document, or `None` where nobody said where it is.
fn official() -> Option<OpenApi> {
    let Some(path) = env::var_os("CLERK_OPENAPI") else {
        // Past the test harness, which would keep it to itself.
        writeln!(std::io::stderr(), "left out: CLERK_OPENAPI does not name the OpenAPI document").expect("a console");
        return None;
    };
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("CLERK_OPENAPI: {path:?}: {error}"));
    Some(OpenApi::new(serde_json::from_str(&text).expect("CLERK_OPENAPI names a JSON document")))
}

#[tokio::test]
async fn every_request_of_every_tool_is_documented() {
    let Some(official) = official() else { return };
    let mut silent: BTreeSet<&str> = catalog::ALL.iter().map(|tool| tool.name()).collect();
    let mut checked = 0;
    for call in calls() {
        for arguments in [call.required.clone(), call.full()] {
            let world = World::with(|toolkit| toolkit.allow_private_metadata(true)).await;
            // What the instance makes of it is not the question here.
            let _ = world.toolkit.call(call.tool, arguments.clone()).await;
            for request in world.sandbox.requests() {
                let sent = Sent::from(&request);
                assert_eq!(official.check(&sent), Ok(()), "{} {arguments}: {sent:?}", call.tool);
                silent.remove(call.tool);
                checked += 1;
            }
        }
    }
    assert_eq!(silent.into_iter().collect::<Vec<_>>(), ["getUserId"], "it alone asks nobody");
    assert!(checked >= 2 * 19, "{checked} requests");
}

#[test]
fn the_official_document_refuses_what_is_wrong() {
    let Some(official) = official() else { return };
    let user = format!("/v1/users/{ADA}");
    let acme = format!("/v1/organizations/{ACME}");
    let right = Sent::new("PATCH", &user, Some(json!({ "first_name": "Ada", "profile_image_id": null })));
    assert_eq!(official.check(&right), Ok(()));
    for (wrong, problem) in [
        (Sent::new("GET", "/v2/users/count", None), "no path"),
        (Sent::new("GET", &format!("{user}/nonsense"), None), "no path"),
        (Sent::new("PUT", &user, Some(json!({}))), "no method PUT"),
        (Sent::new("PATCH", &user, None), "no body"),
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
        let problems = official.check(&wrong).expect_err("a wrong request").join("; ");
        assert!(problems.contains(problem), "{wrong:?}: {problems}");
    }
}

//! Operations of Clerk that the sandbox does not have, and paths that Clerk does not have.

use serde_json::json;

use super::*;
use crate::sandbox::clerk_operations::CLERK_OPERATIONS;
use crate::sandbox::demo;
use crate::sandbox::operations::OPERATIONS;

const UNSUPPORTED: &str = "sandbox_operation_not_supported";
const UNKNOWN: &str = "sandbox_operation_unknown";

fn is_served(method: &str, path: &str) -> bool {
    OPERATIONS.iter().any(|operation| (operation.method, operation.path) == (method, path))
}

/// The path with a value for each parameter.
fn filled(path: &str) -> String {
    let segments = path.split('/').map(|segment| match segment {
        "{user_id}" => demo::ADA,
        "{organization_id}" => demo::ACME,
        segment if segment.starts_with('{') => "some_id",
        segment => segment,
    });
    segments.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_operation_that_is_not_served_is_named() {
    let api = Api::start().await;
    for (path, methods) in CLERK_OPERATIONS {
        for method in methods.iter().filter(|method| !is_served(method, path)) {
            let request = method.parse().expect("it is a method");
            let response = ApiResponse::read(api.request(request, &filled(path)).send().await).await;
            response.refused(501, &[(UNSUPPORTED, "")]);
            let operation = format!("{method} /v1{path}");
            let entry = &response.body["errors"][0];
            assert_eq!(entry["meta"]["operation"], operation);
            assert!(entry["long_message"].as_str().expect("a text").contains(&operation), "{entry}");
        }
    }
}

#[test]
fn every_served_operation_is_one_of_clerk() {
    for operation in OPERATIONS {
        let known = CLERK_OPERATIONS.iter().find(|(path, _)| *path == operation.path);
        let (_, methods) = known.unwrap_or_else(|| panic!("{} is not a path of Clerk", operation.path));
        assert!(methods.contains(&operation.method), "{} {}", operation.method, operation.path);
    }
    assert!(CLERK_OPERATIONS.is_sorted(), "the list is not in alphabetical order");
}

/// A path with a parameter also matches the paths of other operations.
#[tokio::test]
async fn the_path_of_another_operation_is_not_an_id() {
    let api = Api::start().await;
    api.get(&format!("/organizations/{}/invitations/pending", demo::ACME)).await.refused(501, &[(UNSUPPORTED, "")]);
    api.post("/users/ban", json!({"user_ids": [demo::ADA]})).await.refused(501, &[(UNSUPPORTED, "")]);
    api.post("/invitations/bulk", json!([])).await.refused(501, &[(UNSUPPORTED, "")]);
    // These have the path of `/users/{user_id}`, and no user has such an id.
    for id in ["%ff", "user_1%2Fban"] {
        api.get(&format!("/users/{id}")).await.refused(404, &[("resource_not_found", "")]);
    }
}

#[tokio::test]
async fn an_unsupported_operation_checks_the_key_first_and_is_recorded() {
    let api = Api::start().await;
    let url = format!("{}/v1/jwks", api.sandbox.url());
    ApiResponse::read(api.client.get(url).bearer_auth("sk_test_wrong").send().await)
        .await
        .refused(401, &[("clerk_key_invalid", "")]);
    api.get("/jwks").await.refused(501, &[(UNSUPPORTED, "")]);
    let statuses: Vec<_> = api.sandbox.requests().iter().map(|request| request.status).collect();
    assert_eq!(statuses, [401, 501]);
}

/// An image can be larger than the bodies that the sandbox reads.
#[tokio::test]
async fn the_size_of_the_body_does_not_matter() {
    let api = Api::start().await;
    for size in [2 * 1024 * 1024, 5 * 1024 * 1024] {
        let path = format!("/users/{}/profile_image", demo::ADA);
        let request = api.request(Method::POST, &path).header("content-type", "multipart/form-data; boundary=x");
        let response = request.body(vec![0; size]).send().await;
        ApiResponse::read(response).await.refused(501, &[(UNSUPPORTED, "")]);
        let response = api.request(Method::POST, "/nothing").body(vec![0; size]).send().await;
        ApiResponse::read(response).await.refused(501, &[(UNKNOWN, "")]);
        let response = api.request(Method::POST, "/users").body(vec![b' '; size]).send().await;
        ApiResponse::read(response).await.refused(413, &[("request_body_too_large", "")]);
    }
}

#[tokio::test]
async fn a_path_that_clerk_does_not_have_is_reported() {
    let api = Api::start().await;
    let long = format!("/{}", "a".repeat(5000));
    for path in ["/nothing", "", "/", "/user", "/users/", "/users//count", "/users/user_1/bans", "/USERS", &long] {
        let response = api.get(path).await;
        response.refused(501, &[(UNKNOWN, "")]);
        let message = response.body["errors"][0]["long_message"].as_str().expect("a text");
        assert!(message.starts_with("GET /v1") && message.len() < 400, "{message}");
    }
    let outside = api.client.delete(format!("{}/v2/users", api.sandbox.url())).bearer_auth(api.sandbox.secret_key());
    let outside = ApiResponse::read(outside.send().await).await;
    outside.refused(501, &[(UNKNOWN, "")]);
    assert_eq!(
        outside.body["errors"][0]["long_message"],
        "DELETE /v2/users is not an operation of Clerk's Backend API, version 2026-05-12. Its paths start with /v1/."
    );
}

#[tokio::test]
async fn a_method_that_clerk_does_not_have_returns_405_with_the_methods() {
    let api = Api::start().await;
    for (method, path, allowed) in [
        (Method::PUT, "/users/count", "GET,HEAD"),
        (Method::POST, "/users/user_1", "GET,HEAD,PATCH,DELETE"),
        (Method::GET, "/users/user_1/ban", "POST"),
        (Method::OPTIONS, "/sessions", "GET,HEAD,POST"),
    ] {
        let response = api.request(method.clone(), path).send().await.expect("the sandbox responds");
        let allow = response.headers().get("allow").and_then(|value| value.to_str().ok()).map(str::to_owned);
        assert_eq!(allow.as_deref(), Some(allowed), "{method} {path}");
        ApiResponse::read(Ok(response)).await.refused(405, &[("method_not_allowed", "")]);
    }
}

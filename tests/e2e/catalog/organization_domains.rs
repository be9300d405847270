//! The tool that adds a domain to an organization: Clerk treats it as verified unless it is told otherwise.

use clerk_toolkit::sandbox::demo::{ACME, ADA};
use clerk_toolkit::toolkit::ClerkToolkitBuilder;
use clerk_toolkit::{ActiveOrganization, catalog};
use clerk_toolkit_tests::{Reply, Scripted, acting_for};
use serde_json::{Value, json};

/// Adds a domain and returns the body of the request.
async fn sent(settings: impl FnOnce(ClerkToolkitBuilder) -> ClerkToolkitBuilder, arguments: Value) -> Value {
    let domain = json!({ "object": "organization_domain", "id": "orgdmn_1", "name": "example.com" });
    let server = Scripted::start([Reply::json(200, "", &domain.to_string())]);
    let toolkit = settings(server.toolkit().tools(catalog::organization_domains::TOOLS));
    let toolkit = toolkit.build().expect("the toolkit is valid");
    toolkit.call("createOrganizationDomain", arguments).await.expect("the domain is added");
    let (line, body) = server.only_request();
    assert_eq!(line, format!("POST /v1/organizations/{ACME}/domains"));
    serde_json::from_str(&body).expect("the body is JSON")
}

#[tokio::test]
async fn a_session_adds_a_domain_that_is_not_verified() {
    let acme = ActiveOrganization::new(ACME.parse().expect("the id is valid"))
        .with_role("org:admin")
        .with_permissions(["org:sys_domains:manage"]);
    let body =
        sent(|toolkit| toolkit.auth_context(acting_for(ADA).with_organization(acme)), json!({ "name": "example.com" }));
    assert_eq!(body.await, json!({ "name": "example.com", "verified": false }));
}

#[tokio::test]
async fn the_application_decides_whether_a_domain_is_verified() {
    let all = json!({
        "organizationId": ACME, "name": "example.com", "enrollmentMode": "automatic_invitation", "verified": true,
    });
    let expected = json!({ "name": "example.com", "enrollment_mode": "automatic_invitation", "verified": true });
    assert_eq!(sent(|toolkit| toolkit, all).await, expected);
    let required = json!({ "organizationId": ACME, "name": "example.com" });
    assert_eq!(sent(|toolkit| toolkit, required).await, json!({ "name": "example.com" }));
}

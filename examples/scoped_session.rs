//! An agent that acts for one person. It is bound to their session and has no more rights than they have.

use std::error::Error;

use clerk_toolkit::client::OrganizationId;
use clerk_toolkit::sandbox::{Sandbox, demo};
use clerk_toolkit::serde_json::{Value, json};
use clerk_toolkit::{ActiveOrganization, AuthContext, ClerkClient, ClerkToolkit};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let clerk = ClerkClient::builder().secret_key(sandbox.secret_key()).api_url(sandbox.url()).build()?;

    // Your application verifies the session token, so it knows who is signed in.
    let acme: OrganizationId = demo::ACME.parse()?;
    let grace = AuthContext::new(demo::GRACE.parse()?).with_organization(
        ActiveOrganization::new(acme).with_role("org:member").with_permissions(["org:sys_memberships:read"]),
    );
    let toolkit = ClerkToolkit::builder().client(clerk).auth_context(grace).build()?;

    println!("{}\n", toolkit.inject_session_claims("You help the signed-in user."));
    println!("available:");
    for tool in toolkit.all_tools() {
        let arguments: Vec<&String> =
            tool.input_schema()["properties"].as_object().into_iter().flat_map(|p| p.keys()).collect();
        println!("  {} {arguments:?}", tool.name());
    }
    println!("hidden:");
    for hidden in toolkit.hidden_tools() {
        println!("  {} {}", hidden.name(), hidden.reason());
    }

    println!("\ncalls:");
    for (name, arguments) in [
        // `userId` is not in the schema. The session fills it in.
        ("getUser", json!({})),
        // Passing the session's own value is allowed. Any other value is rejected.
        ("getUser", json!({ "userId": demo::GRACE })),
        ("getUser", json!({ "userId": demo::ADA })),
        // Grace is a member, and members cannot delete their organization.
        ("deleteOrganization", json!({})),
        ("getUserCount", json!({})),
        ("updateUserUnsafeMetadata", json!({ "metadata": { "theme": "dark" } })),
    ] {
        match toolkit.call(name, arguments.clone()).await {
            Ok(output) => println!("  {name} {arguments}\n    ok      {}", summary(&output)),
            Err(error) => println!("  {name} {arguments}\n    failed  {error}"),
        }
    }
    Ok(())
}

fn summary(user: &Value) -> Value {
    json!({ "id": user["id"], "first_name": user["first_name"], "unsafe_metadata": user["unsafe_metadata"] })
}

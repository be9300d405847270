//! Whether Clerk accepts the key, and which instance the key belongs to.

use clerk_toolkit::client::Result;
use clerk_toolkit::serde_json::Value;
use clerk_toolkit::{ClerkClient, ClerkError};

use super::report::Report;

/// Reads the number of users, which only a valid key can do.
pub(super) async fn check(client: &ClerkClient, report: &mut Report) {
    let counted: Result<Value> = client.get(("users", "count")).send().await;
    match counted {
        Ok(count) => {
            let users = count["total_count"].as_u64().unwrap_or_default();
            report.ok("instance", format_args!("Clerk accepts the key; {}{users} users", named(client).await));
        }
        Err(error) => report.problem("instance", &error, remedy(&error)),
    }
}

/// The instance's id and environment. A sandbox does not have this operation.
async fn named(client: &ClerkClient) -> String {
    let instance: Value = client.get("instance").send().await.unwrap_or_default();
    match (instance["id"].as_str(), instance["environment_type"].as_str()) {
        (Some(id), Some(environment)) => format!("the instance is {id} ({environment}), with "),
        _ => "the instance has ".to_owned(),
    }
}

fn remedy(error: &ClerkError) -> &'static str {
    match error.status() {
        Some(401 | 403) => {
            "Copy the secret key again from the API keys page of the Clerk dashboard: it may have been rotated, or belong \
             to another server than --api-url or CLERK_API_URL names."
        }
        Some(404) => "Check that the address in --api-url or CLERK_API_URL is that of Clerk's API.",
        Some(429) => "Wait a minute: the instance is over its rate limit.",
        Some(status) if status >= 500 => "Try again later; https://status.clerk.com shows whether Clerk has a failure.",
        _ => "Check the network, and that the address in --api-url or CLERK_API_URL is that of Clerk's API.",
    }
}

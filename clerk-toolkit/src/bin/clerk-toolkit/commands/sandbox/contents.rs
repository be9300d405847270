//! Who is in a sandbox.

use std::fmt::Write;

use clerk_toolkit::ClerkClient;
use clerk_toolkit::client::{IntoPath, OrganizationId};
use clerk_toolkit::serde_json::Value;

use crate::failure::Failure;

/// The most users, and the most organizations, that are listed.
const SHOWN: usize = 20;

/// The most items that Clerk returns in one list.
const LIMIT: usize = 500;

/// The users, and the organizations with their members.
pub(super) async fn describe(client: &ClerkClient) -> Result<String, Failure> {
    let users = list(client, "users").await?;
    let organizations = list(client, "organizations").await?;
    if users.is_empty() && organizations.is_empty() {
        return Ok("It has no users and no organizations.\n".to_owned());
    }
    let mut text = String::from("Users\n");
    for user in users.iter().take(SHOWN) {
        let email = user["email_addresses"][0]["email_address"].as_str().unwrap_or("no email address");
        let _ = writeln!(text, "  {}  {email}", id(user));
    }
    more(&mut text, &users);
    text.push_str("\nOrganizations\n");
    for organization in organizations.iter().take(SHOWN) {
        let slug = organization["slug"].as_str().unwrap_or_default();
        let members = members(client, organization).await?;
        let _ = writeln!(text, "  {}  {slug}{members}", id(organization));
    }
    more(&mut text, &organizations);
    Ok(text)
}

/// Everything in a list of Clerk's, the oldest first.
async fn list(client: &ClerkClient, path: impl IntoPath) -> Result<Vec<Value>, Failure> {
    let mut found: Value = client.get(path).query("limit", LIMIT).send().await?;
    // Users are an array, and everything else is an object with an array in it.
    let items = if found.is_array() { found.take() } else { found["data"].take() };
    let Value::Array(mut items) = items else {
        return Ok(Vec::new());
    };
    items.reverse();
    Ok(items)
}

/// The members of an organization by email address or id, with the role in parentheses.
async fn members(client: &ClerkClient, organization: &Value) -> Result<String, Failure> {
    let organization_id: OrganizationId = id(organization).parse().map_err(Failure::failed)?;
    let path = ("organizations", &organization_id, "memberships");
    let memberships = list(client, path).await?;
    let member = |membership: &Value| {
        let person = &membership["public_user_data"];
        let name = person["identifier"].as_str().or(person["user_id"].as_str()).unwrap_or_default();
        format!("{name} ({})", membership["role"].as_str().unwrap_or_default())
    };
    let members: Vec<_> = memberships.iter().take(SHOWN).map(member).collect();
    Ok(match members.is_empty() {
        true => String::new(),
        false => format!(": {}", members.join(", ")),
    })
}

fn more(text: &mut String, items: &[Value]) {
    if items.len() > SHOWN {
        let _ = writeln!(text, "  and {} more", items.len() - SHOWN);
    }
}

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap_or_default()
}

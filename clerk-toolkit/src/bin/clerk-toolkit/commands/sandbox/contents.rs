//! The text that says who is in a sandbox.

use std::collections::HashMap;
use std::fmt::Write;

use clerk_toolkit::sandbox::{InvitationSummary, OrganizationSummary, Summary, UserSummary};

/// The most users, organizations, and members of an organization that are listed.
const SHOWN: usize = 20;

/// The users, the organizations with their members, and the pending invitations.
pub(super) fn describe(Summary { users, organizations, invitations, .. }: &Summary) -> String {
    if users.is_empty() && organizations.is_empty() && invitations.is_empty() {
        return "It has no users, no organizations and no invitations.\n".to_owned();
    }
    let identifiers: HashMap<&str, &str> = users.iter().map(|user| (&*user.id, identifier(user))).collect();
    let mut text = String::from("Users\n");
    for user in users.iter().take(SHOWN) {
        let email = user.email_address.as_deref().unwrap_or("no email address");
        let _ = writeln!(text, "  {}  {email}", user.id);
    }
    more(&mut text, users.len());
    text.push_str("\nOrganizations\n");
    for organization in organizations.iter().take(SHOWN) {
        let members = members(organization, &identifiers);
        let _ = writeln!(text, "  {}  {}{members}", organization.id, organization.slug);
    }
    more(&mut text, organizations.len());
    text.push_str("\nPending invitations\n");
    let pending = pending(organizations, invitations);
    for (invitation, to) in pending.iter().take(SHOWN) {
        let _ = writeln!(text, "  {}  {} to {to}", invitation.id, invitation.email_address);
    }
    more(&mut text, pending.len());
    text
}

/// The invitations to the application and to its organizations, and what each one invites to.
fn pending<'a>(
    organizations: &'a [OrganizationSummary],
    invitations: &'a [InvitationSummary],
) -> Vec<(&'a InvitationSummary, &'a str)> {
    let of_organizations = organizations.iter().flat_map(|organization| {
        organization.invitations.iter().map(|invitation| (invitation, organization.slug.as_str()))
    });
    invitations.iter().map(|invitation| (invitation, "the application")).chain(of_organizations).collect()
}

/// What a model should know about the sandbox that it works on.
pub(in crate::commands) fn for_models(Summary { users, organizations, invitations, .. }: &Summary) -> String {
    let pending = pending(organizations, invitations);
    let pending = pending.iter().take(SHOWN);
    let pending = pending.map(|(invitation, to)| format!("{} to {to} {}", invitation.email_address, invitation.id));
    let users = users.iter().take(SHOWN).map(|user| match &user.name {
        Some(name) => format!("{name} {}", user.id),
        None => user.id.clone(),
    });
    let organizations = organizations.iter().take(SHOWN);
    let organizations = organizations
        .map(|organization| format!("{} {} (slug {})", organization.name, organization.id, organization.slug));
    format!(
        "The instance is a sandbox: an emulated Clerk instance in memory, with demo data. It loses all changes when the \
         server ends. At its start it has these users: {}. It has these organizations: {}. \
         These invitations are pending: {}.",
        users.collect::<Vec<_>>().join(", "),
        organizations.collect::<Vec<_>>().join(", "),
        pending.collect::<Vec<_>>().join(", ")
    )
}

/// The email address, or else the id.
fn identifier(user: &UserSummary) -> &str {
    user.email_address.as_deref().unwrap_or(&user.id)
}

/// The members of an organization by email address or id, with the role in parentheses.
fn members(organization: &OrganizationSummary, identifiers: &HashMap<&str, &str>) -> String {
    let mut listed: Vec<String> = organization
        .members
        .iter()
        .take(SHOWN)
        .map(|member| {
            let name = identifiers.get(&*member.user_id).copied().unwrap_or(&member.user_id);
            format!("{name} ({})", member.role)
        })
        .collect();
    if let Some(rest @ 1..) = organization.members.len().checked_sub(SHOWN) {
        listed.push(format!("and {rest} more"));
    }
    match listed.is_empty() {
        true => String::new(),
        false => format!(": {}", listed.join(", ")),
    }
}

fn more(text: &mut String, count: usize) {
    if let Some(rest @ 1..) = count.checked_sub(SHOWN) {
        let _ = writeln!(text, "  and {rest} more");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clerk_toolkit::sandbox::{Sandbox, Seed, SeedMember, SeedOrganization, SeedUser};

    #[tokio::test]
    async fn a_long_list_ends_with_the_number_of_the_others() {
        let id = |number: usize| format!("user_{number}");
        let users = (0..SHOWN + 2).map(|number| SeedUser { id: Some(id(number)), ..Default::default() }).collect();
        let member = |number| SeedMember { user_id: id(number), role: "org:member".into(), ..Default::default() };
        let acme = SeedOrganization {
            id: Some("org_1".into()),
            name: "Acme".into(),
            members: (0..SHOWN + 1).map(member).collect(),
            ..Default::default()
        };
        let seed = Seed { users, organizations: vec![acme], ..Default::default() };
        let sandbox = Sandbox::builder().seed(seed).start().await.expect("the seed is valid");
        let text = describe(&sandbox.summary());
        assert!(text.contains("  user_19  no email address\n  and 2 more\n\nOrganizations\n"), "{text}");
        assert!(text.contains("user_19 (org:member), and 1 more\n\nPending invitations\n"), "{text}");
        assert!(text.contains("  org_1  acme: user_0 (org:member), user_1 (org:member), "), "{text}");
    }
}

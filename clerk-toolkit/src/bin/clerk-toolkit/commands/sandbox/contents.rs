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
    let users = users.iter().map(|user| {
        let email = user.email_address.as_deref().unwrap_or("no email address");
        format!("{}  {email}", user.id)
    });
    let pending = pending(organizations, invitations);
    let pending =
        pending.iter().map(|(invitation, to)| format!("{}  {} to {to}", invitation.id, invitation.email_address));
    let organizations = organizations.iter().map(|organization| {
        format!("{}  {}{}", organization.id, organization.slug, members(organization, &identifiers))
    });
    let sections =
        [section("Users", users), section("Organizations", organizations), section("Pending invitations", pending)];
    sections.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// A heading with the first rows below it; nothing if there are no rows.
fn section(heading: &str, rows: impl ExactSizeIterator<Item = String>) -> Option<String> {
    let all = rows.len();
    let mut text = format!("{heading}\n");
    for row in rows.take(SHOWN) {
        let _ = writeln!(text, "  {row}");
    }
    more(&mut text, all);
    (all > 0).then_some(text)
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
        // There are no invitations, and so there is no heading for them.
        assert!(text.ends_with("user_19 (org:member), and 1 more\n"), "{text}");
        assert!(text.contains("  org_1  acme: user_0 (org:member), user_1 (org:member), "), "{text}");
    }
}

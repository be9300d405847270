//! A short description of what an instance holds, for a person who has to pick an id.

use super::memberships::Membership;
use super::organizations::Organization;
use super::store::Instance;
use super::users::User;

/// The users, organizations and pending invitations of a running sandbox, at one moment.
///
/// [`Sandbox::summary`](super::Sandbox::summary) returns it. It has the ids that a test or a first request needs; read
/// the rest through the API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// The users, the oldest first.
    pub users: Vec<UserSummary>,
    /// The organizations, the oldest first.
    pub organizations: Vec<OrganizationSummary>,
    /// The pending invitations to the application, the oldest first.
    pub invitations: Vec<InvitationSummary>,
}

/// One user of a [`Summary`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserSummary {
    /// The user's id, such as `user_2AdaLovelace000000000000001`.
    pub id: String,
    /// The primary email address, if any.
    pub email_address: Option<String>,
    /// The first and last name with a space between them; `None` if the user has neither.
    pub name: Option<String>,
}

/// One organization of a [`Summary`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OrganizationSummary {
    /// The organization's id, such as `org_2AcmeInc0000000000000000001`.
    pub id: String,
    /// The organization's name.
    pub name: String,
    /// The organization's slug, such as `acme`.
    pub slug: String,
    /// The members, in the order in which they joined.
    pub members: Vec<MemberSummary>,
    /// The pending invitations to the organization, the oldest first.
    pub invitations: Vec<InvitationSummary>,
}

/// One member of an [`OrganizationSummary`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MemberSummary {
    /// The id of the user who is the member.
    pub user_id: String,
    /// The key of the member's role: `org:admin` or `org:member`.
    pub role: String,
}

/// One pending invitation, of a [`Summary`] or of an [`OrganizationSummary`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvitationSummary {
    /// The invitation's id, such as `inv_2GuestInvitation00000000001` or `orginv_2AcmeInvitation000000000001`.
    pub id: String,
    /// The email address of the person who is invited.
    pub email_address: String,
}

impl Summary {
    /// Describes an instance.
    pub(super) fn of(instance: &Instance) -> Self {
        Self {
            users: instance.users.iter().rev().map(user).collect(),
            organizations: instance.organizations.iter().rev().map(|row| organization(instance, row)).collect(),
            invitations: (instance.invitations.iter().rev().filter(|invitation| invitation.is_pending()))
                .map(|invitation| pending(&invitation.id, &invitation.email_address))
                .collect(),
        }
    }
}

fn user(user: &User) -> UserSummary {
    let names: Vec<&str> = [&user.first_name, &user.last_name].into_iter().flatten().map(String::as_str).collect();
    UserSummary {
        id: user.id.clone(),
        email_address: user.email().map(str::to_owned),
        name: (!names.is_empty()).then(|| names.join(" ")),
    }
}

fn organization(instance: &Instance, organization: &Organization) -> OrganizationSummary {
    let members = instance.memberships.iter().rev().filter(|member| member.organization_id == organization.id);
    let invitations = instance.organization_invitations.iter().rev();
    let invitations =
        invitations.filter(|invitation| invitation.organization_id == organization.id && invitation.is_pending());
    OrganizationSummary {
        id: organization.id.clone(),
        name: organization.name.clone(),
        slug: organization.slug.clone(),
        members: members.map(member).collect(),
        invitations: invitations.map(|invitation| pending(&invitation.id, &invitation.email_address)).collect(),
    }
}

fn pending(id: &str, email_address: &str) -> InvitationSummary {
    InvitationSummary { id: id.to_owned(), email_address: email_address.to_owned() }
}

fn member(member: &Membership) -> MemberSummary {
    MemberSummary { user_id: member.user_id.clone(), role: member.role.key.to_owned() }
}

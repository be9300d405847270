//! Invitations of several people at once. Clerk takes at most ten in one request.

use crate::client::{ClerkClient, Invitation, Metadata, OrganizationId, OrganizationInvitation, Page, Result, UserId};
use crate::{clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for invitations of several people at once.
    pub const TOOLS = [create_bulk_invitations, create_bulk_organization_invitations];
}

/// A person to invite to the application.
#[tool_type]
#[derive(Debug, Clone, PartialEq)]
pub struct NewInvitation {
    /// The email address to invite.
    pub email_address: String,
    /// URL to open after acceptance.
    #[schemars(url)]
    pub redirect_url: Option<String>,
    /// Copied to the new user.
    pub public_metadata: Option<Metadata>,
    /// Send the email; default true.
    pub notify: Option<bool>,
    /// Also invite an address that is already invited; default false.
    pub ignore_existing: Option<bool>,
    /// Default 30.
    #[schemars(range(min = 1, max = 365))]
    pub expires_in_days: Option<u32>,
    /// The email to send; default `invitation`.
    pub template_slug: Option<InvitationEmail>,
}

/// The email that an invitation sends.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum InvitationEmail {
    /// The normal invitation.
    Invitation,
    /// The invitation for people on the waitlist.
    WaitlistInvitation,
}

/// Invite up to 10 people to the application by email. Addresses of users are refused. For one person, use
/// `createInvitation`.
#[clerk_tool(effect = write, endpoint = "POST /invitations/bulk")]
pub async fn create_bulk_invitations(
    clerk: &ClerkClient,
    /// One for each person.
    #[wire(body)]
    #[schemars(length(min = 1, max = 10))]
    invitations: Vec<NewInvitation>,
) -> Result<Vec<Invitation>>;

/// A person to invite to an organization.
#[tool_type]
#[derive(Debug, Clone, PartialEq)]
pub struct NewOrganizationInvitation {
    /// The email address to invite.
    pub email_address: String,
    /// For example `org:admin` or `org:member`.
    pub role: String,
    /// The user who invites, `user_…`
    pub inviter_user_id: Option<UserId>,
    /// URL to open after acceptance.
    #[schemars(url)]
    pub redirect_url: Option<String>,
    /// Copied to the new membership.
    pub public_metadata: Option<Metadata>,
    /// Send the email; default true.
    pub notify: Option<bool>,
    /// Default 30.
    #[schemars(range(min = 1, max = 365))]
    pub expires_in_days: Option<u32>,
}

/// Invite up to 10 people to an organization by email. For one person, use `createOrganizationInvitation`.
#[clerk_tool(effect = write, endpoint = "POST /organizations/{organization_id}/invitations/bulk")]
pub async fn create_bulk_organization_invitations(
    clerk: &ClerkClient,
    /// `org_…`
    organization_id: OrganizationId,
    /// One for each person.
    #[wire(body)]
    #[schemars(length(min = 1, max = 10))]
    invitations: Vec<NewOrganizationInvitation>,
) -> Result<Page<OrganizationInvitation>>;

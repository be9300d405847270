//! Invitations to the application and to organizations.

use serde::Serialize;

use super::clerk::ClerkClient;
use super::error::Result;
use super::ids::{InvitationId, OrganizationId, OrganizationInvitationId, UserId};
use super::metadata::Metadata;
use super::organizations::Organizations;
use super::resources::{Invitation, OrganizationInvitation};
use super::setters::setters;

/// The invitations to the application. Returned by [`ClerkClient::invitations`].
///
/// Each method returns a [`ClerkError`](super::ClerkError) if it fails. If the invitation does not exist, its
/// [`is_not_found`](super::ClerkError::is_not_found) is true.
#[derive(Clone, Copy, Debug)]
pub struct Invitations<'a>(&'a ClerkClient);

impl ClerkClient {
    /// The invitations to the application.
    pub fn invitations(&self) -> Invitations<'_> {
        Invitations(self)
    }
}

impl Invitations<'_> {
    /// Invites an email address: `POST /invitations`. Clerk allows 100 per hour.
    pub async fn create(self, create: &InvitationCreate) -> Result<Invitation> {
        self.0.post("invitations").json(create).send().await
    }

    /// Revokes a pending invitation: `POST /invitations/{invitation_id}/revoke`.
    pub async fn revoke(self, invitation: &InvitationId) -> Result<Invitation> {
        self.0.post(("invitations", invitation, "revoke")).send().await
    }
}

/// The invitations to one organization. Returned by [`Organizations::invitations`].
///
/// Each method returns a [`ClerkError`](super::ClerkError) if it fails. If the invitation does not exist, its
/// [`is_not_found`](super::ClerkError::is_not_found) is true.
#[derive(Clone, Copy, Debug)]
pub struct OrganizationInvitations<'a> {
    clerk: &'a ClerkClient,
    organization: &'a OrganizationId,
}

impl<'a> Organizations<'a> {
    /// The invitations to one organization.
    pub fn invitations(self, organization: &'a OrganizationId) -> OrganizationInvitations<'a> {
        OrganizationInvitations { clerk: self.0, organization }
    }
}

impl OrganizationInvitations<'_> {
    /// Invites an email address: `POST /organizations/{organization_id}/invitations`. Clerk allows 250 per hour.
    pub async fn create(self, create: &OrganizationInvitationCreate) -> Result<OrganizationInvitation> {
        self.clerk.post(("organizations", self.organization, "invitations")).json(create).send().await
    }

    /// Revokes a pending invitation: `POST /organizations/{organization_id}/invitations/{invitation_id}/revoke`.
    ///
    /// `requesting_user` is the user who revokes it; `None` is the application itself.
    pub async fn revoke(
        self,
        invitation: &OrganizationInvitationId,
        requesting_user: Option<&UserId>,
    ) -> Result<OrganizationInvitation> {
        let request = self.clerk.post(("organizations", self.organization, "invitations", invitation, "revoke"));
        request.json(&Revocation { requesting_user_id: requesting_user }).send().await
    }
}

#[derive(Serialize)]
struct Revocation<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    requesting_user_id: Option<&'a UserId>,
}

/// A new invitation to the application. Only the email address is required.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct InvitationCreate {
    /// The email address to invite.
    pub email_address: String,
    /// Copied to the user's public metadata on acceptance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_metadata: Option<Metadata>,
    /// The page that the link in the email opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
    /// Whether Clerk sends an email; Clerk's default is `true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify: Option<bool>,
    /// Whether to invite an address that has a pending invitation or belongs to a user; Clerk's default is `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignore_existing: Option<bool>,
    /// The number of days until it expires, 1 to 365; Clerk's default is 30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in_days: Option<u32>,
    /// The email to send.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_slug: Option<InvitationTemplate>,
}

impl InvitationCreate {
    /// An invitation of this email address.
    pub fn new(email_address: impl Into<String>) -> Self {
        Self { email_address: email_address.into(), ..Self::default() }
    }
}

setters! {
    InvitationCreate {
        public_metadata: Metadata,
        redirect_url: String,
        notify: bool,
        ignore_existing: bool,
        expires_in_days: u32,
        template_slug: InvitationTemplate,
    }
}

/// The email that an invitation sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum InvitationTemplate {
    /// The normal invitation.
    Invitation,
    /// The invitation for people on the waitlist.
    WaitlistInvitation,
}

/// A new invitation to an organization. The email address and the role are required.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct OrganizationInvitationCreate {
    /// The email address to invite.
    pub email_address: String,
    /// The key of the new member's role, such as `org:member`.
    pub role: String,
    /// The user who invites, who needs the permission to do so; `None` is the application itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inviter_user_id: Option<UserId>,
    /// Copied to the membership's public metadata on acceptance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_metadata: Option<Metadata>,
    /// Copied to the membership's private metadata on acceptance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_metadata: Option<Metadata>,
    /// The page that the link in the email opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
    /// The number of days until it expires, 1 to 365.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in_days: Option<u32>,
    /// Whether Clerk sends an email; Clerk's default is `true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify: Option<bool>,
}

impl OrganizationInvitationCreate {
    /// An invitation of this email address with this role, such as `org:member`.
    pub fn new(email_address: impl Into<String>, role: impl Into<String>) -> Self {
        Self { email_address: email_address.into(), role: role.into(), ..Self::default() }
    }
}

setters! {
    OrganizationInvitationCreate {
        inviter_user_id: UserId,
        public_metadata: Metadata,
        private_metadata: Metadata,
        redirect_url: String,
        expires_in_days: u32,
        notify: bool,
    }
}

//! Invitations, to the application and to an organization.

use serde::Serialize;

use super::clerk::ClerkClient;
use super::error::Result;
use super::ids::{InvitationId, OrganizationId, OrganizationInvitationId, UserId};
use super::metadata::Metadata;
use super::organizations::Organizations;
use super::resources::{Invitation, OrganizationInvitation};

/// The invitations to the application; made by [`ClerkClient::invitations`].
///
/// Each method fails with [`ClerkError`](super::ClerkError); one that names an invitation there is none of with its
/// [`is_not_found`](super::ClerkError::is_not_found).
#[derive(Clone, Copy, Debug)]
pub struct Invitations<'a>(&'a ClerkClient);

impl ClerkClient {
    /// The invitations to the application.
    pub fn invitations(&self) -> Invitations<'_> {
        Invitations(self)
    }
}

impl Invitations<'_> {
    /// Invites an email address: `POST /invitations`. Clerk takes 100 an hour.
    pub async fn create(&self, create: &InvitationCreate) -> Result<Invitation> {
        self.0.post("invitations").json(create).send().await
    }

    /// Takes a pending invitation back: `POST /invitations/{invitation_id}/revoke`.
    pub async fn revoke(&self, invitation: &InvitationId) -> Result<Invitation> {
        self.0
            .post(("invitations", invitation, "revoke"))
            .send()
            .await
    }
}

/// The invitations to one organization; made by [`Organizations::invitations`].
///
/// Each method fails with [`ClerkError`](super::ClerkError); one that names an invitation there is none of with its
/// [`is_not_found`](super::ClerkError::is_not_found).
#[derive(Clone, Copy, Debug)]
pub struct OrganizationInvitations<'a> {
    clerk: &'a ClerkClient,
    organization: &'a OrganizationId,
}

impl<'a> Organizations<'a> {
    /// The invitations to one organization.
    pub fn invitations(&self, organization: &'a OrganizationId) -> OrganizationInvitations<'a> {
        OrganizationInvitations {
            clerk: self.0,
            organization,
        }
    }
}

impl OrganizationInvitations<'_> {
    /// Invites an email address: `POST /organizations/{organization_id}/invitations`. Clerk takes 250 an hour.
    pub async fn create(
        &self,
        create: &OrganizationInvitationCreate,
    ) -> Result<OrganizationInvitation> {
        self.clerk
            .post(("organizations", self.organization, "invitations"))
            .json(create)
            .send()
            .await
    }

    /// Takes a pending invitation back: `POST /organizations/{organization_id}/invitations/{invitation_id}/revoke`.
    ///
    /// `requesting_user` is who wants that; without one the application does.
    pub async fn revoke(
        &self,
        invitation: &OrganizationInvitationId,
        requesting_user: Option<&UserId>,
    ) -> Result<OrganizationInvitation> {
        let request = self.clerk.post((
            "organizations",
            self.organization,
            "invitations",
            invitation,
            "revoke",
        ));
        request
            .json(&Revocation {
                requesting_user_id: requesting_user,
            })
            .send()
            .await
    }
}

#[derive(Serialize)]
struct Revocation<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    requesting_user_id: Option<&'a UserId>,
}

/// A new invitation to the application. Only the email address is required.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InvitationCreate {
    /// Who is invited.
    pub email_address: String,
    /// What becomes the user's public metadata on acceptance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_metadata: Option<Metadata>,
    /// Where the link in the message leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
    /// Whether Clerk sends a message; its default is yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify: Option<bool>,
    /// Whether to invite an address that is invited already, or belongs to a user; Clerk's default is no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignore_existing: Option<bool>,
    /// In how many days it runs out: 1 to 365; Clerk's default is 30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in_days: Option<u32>,
    /// Which message is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_slug: Option<InvitationTemplate>,
}

/// Which message an invitation sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum InvitationTemplate {
    /// The one that invites.
    Invitation,
    /// The one that tells somebody on the waitlist that the wait is over.
    WaitlistInvitation,
}

/// A new invitation to an organization. The email address and the role are required.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OrganizationInvitationCreate {
    /// Who is invited.
    pub email_address: String,
    /// The key of the role that the invited will have, such as `org:member`.
    pub role: String,
    /// Which user invites, with the permission to; without one the application does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inviter_user_id: Option<UserId>,
    /// What becomes the membership's public metadata on acceptance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_metadata: Option<Metadata>,
    /// What becomes the membership's private metadata on acceptance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_metadata: Option<Metadata>,
    /// Where the link in the message leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
    /// In how many days it runs out: 1 to 365.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in_days: Option<u32>,
    /// Whether Clerk sends a message; its default is yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify: Option<bool>,
}

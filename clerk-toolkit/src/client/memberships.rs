//! The members of an organization.

use serde::Serialize;
use serde_json::json;

use super::clerk::ClerkClient;
use super::error::Result;
use super::ids::{OrganizationId, UserId};
use super::metadata::Metadata;
use super::organizations::Organizations;
use super::resources::OrganizationMembership;
use super::setters::setters;
use super::users::MetadataUpdate;

/// The memberships of one organization. Returned by [`Organizations::memberships`].
///
/// Each method returns a [`ClerkError`](super::ClerkError) if it fails. If the member does not exist, its
/// [`is_not_found`](super::ClerkError::is_not_found) is true.
#[derive(Clone, Copy, Debug)]
pub struct Memberships<'a> {
    clerk: &'a ClerkClient,
    organization: &'a OrganizationId,
}

impl<'a> Organizations<'a> {
    /// The memberships of one organization.
    pub fn memberships(self, organization: &'a OrganizationId) -> Memberships<'a> {
        Memberships { clerk: self.0, organization }
    }
}

impl Memberships<'_> {
    /// Makes a user a member: `POST /organizations/{organization_id}/memberships`.
    pub async fn create(self, create: &MembershipCreate) -> Result<OrganizationMembership> {
        self.clerk.post(("organizations", self.organization, "memberships")).json(create).send().await
    }

    /// Changes a member's role, given by its key: `PATCH /organizations/{organization_id}/memberships/{user_id}`.
    pub async fn update_role(self, user: &UserId, role: &str) -> Result<OrganizationMembership> {
        self.clerk
            .patch(("organizations", self.organization, "memberships", user))
            .json(&json!({"role": role}))
            .send()
            .await
    }

    /// Merges values into a membership's metadata:
    /// `PATCH /organizations/{organization_id}/memberships/{user_id}/metadata`.
    ///
    /// Clerk rejects [`MetadataUpdate::unsafe_metadata`] here: only users have unsafe metadata.
    pub async fn merge_metadata(self, user: &UserId, update: &MetadataUpdate) -> Result<OrganizationMembership> {
        self.clerk
            .patch(("organizations", self.organization, "memberships", user, "metadata"))
            .json(update)
            .send()
            .await
    }

    /// Removes a member: `DELETE /organizations/{organization_id}/memberships/{user_id}`. Returns the deleted membership.
    pub async fn delete(self, user: &UserId) -> Result<OrganizationMembership> {
        self.clerk.delete(("organizations", self.organization, "memberships", user)).send().await
    }
}

/// A new membership.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MembershipCreate {
    /// The user who becomes a member.
    pub user_id: UserId,
    /// The role's key, such as `org:member`.
    pub role: String,
    /// The initial public metadata.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_metadata: Option<Metadata>,
    /// The initial private metadata.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_metadata: Option<Metadata>,
}

setters! {
    MembershipCreate {
        public_metadata: Metadata,
        private_metadata: Metadata,
    }
}

impl MembershipCreate {
    /// Creates a membership of this user with this role, such as `org:member`, and no metadata.
    pub fn new(user_id: UserId, role: impl Into<String>) -> Self {
        Self { user_id, role: role.into(), public_metadata: None, private_metadata: None }
    }
}

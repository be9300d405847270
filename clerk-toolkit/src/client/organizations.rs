//! The organizations of the instance.

use serde::Serialize;

use super::clerk::ClerkClient;
use super::error::Result;
use super::ids::{OrganizationId, OrganizationRef, OrganizationSlug, UserId};
use super::metadata::Metadata;
use super::resources::{DeletedObject, Organization};
use super::users::MetadataUpdate;

/// The organizations of the instance; made by [`ClerkClient::organizations`].
///
/// Each method fails with [`ClerkError`](super::ClerkError); one that names an organization there is none of with its
/// [`is_not_found`](super::ClerkError::is_not_found).
#[derive(Clone, Copy, Debug)]
pub struct Organizations<'a>(pub(super) &'a ClerkClient);

impl ClerkClient {
    /// The organizations of the instance, their members and invitations.
    pub fn organizations(&self) -> Organizations<'_> {
        Organizations(self)
    }
}

impl Organizations<'_> {
    /// Reads one organization by id or slug: `GET /organizations/{organization_id}`.
    ///
    /// Its `members_count` is only sent where `include_members_count` asks for it.
    pub async fn get(
        self,
        organization: impl Into<OrganizationRef>,
        include_members_count: Option<bool>,
    ) -> Result<Organization> {
        self.0
            .get(("organizations", organization.into()))
            .query_opt("include_members_count", include_members_count)
            .send()
            .await
    }

    /// Creates an organization: `POST /organizations`.
    pub async fn create(self, create: &OrganizationCreate) -> Result<Organization> {
        self.0.post("organizations").json(create).send().await
    }

    /// Changes the fields given: `PATCH /organizations/{organization_id}`.
    pub async fn update(self, organization: &OrganizationId, update: &OrganizationUpdate) -> Result<Organization> {
        self.0.patch(("organizations", organization)).json(update).send().await
    }

    /// Merges into an organization's metadata: `PATCH /organizations/{organization_id}/metadata`.
    ///
    /// Clerk refuses [`MetadataUpdate::unsafe_metadata`] here: only users have unsafe metadata.
    pub async fn merge_metadata(self, organization: &OrganizationId, update: &MetadataUpdate) -> Result<Organization> {
        self.0.patch(("organizations", organization, "metadata")).json(update).send().await
    }

    /// Deletes an organization with its memberships and invitations: `DELETE /organizations/{organization_id}`.
    pub async fn delete(self, organization: &OrganizationId) -> Result<DeletedObject> {
        self.0.delete(("organizations", organization)).send().await
    }
}

/// A new organization. Only the name is required.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OrganizationCreate {
    /// The name.
    pub name: String,
    /// The readable name in URLs, unique in the instance; only where the instance has slugs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<OrganizationSlug>,
    /// The user who becomes its administrator; without one it starts with no member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_by: Option<UserId>,
    /// How many members there may be; 0 is no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_allowed_memberships: Option<u32>,
    /// The public metadata to start with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_metadata: Option<Metadata>,
    /// The private metadata to start with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_metadata: Option<Metadata>,
    /// Which set of roles its members can have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_set_key: Option<String>,
    /// When it was created, as RFC 3339 text, for one that moved in from another system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
}

/// What to change about an organization; `None` leaves a field as it is.
///
/// Metadata has its own endpoint, see [`Organizations::merge_metadata`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OrganizationUpdate {
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The readable name in URLs, unique in the instance; only where the instance has slugs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<OrganizationSlug>,
    /// How many members there may be; 0 is no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_allowed_memberships: Option<u32>,
    /// Whether its administrators may delete it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin_delete_enabled: Option<bool>,
    /// Which set of roles its members can have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_set_key: Option<String>,
    /// When it was created, as RFC 3339 text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
}

//! The organizations of the instance.

use serde::Serialize;

use super::clerk::ClerkClient;
use super::error::Result;
use super::ids::{OrganizationId, OrganizationRef, OrganizationSlug, UserId};
use super::metadata::Metadata;
use super::resources::{DeletedObject, Organization};
use super::setters::setters;
use super::users::MetadataUpdate;

/// The organizations of the instance. Returned by [`ClerkClient::organizations`].
///
/// Each method returns a [`ClerkError`](super::ClerkError) if it fails. If the organization does not exist, its
/// [`is_not_found`](super::ClerkError::is_not_found) is true.
#[derive(Clone, Copy, Debug)]
pub struct Organizations<'a>(pub(super) &'a ClerkClient);

impl ClerkClient {
    /// The organizations of the instance, with their members and invitations.
    pub fn organizations(&self) -> Organizations<'_> {
        Organizations(self)
    }
}

impl Organizations<'_> {
    /// Reads one organization by id or slug: `GET /organizations/{organization_id}`.
    ///
    /// Clerk sends `members_count` only if `include_members_count` is `Some(true)`.
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

    /// Changes the given fields: `PATCH /organizations/{organization_id}`.
    pub async fn update(self, organization: &OrganizationId, update: &OrganizationUpdate) -> Result<Organization> {
        self.0.patch(("organizations", organization)).json(update).send().await
    }

    /// Merges values into an organization's metadata: `PATCH /organizations/{organization_id}/metadata`.
    ///
    /// Clerk rejects [`MetadataUpdate::unsafe_metadata`] here: only users have unsafe metadata.
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
#[non_exhaustive]
pub struct OrganizationCreate {
    /// The name.
    pub name: String,
    /// The readable name in URLs, unique in the instance. Only if the instance has slugs enabled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<OrganizationSlug>,
    /// The user who becomes its administrator; `None` creates an organization without members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_by: Option<UserId>,
    /// The maximum number of members; 0 means no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_allowed_memberships: Option<u32>,
    /// The initial public metadata.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_metadata: Option<Metadata>,
    /// The initial private metadata.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_metadata: Option<Metadata>,
    /// The key of the set of roles that its members can have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_set_key: Option<String>,
    /// The creation time as RFC 3339 text, for an organization imported from another system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
}

impl OrganizationCreate {
    /// An organization of this name.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

setters! {
    OrganizationCreate {
        slug: OrganizationSlug,
        created_by: UserId,
        max_allowed_memberships: u32,
        public_metadata: Metadata,
        private_metadata: Metadata,
        role_set_key: String,
        created_at: String,
    }
}

/// A change to an organization. `None` leaves a field unchanged.
///
/// Metadata has a separate endpoint, see [`Organizations::merge_metadata`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct OrganizationUpdate {
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The readable name in URLs, unique in the instance. Only if the instance has slugs enabled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<OrganizationSlug>,
    /// The maximum number of members; 0 means no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_allowed_memberships: Option<u32>,
    /// Whether its administrators may delete it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin_delete_enabled: Option<bool>,
    /// The key of the set of roles that its members can have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_set_key: Option<String>,
    /// The creation time as RFC 3339 text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
}

setters! {
    OrganizationUpdate {
        name: String,
        slug: OrganizationSlug,
        max_allowed_memberships: u32,
        admin_delete_enabled: bool,
        role_set_key: String,
        created_at: String,
    }
}

//! Less usual changes to organizations: limits, role sets, the logo, and metadata as a whole.

use super::user_settings::given;
use crate::client::{ClerkClient, Metadata, Organization, OrganizationId, Result, Timestamp};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for the settings of organizations.
    pub const TOOLS = [update_organization_settings, replace_organization_metadata, delete_organization_logo];
}

/// Change what only the application decides about an organization. For its name or slug, use `updateOrganization`.
#[clerk_tool(effect = write, idempotent, endpoint = "PATCH /organizations/{organization_id}")]
pub async fn update_organization_settings(
    clerk: &ClerkClient,
    /// `org_…`
    organization_id: OrganizationId,
    /// Maximum number of members; 0 means no limit.
    max_allowed_memberships: Option<u32>,
    /// Whether its admins may delete it.
    admin_delete_enabled: Option<bool>,
    /// The role set that its members use, such as `role_set:default`.
    #[schemars(length(min = 1))]
    role_set_key: Option<String>,
    /// When it was created, if that was in another system.
    created_at: Option<Timestamp>,
) -> Result<Organization>;

/// Replace an organization's metadata as a whole: keys that you do not pass are lost. An empty object
/// changes nothing. To change single keys, use
/// `updateOrganizationMetadata`.
#[clerk_tool(effect = destructive, idempotent, endpoint = "PUT /organizations/{organization_id}/metadata")]
pub async fn replace_organization_metadata(
    clerk: &ClerkClient,
    /// `org_…`
    organization_id: OrganizationId,
    /// Readable by members.
    public_metadata: Option<Metadata>,
    /// Readable only by the backend.
    private_metadata: Option<Metadata>,
) -> Result<Organization> {
    let request = clerk.put(("organizations", organization_id, "metadata"));
    let request = request.field("public_metadata", &given(public_metadata));
    request.field("private_metadata", &given(private_metadata)).send().await
}

/// Remove an organization's logo. Clerk shows a generated one instead.
#[clerk_tool(
    effect = destructive,
    access = organization,
    permission = "org:sys_profile:manage",
    endpoint = "DELETE /organizations/{organization_id}/logo"
)]
pub async fn delete_organization_logo(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
) -> Result<Organization>;

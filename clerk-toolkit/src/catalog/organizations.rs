//! Organizations, their memberships and invitations.

use super::invitations::InvitationFilter;
use super::resend::{self, Resend};
use crate::auth::AuthContext;
use crate::client::{
    ClerkClient, DeletedObject, Metadata, MetadataUpdate, Organization, OrganizationId, OrganizationInvitation,
    OrganizationInvitationCreate, OrganizationInvitationId, OrganizationMembership, OrganizationRef, OrganizationSlug,
    OrganizationUpdate, Page, Result, UserId,
};
use crate::{ToolError, clerk_tool, toolset};

toolset! {
    /// The tools for organizations.
    pub const TOOLS = [
        list_organizations,
        get_organization,
        create_organization,
        update_organization,
        update_organization_metadata,
        delete_organization,
        list_organization_members,
        create_organization_membership,
        update_organization_membership,
        update_organization_membership_metadata,
        delete_organization_membership,
        list_organization_invitations,
        create_organization_invitation,
        resend_organization_invitation,
        revoke_organization_invitation,
    ];
}

/// Find organizations by name, slug or member.
#[clerk_tool(effect = read, endpoint = "GET /organizations")]
pub async fn list_organizations(
    clerk: &ClerkClient,
    /// Part of a name or slug, or an exact id.
    query: Option<String>,
    /// With any of these members, `user_…`
    #[wire("user_id")]
    user_ids: Option<Vec<UserId>>,
    /// Include the number of members.
    include_members_count: Option<bool>,
    /// `name`, `created_at` or `members_count`; `-` in front: descending.
    order_by: Option<String>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<Organization>>;

/// Read one organization: name, slug, limits, metadata.
#[clerk_tool(effect = read, access = organization, endpoint = "GET /organizations/{organization_id}")]
pub async fn get_organization(
    clerk: &ClerkClient,
    /// `org_…`; pass this or `slug`.
    #[scoped]
    organization_id: Option<OrganizationId>,
    /// Pass this or `organizationId`.
    #[unscoped]
    #[wire(skip)]
    slug: Option<OrganizationSlug>,
    /// Include the number of members.
    include_members_count: Option<bool>,
) -> Result<Organization, ToolError> {
    let organization = match (organization_id, slug) {
        (Some(id), None) => OrganizationRef::Id(id),
        (None, Some(slug)) => OrganizationRef::Slug(slug),
        (None, None) => return Err(ToolError::arguments("Pass either `organizationId` or `slug`.")),
        (Some(_), Some(_)) => return Err(ToolError::arguments("Pass either `organizationId` or `slug`, not both.")),
    };
    Ok(clerk.organizations().get(organization, include_members_count).await?)
}

/// Create an organization.
#[clerk_tool(effect = write, access = instance, endpoint = "POST /organizations")]
pub async fn create_organization(
    clerk: &ClerkClient,
    /// At most 256 characters.
    name: String,
    /// Unique; lowercase letters, digits and dashes.
    slug: Option<OrganizationSlug>,
    /// The user who becomes admin, `user_…`
    #[scoped]
    created_by: Option<UserId>,
    /// Maximum number of members; 0 means no limit.
    max_allowed_memberships: Option<u32>,
    /// Readable by members.
    public_metadata: Option<Metadata>,
    /// Readable only by the backend.
    private_metadata: Option<Metadata>,
) -> Result<Organization>;

/// Change an organization. Omitted fields stay unchanged.
#[clerk_tool(
    effect = write,
    access = organization,
    permission = "org:sys_profile:manage",
    idempotent,
    endpoint = "PATCH /organizations/{organization_id}",
)]
pub async fn update_organization(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// At most 256 characters.
    #[schemars(length(min = 1))]
    name: Option<String>,
    /// Unique; lowercase letters, digits and dashes.
    slug: Option<OrganizationSlug>,
    /// Maximum number of members; 0 means no limit.
    #[unscoped]
    max_allowed_memberships: Option<u32>,
    /// Deep-merged; null removes a key.
    #[unscoped]
    #[wire(skip)]
    public_metadata: Option<Metadata>,
    /// Deep-merged; null removes a key.
    #[unscoped]
    #[wire(skip)]
    private_metadata: Option<Metadata>,
) -> Result<Organization, ToolError> {
    const PARTLY_DONE: &str = "The fields other than the metadata were changed.";

    let update = OrganizationUpdate { name, slug, max_allowed_memberships, ..OrganizationUpdate::default() };
    // A model that must write every argument writes an empty object, which changes nothing.
    let [public_metadata, private_metadata] =
        [public_metadata, private_metadata].map(|metadata| metadata.filter(|metadata| !metadata.is_empty()));
    let metadata = MetadataUpdate { public_metadata, private_metadata, unsafe_metadata: None };
    // Clerk has two endpoints: the one for the organization rejects metadata.
    if metadata == MetadataUpdate::default() {
        return Ok(clerk.organizations().update(&organization_id, &update).await?);
    }
    let changes_profile = update != OrganizationUpdate::default();
    if changes_profile {
        clerk.organizations().update(&organization_id, &update).await?;
    }
    clerk.organizations().merge_metadata(&organization_id, &metadata).await.map_err(|error| {
        let error = ToolError::from(error);
        match (changes_profile, error.hint()) {
            (false, _) => error,
            (true, None) => error.with_hint(PARTLY_DONE),
            (true, Some(hint)) => {
                let hint = format!("{hint} {PARTLY_DONE}");
                error.with_hint(hint)
            }
        }
    })
}

/// Merge values into an organization's metadata.
#[clerk_tool(
    effect = write,
    access = instance,
    idempotent,
    endpoint = "PATCH /organizations/{organization_id}/metadata",
)]
pub async fn update_organization_metadata(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// Readable by members. Deep-merged; null removes a key.
    public_metadata: Option<Metadata>,
    /// Readable only by the backend. Deep-merged; null removes a key.
    private_metadata: Option<Metadata>,
) -> Result<Organization>;

/// Permanently delete an organization with its memberships and invitations.
#[clerk_tool(
    effect = destructive,
    access = organization,
    permission = "org:sys_profile:delete",
    endpoint = "DELETE /organizations/{organization_id}",
)]
pub async fn delete_organization(
    clerk: &ClerkClient,
    auth: Option<&AuthContext>,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
) -> Result<DeletedObject, ToolError> {
    // In a browser, Clerk lets people delete an organization only if this is enabled for it.
    if auth.is_some() && !is_delete_enabled(clerk, &organization_id).await? {
        return Err(ToolError::new("permission_missing", "The members of this organization may not delete it.")
            .with_hint("Tell the user. An administrator of the application can delete the organization."));
    }
    Ok(clerk.delete(("organizations", organization_id)).send().await?)
}

async fn is_delete_enabled(clerk: &ClerkClient, organization: &OrganizationId) -> Result<bool> {
    let organization: Organization = clerk.get(("organizations", organization)).send().await?;
    Ok(organization.admin_delete_enabled() == Some(true))
}

/// List the members of an organization with their roles, or find some of them.
#[clerk_tool(
    effect = read,
    access = organization,
    permission = "org:sys_memberships:read",
    endpoint = "GET /organizations/{organization_id}/memberships"
)]
pub async fn list_organization_members(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// Part of a name, email address, phone number or user name.
    query: Option<String>,
    /// Role keys, such as `org:admin`.
    #[wire("role")]
    roles: Option<Vec<String>>,
    /// Exact addresses.
    #[wire("email_address")]
    #[unscoped]
    email_addresses: Option<Vec<String>>,
    /// `created_at`, `first_name` or `last_name`; `-` in front: descending.
    #[unscoped]
    order_by: Option<String>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<OrganizationMembership>>;

/// Add a user to an organization.
#[clerk_tool(
    effect = write,
    access = organization,
    permission = "org:sys_memberships:manage",
    endpoint = "POST /organizations/{organization_id}/memberships",
)]
pub async fn create_organization_membership(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// The user to add, `user_…`
    user_id: UserId,
    /// For example `org:admin` or `org:member`.
    role: String,
) -> Result<OrganizationMembership>;

/// Change a member's role in an organization.
#[clerk_tool(
    effect = write,
    access = organization,
    permission = "org:sys_memberships:manage",
    idempotent,
    endpoint = "PATCH /organizations/{organization_id}/memberships/{user_id}",
)]
pub async fn update_organization_membership(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// The member, `user_…`
    user_id: UserId,
    /// For example `org:admin` or `org:member`.
    role: String,
) -> Result<OrganizationMembership>;

/// Merge values into a membership's metadata.
#[clerk_tool(
    effect = write,
    access = instance,
    idempotent,
    endpoint = "PATCH /organizations/{organization_id}/memberships/{user_id}/metadata",
)]
pub async fn update_organization_membership_metadata(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// The member, `user_…`
    user_id: UserId,
    /// Readable by members. Deep-merged; null removes a key.
    public_metadata: Option<Metadata>,
    /// Readable only by the backend. Deep-merged; null removes a key.
    private_metadata: Option<Metadata>,
) -> Result<OrganizationMembership>;

/// Remove a member from an organization. The last admin cannot be removed.
#[clerk_tool(
    effect = destructive,
    access = organization,
    permission = "org:sys_memberships:manage",
    endpoint = "DELETE /organizations/{organization_id}/memberships/{user_id}",
)]
pub async fn delete_organization_membership(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// The member, `user_…`
    user_id: UserId,
) -> Result<OrganizationMembership>;

/// List invitations to an organization, or find one by email address.
#[clerk_tool(
    effect = read,
    access = organization,
    permission = "org:sys_memberships:manage",
    endpoint = "GET /organizations/{organization_id}/invitations"
)]
pub async fn list_organization_invitations(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// Exact address.
    #[unscoped]
    email_address: Option<String>,
    /// Default: all.
    status: Option<InvitationFilter>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<OrganizationInvitation>>;

/// Invite a person to an organization by email.
#[clerk_tool(
    effect = write,
    access = organization,
    permission = "org:sys_memberships:manage",
    endpoint = "POST /organizations/{organization_id}/invitations",
)]
pub async fn create_organization_invitation(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// The email address to invite.
    email_address: String,
    /// For example `org:admin` or `org:member`.
    role: String,
    /// The user who invites, `user_…`
    #[scoped]
    inviter_user_id: Option<UserId>,
    /// URL to open after acceptance.
    #[unscoped]
    redirect_url: Option<String>,
    /// Copied to the new membership.
    #[unscoped]
    public_metadata: Option<Metadata>,
) -> Result<OrganizationInvitation> {
    let create = OrganizationInvitationCreate {
        email_address,
        role,
        inviter_user_id,
        redirect_url: redirect_url.filter(|url| !url.is_empty()),
        public_metadata,
        ..OrganizationInvitationCreate::default()
    };
    clerk.organizations().invitations(&organization_id).create(&create).await
}

/// Send an invitation to an organization again. Revokes it if it is pending, then creates one with the same address,
/// role, metadata and duration. The redirect URL is not kept: pass it again.
#[clerk_tool(effect = destructive, access = organization, permission = "org:sys_memberships:manage")]
pub async fn resend_organization_invitation(
    clerk: &ClerkClient,
    auth: Option<&AuthContext>,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// `orginv_…`
    invitation_id: OrganizationInvitationId,
    /// The user who invites, `user_…`; default: as before.
    #[scoped]
    inviter_user_id: Option<UserId>,
    /// URL to open after acceptance.
    #[unscoped]
    #[schemars(url)]
    redirect_url: Option<String>,
) -> Result<OrganizationInvitation, ToolError> {
    let request = Resend { invitation_id, inviter_user_id, redirect_url, may_copy_metadata: auth.is_none() };
    resend::organization_invitation(clerk, &organization_id, request).await
}

/// Revoke a pending invitation to an organization.
#[clerk_tool(
    effect = destructive,
    access = organization,
    permission = "org:sys_memberships:manage",
    endpoint = "POST /organizations/{organization_id}/invitations/{invitation_id}/revoke",
)]
pub async fn revoke_organization_invitation(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// `orginv_…`
    invitation_id: OrganizationInvitationId,
    /// The user who revokes it, `user_…`
    #[scoped]
    requesting_user_id: Option<UserId>,
) -> Result<OrganizationInvitation>;

//! Organizations, their members and the invitations to them.

use crate::client::{
    ClerkClient, DeletedObject, MembershipCreate, Metadata, MetadataUpdate, Organization, OrganizationCreate,
    OrganizationId, OrganizationInvitation, OrganizationInvitationCreate, OrganizationInvitationId,
    OrganizationMembership, OrganizationRef, OrganizationSlug, OrganizationUpdate, Result, UserId,
};
use crate::{ToolError, clerk_tool, toolset};

toolset! {
    /// The tools over organizations.
    pub const TOOLS = [
        get_organization,
        create_organization,
        update_organization,
        update_organization_metadata,
        delete_organization,
        create_organization_membership,
        update_organization_membership,
        update_organization_membership_metadata,
        delete_organization_membership,
        create_organization_invitation,
        revoke_organization_invitation,
    ];
}

/// Read one organization, by exactly one of `organizationId` and `slug`.
#[clerk_tool(effect = read, access = organization)]
pub async fn get_organization(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: Option<OrganizationId>,
    /// The slug in its URLs.
    #[unscoped]
    slug: Option<OrganizationSlug>,
    /// Also count the members.
    include_members_count: Option<bool>,
) -> Result<Organization, ToolError> {
    let organization = match (organization_id, slug) {
        (Some(id), None) => OrganizationRef::Id(id),
        (None, Some(slug)) => OrganizationRef::Slug(slug),
        (None, None) => return Err(ToolError::arguments("One of `organizationId` and `slug` is needed.")),
        (Some(_), Some(_)) => return Err(ToolError::arguments("`organizationId` and `slug` exclude each other.")),
    };
    Ok(clerk.organizations().get(organization, include_members_count).await?)
}

/// Create an organization.
#[clerk_tool(effect = write, access = instance)]
pub async fn create_organization(
    clerk: &ClerkClient,
    /// At most 256 characters.
    name: String,
    /// Unique; lowercase letters, digits and dashes.
    slug: Option<OrganizationSlug>,
    /// The user who becomes its admin, `user_…`
    #[scoped]
    created_by: Option<UserId>,
    /// Seats; 0 is no limit.
    max_allowed_memberships: Option<u32>,
    /// Readable by members.
    public_metadata: Option<Metadata>,
    /// Only the backend can read it.
    private_metadata: Option<Metadata>,
) -> Result<Organization> {
    let create = OrganizationCreate {
        name,
        slug,
        created_by,
        max_allowed_memberships,
        public_metadata,
        private_metadata,
        ..OrganizationCreate::default()
    };
    clerk.organizations().create(&create).await
}

/// Change an organization. What is left out stays as it is.
#[clerk_tool(effect = write, access = organization, permission = "org:sys_profile:manage", idempotent)]
pub async fn update_organization(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// At most 256 characters.
    name: Option<String>,
    /// Unique; lowercase letters, digits and dashes.
    slug: Option<OrganizationSlug>,
    /// Seats; 0 is no limit.
    #[unscoped]
    max_allowed_memberships: Option<u32>,
    /// Merged deeply; null removes a key.
    #[unscoped]
    public_metadata: Option<Metadata>,
    /// Merged likewise.
    #[unscoped]
    private_metadata: Option<Metadata>,
) -> Result<Organization, ToolError> {
    const UNCHANGED: &str = "Everything but the metadata was changed.";

    let update = OrganizationUpdate { name, slug, max_allowed_memberships, ..OrganizationUpdate::default() };
    let metadata = MetadataUpdate { public_metadata, private_metadata, unsafe_metadata: None };
    // Clerk keeps the two apart: the organization's own endpoint refuses metadata.
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
            (true, None) => error.with_hint(UNCHANGED),
            (true, Some(hint)) => {
                let hint = format!("{hint} {UNCHANGED}");
                error.with_hint(hint)
            }
        }
    })
}

/// Merge into an organization's metadata.
#[clerk_tool(effect = write, access = instance, idempotent)]
pub async fn update_organization_metadata(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// Readable by members. Merged deeply; null removes a key.
    public_metadata: Option<Metadata>,
    /// Only the backend can read it. Merged likewise.
    private_metadata: Option<Metadata>,
) -> Result<Organization> {
    let update = MetadataUpdate { public_metadata, private_metadata, unsafe_metadata: None };
    clerk.organizations().merge_metadata(&organization_id, &update).await
}

/// Delete an organization with its memberships and invitations, for good.
#[clerk_tool(effect = destructive, access = organization, permission = "org:sys_profile:delete")]
pub async fn delete_organization(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
) -> Result<DeletedObject> {
    clerk.organizations().delete(&organization_id).await
}

/// Make a user a member of an organization.
#[clerk_tool(effect = write, access = organization, permission = "org:sys_memberships:manage")]
pub async fn create_organization_membership(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// The user to add, `user_…`
    user_id: UserId,
    /// Such as `org:admin` or `org:member`.
    role: String,
) -> Result<OrganizationMembership> {
    let create = MembershipCreate::new(user_id, role);
    clerk.organizations().memberships(&organization_id).create(&create).await
}

/// Give a member another role.
#[clerk_tool(effect = write, access = organization, permission = "org:sys_memberships:manage", idempotent)]
pub async fn update_organization_membership(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// The member, `user_…`
    user_id: UserId,
    /// Such as `org:admin` or `org:member`.
    role: String,
) -> Result<OrganizationMembership> {
    clerk.organizations().memberships(&organization_id).update_role(&user_id, &role).await
}

/// Merge into a membership's metadata.
#[clerk_tool(effect = write, access = instance, idempotent)]
pub async fn update_organization_membership_metadata(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// The member, `user_…`
    user_id: UserId,
    /// Readable by members. Merged deeply; null removes a key.
    public_metadata: Option<Metadata>,
    /// Only the backend can read it. Merged likewise.
    private_metadata: Option<Metadata>,
) -> Result<OrganizationMembership> {
    let update = MetadataUpdate { public_metadata, private_metadata, unsafe_metadata: None };
    clerk.organizations().memberships(&organization_id).merge_metadata(&user_id, &update).await
}

/// Take a member out of an organization. The last admin cannot leave.
#[clerk_tool(effect = destructive, access = organization, permission = "org:sys_memberships:manage")]
pub async fn delete_organization_membership(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// The member, `user_…`
    user_id: UserId,
) -> Result<OrganizationMembership> {
    clerk.organizations().memberships(&organization_id).delete(&user_id).await
}

/// Invite somebody to an organization by email.
#[clerk_tool(effect = write, access = organization, permission = "org:sys_memberships:manage")]
pub async fn create_organization_invitation(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// Whom to invite.
    email_address: String,
    /// Such as `org:admin` or `org:member`.
    role: String,
    /// The user who invites, `user_…`
    #[scoped]
    inviter_user_id: Option<UserId>,
    /// Where the link leads after acceptance.
    redirect_url: Option<String>,
    /// Copied to the membership on acceptance.
    #[unscoped]
    public_metadata: Option<Metadata>,
) -> Result<OrganizationInvitation> {
    let create = OrganizationInvitationCreate {
        email_address,
        role,
        inviter_user_id,
        redirect_url,
        public_metadata,
        ..OrganizationInvitationCreate::default()
    };
    clerk.organizations().invitations(&organization_id).create(&create).await
}

/// Take back a pending invitation to an organization.
#[clerk_tool(effect = destructive, access = organization, permission = "org:sys_memberships:manage")]
pub async fn revoke_organization_invitation(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// `orginv_…`
    invitation_id: OrganizationInvitationId,
    /// The user who asks for it, `user_…`
    #[scoped]
    requesting_user_id: Option<UserId>,
) -> Result<OrganizationInvitation> {
    let requesting_user = requesting_user_id.as_ref();
    clerk.organizations().invitations(&organization_id).revoke(&invitation_id, requesting_user).await
}

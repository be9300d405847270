//! Less usual views of members and invitations: across all organizations, by every filter, or a single one.

use crate::catalog::invitations::InvitationFilter;
use crate::client::{
    ClerkClient, OrganizationId, OrganizationInvitation, OrganizationInvitationId, OrganizationMembership, Page,
    Result, UnixMillis, UserId,
};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for less usual views of members and invitations.
    pub const TOOLS = [
        search_organization_members,
        list_all_organization_memberships,
        list_all_organization_invitations,
        get_organization_invitation,
    ];
}

/// Find members of one organization by any of their data, such as phone number or last activity. For the usual filters,
/// use `listOrganizationMembers`.
#[clerk_tool(effect = read, endpoint = "GET /organizations/{organization_id}/memberships")]
pub async fn search_organization_members(
    clerk: &ClerkClient,
    /// `org_…`
    organization_id: OrganizationId,
    /// These users, `user_…`
    #[wire("user_id")]
    user_ids: Option<Vec<UserId>>,
    /// Exact addresses.
    #[wire("email_address")]
    email_addresses: Option<Vec<String>>,
    /// Exact numbers, such as `+15551234567`.
    #[wire("phone_number")]
    phone_numbers: Option<Vec<String>>,
    /// Exact user names.
    #[wire("username")]
    usernames: Option<Vec<String>>,
    /// Exact web3 wallets.
    #[wire("web3_wallet")]
    web3_wallets: Option<Vec<String>>,
    /// Role keys, such as `org:admin`.
    #[wire("role")]
    roles: Option<Vec<String>>,
    /// Part of any of these, of a name or of a user id.
    query: Option<String>,
    /// Part of an email address.
    email_address_query: Option<String>,
    /// Part of a phone number.
    phone_number_query: Option<String>,
    /// Part of a user name.
    username_query: Option<String>,
    /// Part of a first or last name.
    name_query: Option<String>,
    /// Last active before this time.
    last_active_at_before: Option<UnixMillis>,
    /// Last active after this time.
    last_active_at_after: Option<UnixMillis>,
    /// Signed up before this time.
    created_at_before: Option<UnixMillis>,
    /// Signed up after this time.
    created_at_after: Option<UnixMillis>,
    /// `email_address`, `phone_number`, `username`, `first_name`, `last_name` or `created_at`; with `-` in front:
    /// descending.
    order_by: Option<String>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<OrganizationMembership>>;

/// List the memberships of all organizations, for example to export them. For one organization, use
/// `listOrganizationMembers`.
#[clerk_tool(effect = read, endpoint = "GET /organization_memberships")]
pub async fn list_all_organization_memberships(
    clerk: &ClerkClient,
    /// `email_address`, `phone_number`, `username`, `first_name`, `last_name` or `created_at`; with `-` in front:
    /// descending.
    order_by: Option<String>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<OrganizationMembership>>;

/// Find invitations to any organization, for example all that an email address got.
#[clerk_tool(effect = read, endpoint = "GET /organization_invitations")]
pub async fn list_all_organization_invitations(
    clerk: &ClerkClient,
    /// Part of an email address.
    query: Option<String>,
    /// Only invitations with this status.
    status: Option<InvitationFilter>,
    /// `created_at` or `email_address`; with `-` in front: descending. Default `-created_at`.
    order_by: Option<String>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<OrganizationInvitation>>;

/// Read one invitation to an organization.
#[clerk_tool(
    effect = read,
    access = organization,
    permission = "org:sys_memberships:manage",
    endpoint = "GET /organizations/{organization_id}/invitations/{invitation_id}"
)]
pub async fn get_organization_invitation(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// `orginv_…`
    invitation_id: OrganizationInvitationId,
) -> Result<OrganizationInvitation>;

//! The domains of organizations. People with an email address of a domain can join its organization.

use crate::auth::AuthContext;
use crate::client::{
    ClerkClient, DeletedObject, OrganizationDomain, OrganizationDomainId, OrganizationId, Page, Result,
};
use crate::{clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for the domains of organizations.
    pub const TOOLS = [
        list_organization_domains,
        list_all_organization_domains,
        create_organization_domain,
        update_organization_domain,
        verify_organization_domain_ownership,
        delete_organization_domain,
    ];
}

/// How people with an address of the domain join.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum EnrollmentMode {
    /// Only by an invitation from a member.
    ManualInvitation,
    /// They are invited automatically.
    AutomaticInvitation,
    /// They get a suggestion to join, and an administrator decides.
    AutomaticSuggestion,
    /// They sign in with the enterprise connection of the domain.
    EnterpriseSso,
}

/// Which domains a list returns. Clerk reads a text here, not a boolean.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerifiedFilter {
    /// Verified domains.
    #[serde(rename = "true")]
    True,
    /// Unverified domains.
    #[serde(rename = "false")]
    False,
}

/// List the domains of one organization. Each says whether it is verified and how people with such an address join.
#[clerk_tool(
    effect = read,
    access = organization,
    permission = "org:sys_domains:read",
    endpoint = "GET /organizations/{organization_id}/domains"
)]
pub async fn list_organization_domains(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// Only domains with this state.
    #[unscoped]
    verified: Option<VerifiedFilter>,
    /// Only domains with this mode.
    enrollment_mode: Option<EnrollmentMode>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<OrganizationDomain>>;

/// Find domains of any organization, for example to see which organization has `example.com`.
#[clerk_tool(effect = read, endpoint = "GET /organization_domains")]
pub async fn list_all_organization_domains(
    clerk: &ClerkClient,
    /// Exact domains, such as `example.com`.
    domains: Option<Vec<String>>,
    /// Part of a domain.
    query: Option<String>,
    /// Only this organization, `org_…`
    organization_id: Option<OrganizationId>,
    /// `name` or `created_at`; with `-` in front: descending. Default `-created_at`.
    order_by: Option<String>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<OrganizationDomain>>;

/// Add a domain to an organization. It counts as verified unless `verified` is false: first make sure that the
/// organization owns it, because people with such an address may join.
#[clerk_tool(
    effect = write,
    access = organization,
    permission = "org:sys_domains:manage",
    endpoint = "POST /organizations/{organization_id}/domains"
)]
pub async fn create_organization_domain(
    clerk: &ClerkClient,
    auth: Option<&AuthContext>,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// Such as `example.com`.
    name: String,
    /// How people with such an address join.
    #[unscoped]
    enrollment_mode: Option<EnrollmentMode>,
    /// Default true.
    #[unscoped]
    verified: Option<bool>,
) -> Result<OrganizationDomain> {
    // A person has to prove the ownership. Clerk does not ask the backend for a proof.
    let verified = auth.map_or(verified, |_| Some(false));
    let request = clerk.post(("organizations", &organization_id, "domains"));
    request.field("name", &name).field("enrollment_mode", &enrollment_mode).field("verified", &verified).send().await
}

/// Change how people with an address of a domain join, or whether the domain counts as verified.
#[clerk_tool(effect = write, idempotent, endpoint = "PATCH /organizations/{organization_id}/domains/{domain_id}")]
pub async fn update_organization_domain(
    clerk: &ClerkClient,
    /// `org_…`
    organization_id: OrganizationId,
    /// `orgdmn_…`
    domain_id: OrganizationDomainId,
    /// The new mode.
    enrollment_mode: Option<EnrollmentMode>,
    /// Whether it counts as verified, without a proof.
    verified: Option<bool>,
) -> Result<OrganizationDomain>;

/// Declare that an organization owns a domain, without the DNS record that Clerk would check otherwise.
#[clerk_tool(
    effect = write,
    idempotent,
    endpoint = "POST /organizations/{organization_id}/domains/{domain_id}/verify_ownership"
)]
pub async fn verify_organization_domain_ownership(
    clerk: &ClerkClient,
    /// `org_…`
    organization_id: OrganizationId,
    /// `orgdmn_…`
    domain_id: OrganizationDomainId,
) -> Result<OrganizationDomain>;

/// Remove a domain from an organization. Members stay; people with such an address can no longer join by it.
#[clerk_tool(
    effect = destructive,
    access = organization,
    permission = "org:sys_domains:manage",
    endpoint = "DELETE /organizations/{organization_id}/domains/{domain_id}"
)]
pub async fn delete_organization_domain(
    clerk: &ClerkClient,
    /// `org_…`
    #[scoped]
    organization_id: OrganizationId,
    /// `orgdmn_…`
    domain_id: OrganizationDomainId,
) -> Result<DeletedObject>;

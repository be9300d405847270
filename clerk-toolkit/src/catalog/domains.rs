//! The domains of the instance, and the proxies in front of them.

use crate::client::{ClerkClient, DeletedObject, Domain, Page, ProxyCheck, Result, Segment};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for the instance's domains.
    pub const TOOLS = [list_domains, add_domain, update_domain, delete_domain, check_domain_proxy];
}

/// List the instance's domains, the primary domain and its satellites. Each has its URLs and the DNS records that it needs.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /domains")]
pub async fn list_domains(clerk: &ClerkClient) -> Result<Page<Domain>>;

/// Add a satellite domain, so that a further site shares the users and sessions of the primary domain. It works only
/// after its DNS records (`cname_targets`) or its proxy are set up.
#[clerk_tool(effect = write, access = instance, endpoint = "POST /domains")]
pub async fn add_domain(
    clerk: &ClerkClient,
    /// The host name; in development it may contain a port.
    name: String,
    /// Must be true: an instance has one primary domain.
    is_satellite: bool,
    /// The full URL of a proxy to Clerk's Frontend API; production only.
    proxy_url: Option<String>,
) -> Result<Domain>;

/// Change the name or the proxy of a domain. To rename the primary domain of a production instance, prepare its DNS
/// records and emails first: the application is down until they work, and its keys change.
#[clerk_tool(effect = destructive, access = instance, idempotent, endpoint = "PATCH /domains/{domain_id}")]
pub async fn update_domain(
    clerk: &ClerkClient,
    /// `dmn_…`
    domain_id: Segment,
    /// The new host name.
    name: Option<String>,
    /// The full URL of a proxy to Clerk's Frontend API; production only. Check it with `checkDomainProxy` first.
    proxy_url: Option<String>,
    /// Whether a subdomain in the name is part of the domain, so that it stays a domain of its own.
    is_secondary: Option<bool>,
) -> Result<Domain>;

/// Delete a satellite domain. Its site can no longer sign users in. The primary domain cannot be deleted.
#[clerk_tool(effect = destructive, access = instance, endpoint = "DELETE /domains/{domain_id}")]
pub async fn delete_domain(
    clerk: &ClerkClient,
    /// The satellite, `dmn_…`
    domain_id: Segment,
) -> Result<DeletedObject>;

/// Check that a proxy reaches Clerk's Frontend API for a domain. Use it before a domain gets a new proxy URL. It changes
/// no domain.
#[clerk_tool(effect = write, access = instance, endpoint = "POST /proxy_checks")]
pub async fn check_domain_proxy(
    clerk: &ClerkClient,
    /// `dmn_…`
    domain_id: Segment,
    /// The full URL of the proxy.
    proxy_url: String,
) -> Result<ProxyCheck>;

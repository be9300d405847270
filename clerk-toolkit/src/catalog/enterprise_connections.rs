//! Single sign-on of enterprises by SAML and OIDC.

use crate::client::{
    AdminPortalLinkToken, AgentTask, ClerkClient, DeletedObject, EnterpriseConnection, EnterpriseConnectionTestRun,
    OrganizationId, Page, Result, Segment,
};
use crate::{clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for single sign-on of enterprises.
    pub const TOOLS = [
        list_enterprise_connections,
        get_enterprise_connection,
        create_enterprise_connection,
        update_enterprise_connection,
        delete_enterprise_connection,
        list_enterprise_connection_tests,
        revoke_admin_portal_link,
        revoke_agent_task,
    ];
}

/// The kind of identity provider.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityProvider {
    /// Any that speaks SAML.
    SamlCustom,
    /// Okta.
    SamlOkta,
    /// Google Workspace.
    SamlGoogle,
    /// Microsoft Entra ID.
    SamlMicrosoft,
    /// Any that speaks OIDC.
    OidcCustom,
    /// GitHub Enterprise.
    OidcGithubEnterprise,
    /// GitLab.
    OidcGitlab,
}

/// What Clerk must know about an identity provider that speaks SAML. Usually `idpMetadataUrl` is enough.
#[tool_type]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamlSettings {
    /// The entity id of the identity provider.
    pub idp_entity_id: Option<String>,
    /// Its sign-in URL.
    pub idp_sso_url: Option<String>,
    /// Its X.509 certificate.
    pub idp_certificate: Option<String>,
    /// The URL of its metadata.
    pub idp_metadata_url: Option<String>,
    /// Whether subdomains of the domains count.
    pub allow_subdomains: Option<bool>,
    /// Whether a sign-in can start at the identity provider.
    pub allow_idp_initiated: Option<bool>,
    /// Whether users must authenticate again at each sign-in.
    pub force_authn: Option<bool>,
}

/// The result of a test.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestStatus {
    /// Not finished.
    Pending,
    /// It succeeded.
    Success,
    /// It failed.
    Failed,
}

/// List the connections to enterprises' identity providers.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /enterprise_connections")]
pub async fn list_enterprise_connections(
    clerk: &ClerkClient,
    /// Only those of an organization, `org_…`
    organization_id: Option<OrganizationId>,
    /// Only active ones, or only inactive ones.
    active: Option<bool>,
    /// At most 500.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<EnterpriseConnection>>;

/// Read one enterprise connection: its domains, its state and what to enter at the identity provider.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /enterprise_connections/{enterprise_connection_id}")]
pub async fn get_enterprise_connection(
    clerk: &ClerkClient,
    /// The connection's id.
    enterprise_connection_id: Segment,
) -> Result<EnterpriseConnection>;

/// Create a connection to an enterprise's identity provider. It stays inactive unless `active` is true, so its settings
/// can be tested first. A person has to enter the client secret of an OIDC provider in Clerk's dashboard.
#[clerk_tool(effect = write, access = instance, endpoint = "POST /enterprise_connections")]
pub async fn create_enterprise_connection(
    clerk: &ClerkClient,
    /// The name.
    name: String,
    /// The kind of identity provider.
    provider: IdentityProvider,
    /// The domains whose users sign in through it.
    domains: Vec<String>,
    /// The organization that its users join, `org_…`
    organization_id: Option<OrganizationId>,
    /// Whether users can sign in through it at once.
    active: Option<bool>,
    /// For SAML.
    saml: Option<SamlSettings>,
) -> Result<EnterpriseConnection>;

/// Change an enterprise connection. Omitted fields stay unchanged. If you activate it, verified domains of organizations
/// with the same names may be deleted; if you deactivate it, its users cannot sign in through it.
#[clerk_tool(
    effect = destructive,
    access = instance,
    idempotent,
    endpoint = "PATCH /enterprise_connections/{enterprise_connection_id}"
)]
pub async fn update_enterprise_connection(
    clerk: &ClerkClient,
    /// The connection's id.
    enterprise_connection_id: Segment,
    /// The name.
    name: Option<String>,
    /// All domains: the list replaces the current one.
    #[schemars(length(min = 1))]
    domains: Option<Vec<String>>,
    /// Whether users can sign in through it.
    active: Option<bool>,
    /// Whether the user's attributes are updated at each sign-in.
    sync_user_attributes: Option<bool>,
    /// Whether its users cannot have further identifiers.
    disable_additional_identifications: Option<bool>,
    /// Whether existing members of the organization are linked.
    allow_organization_account_linking: Option<bool>,
    /// The organization that its users join, `org_…`
    organization_id: Option<OrganizationId>,
    /// For SAML.
    saml: Option<SamlSettings>,
) -> Result<EnterpriseConnection>;

/// Delete an enterprise connection. Its users can no longer sign in through it.
#[clerk_tool(
    effect = destructive,
    access = instance,
    endpoint = "DELETE /enterprise_connections/{enterprise_connection_id}"
)]
pub async fn delete_enterprise_connection(
    clerk: &ClerkClient,
    /// The connection's id.
    enterprise_connection_id: Segment,
) -> Result<DeletedObject>;

/// List the tests of an enterprise connection, with their messages: why a sign-in through it fails.
#[clerk_tool(
    effect = read,
    access = instance,
    endpoint = "GET /enterprise_connections/{enterprise_connection_id}/test_runs"
)]
pub async fn list_enterprise_connection_tests(
    clerk: &ClerkClient,
    /// The connection's id.
    enterprise_connection_id: Segment,
    /// Only these results.
    status: Option<Vec<TestStatus>>,
    /// At most 500.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<EnterpriseConnectionTestRun>>;

/// Revoke a link with which an organization's IT contact can set up single sign-on. The link stops working at once.
#[clerk_tool(
    effect = destructive,
    access = instance,
    endpoint = "POST /admin_portal_link_tokens/{admin_portal_link_token_id}/revoke"
)]
pub async fn revoke_admin_portal_link(
    clerk: &ClerkClient,
    /// The id of the link's token.
    admin_portal_link_token_id: Segment,
    /// Why, for the record.
    #[wire("revocation_reason")]
    reason: Option<String>,
) -> Result<AdminPortalLinkToken>;

/// Revoke the task of a browser agent. The agent can no longer use its link to sign in.
#[clerk_tool(effect = destructive, access = instance, endpoint = "POST /agents/tasks/{agent_task_id}/revoke")]
pub async fn revoke_agent_task(
    clerk: &ClerkClient,
    /// The task's id.
    agent_task_id: Segment,
) -> Result<AgentTask>;

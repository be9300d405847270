//! The settings of the instance.

use crate::client::{
    ClerkClient, Instance, InstanceCommunication, InstanceProtect, InstanceRestrictions, InstanceSettings,
    OrganizationSettings, Result, RoleId,
};
use crate::{clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for the instance's settings.
    pub const TOOLS = [
        get_instance,
        update_instance,
        update_instance_sign_up_settings,
        change_production_domain,
        update_instance_restrictions,
        get_instance_protect,
        update_instance_protect,
        get_instance_communication,
        update_instance_communication,
        get_instance_organization_settings,
        update_instance_organization_settings,
        delete_webhooks_app,
    ];
}

/// What Clerk's components offer first when a password is required.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreferredStrategy {
    /// The password.
    Password,
    /// A one-time code.
    Otp,
}

/// How users with an address of a verified domain can join its organization.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrollmentMode {
    /// They get an invitation.
    AutomaticInvitation,
    /// They see a suggestion to join.
    AutomaticSuggestion,
}

/// Read the instance: its id, whether it is development or production, and its allowed origins.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /instance")]
pub async fn get_instance(clerk: &ClerkClient) -> Result<Instance>;

/// Change general settings of the instance. Omitted settings stay unchanged. Test mode lets anyone sign in as a test user,
/// so do not turn it on in production.
#[clerk_tool(effect = write, access = instance, idempotent, endpoint = "PATCH /instance")]
pub async fn update_instance(
    clerk: &ClerkClient,
    /// Whether test email addresses and phone numbers work.
    test_mode: Option<bool>,
    /// Whether passwords are checked against known breaches.
    #[wire("hibp")]
    check_breached_passwords: Option<bool>,
    /// Where users can ask for help.
    support_email: Option<String>,
    /// The version of Clerk's JavaScript that applications load.
    clerk_js_version: Option<String>,
    /// The origin of the application in development.
    development_origin: Option<String>,
    /// All origins of browser extensions and native applications: the list replaces the current one.
    #[schemars(length(min = 1))]
    allowed_origins: Option<Vec<String>>,
    /// Whether development works without third-party cookies.
    url_based_session_syncing: Option<bool>,
    /// What is offered first at sign-in when a password is required.
    preferred_sign_in_strategy_when_password_required: Option<PreferredStrategy>,
) -> Result<()>;

/// Change who can sign up and who sends emails. Omitted settings stay unchanged.
#[clerk_tool(effect = write, access = instance, idempotent, endpoint = "PATCH /beta_features/instance_settings")]
pub async fn update_instance_sign_up_settings(
    clerk: &ClerkClient,
    /// Whether only identifiers on the allowlist can sign up. With an empty allowlist nobody can.
    restricted_to_allowlist: Option<bool>,
    /// The part before `@` of the address that sends sign-in emails: letters and digits.
    from_email_address: Option<String>,
    /// Whether test email addresses and phone numbers work.
    test_mode: Option<bool>,
) -> Result<InstanceSettings>;

/// Move a production instance to another domain. All users are signed out, and the application is down until the new DNS
/// records, certificates, redirect URLs and keys are in place.
#[clerk_tool(effect = destructive, access = instance, endpoint = "POST /instance/change_domain")]
pub async fn change_production_domain(
    clerk: &ClerkClient,
    /// The new URL of the application, such as `https://www.example.com`.
    home_url: String,
    /// Whether a subdomain in the URL is part of the domain.
    is_secondary: Option<bool>,
) -> Result<()>;

/// Turn the allowlist, the blocklist and the checks of email addresses on or off. Omitted settings stay unchanged. With an
/// empty allowlist that is on, nobody can sign up.
#[clerk_tool(effect = write, access = instance, idempotent, endpoint = "PATCH /instance/restrictions")]
pub async fn update_instance_restrictions(
    clerk: &ClerkClient,
    /// Whether only identifiers on the allowlist can sign up.
    allowlist: Option<bool>,
    /// Whether identifiers on the blocklist cannot sign up.
    blocklist: Option<bool>,
    /// Whether both lists are ignored when a user signs in.
    allowlist_blocklist_disabled_on_sign_in: Option<bool>,
    /// Whether addresses with `+`, `=` or `#` before the `@` are refused.
    block_email_subaddresses: Option<bool>,
    /// Whether addresses of disposable email services are refused.
    block_disposable_email_domains: Option<bool>,
) -> Result<InstanceRestrictions>;

/// Read the settings of Clerk Protect, which stops abuse of sign-up and sign-in.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /instance/protect")]
pub async fn get_instance_protect(clerk: &ClerkClient) -> Result<InstanceProtect>;

/// Turn parts of Clerk Protect on or off. Without them, bots and abuse are not stopped. Omitted settings stay unchanged.
#[clerk_tool(effect = write, access = instance, idempotent, endpoint = "PATCH /instance/protect")]
pub async fn update_instance_protect(
    clerk: &ClerkClient,
    /// Whether the rules are applied.
    rules_enabled: Option<bool>,
    /// Whether bots are detected.
    specter_enabled: Option<bool>,
) -> Result<InstanceProtect>;

/// Read the countries to which the instance sends no text messages.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /instance/communication")]
pub async fn get_instance_communication(clerk: &ClerkClient) -> Result<InstanceCommunication>;

/// Replace the list of countries to which the instance sends no text messages. Read the list first, and pass all of its
/// countries that should stay blocked.
#[clerk_tool(effect = write, access = instance, idempotent, endpoint = "PATCH /instance/communication")]
pub async fn update_instance_communication(
    clerk: &ClerkClient,
    /// ISO 3166-1 alpha-2 codes in capitals, such as `CH`. Clerk drops codes without text messages.
    blocked_country_codes: Vec<String>,
) -> Result<InstanceCommunication>;

/// Read the instance's settings for organizations: seat limit, roles, domains.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /instance/organization_settings")]
pub async fn get_instance_organization_settings(clerk: &ClerkClient) -> Result<OrganizationSettings>;

/// Change the instance's settings for organizations. Omitted settings stay unchanged. If organizations are turned off,
/// nobody can use theirs.
#[clerk_tool(effect = write, access = instance, idempotent, endpoint = "PATCH /instance/organization_settings")]
pub async fn update_instance_organization_settings(
    clerk: &ClerkClient,
    /// Whether organizations are enabled.
    enabled: Option<bool>,
    /// The seat limit of new organizations; 0 means no limit.
    max_allowed_memberships: Option<u32>,
    /// Whether admins may delete their organization.
    admin_delete_enabled: Option<bool>,
    /// Whether organizations can have verified domains.
    domains_enabled: Option<bool>,
    /// Whether organizations have no slug.
    slug_disabled: Option<bool>,
    /// All ways to join through a verified domain.
    #[schemars(length(min = 1))]
    domains_enrollment_modes: Option<Vec<EnrollmentMode>>,
    /// The role of an organization's creator, `role_…`
    creator_role_id: Option<RoleId>,
    /// The role of users who join through a domain, `role_…`
    domains_default_role_id: Option<RoleId>,
) -> Result<OrganizationSettings>;

/// Delete the instance's app at Svix, which delivers webhooks. All webhook endpoints of the instance are lost.
#[clerk_tool(effect = destructive, access = instance, endpoint = "DELETE /webhooks/svix")]
pub async fn delete_webhooks_app(clerk: &ClerkClient) -> Result<()>;

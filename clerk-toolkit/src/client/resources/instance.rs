//! The instance, its settings and its domains.

use super::super::ids::Segment;
use super::super::times::UnixMillis;

resource! {
    /// The instance that the secret key belongs to.
    Instance as "instance" {
        /// The instance's id.
        [concise] id: Segment,
        /// `development` or `production`.
        [concise] environment_type: &str,
        /// Origins of browser extensions and native applications that may use the instance.
        [concise] allowed_origins: Vec<&str>,
        /// The workspace that the instance belongs to.
        workspace_id: Segment,
    }
}

resource! {
    /// The settings for sign-up and sign-in that the beta endpoint changes.
    InstanceSettings as "instance_settings" {
        /// The instance's id.
        id: Segment,
        /// Whether only identifiers on the allowlist can sign up.
        [concise] restricted_to_allowlist: bool,
        /// The local part of the address that sends emails for sign-in.
        [concise] from_email_address: &str,
        /// Whether a sign-up can be completed in several steps.
        [concise] progressive_sign_up: bool,
    }
}

resource! {
    /// Who can sign up.
    InstanceRestrictions as "instance_restrictions" {
        /// Whether only identifiers on the allowlist can sign up.
        [concise] allowlist: bool,
        /// Whether identifiers on the blocklist cannot sign up.
        [concise] blocklist: bool,
        /// Whether both lists are ignored when a user signs in.
        [concise] allowlist_blocklist_disabled_on_sign_in: bool,
        /// Whether addresses with `+`, `=` or `#` in the local part are refused.
        [concise] block_email_subaddresses: bool,
        /// Whether addresses of disposable email services are refused.
        [concise] block_disposable_email_domains: bool,
    }
}

resource! {
    /// The settings of Clerk Protect, which stops abuse of sign-up and sign-in.
    InstanceProtect as "instance_protect" {
        /// Whether the rules are applied.
        [concise] rules_enabled: bool,
        /// Whether bots are detected.
        [concise] specter_enabled: bool,
        /// Whether all checks are bypassed at present.
        [concise] checks_bypassed: bool,
    }
}

resource! {
    /// The settings for text messages.
    InstanceCommunication as "instance_communication" {
        /// The countries to which no text messages are sent, as ISO 3166-1 alpha-2 codes.
        [concise] blocked_country_codes: Vec<&str>,
    }
}

resource! {
    /// The settings for OAuth applications.
    OAuthApplicationSettings as "oauth_application_settings" {
        /// Whether clients can register themselves (RFC 7591).
        [concise] dynamic_oauth_client_registration: bool,
        /// The scopes that a new application gets.
        [concise] default_scopes: Vec<&str>,
        /// Whether access tokens are JWTs; otherwise they are opaque.
        [concise] oauth_jwt_access_tokens: bool,
        /// Whether the server's metadata says that Client ID Metadata Documents are supported.
        [concise] client_id_metadata_documents_advertised: bool,
        /// Whether clients that are not known yet are refused.
        [concise] client_id_metadata_documents_only_allow_pre_registered_clients: bool,
        /// Whether clients that were accepted without an explicit decision are refused.
        [concise] client_id_metadata_documents_block_implicitly_allowed_clients: bool,
    }
}

resource! {
    /// The settings for organizations.
    OrganizationSettings as "organization_settings" {
        /// Whether organizations are enabled.
        [concise] enabled: bool,
        /// The seat limit of a new organization; 0 means no limit.
        [concise] max_allowed_memberships: i64,
        /// How many roles the instance can have.
        max_allowed_roles: i64,
        /// How many role sets the instance can have.
        max_role_sets_allowed: i64,
        /// How many domains an organization can have.
        max_allowed_domains: i64,
        /// The role of the creator of an organization.
        [concise] creator_role: &str,
        /// Whether admins may delete their organization.
        [concise] admin_delete_enabled: bool,
        /// Whether organizations can have verified domains.
        [concise] domains_enabled: bool,
        /// Whether organizations have no slug.
        [concise] slug_disabled: bool,
        /// How users with an address of a verified domain can join: `manual_invitation`, `automatic_invitation`,
        /// `automatic_suggestion`, or a value that Clerk adds later.
        [concise] domains_enrollment_modes: Vec<&str>,
        /// The role of users who join through a domain.
        [concise] domains_default_role: &str,
        /// The role set of a new organization.
        initial_role_set_key: &str,
    }
}

resource! {
    /// A domain of the instance: the primary domain, or a satellite.
    Domain as "domain" {
        /// The domain's id.
        [concise] id: Segment,
        /// The host name.
        [concise] name: &str,
        /// Whether it is a satellite of the primary domain.
        [concise] is_satellite: bool,
        /// The URL of Clerk's Frontend API for the domain.
        [concise] frontend_api_url: &str,
        /// The URL of the Account Portal.
        [concise] accounts_portal_url: &str,
        /// The URL of the proxy to the Frontend API, if one is used.
        [concise] proxy_url: &str,
        /// The origin of the application in development.
        development_origin: &str,
        /// The DNS records that the domain needs.
        [concise] cname_targets: Vec<CnameTarget>,
    }
}

resource! {
    /// A DNS record that a domain needs. It has no `object`.
    CnameTarget as "cname_target" {
        /// The name of the record.
        [concise] host: &str,
        /// The name that the record points to.
        [concise] value: &str,
        /// Whether the domain does not work without it.
        [concise] required: bool,
    }
}

resource! {
    /// The result of a check of a domain's proxy.
    ProxyCheck as "proxy_check" {
        /// The check's id.
        id: Segment,
        /// The domain.
        [concise] domain_id: Segment,
        /// The URL that was checked.
        [concise] proxy_url: &str,
        /// Whether the proxy reaches the Frontend API.
        [concise] successful: bool,
        /// When the check ran.
        [concise] last_run_at: UnixMillis,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

//! Single sign-on of enterprises, and the directories that provision their users.

use serde_json::{Map, Value};

use super::super::ids::{OrganizationId, Segment};
use super::super::times::UnixMillis;
use super::Role;

resource! {
    /// A connection to an enterprise's identity provider, by SAML or OIDC.
    EnterpriseConnection as "enterprise_connection" {
        /// The connection's id.
        [concise] id: Segment,
        /// The name.
        [concise] name: &str,
        /// The kind of identity provider, such as `saml_okta`.
        [concise] provider: &str,
        /// The URL of the logo.
        logo_public_url: &str,
        /// Whether users can sign in through it.
        [concise] active: bool,
        /// The domains whose users sign in through it.
        [concise] domains: Vec<&str>,
        /// The organization that it belongs to.
        [concise] organization_id: OrganizationId,
        /// Whether the user's attributes are updated at each sign-in.
        sync_user_attributes: bool,
        /// Whether its users cannot have further identifiers.
        disable_additional_identifications: bool,
        /// Whether existing members of the organization are linked.
        allow_organization_account_linking: bool,
        /// The attributes that are copied to users.
        custom_attributes: Vec<&Map<String, Value>>,
        /// The settings for SAML.
        [concise] saml_connection: SamlConnection,
        /// The settings for OIDC.
        [concise] oauth_config: OAuthConfig,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// The settings of an enterprise connection for SAML.
    SamlConnection as "saml_connection" {
        /// The id of the settings.
        id: Segment,
        /// The name.
        name: &str,
        /// The entity id of the identity provider.
        [concise] idp_entity_id: &str,
        /// The sign-in URL of the identity provider.
        [concise] idp_sso_url: &str,
        /// The URL of the identity provider's metadata.
        [concise] idp_metadata_url: &str,
        /// The URL that receives the identity provider's responses.
        [concise] acs_url: &str,
        /// The entity id of this instance.
        [concise] sp_entity_id: &str,
        /// The URL of this instance's metadata.
        sp_metadata_url: &str,
        /// Whether the connection is active.
        active: bool,
        /// Whether a sign-in can start at the identity provider.
        allow_idp_initiated: bool,
        /// Whether subdomains of the domains count.
        allow_subdomains: bool,
        /// Whether users must authenticate again at each sign-in.
        force_authn: bool,
    }
}

resource! {
    /// The settings of an enterprise connection for OIDC.
    OAuthConfig as "oauth_config" {
        /// The id of the settings.
        id: Segment,
        /// The name.
        name: &str,
        /// The key of the provider.
        provider_key: &str,
        /// The client id at the identity provider.
        [concise] client_id: &str,
        /// The metadata document of the identity provider.
        [concise] discovery_url: &str,
        /// The endpoint for authorization.
        auth_url: &str,
        /// The endpoint for tokens.
        token_url: &str,
        /// The endpoint for the user's data.
        user_info_url: &str,
        /// Whether PKCE is required.
        requires_pkce: bool,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
    also {
        [secret] client_secret,
    }
}

resource! {
    /// A directory of an identity provider, which creates, changes and removes users.
    Directory as "directory" {
        /// The directory's id.
        [concise] id: Segment,
        /// The name.
        [concise] name: &str,
        /// The enterprise connection that it belongs to.
        [concise] enterprise_connection_id: Segment,
        /// The URL that the identity provider calls.
        [concise] endpoint_url: &str,
        /// The kind of identity provider.
        [concise] provider: &str,
        /// Whether it provisions users.
        [concise] enabled: bool,
        /// Whether groups are mapped to roles.
        [concise] group_role_mapping_enabled: bool,
        /// Where each attribute of a user comes from.
        attribute_mapping: &Map<String, Value>,
        /// Further attributes.
        custom_attributes: Vec<&Map<String, Value>>,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
    also {
        [secret] api_key,
    }
}

resource! {
    /// The role that members of a directory's group get.
    DirectoryGroupRoleMapping as "directory_group_role_mapping" {
        /// The mapping's id.
        [concise] id: Segment,
        /// The directory.
        directory_id: Segment,
        /// The group's id at the identity provider.
        [concise] directory_group_id: &str,
        /// The group's name.
        [concise] directory_group_display_name: &str,
        /// The role.
        [concise] role: Role,
        /// The mapping with the lowest number wins.
        [concise] precedence: i64,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// A test of an enterprise connection. It has no `object`.
    EnterpriseConnectionTestRun as "enterprise_connection_test_run" {
        /// The test's id.
        [concise] id: Segment,
        /// `pending`, `success`, `failed`, or a value that Clerk adds later.
        [concise] status: &str,
        /// `saml` or `oauth`.
        [concise] connection_type: &str,
        /// What the identity provider said about the user.
        [concise customer] parsed_user_info: &Map<String, Value>,
        /// The messages of the test.
        [concise] logs: Vec<&Map<String, Value>>,
        /// When it was created.
        [concise] created_at: UnixMillis,
    }
    also {
        [secret] saml,
        [secret] oauth,
    }
}

resource! {
    /// A task of an agent in a browser.
    AgentTask as "agent_task" {
        /// The agent.
        [concise] agent_id: Segment,
        /// The task's id.
        [concise] agent_task_id: Segment,
    }
    also {
        [link] url,
    }
}

resource! {
    /// A link with which an organization's IT contact can set up a connection.
    AdminPortalLinkToken as "admin_portal_link_token" {
        /// The id of the link.
        [concise] id: Segment,
        /// The organization.
        [concise] organization_id: OrganizationId,
        /// The contact.
        [concise] it_contact_id: Segment,
        /// What the contact may set up.
        [concise] scopes: Vec<&str>,
        /// Whether it was revoked.
        [concise] revoked: bool,
        /// Why it was revoked.
        [concise] revocation_reason: &str,
        /// Whether it has expired.
        [concise] expired: bool,
        /// When it expires.
        [concise] expiration: UnixMillis,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
    also {
        [secret] token,
        [link] url,
    }
}

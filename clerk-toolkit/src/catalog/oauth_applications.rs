//! Applications that sign users in with this instance by OAuth.

use crate::client::{ClerkClient, DeletedObject, OAuthApplication, OAuthApplicationSettings, Page, Result, Segment};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for OAuth applications.
    pub const TOOLS = [
        list_oauth_applications,
        get_oauth_application,
        update_oauth_application,
        delete_oauth_application,
        get_oauth_application_settings,
        update_oauth_application_settings,
    ];
}

/// List the applications that sign users in with this instance by OAuth, newest first.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /oauth_applications")]
pub async fn list_oauth_applications(
    clerk: &ClerkClient,
    /// Part of the name, or an exact id or client id.
    #[wire("name_query")]
    query: Option<String>,
    /// At most 500.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<OAuthApplication>>;

/// Read one OAuth application: its client id, redirect URIs, scopes and endpoints.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /oauth_applications/{oauth_application_id}")]
pub async fn get_oauth_application(
    clerk: &ClerkClient,
    /// The application's id, not its client id.
    oauth_application_id: Segment,
) -> Result<OAuthApplication>;

/// Change an OAuth application. Omitted fields stay unchanged. Sign-ins with a redirect URI or scope that you remove fail
/// from then on.
#[clerk_tool(
    effect = write,
    access = instance,
    idempotent,
    endpoint = "PATCH /oauth_applications/{oauth_application_id}"
)]
pub async fn update_oauth_application(
    clerk: &ClerkClient,
    /// The application's id, not its client id.
    oauth_application_id: Segment,
    /// At most 256 characters.
    name: Option<String>,
    /// All redirect URIs: the list replaces the current one.
    #[schemars(length(min = 1))]
    redirect_uris: Option<Vec<String>>,
    /// All scopes, separated by spaces, such as `profile email`.
    scopes: Option<String>,
    /// Whether users must consent.
    consent_screen_enabled: Option<bool>,
    /// Whether PKCE is required.
    pkce_required: Option<bool>,
    /// Whether it is a public client, without a secret.
    public: Option<bool>,
) -> Result<OAuthApplication>;

/// Delete an OAuth application for good. Its users can no longer sign in there.
#[clerk_tool(
    effect = destructive,
    access = instance,
    endpoint = "DELETE /oauth_applications/{oauth_application_id}"
)]
pub async fn delete_oauth_application(
    clerk: &ClerkClient,
    /// The application's id, not its client id.
    oauth_application_id: Segment,
) -> Result<DeletedObject>;

/// Read the instance's settings for OAuth applications: registration, default scopes, token format.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /instance/oauth_application_settings")]
pub async fn get_oauth_application_settings(clerk: &ClerkClient) -> Result<OAuthApplicationSettings>;

/// Change the instance's settings for OAuth applications. Omitted settings stay unchanged.
#[clerk_tool(
    effect = write,
    access = instance,
    idempotent,
    endpoint = "PATCH /instance/oauth_application_settings"
)]
pub async fn update_oauth_application_settings(
    clerk: &ClerkClient,
    /// Whether clients can register themselves. Then anyone can create an application.
    dynamic_oauth_client_registration: Option<bool>,
    /// The scopes of new applications.
    #[schemars(length(min = 1))]
    default_scopes: Option<Vec<String>>,
    /// Whether access tokens are JWTs, which cannot be revoked before they expire.
    oauth_jwt_access_tokens: Option<bool>,
    /// Whether the server advertises Client ID Metadata Documents (CIMD).
    client_id_metadata_documents_advertised: Option<bool>,
    /// Whether new, unknown CIMD clients are refused.
    client_id_metadata_documents_only_allow_pre_registered_clients: Option<bool>,
    /// Whether CIMD clients that nobody allowed explicitly are refused.
    client_id_metadata_documents_block_implicitly_allowed_clients: Option<bool>,
) -> Result<OAuthApplicationSettings>;

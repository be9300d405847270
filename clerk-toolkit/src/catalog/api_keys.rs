//! API keys of users and organizations.

use crate::client::{ApiKey, ClerkClient, DeletedObject, Metadata, Page, Result, Segment};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for API keys.
    pub const TOOLS = [list_api_keys, get_api_key, update_api_key, revoke_api_key, delete_api_key];
}

/// List the API keys of a user or an organization. The keys themselves are never shown.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /api_keys")]
pub async fn list_api_keys(
    clerk: &ClerkClient,
    /// Whom the keys act for, `user_…` or `org_…`
    subject: Segment,
    /// Whether to include revoked and expired keys.
    #[wire("include_invalid")]
    include_revoked: Option<bool>,
    /// Part of the name.
    query: Option<String>,
    /// At most 100.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<ApiKey>>;

/// Read one API key: whom it acts for, its scopes, its state and its last use. The key itself is never shown.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /api_keys/{api_key_id}")]
pub async fn get_api_key(
    clerk: &ClerkClient,
    /// The id of the API key, not the key.
    api_key_id: Segment,
) -> Result<ApiKey>;

/// Change an API key's description, scopes, claims or expiry. Omitted fields stay unchanged. A removed scope stops
/// programs that use it.
#[clerk_tool(effect = write, access = instance, endpoint = "PATCH /api_keys/{api_key_id}")]
pub async fn update_api_key(
    clerk: &ClerkClient,
    /// The id of the API key, not the key.
    api_key_id: Segment,
    /// At most 255 characters.
    description: Option<String>,
    /// All scopes: the list replaces the current one.
    #[schemars(length(min = 1))]
    scopes: Option<Vec<String>>,
    /// All claims: they replace the current ones.
    claims: Option<Metadata>,
    /// Seconds from now until it expires.
    seconds_until_expiration: Option<u32>,
) -> Result<ApiKey>;

/// Revoke an API key for good, for example if it leaked. Programs that use it fail at once.
#[clerk_tool(effect = destructive, access = instance, endpoint = "POST /api_keys/{api_key_id}/revoke")]
pub async fn revoke_api_key(
    clerk: &ClerkClient,
    /// The id of the API key, not the key.
    api_key_id: Segment,
    /// Why, for the record.
    #[wire("revocation_reason")]
    reason: Option<String>,
) -> Result<ApiKey>;

/// Delete an API key and its record. To stop a key but keep its record, use `revokeApiKey`.
#[clerk_tool(effect = destructive, access = instance, endpoint = "DELETE /api_keys/{api_key_id}")]
pub async fn delete_api_key(
    clerk: &ClerkClient,
    /// The id of the API key, not the key.
    api_key_id: Segment,
) -> Result<DeletedObject>;

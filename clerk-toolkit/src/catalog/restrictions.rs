//! The allowlist and the blocklist: who may sign up, by email address, domain, phone number or web3 wallet.

use crate::client::{
    AllowlistIdentifier, AllowlistIdentifierId, BlocklistIdentifier, BlocklistIdentifierId, ClerkClient, DeletedObject,
    Page, Result,
};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for the allowlist and the blocklist.
    pub const TOOLS = [
        list_allowlist_identifiers,
        create_allowlist_identifier,
        delete_allowlist_identifier,
        list_blocklist_identifiers,
        create_blocklist_identifier,
        delete_blocklist_identifier,
    ];
}

/// List the allowlist: the only people who can sign up, if the list is switched on.
#[clerk_tool(effect = read, endpoint = "GET /allowlist_identifiers")]
pub async fn list_allowlist_identifiers(
    clerk: &ClerkClient,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<AllowlistIdentifier>> {
    // Without this, Clerk does not send the total.
    let request = clerk.get("allowlist_identifiers").query("paginated", true);
    request.query_value("limit", &limit).query_value("offset", &offset).send().await
}

/// Add to the allowlist, so that these people can sign up.
#[clerk_tool(effect = write, endpoint = "POST /allowlist_identifiers")]
pub async fn create_allowlist_identifier(
    clerk: &ClerkClient,
    /// An email address, a whole domain as `*@example.com`, a phone number such as `+15551234567`, or a web3 wallet.
    identifier: String,
    /// Also send an invitation to an email address or phone number; default false.
    notify: Option<bool>,
) -> Result<AllowlistIdentifier>;

/// Remove an entry of the allowlist. Existing users keep their accounts; new ones can no longer sign up by it.
#[clerk_tool(effect = destructive, endpoint = "DELETE /allowlist_identifiers/{identifier_id}")]
pub async fn delete_allowlist_identifier(
    clerk: &ClerkClient,
    /// `alid_…`, from `listAllowlistIdentifiers`.
    identifier_id: AllowlistIdentifierId,
) -> Result<DeletedObject>;

/// List the blocklist: people who cannot sign up.
#[clerk_tool(effect = read, endpoint = "GET /blocklist_identifiers")]
pub async fn list_blocklist_identifiers(clerk: &ClerkClient) -> Result<Page<BlocklistIdentifier>>;

/// Add to the blocklist, so that these people cannot sign up. To shut out an existing user, ban the user instead.
#[clerk_tool(effect = write, endpoint = "POST /blocklist_identifiers")]
pub async fn create_blocklist_identifier(
    clerk: &ClerkClient,
    /// An email address, a whole domain as `*@example.com`, a phone number such as `+15551234567`, or a web3 wallet.
    identifier: String,
) -> Result<BlocklistIdentifier>;

/// Remove an entry of the blocklist, so that these people can sign up again.
#[clerk_tool(effect = destructive, endpoint = "DELETE /blocklist_identifiers/{identifier_id}")]
pub async fn delete_blocklist_identifier(
    clerk: &ClerkClient,
    /// `blid_…`, from `listBlocklistIdentifiers`.
    identifier_id: BlocklistIdentifierId,
) -> Result<DeletedObject>;

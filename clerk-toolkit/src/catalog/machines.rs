//! Machines and their tokens.

use crate::client::{ClerkClient, DeletedObject, Machine, MachineScope, MachineToken, Page, Result, Segment};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for machines.
    pub const TOOLS = [
        list_machines,
        get_machine,
        update_machine,
        delete_machine,
        allow_machine,
        disallow_machine,
        list_machine_tokens,
        revoke_machine_token,
    ];
}

/// List the machines: services that sign in with their own secret key. Newest first.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /machines")]
pub async fn list_machines(
    clerk: &ClerkClient,
    /// Part of the name, or an exact id.
    query: Option<String>,
    /// At most 500.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<Machine>>;

/// Read one machine, with the machines that it may call.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /machines/{machine_id}")]
pub async fn get_machine(
    clerk: &ClerkClient,
    /// `mch_…`
    machine_id: Segment,
) -> Result<Machine>;

/// Change a machine's name or the lifetime of its tokens. Omitted fields stay unchanged.
#[clerk_tool(effect = write, access = instance, idempotent, endpoint = "PATCH /machines/{machine_id}")]
pub async fn update_machine(
    clerk: &ClerkClient,
    /// `mch_…`
    machine_id: Segment,
    /// At most 255 characters.
    name: Option<String>,
    /// Seconds that new tokens live if a request does not say it.
    #[schemars(range(min = 1, max = 315_360_000))]
    default_token_ttl: Option<u32>,
) -> Result<Machine>;

/// Delete a machine. The service can no longer sign in, and other machines refuse it.
#[clerk_tool(effect = destructive, access = instance, endpoint = "DELETE /machines/{machine_id}")]
pub async fn delete_machine(
    clerk: &ClerkClient,
    /// `mch_…`
    machine_id: Segment,
) -> Result<DeletedObject>;

/// Allow a machine to call another machine.
#[clerk_tool(effect = write, access = instance, endpoint = "POST /machines/{machine_id}/scopes")]
pub async fn allow_machine(
    clerk: &ClerkClient,
    /// The machine that calls, `mch_…`
    machine_id: Segment,
    /// The machine that is called, `mch_…`
    to_machine_id: Segment,
) -> Result<MachineScope>;

/// Take back the permission of a machine to call another machine.
#[clerk_tool(
    effect = destructive,
    access = instance,
    endpoint = "DELETE /machines/{machine_id}/scopes/{to_machine_id}"
)]
pub async fn disallow_machine(
    clerk: &ClerkClient,
    /// The machine that calls, `mch_…`
    machine_id: Segment,
    /// The machine that is called, `mch_…`
    to_machine_id: Segment,
) -> Result<MachineScope>;

/// List the opaque tokens of a machine. Tokens that are JWTs are not stored and not listed. The tokens themselves are
/// never shown.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /m2m_tokens")]
pub async fn list_machine_tokens(
    clerk: &ClerkClient,
    /// The machine, `mch_…`
    #[wire("subject")]
    machine_id: Segment,
    /// Whether to include revoked tokens.
    revoked: Option<bool>,
    /// Whether to include expired tokens.
    expired: Option<bool>,
    /// At most 100.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<MachineToken>>;

/// Revoke an opaque token of a machine for good. A token that is a JWT cannot be revoked; it expires.
#[clerk_tool(effect = destructive, access = instance, endpoint = "POST /m2m_tokens/{token_id}/revoke")]
pub async fn revoke_machine_token(
    clerk: &ClerkClient,
    /// The token's id, not the token.
    token_id: Segment,
    /// Why, for the record.
    #[wire("revocation_reason")]
    reason: Option<String>,
) -> Result<MachineToken>;

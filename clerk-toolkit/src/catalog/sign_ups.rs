//! Sign-ups, and the tokens with which people sign in without a password.
//!
//! No tool creates such a token, because it is a credential. Revoking one is safe.

use crate::client::{ActorToken, ClerkClient, Result, Segment, SignInToken, SignInTokenId, SignUp, SignUpId};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for sign-ups and for tokens that sign people in.
    pub const TOOLS = [get_sign_up, update_sign_up, revoke_sign_in_token, revoke_actor_token];
}

/// Read one sign-up: what the person gave, and what is still missing or not verified.
#[clerk_tool(effect = read, endpoint = "GET /sign_ups/{id}")]
pub async fn get_sign_up(
    clerk: &ClerkClient,
    /// `sua_…`
    id: SignUpId,
) -> Result<SignUp>;

/// Set the external id of a sign-up, which its user gets, or let it wait for your backend.
#[clerk_tool(effect = write, idempotent, endpoint = "PATCH /sign_ups/{id}")]
pub async fn update_sign_up(
    clerk: &ClerkClient,
    /// `sua_…`
    id: SignUpId,
    /// The person's id in your own system.
    external_id: Option<String>,
    /// Whether your backend still has to act before the sign-up is complete.
    custom_action: Option<bool>,
) -> Result<SignUp>;

/// Revoke a token with which a user could have signed in once without a password.
#[clerk_tool(effect = destructive, endpoint = "POST /sign_in_tokens/{sign_in_token_id}/revoke")]
pub async fn revoke_sign_in_token(
    clerk: &ClerkClient,
    /// `sit_…`
    sign_in_token_id: SignInTokenId,
) -> Result<SignInToken>;

/// Revoke a token with which somebody could have signed in as another user. Sessions that it started go on.
#[clerk_tool(effect = destructive, endpoint = "POST /actor_tokens/{actor_token_id}/revoke")]
pub async fn revoke_actor_token(
    clerk: &ClerkClient,
    /// The token's id, not the token.
    actor_token_id: Segment,
) -> Result<ActorToken>;

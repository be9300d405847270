//! Less usual changes to users: what they may do, their whole metadata, and their picture.

use crate::client::{ClerkClient, Metadata, Result, Timestamp, User, UserId, Web3WalletId};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for less usual changes to users.
    pub const TOOLS = [update_user_settings, update_user_private_metadata, replace_user_metadata, delete_user_profile_image];
}

/// Change what a user may do and how the account works. Omitted fields stay unchanged.
#[clerk_tool(effect = write, idempotent, endpoint = "PATCH /users/{user_id}")]
pub async fn update_user_settings(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// Whether the user may delete the account.
    delete_self_enabled: Option<bool>,
    /// Whether the user may create organizations.
    create_organization_enabled: Option<bool>,
    /// How many organizations the user may create; 0 means no limit.
    create_organizations_limit: Option<u32>,
    /// Sign in without the check of new devices.
    bypass_client_trust: Option<bool>,
    /// The preferred language, such as `de-CH`.
    locale: Option<String>,
    /// A verified wallet of the user, `idn_…`
    primary_web3_wallet_id: Option<Web3WalletId>,
    /// When the user accepted the legal documents.
    legal_accepted_at: Option<Timestamp>,
) -> Result<User>;

/// Merge values into a user's private metadata, which only the backend can read and write.
#[clerk_tool(effect = write, idempotent, endpoint = "PATCH /users/{user_id}/metadata")]
pub async fn update_user_private_metadata(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// Deep-merged; null removes a key.
    private_metadata: Metadata,
) -> Result<User>;

/// Replace all of a user's metadata of one or several kinds; the old values are lost. An empty object changes nothing.
/// Other tools change single values.
#[clerk_tool(effect = destructive, idempotent, endpoint = "PUT /users/{user_id}/metadata")]
pub async fn replace_user_metadata(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// All of what the user can read.
    public_metadata: Option<Metadata>,
    /// All of what only the backend can read.
    private_metadata: Option<Metadata>,
    /// All of what the user can read and write.
    unsafe_metadata: Option<Metadata>,
) -> Result<User> {
    let request = clerk.put(("users", user_id, "metadata")).field("public_metadata", &given(public_metadata));
    let request = request.field("private_metadata", &given(private_metadata));
    request.field("unsafe_metadata", &given(unsafe_metadata)).send().await
}

/// A model that must write every argument writes an empty object for metadata that it means to keep.
pub(super) fn given(metadata: Option<Metadata>) -> Option<Metadata> {
    metadata.filter(|metadata| !metadata.is_empty())
}

/// Delete a user's profile picture. Clerk then shows a generated one.
#[clerk_tool(effect = destructive, endpoint = "DELETE /users/{user_id}/profile_image")]
pub async fn delete_user_profile_image(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
) -> Result<User>;

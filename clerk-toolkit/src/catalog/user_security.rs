//! How users sign in and what protects their accounts: passwords, second factors, passkeys, connected accounts, devices.
//!
//! No tool takes a password, the secret of an authenticator app or a list of backup codes: a model must not make up,
//! read or pass on what a person signs in with. A user sets a password with "forgot password".

use crate::client::{
    ClerkClient, CodeCheck, DeletedObject, ExternalAccountId, Page, PasskeyId, Result, Segment, TrustedDevice, User,
    UserId, UserReference, Web3WalletId,
};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for how users sign in.
    pub const TOOLS = [
        remove_user_password,
        set_user_password_compromised,
        unset_user_password_compromised,
        verify_user_totp,
        delete_user_totp,
        delete_user_backup_codes,
        delete_user_passkey,
        delete_user_external_account,
        delete_user_web3_wallet,
        list_user_trusted_devices,
        revoke_user_trusted_device,
    ];
}

/// Remove a user's password. The user can sign in in other ways, or set a new password with "forgot password".
#[clerk_tool(effect = destructive, idempotent, endpoint = "POST /users/{user_id}/remove_password")]
pub async fn remove_user_password(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// Also end all sessions of the user; default false.
    sign_out_of_other_sessions: Option<bool>,
) -> Result<User>;

/// Make a user set a new password at the next sign-in, for example because somebody else knows it.
/// `revokeAllSessions` also ends the sessions that are open.
#[clerk_tool(effect = write, idempotent, endpoint = "POST /users/{user_id}/password/set_compromised")]
pub async fn set_user_password_compromised(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
) -> Result<User>;

/// No longer ask a user for a new password at the next sign-in. Undoes `setUserPasswordCompromised`.
#[clerk_tool(effect = write, idempotent, endpoint = "POST /users/{user_id}/password/unset_compromised")]
pub async fn unset_user_password_compromised(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
) -> Result<User>;

/// Check a code of a user's authenticator app, or a backup code, to find out who a person is.
/// A correct backup code cannot be used again. Never guess a code.
#[clerk_tool(effect = destructive, endpoint = "POST /users/{user_id}/verify_totp")]
pub async fn verify_user_totp(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// The code that the person read out.
    code: String,
) -> Result<CodeCheck>;

/// Remove a user's authenticator app. To remove all second factors, use `disableUserMfa`.
#[clerk_tool(effect = destructive, endpoint = "DELETE /users/{user_id}/totp")]
pub async fn delete_user_totp(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
) -> Result<UserReference>;

/// Delete all backup codes of a user, for example because somebody else may know them.
#[clerk_tool(effect = destructive, endpoint = "DELETE /users/{user_id}/backup_code")]
pub async fn delete_user_backup_codes(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
) -> Result<UserReference>;

/// Delete a passkey of a user, for example of a lost device. Clerk tells the user by email.
#[clerk_tool(effect = destructive, endpoint = "DELETE /users/{user_id}/passkeys/{passkey_identification_id}")]
pub async fn delete_user_passkey(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// `idn_…`, from `getUser`.
    passkey_identification_id: PasskeyId,
) -> Result<DeletedObject>;

/// Disconnect a user's account at a provider such as Google. The user can no longer sign in with it.
#[clerk_tool(effect = destructive, endpoint = "DELETE /users/{user_id}/external_accounts/{external_account_id}")]
pub async fn delete_user_external_account(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// `eac_…`, from `getUser`.
    external_account_id: ExternalAccountId,
) -> Result<DeletedObject>;

/// Delete a web3 wallet of a user. The user can no longer sign in with it.
#[clerk_tool(effect = destructive, endpoint = "DELETE /users/{user_id}/web3_wallets/{web3_wallet_identification_id}")]
pub async fn delete_user_web3_wallet(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// `idn_…`, from `getUser`.
    web3_wallet_identification_id: Web3WalletId,
) -> Result<DeletedObject>;

/// List the mobile devices that a user enrolled to sign in with.
#[clerk_tool(effect = read, endpoint = "GET /users/{user_id}/trusted_devices")]
pub async fn list_user_trusted_devices(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
) -> Result<Page<TrustedDevice>>;

/// Revoke a mobile device that a user enrolled to sign in with, for example because it is lost.
#[clerk_tool(effect = destructive, endpoint = "DELETE /users/{user_id}/trusted_devices/{trusted_device_id}")]
pub async fn revoke_user_trusted_device(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// From `listUserTrustedDevices`.
    trusted_device_id: Segment,
) -> Result<TrustedDevice>;

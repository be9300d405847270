//! Users' email addresses.

use crate::client::{
    ClerkClient, CodeVerification, DeletedObject, EmailAddress, EmailAddressId, Result, UserId, VerificationId,
};
use crate::{clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for users' email addresses.
    pub const TOOLS = [
        create_email_address,
        get_email_address,
        update_email_address,
        replace_user_email_address,
        delete_email_address,
        prepare_email_address_verification,
        attempt_email_address_verification,
    ];
}

/// How a new email address or phone number is treated.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentificationStatus {
    /// It belongs to the user.
    Verified,
    /// Not verified, but the user can sign in with it and nobody else can claim it.
    Reserved,
    /// Not verified, and no way to sign in.
    Unverified,
}

/// Add an email address to a user, for example to make it the primary one.
#[clerk_tool(effect = write, endpoint = "POST /email_addresses")]
pub async fn create_email_address(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// The new address.
    email_address: String,
    /// Mark it as verified; only if it surely belongs to the user. Default false.
    verified: Option<bool>,
    /// Make it the primary address; default false.
    primary: Option<bool>,
    /// Tell the previous primary address; default false.
    notify_primary_email_address_changed: Option<bool>,
) -> Result<EmailAddress>;

/// Read one email address: whether and how it was verified. `getUser` shows all addresses of a user.
#[clerk_tool(effect = read, endpoint = "GET /email_addresses/{email_address_id}")]
pub async fn get_email_address(
    clerk: &ClerkClient,
    /// `idn_…`
    email_address_id: EmailAddressId,
) -> Result<EmailAddress>;

/// Mark an email address as verified, or make it the user's primary address.
#[clerk_tool(effect = write, idempotent, endpoint = "PATCH /email_addresses/{email_address_id}")]
pub async fn update_email_address(
    clerk: &ClerkClient,
    /// `idn_…`
    email_address_id: EmailAddressId,
    /// Mark it as verified; only if it surely belongs to the user.
    verified: Option<bool>,
    /// Make it the primary address.
    primary: Option<bool>,
    /// Tell the previous primary address; default false.
    notify_primary_email_address_changed: Option<bool>,
) -> Result<EmailAddress>;

/// Replace all email addresses of a user by one, which becomes the primary address.
/// The old addresses are deleted. Fails if one is linked to a connected account.
#[clerk_tool(effect = destructive, endpoint = "PUT /users/{user_id}/email_address")]
pub async fn replace_user_email_address(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// The only address from now on.
    email_address: String,
    /// Default `verified`. `reserved`: not verified, but good for sign-in. `unverified` can lock the user out.
    identification_status: Option<IdentificationStatus>,
    /// Tell the previous primary address; default false.
    notify_primary_email_address_changed: Option<bool>,
) -> Result<EmailAddress>;

/// Delete an email address of a user. The user can no longer sign in with it.
#[clerk_tool(effect = destructive, endpoint = "DELETE /email_addresses/{email_address_id}")]
pub async fn delete_email_address(
    clerk: &ClerkClient,
    /// `idn_…`
    email_address_id: EmailAddressId,
) -> Result<DeletedObject>;

/// Send a one-time code to an email address, to find out whether a person controls it.
/// Ask the person for the code, and check it with `attemptEmailAddressVerification` and the `id` of the result.
#[clerk_tool(effect = write, endpoint = "POST /email_addresses/{email_address_id}/prepare_verification")]
pub async fn prepare_email_address_verification(
    clerk: &ClerkClient,
    /// `idn_…`
    email_address_id: EmailAddressId,
) -> Result<CodeVerification>;

/// Check the code that a person received at an email address. A correct code verifies the address.
/// `status` is the outcome; a wrong code is no error. Never guess a code.
#[clerk_tool(effect = write, endpoint = "POST /email_addresses/{email_address_id}/attempt_verification")]
pub async fn attempt_email_address_verification(
    clerk: &ClerkClient,
    /// `idn_…`
    email_address_id: EmailAddressId,
    /// From `prepareEmailAddressVerification`, `ver_…`
    verification_id: VerificationId,
    /// The code that the person read out.
    code: String,
) -> Result<CodeVerification>;

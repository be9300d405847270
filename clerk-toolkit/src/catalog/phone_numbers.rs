//! Users' phone numbers.

use super::email_addresses::IdentificationStatus;
use crate::client::{
    ClerkClient, CodeVerification, DeletedObject, PhoneNumber, PhoneNumberId, Result, UserId, VerificationId,
};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for users' phone numbers.
    pub const TOOLS = [
        create_phone_number,
        get_phone_number,
        update_phone_number,
        replace_user_phone_number,
        delete_phone_number,
        prepare_phone_number_verification,
        attempt_phone_number_verification,
    ];
}

/// Add a phone number to a user, for sign-in or as a second factor.
#[clerk_tool(effect = write, endpoint = "POST /phone_numbers")]
pub async fn create_phone_number(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// The new number in E.164 form, such as `+15551234567`.
    phone_number: String,
    /// Mark it as verified; only if it surely belongs to the user. Default false.
    verified: Option<bool>,
    /// Make it the primary number; default false.
    primary: Option<bool>,
    /// Use it as a second factor; it must be verified. Default false.
    reserved_for_second_factor: Option<bool>,
) -> Result<PhoneNumber>;

/// Read one phone number: whether it was verified, and its use as a second factor. `getUser` shows all of a user.
#[clerk_tool(effect = read, endpoint = "GET /phone_numbers/{phone_number_id}")]
pub async fn get_phone_number(
    clerk: &ClerkClient,
    /// `idn_…`
    phone_number_id: PhoneNumberId,
) -> Result<PhoneNumber>;

/// Mark a phone number as verified, make it the user's primary number, or use it as a second factor.
#[clerk_tool(effect = write, idempotent, endpoint = "PATCH /phone_numbers/{phone_number_id}")]
pub async fn update_phone_number(
    clerk: &ClerkClient,
    /// `idn_…`
    phone_number_id: PhoneNumberId,
    /// Mark it as verified; only if it surely belongs to the user.
    verified: Option<bool>,
    /// Make it the primary number.
    primary: Option<bool>,
    /// Use it as a second factor; it must be verified.
    reserved_for_second_factor: Option<bool>,
) -> Result<PhoneNumber>;

/// Replace all phone numbers of a user by one, which becomes the primary number.
/// The old numbers are deleted. If one was a second factor, the user's second factors are switched off.
#[clerk_tool(effect = destructive, endpoint = "PUT /users/{user_id}/phone_number")]
pub async fn replace_user_phone_number(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// The only number from now on, in E.164 form, such as `+15551234567`.
    phone_number: String,
    /// Default `verified`. `reserved`: not verified, but good for sign-in. `unverified` can lock the user out.
    identification_status: Option<IdentificationStatus>,
) -> Result<PhoneNumber>;

/// Delete a phone number of a user. The user can no longer sign in with it.
#[clerk_tool(effect = destructive, endpoint = "DELETE /phone_numbers/{phone_number_id}")]
pub async fn delete_phone_number(
    clerk: &ClerkClient,
    /// `idn_…`
    phone_number_id: PhoneNumberId,
) -> Result<DeletedObject>;

/// Send a one-time code to a phone number, to find out whether a person controls it.
/// Ask the person for the code, and check it with `attemptPhoneNumberVerification` and the `id` of the result.
#[clerk_tool(effect = write, endpoint = "POST /phone_numbers/{phone_number_id}/prepare_verification")]
pub async fn prepare_phone_number_verification(
    clerk: &ClerkClient,
    /// `idn_…`
    phone_number_id: PhoneNumberId,
) -> Result<CodeVerification>;

/// Check the code that a person received at a phone number. A correct code verifies the number.
/// `status` is the outcome; a wrong code is no error. Never guess a code.
#[clerk_tool(effect = write, endpoint = "POST /phone_numbers/{phone_number_id}/attempt_verification")]
pub async fn attempt_phone_number_verification(
    clerk: &ClerkClient,
    /// `idn_…`
    phone_number_id: PhoneNumberId,
    /// From `preparePhoneNumberVerification`, `ver_…`
    verification_id: VerificationId,
    /// The code that the person read out.
    code: String,
) -> Result<CodeVerification>;

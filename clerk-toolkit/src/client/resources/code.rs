//! Codes with which people prove who they are.

use super::super::ids::VerificationId;
use super::super::times::UnixMillis;

resource! {
    /// A one-time code that was sent to an email address or a phone number.
    CodeVerification as "verification_otp" {
        /// The verification's id, which is needed to check the code.
        [concise] id: VerificationId,
        /// `unverified`, `verified`, `expired`, `failed`, or a value that Clerk adds later.
        [concise] status: &str,
        /// The method, such as `email_code` or `phone_code`.
        [concise] strategy: &str,
        /// The number of attempts to enter the code.
        [concise] attempts: i64,
        /// When the code expires.
        [concise] expire_at: UnixMillis,
        /// How the code was sent to a phone number, such as `sms`.
        [concise] channel: &str,
    }
}

resource! {
    /// Whether a code of an authenticator app or a backup code is right.
    CodeCheck as "code_check" {
        /// Whether it is right.
        [concise] verified: bool,
        /// `totp` or `backup_code`.
        [concise] code_type: &str,
    }
}

//! Users, their email addresses and phone numbers.

use serde_json::{Map, Value};

use super::super::ids::{EmailAddressId, PhoneNumberId, UserId, Web3WalletId};
use super::super::times::UnixMillis;
use super::account::{EnterpriseAccount, ExternalAccount, Passkey, Web3Wallet};

resource! {
    /// A user of the instance.
    User as "user" {
        /// The user's id.
        [row] id: UserId,
        /// The user's id in your own system.
        [concise] external_id: &str,
        /// The name to sign in with, if the instance has user names enabled.
        [row untrusted] username: &str,
        /// The first name.
        [row untrusted] first_name: &str,
        /// The last name.
        [row untrusted] last_name: &str,
        /// The preferred language, a BCP 47 tag such as `de-CH`.
        locale: &str,
        /// The URL of the profile picture.
        image_url: &str,
        /// Whether the picture was uploaded; otherwise Clerk generated it.
        has_image: bool,
        /// The id of the primary email address.
        [concise] primary_email_address_id: EmailAddressId,
        /// The id of the primary phone number.
        [concise] primary_phone_number_id: PhoneNumberId,
        /// The id of the primary web3 wallet.
        primary_web3_wallet_id: Web3WalletId,
        /// All email addresses, verified or not.
        [row] email_addresses: Vec<EmailAddress>,
        /// All phone numbers, verified or not.
        [row] phone_numbers: Vec<PhoneNumber>,
        /// All web3 wallets.
        web3_wallets: Vec<Web3Wallet>,
        /// All passkeys.
        passkeys: Vec<Passkey>,
        /// The accounts at providers such as Google with which the user signs in.
        external_accounts: Vec<ExternalAccount>,
        /// The accounts at the identity providers of companies with which the user signs in.
        enterprise_accounts: Vec<EnterpriseAccount>,
        /// The application's data about the user, readable by everyone who can see the user.
        [customer concise] public_metadata: &Map<String, Value>,
        /// The application's data about the user, readable only by the backend.
        [private concise] private_metadata: &Map<String, Value>,
        /// Data that the user can write from the browser.
        [customer concise untrusted] unsafe_metadata: &Map<String, Value>,
        /// Whether a password is set.
        password_enabled: bool,
        /// Whether a second factor is set up.
        [concise] two_factor_enabled: bool,
        /// Whether an authenticator app is set up as a second factor.
        totp_enabled: bool,
        /// Whether the user has backup codes.
        backup_code_enabled: bool,
        /// Whether the user is banned, which prevents sign-in.
        [row] banned: bool,
        /// Whether the user is locked after too many failed attempts to sign in.
        [row] locked: bool,
        /// Whether the directory that provides the user has removed it.
        deprovisioned: bool,
        /// Whether the user may delete their own account.
        delete_self_enabled: bool,
        /// Whether the user may create organizations.
        create_organization_enabled: bool,
        /// How many organizations the user may create; 0 means no limit.
        create_organizations_limit: i64,
        /// When the user last signed in.
        [row] last_sign_in_at: UnixMillis,
        /// When the user was last active, with a precision of one day.
        [concise] last_active_at: UnixMillis,
        /// When the user accepted the legal documents.
        legal_accepted_at: UnixMillis,
        /// When the user was created.
        [row] created_at: UnixMillis,
        /// When the user was last changed.
        updated_at: UnixMillis,
    }
    also {
        [secret] password_digest,
        [secret] totp_secret,
        [secret] backup_codes,
    }
}

impl User {
    /// The primary email address among [`email_addresses`](Self::email_addresses).
    pub fn primary_email_address(&self) -> Option<EmailAddress> {
        let primary = self.primary_email_address_id()?;
        self.email_addresses()?.into_iter().find(|address| address.id().as_ref() == Some(&primary))
    }
}

resource! {
    /// An email address of a user.
    EmailAddress as "email_address" {
        /// The address's id.
        [concise] id: EmailAddressId,
        /// The address.
        [row] email_address: &str,
        /// Whether and how it was verified.
        [concise] verification: Verification,
        /// When it was added.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// A phone number of a user.
    PhoneNumber as "phone_number" {
        /// The number's id.
        [concise] id: PhoneNumberId,
        /// The number in E.164 form, such as `+15551234567`.
        [row] phone_number: &str,
        /// Whether and how it was verified.
        [concise] verification: Verification,
        /// Whether it is reserved for use as a second factor.
        reserved_for_second_factor: bool,
        /// Whether it is the default second factor.
        default_second_factor: bool,
        /// When it was added.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
    also {
        [secret] backup_codes,
    }
}

resource! {
    /// Whether and how it was verified that an address or a number belongs to its user.
    Verification as "verification" {
        /// `verified`, `unverified`, `failed`, `expired`, or a value that Clerk adds later.
        [concise] status: &str,
        /// The method, such as `email_code`.
        strategy: &str,
        /// The number of attempts to enter a code.
        attempts: i64,
        /// When the code expires.
        expire_at: UnixMillis,
    }
    also {
        [link] external_verification_redirect_url,
        [secret] nonce,
    }
}

resource! {
    /// The number of users in the instance.
    UserCount as "total_count" {
        /// The number of users.
        [concise] total_count: i64,
    }
}

//! Users and what hangs on them.

use serde_json::{Map, Value};

use super::super::ids::{EmailAddressId, PhoneNumberId, UserId, Web3WalletId};
use super::field::UnixMillis;

resource! {
    /// A user of the instance.
    User {
        /// The user's id.
        id: UserId,
        /// The user's id in the application's own system.
        external_id: &str,
        /// The name to sign in with, where the instance has user names.
        username: &str,
        /// The first name.
        first_name: &str,
        /// The last name.
        last_name: &str,
        /// The preferred language, a BCP 47 tag such as `de-CH`.
        locale: &str,
        /// Where the profile picture is.
        image_url: &str,
        /// Whether the picture is the user's own, and not one made by Clerk.
        has_image: bool,
        /// Which of the email addresses is the primary one.
        primary_email_address_id: EmailAddressId,
        /// Which of the phone numbers is the primary one.
        primary_phone_number_id: PhoneNumberId,
        /// Which of the web3 wallets is the primary one.
        primary_web3_wallet_id: Web3WalletId,
        /// All email addresses, verified or not.
        email_addresses: Vec<EmailAddress>,
        /// All phone numbers, verified or not.
        phone_numbers: Vec<PhoneNumber>,
        /// What the application keeps about the user, readable by everyone who can see the user.
        public_metadata: &Map<String, Value>,
        /// What the application keeps about the user and shows to nobody else.
        private_metadata: &Map<String, Value>,
        /// What the user may write from the browser.
        unsafe_metadata: &Map<String, Value>,
        /// Whether a password is set.
        password_enabled: bool,
        /// Whether any second factor is set up.
        two_factor_enabled: bool,
        /// Whether an authenticator app is set up as a second factor.
        totp_enabled: bool,
        /// Whether there are backup codes.
        backup_code_enabled: bool,
        /// Whether the user is banned: may not sign in, by somebody's decision.
        banned: bool,
        /// Whether the user is locked out after failed attempts to sign in.
        locked: bool,
        /// Whether the user was removed by the directory that provides it.
        deprovisioned: bool,
        /// Whether users may delete their own account.
        delete_self_enabled: bool,
        /// Whether the user may create organizations.
        create_organization_enabled: bool,
        /// How many organizations the user may create; 0 is no limit.
        create_organizations_limit: i64,
        /// When the user last signed in.
        last_sign_in_at: UnixMillis,
        /// When the user was last active, exact to the day.
        last_active_at: UnixMillis,
        /// When the user accepted the legal documents.
        legal_accepted_at: UnixMillis,
        /// When the user was created.
        created_at: UnixMillis,
        /// When the user was last changed.
        updated_at: UnixMillis,
    }
}

impl User {
    /// The primary email address among [`email_addresses`](Self::email_addresses).
    pub fn primary_email_address(&self) -> Option<EmailAddress> {
        let primary = self.primary_email_address_id()?;
        self.email_addresses()?
            .into_iter()
            .find(|address| address.id().as_ref() == Some(&primary))
    }
}

resource! {
    /// An email address of a user.
    EmailAddress {
        /// The address's id.
        id: EmailAddressId,
        /// The address itself.
        email_address: &str,
        /// Whether and how it was verified.
        verification: Verification,
        /// When it was added.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// A phone number of a user.
    PhoneNumber {
        /// The number's id.
        id: PhoneNumberId,
        /// The number itself, in E.164 form: `+15551234567`.
        phone_number: &str,
        /// Whether and how it was verified.
        verification: Verification,
        /// Whether it is kept for use as a second factor.
        reserved_for_second_factor: bool,
        /// Whether it is the second factor used first.
        default_second_factor: bool,
        /// When it was added.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// Whether an address or a number belongs to its user, and how that was found out.
    Verification {
        /// `verified`, `unverified`, `failed`, `expired`, or a value Clerk adds later.
        status: &str,
        /// How, such as `email_code`.
        strategy: &str,
        /// How often a code was tried.
        attempts: i64,
        /// When the code runs out.
        expire_at: UnixMillis,
    }
}

resource! {
    /// How many users there are.
    UserCount {
        /// The number of users.
        total_count: i64,
    }
}

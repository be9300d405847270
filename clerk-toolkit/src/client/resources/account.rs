//! What a user signs in with besides email addresses and phone numbers: accounts elsewhere, passkeys, wallets and devices.

use serde_json::{Map, Value};

use super::super::ids::{ExternalAccountId, PasskeyId, Segment, UserId, Web3WalletId};
use super::super::times::UnixMillis;
use super::user::Verification;

resource! {
    /// An account of a user at a provider such as Google, with which the user signs in.
    ExternalAccount as "external_account" {
        /// The account's id.
        [concise] id: ExternalAccountId,
        /// The provider, such as `oauth_google`.
        [concise] provider: &str,
        /// The user's id at the provider.
        provider_user_id: &str,
        /// The email address at the provider.
        [concise untrusted] email_address: &str,
        /// Whether the provider had verified the address when the account was connected.
        email_address_verified: bool,
        /// The phone number at the provider.
        [untrusted] phone_number: &str,
        /// The first name at the provider.
        [untrusted] first_name: &str,
        /// The last name at the provider.
        [untrusted] last_name: &str,
        /// The user name at the provider.
        [concise untrusted] username: &str,
        /// The URL of the picture at the provider.
        image_url: &str,
        /// The scopes that the user granted, separated by spaces.
        approved_scopes: &str,
        /// A label that tells several accounts at the same provider apart.
        [untrusted] label: &str,
        /// Data from the provider.
        [customer] public_metadata: &Map<String, Value>,
        /// Whether and how it was verified.
        verification: Verification,
        /// When it was connected.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// An account of a user at the identity provider of a company, connected through an enterprise connection.
    EnterpriseAccount as "enterprise_account" {
        /// The account's id.
        [concise] id: Segment,
        /// `oauth` or `saml`.
        protocol: &str,
        /// The identity provider, such as `saml_okta`.
        [concise] provider: &str,
        /// Whether the account can be used to sign in.
        [concise] active: bool,
        /// The email address at the provider.
        [concise untrusted] email_address: &str,
        /// The first name at the provider.
        [untrusted] first_name: &str,
        /// The last name at the provider.
        [untrusted] last_name: &str,
        /// The user's id at the provider.
        provider_user_id: &str,
        /// The enterprise connection.
        enterprise_connection_id: Segment,
        /// Data from the provider.
        [customer] public_metadata: &Map<String, Value>,
        /// When the user last signed in with it.
        last_authenticated_at: UnixMillis,
    }
}

resource! {
    /// A passkey of a user.
    Passkey as "passkey" {
        /// The passkey's id.
        [concise] id: PasskeyId,
        /// The name, by default the device on which it was made.
        [concise untrusted] name: &str,
        /// When it was last used.
        [concise] last_used_at: UnixMillis,
        /// Whether and how it was verified.
        verification: Verification,
    }
}

resource! {
    /// A web3 wallet of a user.
    Web3Wallet as "web3_wallet" {
        /// The wallet's id.
        [concise] id: Web3WalletId,
        /// The wallet's address.
        [concise untrusted] web3_wallet: &str,
        /// Whether and how it was verified.
        verification: Verification,
        /// When it was added.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// A mobile device that a user enrolled to sign in with.
    TrustedDevice as "trusted_device" {
        /// The device's id.
        [concise] id: Segment,
        /// `ios` or `android`.
        [concise] platform: &str,
        /// The application on the device.
        app_identifier: &str,
        /// The device's name.
        [concise untrusted] name: &str,
        /// The algorithm of the device's key.
        algorithm: &str,
        /// `active` or `revoked`.
        [concise] status: &str,
        /// When it was enrolled.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
        /// When it was last used.
        [concise] last_used_at: UnixMillis,
        /// When it was revoked.
        [concise] revoked_at: UnixMillis,
    }
}

resource! {
    /// The user whose second factors were removed.
    UserReference as "user_reference" {
        /// The user's id.
        [concise] user_id: UserId,
    }
}

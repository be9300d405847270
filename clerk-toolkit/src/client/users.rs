//! The users of the instance.

use serde::Serialize;

use super::clerk::ClerkClient;
use super::error::Result;
use super::ids::{EmailAddressId, ImageId, PhoneNumberId, UserId, Web3WalletId};
use super::metadata::Metadata;
use super::resources::{User, UserCount};
use super::setters::setters;

/// The users of the instance. Returned by [`ClerkClient::users`].
///
/// Each method returns a [`ClerkError`](super::ClerkError) if it fails. If the user does not exist, its
/// [`is_not_found`](super::ClerkError::is_not_found) is true.
#[derive(Clone, Copy, Debug)]
pub struct Users<'a>(&'a ClerkClient);

impl ClerkClient {
    /// The users of the instance.
    pub fn users(&self) -> Users<'_> {
        Users(self)
    }
}

impl Users<'_> {
    /// Reads one user: `GET /users/{user_id}`.
    pub async fn get(self, user: &UserId) -> Result<User> {
        self.0.get(("users", user)).send().await
    }

    /// Counts all users: `GET /users/count`.
    pub async fn count(self) -> Result<UserCount> {
        self.0.get("users/count").send().await
    }

    /// Changes the given fields: `PATCH /users/{user_id}`.
    pub async fn update(self, user: &UserId, update: &UserUpdate) -> Result<User> {
        self.0.patch(("users", user)).json(update).send().await
    }

    /// Merges values into a user's metadata: `PATCH /users/{user_id}/metadata`.
    pub async fn merge_metadata(self, user: &UserId, update: &MetadataUpdate) -> Result<User> {
        self.0.patch(("users", user, "metadata")).json(update).send().await
    }
}

/// A change to a user. `None` leaves a field unchanged.
///
/// Metadata has a separate endpoint, see [`Users::merge_metadata`]. Credentials (passwords, second factors) are left out
/// on purpose, so that `Debug` output never contains one. Use [`ClerkClient::patch`] to send them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct UserUpdate {
    /// The user's id in your own system; unique in the instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The first name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The name to sign in with; unique in the instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The preferred language, a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// The profile picture, an image that was uploaded before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_image_id: Option<ImageId>,
    /// The new primary email address. It must belong to the user and be verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_email_address_id: Option<EmailAddressId>,
    /// Whether to notify the old primary email address of the change; Clerk's default is `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_primary_email_address_changed: Option<bool>,
    /// The new primary phone number. It must belong to the user and be verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_phone_number_id: Option<PhoneNumberId>,
    /// The new primary web3 wallet. It must belong to the user and be verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_web3_wallet_id: Option<Web3WalletId>,
    /// Whether the user may delete their own account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete_self_enabled: Option<bool>,
    /// Whether the user may create organizations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub create_organization_enabled: Option<bool>,
    /// How many organizations the user may create; 0 means no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub create_organizations_limit: Option<u32>,
    /// When the user accepted the legal documents, as RFC 3339 text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_accepted_at: Option<String>,
    /// Whether to skip the instance's requirement to accept the legal documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_legal_checks: Option<bool>,
    /// The creation time as RFC 3339 text, for a user imported from another system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// Whether sign-in trusts the user's devices without a check.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bypass_client_trust: Option<bool>,
}

setters! {
    UserUpdate {
        external_id: String,
        first_name: String,
        last_name: String,
        username: String,
        locale: String,
        profile_image_id: ImageId,
        primary_email_address_id: EmailAddressId,
        notify_primary_email_address_changed: bool,
        primary_phone_number_id: PhoneNumberId,
        primary_web3_wallet_id: Web3WalletId,
        delete_self_enabled: bool,
        create_organization_enabled: bool,
        create_organizations_limit: u32,
        legal_accepted_at: String,
        skip_legal_checks: bool,
        created_at: String,
        bypass_client_trust: bool,
    }
}

/// A change to the metadata of a user, an organization or a membership.
///
/// Clerk merges objects at every depth. A `null` removes its key. `None` leaves that metadata unchanged.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MetadataUpdate {
    /// Merged into the public metadata.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_metadata: Option<Metadata>,
    /// Merged into the private metadata.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_metadata: Option<Metadata>,
    /// Merged into the unsafe metadata, which only users have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsafe_metadata: Option<Metadata>,
}

setters! {
    MetadataUpdate {
        public_metadata: Metadata,
        private_metadata: Metadata,
        unsafe_metadata: Metadata,
    }
}

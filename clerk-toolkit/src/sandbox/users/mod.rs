//! Users: the data of each user, and its JSON.

pub(super) mod operations;

mod filters;
mod rules;

pub(super) use filters::accepts_identity;
pub(super) use rules::identifier_exists;

use serde_json::{Value, json};

use super::error::ApiError;
use super::ids;
use super::metadata::{Metadata, object};
use super::store::{Instance, Row};

/// A person who can sign in.
#[derive(Debug, Default)]
pub(super) struct User {
    pub(super) id: String,
    pub(super) external_id: Option<String>,
    pub(super) username: Option<String>,
    pub(super) first_name: Option<String>,
    pub(super) last_name: Option<String>,
    pub(super) locale: Option<String>,
    pub(super) email_addresses: Vec<Identification>,
    pub(super) phone_numbers: Vec<Identification>,
    pub(super) web3_wallets: Vec<Identification>,
    pub(super) primary_email_address_id: Option<String>,
    pub(super) primary_phone_number_id: Option<String>,
    pub(super) primary_web3_wallet_id: Option<String>,
    pub(super) password_updated_at: Option<i64>,
    pub(super) totp_enabled: bool,
    pub(super) backup_code_enabled: bool,
    pub(super) mfa_enabled_at: Option<i64>,
    pub(super) banned: bool,
    pub(super) locked: bool,
    pub(super) delete_self_enabled: bool,
    pub(super) create_organization_enabled: bool,
    pub(super) create_organizations_limit: Option<i64>,
    pub(super) bypass_client_trust: bool,
    pub(super) legal_accepted_at: Option<i64>,
    pub(super) public_metadata: Metadata,
    pub(super) private_metadata: Metadata,
    pub(super) unsafe_metadata: Metadata,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
}

/// An email address, a phone number, or a wallet.
#[derive(Debug)]
pub(super) struct Identification {
    pub(super) id: String,
    pub(super) value: String,
    /// Whether it is reserved for this user without being verified.
    reserved: bool,
    created_at: i64,
}

impl Row for User {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Identification {
    /// A new identification.
    pub(super) fn new(value: &str, reserved: bool, created_at: i64) -> Self {
        Self { id: ids::resource("idn"), value: value.to_owned(), reserved, created_at }
    }

    fn json(&self, kind: &str) -> Value {
        let verification = if self.reserved {
            Value::Null
        } else {
            json!({
                "object": "verification_admin",
                "status": "verified",
                "strategy": "admin",
                "attempts": null,
                "expire_at": null,
            })
        };
        let mut value = json!({
            "id": self.id,
            "object": kind,
            (kind): self.value,
            "verification": verification,
            "created_at": self.created_at,
            "updated_at": self.created_at,
        });
        if kind != "web3_wallet" {
            value["reserved"] = json!(self.reserved);
            value["linked_to"] = json!([]);
        }
        match kind {
            "email_address" => value["matches_sso_connection"] = json!(false),
            "phone_number" => {
                value["reserved_for_second_factor"] = json!(false);
                value["default_second_factor"] = json!(false);
                value["backup_codes"] = Value::Null;
            }
            _ => {}
        }
        value
    }
}

impl User {
    /// The primary email address.
    pub(super) fn email(&self) -> Option<&str> {
        primary(&self.email_addresses, self.primary_email_address_id.as_deref())
    }

    /// The user's identifier for other people: the primary email address, or else the username, phone number or wallet.
    pub(super) fn identifier(&self) -> Option<&str> {
        self.email()
            .or(self.username.as_deref())
            .or_else(|| primary(&self.phone_numbers, self.primary_phone_number_id.as_deref()))
            .or_else(|| primary(&self.web3_wallets, self.primary_web3_wallet_id.as_deref()))
    }

    /// Whether the user has this email address. The comparison ignores case.
    pub(super) fn has_email(&self, email: &str) -> bool {
        self.email_addresses.iter().any(|address| address.value.eq_ignore_ascii_case(email))
    }

    /// The default profile image.
    pub(super) fn image_url(&self) -> String {
        format!("https://img.clerk.com/default/{}.png", self.id)
    }

    /// The user as the API returns it.
    pub(super) fn json(&self) -> Value {
        let mut value = self.profile_json();
        value.extend(self.account_json());
        Value::Object(value)
    }

    /// The identity and the metadata.
    fn profile_json(&self) -> Metadata {
        let all = |identifications: &[Identification], kind| {
            identifications.iter().map(|identification| identification.json(kind)).collect::<Vec<_>>()
        };
        object(json!({
            "id": self.id,
            "object": "user",
            "username": self.username,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "locale": self.locale,
            "image_url": self.image_url(),
            "profile_image_url": self.image_url(),
            "has_image": false,
            "primary_email_address_id": self.primary_email_address_id,
            "primary_phone_number_id": self.primary_phone_number_id,
            "primary_web3_wallet_id": self.primary_web3_wallet_id,
            "email_addresses": all(&self.email_addresses, "email_address"),
            "phone_numbers": all(&self.phone_numbers, "phone_number"),
            "web3_wallets": all(&self.web3_wallets, "web3_wallet"),
            "passkeys": [],
            "external_accounts": [],
            "saml_accounts": [],
            "enterprise_accounts": [],
            "external_id": self.external_id,
            "public_metadata": self.public_metadata,
            "private_metadata": self.private_metadata,
            "unsafe_metadata": self.unsafe_metadata,
        }))
    }

    /// The sign-in settings, the permissions, and the times of events.
    fn account_json(&self) -> Metadata {
        object(json!({
            "password_enabled": self.password_updated_at.is_some(),
            "password_last_updated_at": self.password_updated_at,
            "two_factor_enabled": self.totp_enabled,
            "totp_enabled": self.totp_enabled,
            "backup_code_enabled": self.backup_code_enabled,
            "mfa_enabled_at": self.mfa_enabled_at,
            "mfa_disabled_at": null,
            "last_sign_in_at": null,
            "last_active_at": null,
            "banned": self.banned,
            "locked": self.locked,
            "deprovisioned": false,
            "lockout_expires_in_seconds": null,
            "verification_attempts_remaining": 100,
            "delete_self_enabled": self.delete_self_enabled,
            "create_organization_enabled": self.create_organization_enabled,
            "create_organizations_limit": self.create_organizations_limit,
            "bypass_client_trust": self.bypass_client_trust,
            "legal_accepted_at": self.legal_accepted_at,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        }))
    }

    /// The data that other members of an organization can see.
    pub(super) fn public_json(&self) -> Value {
        json!({
            "user_id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "image_url": self.image_url(),
            "has_image": false,
            "identifier": self.identifier(),
        })
    }
}

fn primary<'a>(identifications: &'a [Identification], id: Option<&str>) -> Option<&'a str> {
    identifications
        .iter()
        .find(|identification| Some(identification.id.as_str()) == id)
        .map(|identification| identification.value.as_str())
}

/// The user with this id, or Clerk's error if the user does not exist.
pub(super) fn find<'a>(instance: &'a Instance, id: &str) -> Result<&'a User, ApiError> {
    instance.users.get(id).ok_or_else(|| not_found(id))
}

/// The user with this id, to change, or Clerk's error if the user does not exist.
pub(super) fn find_mut<'a>(instance: &'a mut Instance, id: &str) -> Result<&'a mut User, ApiError> {
    instance.users.get_mut(id).ok_or_else(|| not_found(id))
}

fn not_found(id: &str) -> ApiError {
    ApiError::not_found(format!("No user was found with id {id}"))
}

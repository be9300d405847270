//! The data that an instance starts with.
//!
//! A [`Seed`] is plain data: build it in code or read it from JSON. It is checked when the sandbox starts, so that an
//! instance never starts with a member who does not exist.

mod error;
mod plant;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::invitations::SeedInvitationStatus;
use crate::json::{self, object};
use crate::text::BYTE_ORDER_MARK;

pub use error::SeedError;

/// The users, organizations and invitations that a sandbox starts with.
///
/// Read it from JSON with [`Seed::from_json`]; `clerk-toolkit/docs/sandbox.md` describes every field. Or build it in
/// code. End each literal with `..Default::default()`, because later versions may add fields:
///
/// ```
/// use clerk_toolkit::sandbox::{Sandbox, Seed, SeedUser};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let ada = SeedUser {
///     id: Some("user_1".into()),
///     email_addresses: vec!["ada@example.com".into()],
///     ..Default::default()
/// };
/// let seed = Seed { users: vec![ada], ..Default::default() };
/// let sandbox = Sandbox::builder().seed(seed).start().await?;
/// assert_eq!(sandbox.summary().users[0].id, "user_1");
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema, serde::Serialize))]
#[serde(default, deny_unknown_fields)]
pub struct Seed {
    /// The users, the oldest first.
    pub users: Vec<SeedUser>,
    /// The organizations, the oldest first.
    pub organizations: Vec<SeedOrganization>,
    /// The invitations to the application, the oldest first.
    pub invitations: Vec<SeedInvitation>,
}

/// A user in a [`Seed`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema, serde::Serialize))]
#[serde(default, deny_unknown_fields)]
pub struct SeedUser {
    /// The id: `user_` and letters or digits. The sandbox makes one if it is absent.
    pub id: Option<String>,
    /// The id in another system. No two users can have the same one.
    pub external_id: Option<String>,
    /// The username: 4 to 64 letters, digits, `_` and `-`, and not digits alone. No two users can have the same one.
    pub username: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The email addresses, all verified. The first is the primary one. No two users can have the same one.
    pub email_addresses: Vec<String>,
    /// The phone numbers in E.164 form, all verified. The first is the primary one. No two users can have the same one.
    pub phone_numbers: Vec<String>,
    /// Whether the user is banned.
    pub banned: bool,
    /// Metadata that the frontend can read.
    #[serde(deserialize_with = "object")]
    pub public_metadata: Map<String, Value>,
    /// Metadata that only the backend can read.
    #[serde(deserialize_with = "object")]
    pub private_metadata: Map<String, Value>,
    /// Metadata that the frontend can read and write.
    #[serde(deserialize_with = "object")]
    pub unsafe_metadata: Map<String, Value>,
}

/// An organization in a [`Seed`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema, serde::Serialize))]
#[serde(deny_unknown_fields)]
pub struct SeedOrganization {
    /// The id: `org_` and letters or digits. The sandbox makes one if it is absent.
    pub id: Option<String>,
    /// The name: 1 to 256 characters without URLs or HTML.
    pub name: String,
    /// The slug: lowercase letters, digits and dashes. The sandbox makes one from the name if it is absent. No two
    /// organizations can have the same one.
    pub slug: Option<String>,
    /// The id of the user who created it. This does not make the user a member.
    pub created_by: Option<String>,
    /// The maximum number of members and pending invitations together; 0 means no limit.
    #[serde(default)]
    pub max_allowed_memberships: u32,
    /// Metadata that the frontend can read.
    #[serde(default, deserialize_with = "object")]
    pub public_metadata: Map<String, Value>,
    /// Metadata that only the backend can read.
    #[serde(default, deserialize_with = "object")]
    pub private_metadata: Map<String, Value>,
    /// The members, in the order in which they joined.
    #[serde(default)]
    pub members: Vec<SeedMember>,
    /// The invitations to the organization, the oldest first.
    #[serde(default)]
    pub invitations: Vec<SeedOrganizationInvitation>,
}

/// A member of a [`SeedOrganization`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema, serde::Serialize))]
#[serde(deny_unknown_fields)]
pub struct SeedMember {
    /// The id of a user in [`Seed::users`].
    pub user_id: String,
    /// The key of the role: `org:admin` or `org:member`.
    pub role: String,
    /// Metadata that the frontend can read.
    #[serde(default, deserialize_with = "object")]
    pub public_metadata: Map<String, Value>,
    /// Metadata that only the backend can read.
    #[serde(default, deserialize_with = "object")]
    pub private_metadata: Map<String, Value>,
}

/// An invitation to a [`SeedOrganization`]. It expires 30 days after the start.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema, serde::Serialize))]
#[serde(deny_unknown_fields)]
pub struct SeedOrganizationInvitation {
    /// The id: `orginv_` and letters or digits. The sandbox makes one if it is absent.
    pub id: Option<String>,
    /// The email address of the person who is invited.
    pub email_address: String,
    /// The key of the role that the person gets: `org:admin` or `org:member`.
    pub role: String,
    /// The status: `pending` (the default), `accepted`, `revoked` or `expired`.
    #[serde(default)]
    pub status: SeedInvitationStatus,
    /// The id of the user who invites.
    pub inviter_user_id: Option<String>,
    /// Metadata that the frontend can read.
    #[serde(default, deserialize_with = "object")]
    pub public_metadata: Map<String, Value>,
    /// Metadata that only the backend can read.
    #[serde(default, deserialize_with = "object")]
    pub private_metadata: Map<String, Value>,
}

/// An invitation to the application in a [`Seed`]. It expires 30 days after the start.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema, serde::Serialize))]
#[serde(deny_unknown_fields)]
pub struct SeedInvitation {
    /// The id: `inv_` and letters or digits. The sandbox makes one if it is absent.
    pub id: Option<String>,
    /// The email address of the person who is invited.
    pub email_address: String,
    /// The status: `pending` (the default), `accepted`, `revoked` or `expired`.
    #[serde(default)]
    pub status: SeedInvitationStatus,
    /// The public metadata that the user gets on sign-up.
    #[serde(default, deserialize_with = "object")]
    pub public_metadata: Map<String, Value>,
}

impl Seed {
    /// Reads a seed from JSON. Absent fields get their defaults.
    ///
    /// ```
    /// # use clerk_toolkit::sandbox::Seed;
    /// let seed = Seed::from_json(
    ///     r#"{
    ///         "users": [{"id": "user_1", "email_addresses": ["ada@example.com"]}],
    ///         "organizations": [{"name": "Acme", "members": [{"user_id": "user_1", "role": "org:admin"}]}]
    ///     }"#,
    /// )?;
    /// assert_eq!(seed.users.len(), 1);
    /// # Ok::<(), clerk_toolkit::sandbox::SeedError>(())
    /// ```
    ///
    /// # Errors
    /// If the text is not JSON, if a key occurs twice, if a field is unknown or missing, or if a value has the wrong
    /// type. The values themselves, such as ids and email addresses, are checked when the sandbox starts.
    pub fn from_json(text: &str) -> Result<Self, SeedError> {
        // Some editors on Windows put a byte order mark at the start of a file.
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        // Reading the text into types would keep the last of two equal keys, and round numbers.
        json::read(text.as_bytes()).map(drop).or_else(|error| match error.is_syntax() {
            // The types give the better message.
            true => Ok(()),
            false => Err(SeedError::new("", error.to_string())),
        })?;
        let text = json::replace_lone_surrogates(text);
        let mut json = serde_json::Deserializer::from_str(&text);
        let seed = serde_path_to_error::deserialize(&mut json).map_err(|error| {
            let cause = error.inner();
            // Text that is not JSON has no path, and the root has the path ".".
            let path = match error.path().to_string() {
                _ if cause.is_syntax() || cause.is_eof() => String::new(),
                root if root == "." => String::new(),
                path => path,
            };
            SeedError::new(path, cause.to_string())
        })?;
        json.end().map_err(|error| SeedError::new("", error.to_string()))?;
        Ok(seed)
    }
}

//! Typed ids, checked before any URL is built from them.
//!
//! Ids come from a language model. The text `user_1/ban?x=1` must not reach another endpoint. Percent-encoding does not
//! prevent that: `..` goes up a level in any encoding. So each kind of id is a type, and a value of it exists only if the
//! text matches an allow-list: Clerk's prefix for that kind of id, then 1 to 64 ASCII letters and digits.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::excerpt::excerpt;

/// The maximum number of characters that a message shows of a rejected value.
const SHOWN: usize = 40;
/// The maximum number of letters and digits after an id's prefix. Clerk's ids have 27.
const MAX_ID_BODY: usize = 64;
/// The maximum number of characters of an organization's slug. A slug comes from a name, which Clerk limits to 256.
const MAX_SLUG: usize = 256;
/// The maximum number of characters of a checked text.
const MAX_SEGMENT: usize = 256;

/// A text is not an id of the expected kind.
///
/// The message shows the text, escaped and cut to 40 characters, and describes the expected form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{shown} is not {kind}: expected {expected}")]
pub struct InvalidId {
    kind: &'static str,
    expected: &'static str,
    shown: String,
}

impl InvalidId {
    fn new(kind: &'static str, expected: &'static str, value: &str) -> Self {
        let shown = match value {
            "" => "the empty text".to_owned(),
            _ => format!("`{}`", excerpt(value, SHOWN)),
        };
        Self { kind, expected, shown }
    }

    /// What was expected, with an article: `a user id`.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The expected form, in words: `` `user_` followed by letters and digits ``.
    pub fn expected(&self) -> &'static str {
        self.expected
    }
}

/// The methods and traits of every checked text. The type has one `String` field and a `fn fits(&str) -> bool`.
macro_rules! checked_text {
    ($name:ident, $kind:expr, $expected:expr) => {
        impl $name {
            /// Checks `value` and converts it.
            ///
            /// # Errors
            ///
            /// [`InvalidId`] if `value` does not have the form of this type.
            pub fn parse(value: impl Into<String>) -> Result<Self, InvalidId> {
                let value = value.into();
                if Self::fits(&value) { Ok(Self(value)) } else { Err(InvalidId::new($kind, $expected, &value)) }
            }

            /// The text, as Clerk writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        string_traits!($name);
    };
}

/// The traits that are implemented with `parse` and `as_str`.
macro_rules! string_traits {
    ($name:ident) => {
        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(value: &str) -> Result<Self, InvalidId> {
                Self::parse(value)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(value: String) -> Result<Self, InvalidId> {
                Self::parse(value)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = InvalidId;

            fn try_from(value: &str) -> Result<Self, InvalidId> {
                Self::parse(value)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::parse(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
            }
        }

        /// `{"type": "string"}`, without a pattern: the error for an invalid id describes the form, which saves tokens.
        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string"})
            }
        }
    };
}

macro_rules! ids {
    ($($name:ident, $kind:literal, $prefix:literal;)+) => {$(
        #[doc = concat!("The id of ", $kind, ": `", $prefix, "` followed by 1 to 64 letters and digits.")]
        ///
        /// It can only be created from a text of that form, so it is safe in the path of a URL.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            fn fits(value: &str) -> bool {
                has_form(value, $prefix)
            }
        }

        checked_text!(
            $name,
            concat!($kind, " id"),
            concat!("`", $prefix, "` followed by letters and digits")
        );
    )+};
}

ids! {
    UserId, "a user", "user_";
    OrganizationId, "an organization", "org_";
    InvitationId, "an invitation", "inv_";
    OrganizationInvitationId, "an organization invitation", "orginv_";
    OrganizationMembershipId, "an organization membership", "orgmem_";
    SessionId, "a session", "sess_";
    EmailAddressId, "an email address", "idn_";
    PhoneNumberId, "a phone number", "idn_";
    Web3WalletId, "a web3 wallet", "idn_";
    ImageId, "an image", "img_";
    ClientId, "a client", "client_";
    SignUpId, "a sign-up", "sua_";
    SignInTokenId, "a sign-in token", "sit_";
    ExternalAccountId, "an external account", "eac_";
    PasskeyId, "a passkey", "idn_";
    VerificationId, "a verification", "ver_";
    OrganizationDomainId, "an organization domain", "orgdmn_";
    RoleId, "a role", "role_";
    PermissionId, "a permission", "perm_";
    AllowlistIdentifierId, "an allowlist entry", "alid_";
    BlocklistIdentifierId, "a blocklist entry", "blid_";
}

fn has_form(value: &str, prefix: &str) -> bool {
    value.strip_prefix(prefix).is_some_and(|body| {
        (1..=MAX_ID_BODY).contains(&body.len()) && body.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// A text that is safe as one segment of a request path: 1 to 256 ASCII letters, digits, `_` and `-`.
///
/// Use it for the ids of resources that have no id type in this crate:
///
/// ```
/// # use clerk_toolkit::client::{ClerkClient, Result, Segment};
/// # async fn example(clerk: &ClerkClient, domain: &str) -> Result<serde_json::Value> {
/// let domain = Segment::parse(domain)?;
/// clerk.get(("domains", domain)).send().await
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment(String);

impl Segment {
    fn fits(value: &str) -> bool {
        value.len() <= MAX_SEGMENT && is_word(value)
    }
}

checked_text!(Segment, "a path segment", "letters, digits, `_` and `-`");

/// Whether the text consists of letters, digits, `_` and `-`. Dots are not allowed, so `.` and `..` are not words.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// An organization's slug, its readable name in URLs: 1 to 256 lowercase letters, digits and dashes.
///
/// Unlike an [`OrganizationId`], it never contains an underscore, so a text is never both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationSlug(String);

impl OrganizationSlug {
    fn fits(value: &str) -> bool {
        (1..=MAX_SLUG).contains(&value.len())
            && value.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
    }
}

checked_text!(OrganizationSlug, "an organization slug", "lowercase letters, digits and dashes");

/// An organization's id or slug.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrganizationRef {
    /// The id. Any text that starts with `org_` is treated as an id.
    Id(OrganizationId),
    /// The slug. An instance can have slugs disabled.
    Slug(OrganizationSlug),
}

impl OrganizationRef {
    /// Checks `value` as an id if it starts with `org_`, and as a slug otherwise.
    ///
    /// # Errors
    ///
    /// [`InvalidId`] if `value` is neither.
    pub fn parse(value: impl Into<String>) -> Result<Self, InvalidId> {
        let value = value.into();
        if value.starts_with("org_") {
            return OrganizationId::parse(value).map(Self::Id);
        }
        OrganizationSlug::parse(value).map(Self::Slug).map_err(|error| InvalidId {
            kind: "an organization id or slug",
            expected: "`org_` followed by letters and digits, or lowercase letters, digits and dashes",
            ..error
        })
    }

    /// The id or the slug, as Clerk writes it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Id(id) => id.as_str(),
            Self::Slug(slug) => slug.as_str(),
        }
    }
}

impl From<OrganizationId> for OrganizationRef {
    fn from(id: OrganizationId) -> Self {
        Self::Id(id)
    }
}

impl From<&OrganizationId> for OrganizationRef {
    fn from(id: &OrganizationId) -> Self {
        Self::Id(id.clone())
    }
}

impl From<OrganizationSlug> for OrganizationRef {
    fn from(slug: OrganizationSlug) -> Self {
        Self::Slug(slug)
    }
}

impl From<OrganizationRef> for String {
    fn from(value: OrganizationRef) -> Self {
        match value {
            OrganizationRef::Id(id) => id.into(),
            OrganizationRef::Slug(slug) => slug.into(),
        }
    }
}

string_traits!(OrganizationRef);

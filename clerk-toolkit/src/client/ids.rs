//! Typed ids, checked before any URL is built from them.
//!
//! Ids come from a language model. The text `user_1/ban?x=1` must not reach another endpoint. Percent-encoding does not
//! prevent that: `..` goes up a level in any encoding. So each kind of id is a type, and a value of it exists only if the
//! text matches an allow-list: Clerk's prefix for that kind of id, then 1 to 64 ASCII letters and digits.

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
    #[doc(hidden)]
    pub fn new(kind: &'static str, expected: &'static str, value: &str) -> Self {
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

/// The methods and traits of a checked text. The type has one `String` field and a `fn fits(&str) -> bool`.
#[doc(hidden)]
#[macro_export]
macro_rules! __checked_text {
    ($name:ident, $kind:expr, $expected:expr) => {
        impl $name {
            /// Checks `value` and converts it.
            ///
            /// # Errors
            ///
            /// `InvalidId` if `value` does not have the form of this type.
            pub fn parse(
                value: impl ::core::convert::Into<::std::string::String>,
            ) -> ::core::result::Result<Self, $crate::client::InvalidId> {
                let value = value.into();
                match Self::fits(&value) {
                    true => ::core::result::Result::Ok(Self(value)),
                    false => ::core::result::Result::Err($crate::client::InvalidId::new($kind, $expected, &value)),
                }
            }

            /// The text, as Clerk writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        $crate::__string_traits!($name);
    };
}

/// The traits that are implemented with `parse` and `as_str`.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_traits {
    ($name:ident) => {
        impl ::core::str::FromStr for $name {
            type Err = $crate::client::InvalidId;

            fn from_str(value: &str) -> ::core::result::Result<Self, Self::Err> {
                Self::parse(value)
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::client::InvalidId;

            fn try_from(value: ::std::string::String) -> ::core::result::Result<Self, Self::Error> {
                Self::parse(value)
            }
        }

        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::client::InvalidId;

            fn try_from(value: &str) -> ::core::result::Result<Self, Self::Error> {
                Self::parse(value)
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let value = <::std::string::String as $crate::serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(value).map_err($crate::serde::de::Error::custom)
            }
        }

        /// `{"type": "string"}`, without a pattern: the error for an invalid id describes the form, which saves tokens.
        impl $crate::schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(::core::stringify!($name))
            }

            fn json_schema(_: &mut $crate::schemars::SchemaGenerator) -> $crate::schemars::Schema {
                $crate::schemars::json_schema!({"type": "string"})
            }
        }
    };
}

/// A type of ids with a prefix.
#[doc(hidden)]
#[macro_export]
macro_rules! __id {
    ($(#[$attribute:meta])* $visibility:vis $name:ident, $kind:literal, $prefix:literal) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility struct $name(::std::string::String);

        impl $name {
            fn fits(value: &str) -> bool {
                $crate::client::__private::is_id(value, $prefix)
            }
        }

        $crate::__checked_text!(
            $name,
            ::core::concat!($kind, " id"),
            ::core::concat!("`", $prefix, "` followed by letters and digits")
        );
    };
}

macro_rules! ids {
    ($($name:ident, $kind:literal, $prefix:literal;)+) => {
        $(__id! {
            #[doc = concat!("The id of ", $kind, ": `", $prefix, "` followed by 1 to 64 letters and digits.")]
            ///
            /// It can only be created from a text of that form, so it is safe in the path of a URL.
            pub $name, $kind, $prefix
        })+

        /// Calls a macro with the names of all ids and other checked texts.
        macro_rules! every_id {
            ($callback:ident) => {
                $callback! { $($name)+ OrganizationSlug OrganizationRef Segment }
            };
        }
    };
}

// One line for each id. What ids can do follows from the list: `every_id!` passes it on.
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

pub(crate) use every_id;

/// Whether the text is the prefix and 1 to 64 letters and digits.
#[doc(hidden)]
pub fn is_id(value: &str, prefix: &str) -> bool {
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

__checked_text!(Segment, "a path segment", "letters, digits, `_` and `-`");

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

__checked_text!(OrganizationSlug, "an organization slug", "lowercase letters, digits and dashes");

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

__string_traits!(OrganizationRef);

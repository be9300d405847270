//! What is shown instead of a removed value.

use std::fmt;

use serde_json::{Map, Value};

use crate::json;

/// Why a value was replaced by a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RedactionReason {
    /// The private metadata of a Clerk resource, which the toolkit does not allow.
    PrivateMetadata,
    /// A field in which Clerk keeps a secret.
    Secret,
    /// The secret key of the Clerk instance.
    SecretKey,
    /// A text with a JSON Web Token.
    Token,
    /// A text with an API key or a signing secret, such as `sk_live_…` or `whsec_…`.
    ApiKey,
    /// A text with a private key in PEM form.
    PrivateKey,
    /// A link that signs in the person who opens it, or that carries a session.
    SignInLink,
    /// An `otpauth:` URI, which sets up a second factor.
    SecondFactor,
    /// The value is nested too deep to be shown.
    TooDeep,
    /// The number has no exact representation.
    NumberTooLarge,
}

impl RedactionReason {
    /// The reason in a few words, as the marker shows it: `private metadata`, `sign-in link`, ….
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PrivateMetadata => "private metadata",
            Self::Secret => "secret",
            Self::SecretKey => "secret key",
            Self::Token => "token",
            Self::ApiKey => "API key",
            Self::PrivateKey => "private key",
            Self::SignInLink => "sign-in link",
            Self::SecondFactor => "second factor",
            Self::TooDeep => "nested too deep",
            Self::NumberTooLarge => "number too large",
        }
    }
}

impl fmt::Display for RedactionReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How every marker that is a text begins.
const TEXT: &str = "[redacted by clerk-toolkit: ";
/// How a marker begins that replaces a whole URL. It is a URL too, for schemas with `format: uri`.
const URL: &str = "redacted-by-clerk-toolkit:";
/// What every notice about an omitted part of an output contains.
pub(crate) const LEFT_OUT: &str = "left out by clerk-toolkit";
/// The field of an output that has the notice. In a list, the last item has it.
pub(crate) const LEFT_OUT_FIELD: &str = "_leftOut";

/// The marker for a text, or for a part of it.
pub(super) fn text(reason: RedactionReason) -> String {
    format!("{TEXT}{reason}]")
}

/// Why a text is a marker of the reader of JSON.
pub(super) fn unreadable(text: &str) -> Option<RedactionReason> {
    match text {
        json::TOO_DEEP => Some(RedactionReason::TooDeep),
        json::NUMBER_TOO_LARGE => Some(RedactionReason::NumberTooLarge),
        _ => None,
    }
}

/// The marker for a text that is a URL.
pub(super) fn url(reason: RedactionReason) -> String {
    format!("{URL}{}", reason.as_str().replace(' ', "-"))
}

/// The marker for an object.
pub(super) fn object(reason: RedactionReason) -> Map<String, Value> {
    Map::from_iter([("redacted".to_owned(), text(reason).into())])
}

/// A marker of the value's type. `None` if the value contains nothing: `null`, and empty texts, arrays and objects.
///
/// The items of an array become markers of their own types. Numbers and booleans become 0 and `false`.
pub(super) fn of(value: &Value, reason: RedactionReason) -> Option<Value> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(_) => false.into(),
        Value::Number(_) => 0.into(),
        Value::String(old) if old.is_empty() => return None,
        Value::String(old) if is_url(old) => url(reason).into(),
        Value::String(_) => text(reason).into(),
        Value::Array(items) if items.is_empty() => return None,
        Value::Array(_) if reason == RedactionReason::TooDeep => Value::Array(vec![text(reason).into()]),
        Value::Array(items) => items.iter().map(|item| of(item, reason).unwrap_or_else(|| item.clone())).collect(),
        Value::Object(fields) if fields.is_empty() => return None,
        Value::Object(_) => object(reason).into(),
    })
}

/// Whether a text is a URL and nothing else.
pub(super) fn is_url(text: &str) -> bool {
    let scheme = text.split(':').next().unwrap_or_default();
    scheme.len() < text.len()
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
        && text[scheme.len() + 1..].starts_with("//")
        && !text.contains(char::is_whitespace)
}

/// Whether a text contains a marker, even if a model has left out the bracket.
pub(super) fn is_in(text: &str) -> bool {
    const NAME: &str = "clerk-toolkit:";
    // This costs less than the search for all places, and most texts end here.
    if !text.contains(NAME) {
        return false;
    }
    let mut names = text.match_indices(NAME).map(|(at, _)| &text[..at]);
    names.any(|before| ["redacted by ", "redacted-by-"].iter().any(|sign| before.ends_with(sign)))
}

//! JSON as clients, models and Clerk send it.
//!
//! `serde_json` refuses a whole document for one detail that it cannot represent: half of an emoji, a number beyond 64
//! bits, too many levels. It also keeps only the last of two equal keys. This module is the one place that decides about
//! such details. There are two ways to read:
//!
//! - `read` is for a request. Half of an emoji becomes U+FFFD. Everything else that cannot be represented exactly is an
//!   error that names its place.
//! - `degrade` is for a response. What cannot be represented becomes a marker, so that the rest can be read.
//!
//! Text without such details is parsed once, and not examined further.

mod degrade;
mod depth;
mod error;
mod number;
mod object;
pub(crate) mod origin;
#[cfg(feature = "mcp")]
mod outline;
mod read;
mod serialize;
mod surrogates;
mod tokens;
mod write;

use serde_json::Value;

#[cfg(feature = "sandbox")]
pub(crate) use self::degrade::unicode;
pub(crate) use self::degrade::{degrade, is_suspicious};
pub(crate) use self::depth::{bounded, dismantle, is_too_deep};
pub use self::error::ReadError;
pub(crate) use self::object::object;
#[cfg(feature = "mcp")]
pub(crate) use self::outline::member;
pub use self::read::read;
pub(crate) use self::serialize::to_value;
pub use self::surrogates::replace_lone_surrogates;
pub(crate) use self::write::to_vec;

/// The JSON type of a value, with its article.
#[must_use]
pub fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// The byte order mark in UTF-8.
pub(crate) const BYTE_ORDER_MARK: &[u8] = crate::text::BYTE_ORDER_MARK.as_bytes();

/// A name as one segment of a JSON Pointer (RFC 6901).
pub(crate) fn pointer_segment(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The maximum depth of arguments and of outputs. Many JSON parsers stop at 128 levels, and the messages around a value
/// need some of them.
pub(crate) const MAX_DEPTH: usize = 100;

/// The maximum depth of a text. `serde_json` stops at 128.
const MAX_TEXT_DEPTH: usize = 120;

/// The marker for a value that is nested too deeply.
pub(crate) const TOO_DEEP: &str = "[redacted by clerk-toolkit: nested too deep]";

/// The marker for a number that has no exact representation.
pub(crate) const NUMBER_TOO_LARGE: &str = "[redacted by clerk-toolkit: number too large]";

//! The types that a query can hold.

use serde::Serialize;
use serde_json::Value;

use super::error::{ClerkError, Result};
use super::wire;

/// A type that can be in the query of a URL: a text, a number, a flag, an id, an enum of plain variants with
/// `#[tool_type]`, and `Option` and `Vec` of these.
///
/// Implement it for a type of your own that serializes to a text, a number or a flag:
///
/// ```
/// # use clerk_toolkit::client::QueryValue;
/// # use clerk_toolkit::serde::{Serialize, Serializer};
/// struct Country(String);
///
/// impl Serialize for Country {
///     fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
///         serializer.serialize_str(&self.0)
///     }
/// }
///
/// impl QueryValue for Country {}
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be in a query",
    label = "neither a text, a number, a flag, an id, an enum, nor a list of these",
    note = "a `GET` or `DELETE` request has no body: write a parameter for each field of a struct",
    note = "for a type of your own that serializes to a text, write `impl clerk_toolkit::client::QueryValue for {Self} {{}}`"
)]
pub trait QueryValue: Serialize {}

macro_rules! query_values {
    ($($value:ty)+) => {$(
        #[diagnostic::do_not_recommend]
        impl QueryValue for $value {}
    )+};
}

query_values!(super::times::UnixMillis super::times::Timestamp);
query_values!(bool char str String i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 usize isize);

impl<T: QueryValue + ?Sized> QueryValue for &T {}
impl<T: QueryValue> QueryValue for Option<T> {}
impl<T: QueryValue> QueryValue for Vec<T> {}
impl<T: QueryValue> QueryValue for [T] {}
impl<T: QueryValue> QueryValue for std::collections::BTreeSet<T> {}

/// The value as texts: none for `None`, and one for each item of a list. `name` is the name in an error.
///
/// # Errors
/// [`ClerkError::EmptyFilter`] for a text or a list that is empty; [`ClerkError::Encode`] if the value cannot be
/// serialized.
pub(super) fn texts(name: &str, value: &(impl QueryValue + ?Sized)) -> Result<Vec<String>> {
    let items = match wire::to_value(value).map_err(ClerkError::Encode)? {
        None => return Ok(Vec::new()),
        Some(Value::Array(items)) => items,
        Some(value) => vec![value],
    };
    let texts: Vec<String> = items.into_iter().filter_map(text).collect();
    match texts.is_empty() || texts.iter().any(|text| text.trim().is_empty()) {
        true => Err(ClerkError::EmptyFilter { name: name.to_owned() }),
        false => Ok(texts),
    }
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

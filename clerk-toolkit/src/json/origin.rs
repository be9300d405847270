//! How an object remembers which resource it was, from its Rust type to the redaction.
//!
//! A tool's result becomes plain JSON before it is redacted. An object that was a resource gets one more entry at its
//! end, which the redaction removes.

use serde_json::{Map, Value};

/// The name of the entry.
pub(super) const KEY: &str = "\u{1}clerk_toolkit::resource";

/// How the name of a resource's newtype begins when it is serialized. The declaration's name follows.
pub(crate) const NEWTYPE: &str = "clerk_toolkit::resource::";

/// Adds the entry.
pub(crate) fn stamp(object: &mut Map<String, Value>, resource: &str) {
    object.insert(KEY.to_owned(), resource.into());
}

/// Removes the entry. Returns the declaration's name.
pub(crate) fn take(object: &mut Map<String, Value>) -> Option<String> {
    // The entry is the last one. Looking only there costs less than a search, and most objects have no such entry.
    let (name, _) = object.iter().next_back()?;
    if name != KEY {
        return None;
    }
    match object.remove(KEY)? {
        Value::String(resource) => Some(resource),
        _ => None,
    }
}

//! Metadata: JSON objects that an application stores on users, organizations, memberships and invitations.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::json::object;

/// A JSON object that the application defines.
///
/// `Debug` shows the number of fields, but not their names or values.
///
/// Deserializing anything else is an error, except an empty array: PHP writes an empty object like one. The `…/metadata`
/// endpoints merge it into the existing metadata at every depth; a `null` removes its key.
///
/// ```
/// use clerk_toolkit::client::Metadata;
/// use serde_json::json;
///
/// let metadata: Metadata = [("plan".to_owned(), json!("pro"))].into_iter().collect();
/// assert_eq!(metadata["plan"], "pro");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Metadata(#[serde(deserialize_with = "object")] Map<String, Value>);

impl Metadata {
    /// Returns the JSON object.
    pub fn into_inner(self) -> Map<String, Value> {
        self.0
    }
}

impl fmt::Debug for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        write!(f, "Metadata({count} {})", if count == 1 { "field" } else { "fields" })
    }
}

impl Deref for Metadata {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Metadata {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl From<Map<String, Value>> for Metadata {
    fn from(object: Map<String, Value>) -> Self {
        Self(object)
    }
}

impl FromIterator<(String, Value)> for Metadata {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl JsonSchema for Metadata {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Metadata".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "object"})
    }
}

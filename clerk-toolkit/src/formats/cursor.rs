//! A position in a provider's JSON. It knows its path, so that an error can say where the JSON is invalid.

use serde_json::Value;

use super::FormatError;

/// A value together with its path. The value may be missing.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    format: &'static str,
    path: String,
    value: Option<&'a Value>,
}

impl<'a> Cursor<'a> {
    /// The root of a document. `format` names the expected document and continues "invalid …" in errors.
    pub(super) fn root(format: &'static str, value: &'a Value) -> Self {
        Self { format, path: String::new(), value: Some(value) }
    }

    /// The value, unless it is missing or `null`.
    pub(super) fn value(&self) -> Option<&'a Value> {
        self.value.filter(|value| !value.is_null())
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.value.is_some_and(|value| value.get(key).is_some())
    }

    /// An object's field. The keys come from the formats themselves and need no escaping in the path.
    pub(super) fn field(&self, key: &str) -> Self {
        let value = self.value.and_then(|value| value.get(key));
        Self { format: self.format, path: format!("{}/{key}", self.path), value }
    }

    /// An array's item.
    pub(super) fn item(&self, position: usize) -> Self {
        let value = self.value.and_then(|value| value.get(position));
        Self { format: self.format, path: format!("{}/{position}", self.path), value }
    }

    /// An array's items.
    ///
    /// # Errors
    /// If the value is not an array.
    pub(super) fn items(&self, expected: &'static str) -> Result<Vec<Self>, FormatError> {
        match self.value {
            Some(Value::Array(items)) => Ok((0..items.len()).map(|position| self.item(position)).collect()),
            _ => Err(self.error(expected)),
        }
    }

    /// The value as a string.
    ///
    /// # Errors
    /// If the value is not a string.
    pub(super) fn string(&self, expected: &'static str) -> Result<&'a str, FormatError> {
        self.value.and_then(Value::as_str).ok_or_else(|| self.error(expected))
    }

    pub(super) fn error(&self, expected: &'static str) -> FormatError {
        let path = if self.path.is_empty() { "/".to_owned() } else { self.path.clone() };
        FormatError { format: self.format, path, expected, found: self.kind() }
    }

    fn kind(&self) -> &'static str {
        match self.value {
            None => "nothing",
            Some(Value::Null) => "null",
            Some(Value::Bool(_)) => "a boolean",
            Some(Value::Number(_)) => "a number",
            Some(Value::String(_)) => "a string",
            Some(Value::Array(_)) => "an array",
            Some(Value::Object(_)) => "an object",
        }
    }
}

//! A place in a provider's JSON: a value that knows where it stands, so that what is wrong with it can be said.

use serde_json::Value;

use super::FormatError;

/// A value, or the lack of one, with the path to it.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    format: &'static str,
    path: String,
    value: Option<&'a Value>,
}

impl<'a> Cursor<'a> {
    /// The whole of what is said to be of a format. The format's name continues "not …".
    pub(super) fn root(format: &'static str, value: &'a Value) -> Self {
        Self { format, path: String::new(), value: Some(value) }
    }

    /// What stands there, where that is not `null`.
    pub(super) fn value(&self) -> Option<&'a Value> {
        self.value.filter(|value| !value.is_null())
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.value.is_some_and(|value| value.get(key).is_some())
    }

    /// The place of an object's field. The keys are the formats' own, and need no escapes in the path.
    pub(super) fn field(&self, key: &str) -> Self {
        let value = self.value.and_then(|value| value.get(key));
        Self { format: self.format, path: format!("{}/{key}", self.path), value }
    }

    /// The place of an array's item.
    pub(super) fn item(&self, position: usize) -> Self {
        let value = self.value.and_then(|value| value.get(position));
        Self { format: self.format, path: format!("{}/{position}", self.path), value }
    }

    /// # Errors
    /// Where no array stands there.
    pub(super) fn items(&self, expected: &'static str) -> Result<Vec<Self>, FormatError> {
        match self.value {
            Some(Value::Array(items)) => Ok((0..items.len()).map(|position| self.item(position)).collect()),
            _ => Err(self.refuse(expected)),
        }
    }

    /// # Errors
    /// Where no string stands there.
    pub(super) fn string(&self, expected: &'static str) -> Result<&'a str, FormatError> {
        self.value.and_then(Value::as_str).ok_or_else(|| self.refuse(expected))
    }

    pub(super) fn refuse(&self, expected: &'static str) -> FormatError {
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

//! The error for JSON that does not have a provider's shape.

/// JSON that does not have the shape that the provider documents.
///
/// The message says where the JSON differs and what was expected. It never shows the JSON's own text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid {format}: expected {expected} at `{path}`, found {found}")]
pub struct FormatError {
    pub(super) format: &'static str,
    pub(super) path: String,
    pub(super) expected: &'static str,
    pub(super) found: &'static str,
}

impl FormatError {
    /// Where the JSON is invalid: a JSON Pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)), or `/` for the
    /// whole document.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was expected at that path.
    pub fn expected(&self) -> &str {
        self.expected
    }
}

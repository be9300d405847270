//! JSON that is not of a provider's shape.

/// JSON that is not what a provider's answer looks like. It shows where, and never what stands there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not {format}: at `{path}` there is {found}, and there should be {expected}")]
pub struct FormatError {
    pub(super) format: &'static str,
    pub(super) path: String,
    pub(super) expected: &'static str,
    pub(super) found: &'static str,
}

impl FormatError {
    /// Where: a JSON Pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)), or `/` for the whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What should stand there.
    pub fn expected(&self) -> &str {
        self.expected
    }
}

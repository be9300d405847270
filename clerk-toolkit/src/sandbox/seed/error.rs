//! The error of a seed that no sandbox can start with.

use std::fmt;

/// A mistake in a [`Seed`](super::Seed).
///
/// Its text says where the mistake is, what is wrong, and what would be right:
///
/// ```
/// # use clerk_toolkit::sandbox::Seed;
/// let error = Seed::from_json(r#"{"users": [{"banned": "yes"}]}"#).unwrap_err();
/// assert_eq!(error.path(), "users[0].banned");
/// assert!(error.to_string().starts_with("users[0].banned: invalid type: string \"yes\", expected a boolean"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedError {
    path: String,
    message: String,
}

impl SeedError {
    pub(super) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }

    /// The place of the mistake, such as `users[1].email_addresses[0]`. It is empty if the text is not JSON.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.message),
            path => write!(f, "{path}: {}", self.message),
        }
    }
}

impl std::error::Error for SeedError {}

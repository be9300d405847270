//! Tools that make several requests say what they did if a later request fails.

use crate::ToolError;
use crate::client::ClerkError;

/// The error of a request, with this text after Clerk's own hint. A general hint about changes is left out: the text is
/// exact.
pub(super) fn told(error: ClerkError, text: &str) -> ToolError {
    let error = ToolError::from(error).of_read();
    let hint = error.hint().map_or_else(|| text.to_owned(), |hint| format!("{hint} {text}"));
    error.with_hint(hint)
}

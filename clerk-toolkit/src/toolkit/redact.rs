//! Redact: replace what no model may read with markers, in every output, every error and the claims of a prompt.
//!
//! [`redaction`](crate::redaction) decides what that is. Which of Clerk's fields are secret is declared by the client's
//! resources.

use serde_json::Value;

use super::Inner;
use super::call_output::CallOutput;
use super::policy::Policy;
use crate::client::declaration;
use crate::json;
use crate::redaction::{FoundResource, Placeholder, Redactor, Scanner, placeholder};
use crate::tool::ToolError;

/// What a tool returned, without what the model may not read, and the resources in it.
pub(super) fn output(mut value: Value, inner: &Inner) -> (CallOutput, Vec<FoundResource>) {
    let (redactions, resources) = redactor(&inner.scanner, &inner.policy).output(&mut value);
    (CallOutput { value, redactions }, resources)
}

/// An error without credentials.
pub(super) fn error(mut error: ToolError, scanner: &Scanner) -> ToolError {
    error.replace_texts(|text| scanner.scrub(text).map(|scrubbed| scrubbed.text));
    error
}

/// The session's claims without credentials. They belong to the customer, so their names do not matter.
pub(super) fn claims(claims: &mut Value, inner: &Inner) {
    redactor(&inner.scanner, &inner.policy).customer(claims);
}

fn redactor<'a>(scanner: &'a Scanner, policy: &Policy) -> Redactor<'a> {
    Redactor::new(scanner, policy.allow_private_metadata, declaration)
}

/// The arguments, unless one of them contains a marker or a notice: writing it back would overwrite the value that it
/// replaced.
///
/// # Errors
/// Returns `argument_redacted` for a marker, and `arguments_invalid` for a notice.
pub(super) fn arguments(arguments: Value) -> Result<Value, ToolError> {
    let Some((found, path)) = placeholder(&arguments) else { return Ok(arguments) };
    json::dismantle(arguments);
    Err(match found {
        Placeholder::Marker => ToolError::new(
            "argument_redacted",
            format!(
                "`{path}` contains a marker of clerk-toolkit, which stands for a value that you were not shown. Writing \
                 the marker would destroy that value."
            ),
        )
        .with_hint("Leave this field out to keep its value, or ask the user for the value to write."),
        Placeholder::Notice => ToolError::arguments(format!(
            "`{path}` contains a notice about a part of an output that was left out."
        ))
        .with_hint("Send only the values to change, without the notice."),
    })
}

//! What a call returned, with a report of what the model does not see.

use serde_json::Value;

use crate::redaction::Redaction;

/// The output of a call, and the list of the values in it that markers replaced.
///
/// Returned by [`ClerkToolkit::call_with_report`](super::ClerkToolkit::call_with_report). The list is for the
/// application, such as for its log: it has paths and reasons, and no values.
#[derive(Debug, Clone, PartialEq)]
pub struct CallOutput {
    pub(super) value: Value,
    pub(super) redactions: Vec<Redaction>,
}

impl CallOutput {
    /// The output as the model reads it.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The output as the model reads it.
    pub fn into_value(self) -> Value {
        self.value
    }

    /// The values that were replaced, in the order of the output. Empty if the output is unchanged.
    pub fn redactions(&self) -> &[Redaction] {
        &self.redactions
    }
}

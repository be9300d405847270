//! What a tool answers with.

use std::marker::PhantomData;

use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{ToolError, schema};

/// What a tool function may return: `Result<T, E>` where the model reads `T` as JSON and `E` converts into
/// [`ToolError`].
#[diagnostic::on_unimplemented(
    message = "a tool returns a `Result`, not `{Self}`",
    label = "expected `Result<T, E>`",
    note = "`T` is what the model reads and implements `Serialize`; `E` converts into `ToolError`"
)]
pub trait ToolOutput {
    /// Turns the outcome into what the toolkit passes on.
    ///
    /// # Errors
    /// The tool's own error, or `internal_error` where the value cannot be written as JSON.
    fn into_output(self) -> Result<Value, ToolError>;
}

impl<T: Output, E: IntoToolError> ToolOutput for Result<T, E> {
    fn into_output(self) -> Result<Value, ToolError> {
        let answer = self.map_err(Into::into)?;
        serde_json::to_value(answer)
            .map_err(|error| ToolError::internal(format!("The tool's answer cannot be written as JSON: {error}.")))
    }
}

/// A type that a model can read: any that implements `Serialize`.
///
/// `#[clerk_toolkit::tool_type]` derives it for a struct or an enum.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the answer of a tool",
    label = "does not implement `Serialize`",
    note = "put `#[clerk_toolkit::tool_type]` on a struct or an enum of your own to derive it"
)]
pub trait Output: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize> Output for T {}

/// A type that a tool can fail with: any that converts into [`ToolError`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the error of a tool",
    label = "does not convert into `ToolError`",
    note = "implement `From<{Self}>` for `clerk_toolkit::ToolError`, with a code and a message that a model can act on"
)]
pub trait IntoToolError: Into<ToolError> {}

#[diagnostic::do_not_recommend]
impl<E: Into<ToolError>> IntoToolError for E {}

/// The return type of a tool, as the macro writes it down.
#[doc(hidden)]
pub struct OutputSlot<R>(fn(R) -> Result<Value, ToolError>);

impl<R> OutputSlot<R> {
    /// The type is checked here and nowhere else, so that a wrong one is one error.
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self
    where
        R: ToolOutput,
    {
        Self(R::into_output)
    }
}

impl<T: IntoJson, E: IntoToolError> OutputSlot<Result<T, E>> {
    /// What the toolkit passes on.
    pub fn of(&self, outcome: Result<T, E>) -> Result<Value, ToolError> {
        outcome.map(IntoJson::into_json).map_err(Into::into)
    }
}

/// The other half: an answer that has to be written as JSON. The inherent method wins over this one.
#[doc(hidden)]
pub trait SerializedOutput<R> {
    /// What the toolkit passes on.
    fn of(&self, outcome: R) -> Result<Value, ToolError>;
}

impl<R> SerializedOutput<R> for OutputSlot<R> {
    fn of(&self, outcome: R) -> Result<Value, ToolError> {
        (self.0)(outcome)
    }
}

/// A type that holds the very JSON that it serializes to, which then need not be written anew.
#[doc(hidden)]
pub trait IntoJson {
    /// The JSON itself.
    fn into_json(self) -> Value;
}

impl IntoJson for Value {
    fn into_json(self) -> Value {
        self
    }
}

impl IntoJson for Map<String, Value> {
    fn into_json(self) -> Value {
        Value::Object(self)
    }
}

/// Finds the output schema of a return type where it has one: the inherent method wins over the trait's.
#[doc(hidden)]
pub struct OutputSchema<R>(PhantomData<R>);

impl<R> OutputSchema<R> {
    /// A probe for the type.
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T: JsonSchema, E> OutputSchema<Result<T, E>> {
    /// The schema of what the tool answers.
    pub fn schema(&self) -> Option<Schema> {
        Some(schema::output::<T>())
    }
}

/// The other half of the probe.
#[doc(hidden)]
pub trait NoOutputSchema {
    /// The type has no schema.
    fn schema(&self) -> Option<Schema> {
        None
    }
}

impl<R> NoOutputSchema for OutputSchema<R> {}

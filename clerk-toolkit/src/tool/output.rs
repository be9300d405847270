//! What a tool returns, and how it becomes JSON or an error that the model reads.
//!
//! What is best done with a value or an error depends on which traits its type implements, and a type alias may hide the
//! type from the macro. So the compiler chooses: [`OutputSlot`] dereferences through a chain of types that have methods
//! of one name, and the compiler calls the first whose conditions hold.

use std::error::Error;
use std::marker::PhantomData;
use std::ops::Deref;

use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{ToolError, schema};
use crate::json;

/// What a tool function may return: `Result<T, E>`, where the model reads `T` as JSON.
///
/// The error `E` converts into [`ToolError`], which the model reads; or it is any other error, of which the model reads
/// only that the tool failed. See [`IntoToolError`].
#[diagnostic::on_unimplemented(
    message = "a tool returns a `Result`, not `{Self}`",
    label = "expected `Result<T, E>`",
    note = "write `Result<{Self}, ToolError>`, and `Ok(…)` around what the model reads"
)]
pub trait ToolOutput: Sized {
    /// The value as JSON, or the unchanged result if it is an error.
    ///
    /// # Errors
    /// `internal_error` (inside `Ok`) if the value cannot be written as JSON.
    fn into_json(self) -> Result<Result<Value, ToolError>, Self>;
}

impl<T: Output, E> ToolOutput for Result<T, E> {
    fn into_json(self) -> Result<Result<Value, ToolError>, Self> {
        let json = json::to_value(&self.map_err(Err)?);
        Ok(json.map_err(|error| {
            ToolError::internal("The tool's result cannot be written as JSON. This is a bug in the tool.")
                .with_hint(ToolError::DONE)
                .with_source(error)
        }))
    }
}

/// A type that a model can read: any that implements `Serialize`.
///
/// `#[clerk_toolkit::tool_type]` derives it for a struct or an enum.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the result of a tool",
    label = "does not implement `Serialize`",
    note = "put `#[clerk_toolkit::tool_type]` on a struct or an enum of your own to derive it"
)]
pub trait Output: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize> Output for T {}

/// An error that does not convert into [`ToolError`], but that a tool can still return: any type that implements
/// `Display`, such as `anyhow::Error`, `std::io::Error`, `Box<dyn Error>` and `String`.
///
/// Its text may name tables, addresses or secrets, so the model never reads it. The model reads a neutral message, with
/// the code `tool_failed`, and the application finds the error in [`source`](std::error::Error::source).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the error of a tool",
    label = "neither an error nor convertible into `ToolError`",
    note = "implement `std::error::Error` for `{Self}`: the model then reads that the tool failed, and only the \
            application reads why",
    note = "to choose what the model reads, implement `From<{Self}>` for `clerk_toolkit::ToolError`, or return \
            `ToolError` and write `.tool_err(\"code\", \"message\")?`, with `use clerk_toolkit::ResultExt`"
)]
pub trait IntoToolError {
    /// The neutral error, with this one's text as its source.
    fn into_tool_error(self) -> ToolError;
}

#[diagnostic::do_not_recommend]
impl<E: std::fmt::Display> IntoToolError for E {
    fn into_tool_error(self) -> ToolError {
        ToolError::failed(self.to_string())
    }
}

/// The return type of a tool, as the macro writes it: where the choice of methods begins.
#[doc(hidden)]
pub struct OutputSlot<R>(Foreign<R>);

/// The second choice.
#[doc(hidden)]
pub struct Foreign<R>(Displayed<R>);

/// The third choice.
#[doc(hidden)]
pub struct Displayed<R>(Any<R>);

/// The last choice, which always exists.
#[doc(hidden)]
pub struct Any<R>(fn(R) -> Result<Result<Value, ToolError>, R>);

impl<R> OutputSlot<R> {
    /// The type is checked here and nowhere else, so that a wrong type causes only one error.
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self
    where
        R: ToolOutput,
    {
        Self(Foreign(Displayed(Any(R::into_json))))
    }
}

impl<T: IntoJson, E> OutputSlot<Result<T, E>> {
    /// The JSON that the value already holds, or the unchanged error.
    pub fn value(&self, outcome: Result<T, E>) -> Result<Result<Value, ToolError>, Result<T, E>> {
        Ok(Ok(outcome.map_err(Err)?.into_json()))
    }
}

impl<R> Any<R> {
    /// The value as JSON, or the unchanged error.
    pub fn value(&self, outcome: R) -> Result<Result<Value, ToolError>, R> {
        (self.0)(outcome)
    }
}

impl<T, E: Into<ToolError>> OutputSlot<Result<T, E>> {
    /// The error that its author chose for the model.
    pub fn error(&self, outcome: Result<T, E>) -> ToolError {
        failure(outcome, Into::into)
    }
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> Foreign<Result<T, E>> {
    /// The neutral error, with this one as its source.
    pub fn error(&self, outcome: Result<T, E>) -> ToolError {
        failure(outcome, ToolError::failed)
    }
}

impl<T, E> Displayed<Result<T, E>> {
    /// The neutral error, with this one's text as its source.
    pub fn error(&self, outcome: Result<T, E>) -> ToolError
    where
        E: IntoToolError,
    {
        failure(outcome, IntoToolError::into_tool_error)
    }
}

impl<R> Any<R> {
    /// The type is not a `Result`, which has been reported.
    pub fn error(&self, _: R) -> ToolError {
        ToolError::failed("the tool does not return a `Result`")
    }
}

/// The error of a result that `value` returned unchanged.
fn failure<T, E>(outcome: Result<T, E>, convert: impl FnOnce(E) -> ToolError) -> ToolError {
    match outcome {
        Ok(_) => ToolError::failed("the tool's value was not written as JSON"),
        Err(error) => convert(error),
    }
}

impl<R> Deref for OutputSlot<R> {
    type Target = Foreign<R>;

    fn deref(&self) -> &Foreign<R> {
        &self.0
    }
}

impl<R> Deref for Foreign<R> {
    type Target = Displayed<R>;

    fn deref(&self) -> &Displayed<R> {
        &self.0
    }
}

impl<R> Deref for Displayed<R> {
    type Target = Any<R>;

    fn deref(&self) -> &Any<R> {
        &self.0
    }
}

/// A type that already holds the JSON that it serializes to, so that it need not be written again.
#[doc(hidden)]
pub trait IntoJson {
    /// The JSON.
    fn into_json(self) -> Value;
}

impl IntoJson for Value {
    fn into_json(self) -> Value {
        self
    }
}

impl IntoJson for String {
    fn into_json(self) -> Value {
        Value::String(self)
    }
}

impl IntoJson for Map<String, Value> {
    fn into_json(self) -> Value {
        Value::Object(self)
    }
}

/// Finds the output schema of a return type, if it has one: the inherent method wins over the trait's.
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
    /// The schema of what the tool returns.
    pub fn schema(&self) -> Option<Schema> {
        schema::output::<T>()
    }
}

/// The method for every other type.
#[doc(hidden)]
pub trait NoOutputSchema {
    /// The type has no schema.
    fn schema(&self) -> Option<Schema> {
        None
    }
}

impl<R> NoOutputSchema for OutputSchema<R> {}

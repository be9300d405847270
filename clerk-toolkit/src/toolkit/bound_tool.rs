//! One tool of a toolkit.

use std::fmt;

use serde_json::Value;

use super::call_output::CallOutput;
use super::exposure::ExposedTool;
use super::{ClerkToolkit, pipeline};
use crate::tool::{Definition, Effect, ToolError};

/// A tool as a toolkit offers it: what a model reads about it, and a way to call it. Cloning is cheap.
#[derive(Clone)]
pub struct BoundTool {
    toolkit: ClerkToolkit,
    position: usize,
}

impl BoundTool {
    pub(super) fn new(toolkit: ClerkToolkit, position: usize) -> Self {
        Self { toolkit, position }
    }

    fn exposed(&self) -> &ExposedTool {
        &self.toolkit.inner.tools[self.position]
    }

    /// What is known about the tool independently of this toolkit.
    pub fn definition(&self) -> &Definition {
        &self.exposed().definition
    }

    /// The name that a model calls.
    pub fn name(&self) -> &str {
        self.definition().name()
    }

    /// The name that people read.
    pub fn title(&self) -> &str {
        self.definition().title()
    }

    /// The text that the model reads.
    pub fn description(&self) -> &str {
        self.definition().description()
    }

    /// The category.
    pub fn category(&self) -> &str {
        self.definition().category()
    }

    /// What a call does.
    pub fn effect(&self) -> Effect {
        self.definition().effect()
    }

    /// The JSON Schema of the arguments. It is portable between providers, and leaves out the arguments that the toolkit
    /// decides itself.
    pub fn input_schema(&self) -> &Value {
        &self.exposed().input_schema
    }

    /// The JSON Schema of the output, if its type has one.
    pub fn output_schema(&self) -> Option<&Value> {
        self.exposed().output_schema.as_ref()
    }

    /// The tool that a call with these arguments reaches, if it is another one: an executor of
    /// [`discovery`](ClerkToolkit::discovery) calls the tool that it names.
    #[cfg(feature = "mcp")]
    pub(crate) fn reached(&self, arguments: &Value) -> Option<Self> {
        self.toolkit.discovers()?.tool(arguments.get("name")?.as_str()?)
    }

    /// Calls the tool, as [`ClerkToolkit::call`] does.
    ///
    /// # Errors
    /// See [`ClerkToolkit::call`].
    pub async fn call(&self, arguments: Value) -> Result<Value, ToolError> {
        self.call_with_report(arguments).await.map(CallOutput::into_value)
    }

    /// Calls the tool, as [`ClerkToolkit::call_with_report`] does.
    ///
    /// # Errors
    /// See [`ClerkToolkit::call`].
    pub async fn call_with_report(&self, arguments: Value) -> Result<CallOutput, ToolError> {
        pipeline::call(&self.toolkit.inner, self.exposed(), arguments).await
    }
}

impl fmt::Debug for BoundTool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BoundTool")
            .field("name", &self.name())
            .field("effect", &self.effect())
            .field("input_schema", self.input_schema())
            .finish_non_exhaustive()
    }
}

//! One tool of a toolkit.

use std::fmt;

use serde_json::Value;

use super::exposure::ExposedTool;
use super::{ClerkToolkit, pipeline};
use crate::tool::{Definition, Effect, ToolError};

/// A tool as a toolkit offers it: what a model is told, and a way to call it. Cloning is cheap.
#[derive(Clone)]
pub struct BoundTool {
    toolkit: ClerkToolkit,
    position: usize,
}

impl BoundTool {
    pub(super) fn new(toolkit: ClerkToolkit, position: usize) -> Self {
        Self { toolkit, position }
    }

    fn offer(&self) -> &ExposedTool {
        &self.toolkit.inner.offers[self.position]
    }

    /// All that is known about the tool apart from this toolkit.
    pub fn definition(&self) -> &'static Definition {
        self.offer().definition
    }

    /// The name that a model calls.
    pub fn name(&self) -> &'static str {
        self.definition().name()
    }

    /// The name that people read.
    pub fn title(&self) -> &'static str {
        self.definition().title()
    }

    /// What the model reads about it.
    pub fn description(&self) -> &'static str {
        self.definition().description()
    }

    /// The category.
    pub fn category(&self) -> &'static str {
        self.definition().category()
    }

    /// What a call does.
    pub fn effect(&self) -> Effect {
        self.definition().effect()
    }

    /// The JSON Schema of the arguments, portable between providers, without those that the toolkit decides itself.
    pub fn input_schema(&self) -> &Value {
        &self.offer().input_schema
    }

    /// The JSON Schema of the answer, where its type has one.
    pub fn output_schema(&self) -> Option<&Value> {
        self.offer().output_schema.as_ref()
    }

    /// Calls the tool, as [`ClerkToolkit::call`] does.
    ///
    /// # Errors
    /// See [`ClerkToolkit::call`].
    pub async fn call(&self, arguments: Value) -> Result<Value, ToolError> {
        let inner = &self.toolkit.inner;
        pipeline::finish(inner, pipeline::admit(inner, self.offer(), arguments)?).await
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

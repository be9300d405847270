//! One call of a tool that is defined at run time.

use std::fmt;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::tool::definition::PrepareDynamic;
use crate::tool::problem::ArgumentProblem;
use crate::tool::type_name::shown;
use crate::tool::{State, ToolError, ToolFuture, suggest};

/// The closure of a tool.
pub(super) type Handler = Arc<dyn Fn(DynamicCall) -> ToolFuture<'static> + Send + Sync>;

/// One call of a [`DynamicTool`](super::DynamicTool): its arguments, and the values that the tool borrows.
pub struct DynamicCall {
    arguments: Map<String, Value>,
    state: State,
}

impl DynamicCall {
    /// The arguments. They match the tool's input schema. An optional argument that the model left out is absent, or has
    /// the schema's `default`.
    pub fn arguments(&self) -> &Map<String, Value> {
        &self.arguments
    }

    /// One argument as a Rust type. An argument that is absent is read from `null`, which an `Option` takes.
    ///
    /// # Errors
    /// Returns `arguments_invalid` if the value does not have that type.
    pub fn argument<T: DeserializeOwned>(&self, name: &str) -> Result<T, ToolError> {
        let value = self.arguments.get(name).unwrap_or(&Value::Null);
        read(value).map_err(|(path, problem)| {
            let separator = if path.is_empty() || path.starts_with('[') { "" } else { "." };
            ToolError::arguments(format!("`{}{separator}{path}`: {problem}.", suggest::shown(name)))
        })
    }

    /// All arguments as a Rust type, such as a struct with a field for each.
    ///
    /// # Errors
    /// Returns `arguments_invalid` if the arguments do not have that type.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, ToolError> {
        read(&Value::Object(self.arguments.clone())).map_err(|(path, problem)| match path.as_str() {
            "" => ToolError::arguments(format!("The arguments are not valid: {problem}.")),
            path => ToolError::arguments(format!("`{path}`: {problem}.")),
        })
    }

    /// The value of the type `T` that the tool [requires](super::DynamicToolBuilder::requires).
    ///
    /// # Errors
    /// Returns `internal_error` if the tool does not declare that it borrows the type.
    pub fn state<T: Send + Sync + 'static>(&self) -> Result<&T, ToolError> {
        self.state.get().ok_or_else(|| {
            ToolError::internal(format!(
                "This tool cannot use a `{}`: its definition needs `.requires::<…>()`. This is a bug in the tool.",
                shown(std::any::type_name::<T>())
            ))
        })
    }

    /// The value of the type `T`, if the tool [accepts](super::DynamicToolBuilder::accepts) one and the toolkit has one.
    pub fn optional_state<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.state.get()
    }
}

/// On failure, the path inside the value and what is wrong there.
fn read<T: DeserializeOwned>(value: &Value) -> Result<T, (String, String)> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        (if path == "." { String::new() } else { path }, ArgumentProblem::new(String::new(), error.inner()).message)
    })
}

/// Names the arguments without their values.
impl fmt::Debug for DynamicCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynamicCall")
            .field("arguments", &self.arguments.keys().collect::<Vec<_>>())
            .field("state", &self.state)
            .finish()
    }
}

/// Checks the arguments against the tool's schemas, and prepares the call of its closure.
pub(super) fn preparation(handler: &Handler) -> Arc<PrepareDynamic> {
    let handler = Arc::clone(handler);
    Arc::new(move |tool, arguments, state| {
        let arguments = arguments.accept(tool.parameters());
        let call = DynamicCall { arguments, state: state.lend(tool.requirements()) };
        let handler = Arc::clone(&handler);
        // Inside the future, so that none of the tool's code runs before the call is polled.
        Ok(Box::pin(async move { handler(call).await }))
    })
}

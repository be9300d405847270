//! Helpers of the passing cases: they call a tool by its definition, as a toolkit does.

use clerk_toolkit::ToolError;
use clerk_toolkit::serde_json::Value;
use clerk_toolkit::tool::{Arguments, Definition, State, Tool};

/// The definition of the tool `T`.
pub fn definition<T: Tool>() -> &'static Definition {
    T::DEFINITION
}

/// Calls the tool `T` without any state.
///
/// # Errors
/// The error of the tool, or of the parsing of its arguments.
pub fn call<T: Tool>(arguments: Value) -> Result<Value, ToolError> {
    call_with::<T>(arguments, &State::new())
}

/// Calls the tool `T` with a state.
///
/// # Errors
/// The error of the tool, or of the parsing of its arguments.
pub fn call_with<T: Tool>(arguments: Value, state: &State) -> Result<Value, ToolError> {
    call_definition(T::DEFINITION, arguments, state)
}

/// Calls a tool that was found in a toolset.
///
/// # Errors
/// The error of the tool, or of the parsing of its arguments.
///
/// # Panics
/// If the runtime does not start.
pub fn call_definition(definition: &Definition, arguments: Value, state: &State) -> Result<Value, ToolError> {
    let mut arguments = Arguments::parse(definition, arguments, |_| true)?;
    let call = definition.prepare(&mut arguments, state)?;
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime starts");
    runtime.block_on(call)
}

/// The portable input schema of the tool `T`.
///
/// # Panics
/// If the schema is not portable.
pub fn schema<T: Tool>() -> Value {
    T::DEFINITION.input_schema().expect("the schema is portable")
}

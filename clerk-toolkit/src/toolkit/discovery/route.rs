//! Route: from a call of an executor to the tool that it names.

use serde_json::{Map, Value};

use super::{FIND, called_effect, executor};
use crate::json;
use crate::tool::{Arguments, ToolError};
use crate::toolkit::exposure::ExposedTool;
use crate::toolkit::{Inner, pipeline};

/// A call: the toolkit, the tool and its arguments.
pub(in crate::toolkit) type Call<'a> = (&'a Inner, &'a ExposedTool, Value);

/// Returns the call of the tool that an executor names, or the call itself for another tool.
///
/// # Errors
/// Returns `arguments_invalid` if the executor's own arguments are not valid, `tool_unknown` or `tool_not_offered` if the
/// toolkit does not offer the tool, and `effect_mismatch` if the tool has another effect.
pub(in crate::toolkit) fn route<'a>(
    inner: &'a Inner,
    tool: &'a ExposedTool,
    arguments: Value,
) -> Result<Call<'a>, ToolError> {
    let (Some(toolkit), Some(effect)) = (&inner.discovers, called_effect(tool.definition.name())) else {
        return Ok((inner, tool, arguments));
    };
    let (name, arguments) = read(tool, arguments)?;
    let found = find(&toolkit.inner, &name).and_then(|named| match named.definition.effect() {
        other if other == effect => Ok(named),
        other => Err(ToolError::new(
            "effect_mismatch",
            format!(
                "`{name}` has the effect `{other}`, and `{}` calls only tools with the effect `{effect}`.",
                tool.definition.name()
            ),
        )
        .with_hint(format!("Call it with `{}`.", executor(other)))),
    });
    match found {
        Ok(named) => Ok((&toolkit.inner, named, arguments)),
        Err(error) => {
            json::dismantle(arguments);
            Err(error)
        }
    }
}

/// The executor's own arguments: the name of a tool, and the arguments for it.
fn read(tool: &ExposedTool, arguments: Value) -> Result<(String, Value), ToolError> {
    let definition = &*tool.definition;
    let mut arguments = Arguments::parse_with(definition, tool.checks.clone(), arguments, |_| true)?;
    let mut accepted = arguments.accept(definition.parameters());
    if arguments.has_problems() {
        let error = arguments.refuse();
        json::dismantle(accepted.into());
        return Err(error);
    }
    let passed = accepted.remove("arguments").unwrap_or_else(|| Map::new().into());
    Ok((accepted.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(), passed))
}

fn find<'a>(inner: &'a Inner, name: &str) -> Result<&'a ExposedTool, ToolError> {
    match pipeline::look_up(inner, name) {
        Ok(position) => Ok(&inner.tools[position]),
        Err(error) if error.code() == "tool_unknown" && error.hint().is_none() => {
            Err(error.with_hint(format!("`{FIND}` finds the names of tools.")))
        }
        Err(error) => Err(error),
    }
}

/// The error for a name that the toolkit of discovery does not have.
pub(in crate::toolkit) fn not_offered(inner: &Inner, name: &str) -> ToolError {
    if let Some(effect) = called_effect(name) {
        let message = format!("This toolkit has no tool with the effect `{effect}`, so it does not offer `{name}`.");
        return ToolError::new("tool_not_offered", message);
    }
    match find(inner, name) {
        Ok(tool) => {
            let executor = executor(tool.definition.effect());
            ToolError::new("tool_not_offered", format!("`{name}` is called with `{executor}`."))
                .with_hint(format!("Call `{executor}` with {{\"name\": \"{name}\", \"arguments\": {{…}}}}."))
        }
        Err(error) => error,
    }
}

//! The steps of every call: look up, route, parse, bind, authorize, approve, run, redact, shape, audit.
//!
//! Everything that can be refused is refused before anything runs. Comments mark the places of the steps that do not exist
//! yet. A new step goes into a file of its own.

use serde_json::Value;

use super::call_output::CallOutput;
use super::exposure::ExposedTool;
use super::shape::Detail;
use super::{Inner, authorize, bind, budget, discovery, redact, run, shape};
use crate::tool::{Arguments, Parameter, ToolError, ToolFuture, suggest};

/// Look up: the position of the tool with that name, if it is offered.
///
/// # Errors
/// Returns `tool_not_offered` if the tool exists, and `tool_unknown` if it does not.
pub(super) fn look_up(inner: &Inner, name: &str) -> Result<usize, ToolError> {
    inner.position(name).ok_or_else(|| not_offered(inner, name))
}

/// The remaining steps, for a tool that is offered.
pub(super) async fn call(inner: &Inner, tool: &ExposedTool, arguments: Value) -> Result<CallOutput, ToolError> {
    let (inner, tool, arguments) =
        discovery::route(inner, tool, arguments).map_err(|error| redact::error(error, &inner.scanner))?;
    let outcome = match admit(inner, tool, arguments) {
        // Approval belongs here: the arguments are typed and allowed, and nothing has run.
        Ok((call, detail)) => {
            let value = run::run(call, tool.definition.effect(), inner.deadline).await;
            value.map(|value| (value, detail))
        }
        Err(refused) => Err(refused),
    };
    // Audit belongs here, where the outcome is known.
    match outcome {
        Ok((value, detail)) => {
            let (mut output, resources) = redact::output(value, inner);
            if inner.policy.concise {
                shape::output(&mut output, &resources, tool.definition.effect(), detail);
            }
            Ok(budget::output(output, inner.output_budget, tool))
        }
        Err(error) => Err(redact::error(error, &inner.scanner)),
    }
}

/// Parse, bind, authorize: everything that can be refused without running anything.
fn admit<'a>(inner: &'a Inner, tool: &ExposedTool, arguments: Value) -> Result<(ToolFuture<'a>, Detail), ToolError> {
    let definition = &*tool.definition;
    let arguments = redact::arguments(arguments)?;
    let (arguments, detail) =
        if tool.offers_detail { shape::arguments(arguments)? } else { (arguments, Detail::Usual) };
    // Parsing has two parts, before and after the binding: an argument must be filled in before it becomes a typed value.
    let shown = |parameter: &Parameter| tool.shows(parameter);
    let mut arguments = Arguments::parse_with(definition, tool.checks.clone(), arguments, shown)?;
    bind::bind(tool, &mut arguments, &inner.policy)?;
    let call = run::guarded(|| definition.prepare(&mut arguments, &inner.state))?;
    authorize::authorize(definition, &inner.policy)?;
    Ok((call, detail))
}

fn not_offered(inner: &Inner, name: &str) -> ToolError {
    if let Some(toolkit) = &inner.discovers {
        return discovery::not_offered(&toolkit.inner, name);
    }
    if let Some(hidden) = inner.hidden.iter().find(|hidden| hidden.name() == name) {
        return ToolError::new("tool_not_offered", format!("`{name}` {}.", hidden.reason()));
    }
    if inner.known_tools.get(name).is_some() {
        let message = format!("The tool `{name}` exists, but this toolkit does not offer it.");
        return ToolError::new("tool_not_offered", message);
    }
    let names = || inner.tools.iter().map(|tool| tool.definition.name());
    let error = ToolError::new("tool_unknown", format!("The tool `{}` does not exist.", suggest::shown(name)));
    match suggest::nearest(name, names()) {
        Some(near) => error.with_hint(format!("Did you mean `{near}`?")),
        None => error,
    }
}

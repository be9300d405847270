//! The one way of a call: look up, parse, bind, authorize, approve, run, redact, shape, audit.
//!
//! Whatever can be refused is refused before anything runs. A step that is not here yet has its place in the order
//! below; a new one goes into a file of its own.

use serde_json::Value;

use super::exposure::ExposedTool;
use super::{Inner, authorize, bind, redact, run};
use crate::tool::{Arguments, ToolError, ToolFuture, suggest};

/// Look up: the tool of that name, if it is offered.
pub(super) fn look_up<'a>(inner: &'a Inner, name: &str) -> Result<&'a ExposedTool, ToolError> {
    match inner.position(name) {
        Some(position) => Ok(&inner.offers[position]),
        None => Err(not_offered(inner, name)),
    }
}

/// The rest of the way, for a call that has been admitted.
pub(super) async fn finish(inner: &Inner, call: ToolFuture<'_>) -> Result<Value, ToolError> {
    // Approval belongs here: the arguments are typed and allowed, and nothing has run.
    let mut answer = run::run(call, inner.deadline).await?;
    redact::answer(&mut answer, &inner.policy);
    // An audit belongs here and wherever a call is refused, where its outcome is known.
    Ok(answer)
}

/// Parse, bind, authorize: everything that can be refused without running anything.
pub(super) fn admit<'a>(inner: &'a Inner, offer: &ExposedTool, arguments: Value) -> Result<ToolFuture<'a>, ToolError> {
    let definition = offer.definition;
    // Parsing is in two halves around the binding: a typed value can only be made of an argument that is filled in.
    let mut arguments = Arguments::parse(definition, arguments, |parameter| offer.shows(parameter))?;
    bind::bind(offer, &mut arguments, &inner.policy)?;
    let call = run::guarded(|| definition.prepare(&mut arguments, &inner.state))?;
    authorize::authorize(definition, &inner.policy)?;
    Ok(call)
}

fn not_offered(inner: &Inner, name: &str) -> ToolError {
    if let Some(hidden) = inner.hidden.iter().find(|hidden| hidden.name() == name) {
        return ToolError::new("tool_not_offered", format!("`{name}` {}.", hidden.reason()));
    }
    let names = || inner.offers.iter().map(|offer| offer.definition.name());
    let error = ToolError::new("tool_unknown", format!("There is no tool `{}`.", suggest::shown(name)));
    match suggest::nearest(name, names()) {
        Some(near) => error.with_hint(format!("Did you mean `{near}`?")),
        None => error,
    }
}

//! Bind: fill in the arguments that the session decides, and refuse the arguments that nobody may pass.

use super::exposure::{ExposedTool, Withheld};
use super::policy::Policy;
use super::private_arguments;
use crate::tool::{Arguments, Binding, Parameter, Subject, ToolError};

/// Fills in the arguments that the session decides.
///
/// # Errors
/// Returns `scope_violation` if the model passed another value than the session's, and `argument_not_allowed` if it
/// passed an argument that nobody may pass here. No value is ever replaced silently.
pub(super) fn bind(tool: &ExposedTool, arguments: &mut Arguments, policy: &Policy) -> Result<(), ToolError> {
    for (parameter, withheld) in tool.withheld() {
        match withheld {
            Withheld::Bound(_) => to_session(parameter, arguments, policy)?,
            Withheld::Unscoped | Withheld::Private => {
                if arguments.get(parameter.name()).is_some() {
                    return Err(not_allowed(parameter.name(), withheld));
                }
            }
        }
    }
    let passed = |name: &&String| arguments.get(name).is_some_and(private_arguments::has_private_metadata);
    match tool.partly_private.iter().find(passed) {
        Some(name) => Err(ToolError::new(
            "argument_not_allowed",
            format!("`{name}` contains private metadata, which this toolkit does not allow."),
        )
        .with_hint("Call the tool without it.")),
        None => Ok(()),
    }
}

fn to_session(parameter: &Parameter, arguments: &mut Arguments, policy: &Policy) -> Result<(), ToolError> {
    let (Some(auth), Binding::Scoped(subject)) = (&policy.auth, parameter.binding()) else { return Ok(()) };
    let name = parameter.name();
    match (arguments.get(name), auth.subject(subject)) {
        (None, Some(own)) => arguments.set(name, own.into()),
        (None, None) => {}
        (Some(given), Some(own)) if given == own => {}
        (Some(_), _) => {
            return Err(ToolError::new(
                "scope_violation",
                format!("`{name}` must be {}. This toolkit acts for one session.", own_id(subject)),
            )
            .with_hint(format!("Call the tool without `{name}`. The session fills it in.")));
        }
    }
    Ok(())
}

fn own_id(subject: Subject) -> &'static str {
    match subject {
        Subject::User => "the signed-in user's own id",
        Subject::Organization => "the id of the active organization",
        Subject::Session => "the id of the current session",
    }
}

fn not_allowed(name: &str, withheld: Withheld) -> ToolError {
    let why = match withheld {
        Withheld::Private => "This toolkit does not allow private metadata",
        Withheld::Unscoped | Withheld::Bound(_) => "The signed-in user may not decide it",
    };
    ToolError::new("argument_not_allowed", format!("`{name}` is not allowed. {why}."))
        .with_hint("Call the tool without it.")
}

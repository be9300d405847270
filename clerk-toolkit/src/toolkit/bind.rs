//! Bind the session: arguments that a person's session decides, and arguments that nobody may pass.

use super::exposure::{ExposedTool, Withheld};
use super::policy::Policy;
use super::redact;
use crate::tool::{Arguments, Binding, Parameter, ToolError};

/// Fills in what the session decides.
///
/// # Errors
/// `scope_violation` where the model passed another value than the session's, and `argument_not_allowed` where it
/// passed what nobody may pass here. Nothing is ever silently replaced.
pub(super) fn bind(offer: &ExposedTool, arguments: &mut Arguments, policy: &Policy) -> Result<(), ToolError> {
    for (parameter, withheld) in &offer.withheld {
        match withheld {
            Withheld::Bound(_) => to_session(parameter, arguments, policy)?,
            Withheld::Unscoped | Withheld::Private => {
                if arguments.get(parameter.name()).is_some() {
                    return Err(not_allowed(parameter.name(), *withheld));
                }
            }
        }
    }
    let passed = |name: &&&str| arguments.get(name).is_some_and(redact::has_private_metadata);
    match offer.partly_private.iter().find(passed) {
        Some(name) => Err(ToolError::new(
            "argument_not_allowed",
            format!("`{name}` holds private metadata, which is not open to this toolkit."),
        )
        .with_hint("Call without it.")),
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
                format!(
                    "`{name}` names somebody else's: this toolkit acts for one session and reaches nothing beyond it."
                ),
            )
            .with_hint(format!("Leave `{name}` out: it is filled in from the session.")));
        }
    }
    Ok(())
}

fn not_allowed(name: &str, withheld: Withheld) -> ToolError {
    let why = match withheld {
        Withheld::Private => "private metadata is not open to this toolkit",
        Withheld::Unscoped | Withheld::Bound(_) => "it is more than the person this toolkit acts for may decide",
    };
    ToolError::new("argument_not_allowed", format!("`{name}` cannot be passed: {why}.")).with_hint("Call without it.")
}

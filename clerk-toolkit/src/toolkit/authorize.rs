//! Authorize: an agent never exceeds the person it acts for.

use super::policy::Policy;
use crate::tool::{Access, Definition, ToolError};

/// Checks that the session reaches as far as the tool. A toolkit that acts for no session has its secret key's reach.
///
/// # Errors
/// `permission_missing` where the session is not known to hold the permission that the tool names.
pub(super) fn authorize(definition: &Definition, policy: &Policy) -> Result<(), ToolError> {
    let Some(auth) = &policy.auth else { return Ok(()) };
    let Access::Organization { permission: Some(permission) } = definition.access() else { return Ok(()) };
    match auth.organization() {
        Some(organization) if organization.has_permission(permission) => Ok(()),
        _ => Err(ToolError::new(
            "permission_missing",
            format!("The signed-in user is not known to hold `{permission}` in the active organization."),
        )
        .with_hint("Tell the user; somebody with that permission can do it.")),
    }
}

//! Authorize: an agent never exceeds the person it acts for.

use super::policy::Policy;
use crate::tool::{Access, Definition, ToolError};

/// Checks that the session has the permission that the tool needs. A toolkit that acts for no session may do what its
/// secret key may do.
///
/// # Errors
/// Returns `permission_missing` if the session is not known to have the permission.
pub(super) fn authorize(definition: &Definition, policy: &Policy) -> Result<(), ToolError> {
    let Some(auth) = &policy.auth else { return Ok(()) };
    let Access::Organization { permission: Some(permission) } = definition.access() else { return Ok(()) };
    match auth.organization() {
        Some(organization) if organization.has_permission(permission) => Ok(()),
        _ => Err(ToolError::new(
            "permission_missing",
            format!(
                "The signed-in user is not known to have the permission `{permission}` in the active organization."
            ),
        )
        .with_hint("Tell the user. A person with this permission can do it.")),
    }
}

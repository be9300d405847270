//! What `updateUser` does before its request.

use crate::ToolError;
use crate::client::{ClerkClient, UserId};

/// Leaves out the empty names of a user who has no such name, since they change nothing.
///
/// # Errors
/// `arguments_invalid` if an empty text would clear a name. A model that must write every argument also writes one for a
/// name that it does not mean to change.
pub(super) async fn without_empty_names(
    clerk: &ClerkClient,
    user_id: &UserId,
    names: [Option<String>; 2],
) -> Result<[Option<String>; 2], ToolError> {
    let is_empty = |name: &Option<String>| name.as_deref() == Some("");
    if !names.iter().any(is_empty) {
        return Ok(names);
    }
    let user = clerk.users().get(user_id).await?;
    let current = [("firstName", user.first_name()), ("lastName", user.last_name())];
    for (name, (argument, current)) in names.iter().zip(current) {
        if is_empty(name) && current.is_some_and(|current| !current.is_empty()) {
            return Err(ToolError::arguments(format!("`{argument}`: expected a text that is not empty."))
                .with_hint(format!("To keep `{argument}` unchanged, leave it out or pass its current value.")));
        }
    }
    Ok(names.map(|name| name.filter(|name| !name.is_empty())))
}

//! Users, and the signed-in user.

use crate::auth::AuthContext;
use crate::client::{ClerkClient, ImageId, Metadata, Result, User, UserCount, UserId, UserUpdate};
use crate::{ToolError, clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for users.
    pub const TOOLS = [
        get_user_id,
        get_user,
        get_user_count,
        update_user,
        update_user_public_metadata,
        update_user_unsafe_metadata,
    ];
}

/// The signed-in user.
#[tool_type]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedInUser {
    /// Null if nobody is signed in.
    pub user_id: Option<UserId>,
}

/// Return the signed-in user's id; `userId` is null if nobody is signed in.
#[clerk_tool(effect = read, access = none, title = "Get signed-in user's id")]
pub async fn get_user_id(auth: Option<&AuthContext>) -> Result<SignedInUser> {
    Ok(SignedInUser { user_id: auth.map(|auth| auth.user_id().clone()) })
}

/// Read one user: names, email addresses, metadata, sign-in state.
#[clerk_tool(effect = read, access = user, endpoint = "GET /users/{user_id}")]
pub async fn get_user(
    clerk: &ClerkClient,
    /// `user_…`
    #[scoped]
    user_id: UserId,
) -> Result<User>;

/// Count all users of the instance.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /users/count")]
pub async fn get_user_count(clerk: &ClerkClient) -> Result<UserCount>;

/// Change a user's profile. Omitted fields stay unchanged.
#[clerk_tool(effect = write, access = user, idempotent, endpoint = "PATCH /users/{user_id}")]
pub async fn update_user(
    clerk: &ClerkClient,
    /// `user_…`
    #[scoped]
    user_id: UserId,
    /// First name.
    first_name: Option<String>,
    /// Last name.
    last_name: Option<String>,
    /// Unique in the instance.
    username: Option<String>,
    /// An uploaded image, `img_…`
    profile_image_id: Option<ImageId>,
) -> Result<User, ToolError> {
    let [first_name, last_name] = without_empty_names(clerk, &user_id, [first_name, last_name]).await?;
    let username = username.filter(|username| !username.is_empty());
    let update = UserUpdate { first_name, last_name, username, profile_image_id, ..UserUpdate::default() };
    Ok(clerk.users().update(&user_id, &update).await?)
}

/// Leaves out the empty names of a user who has no such name, since they change nothing.
///
/// # Errors
/// `arguments_invalid` if an empty text would clear a name. A model that must write every argument also writes one for a
/// name that it does not mean to change.
async fn without_empty_names(
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

/// Merge values into a user's public metadata, which the user can read but only the backend can write.
#[clerk_tool(effect = write, access = instance, idempotent, endpoint = "PATCH /users/{user_id}/metadata")]
pub async fn update_user_public_metadata(
    clerk: &ClerkClient,
    /// `user_…`
    #[scoped]
    user_id: UserId,
    /// Deep-merged; null removes a key.
    #[wire("public_metadata")]
    metadata: Metadata,
) -> Result<User>;

/// Merge values into a user's unsafe metadata, which the user can read and write.
#[clerk_tool(effect = write, access = user, idempotent, endpoint = "PATCH /users/{user_id}/metadata")]
pub async fn update_user_unsafe_metadata(
    clerk: &ClerkClient,
    /// `user_…`
    #[scoped]
    user_id: UserId,
    /// Deep-merged; null removes a key.
    #[wire("unsafe_metadata")]
    metadata: Metadata,
) -> Result<User>;

//! Users, and the signed-in user: what comes up every day. [`user_settings`](super::user_settings),
//! [`user_security`](super::user_security) and the other modules about users have the rest.
//!
//! No tool takes a password: see [`user_security`](super::user_security).

mod profile;
mod search;
mod sign_out;

pub use sign_out::RevokedSessions;

use super::invitations::InvitationFilter;
use crate::auth::AuthContext;
use crate::client::{
    ClerkClient, DeletedObject, EmailAddressId, ImageId, Metadata, OrganizationId, OrganizationInvitation,
    OrganizationMembership, Page, PhoneNumberId, Result, UnixMillis, User, UserCount, UserId, UserReference,
};
use crate::{ToolError, clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for users.
    pub const TOOLS = [
        get_user_id,
        get_user,
        list_users,
        get_user_count,
        create_user,
        update_user,
        update_user_public_metadata,
        update_user_unsafe_metadata,
        delete_user,
        ban_user,
        unban_user,
        ban_users,
        unban_users,
        lock_user,
        unlock_user,
        revoke_all_sessions,
        disable_user_mfa,
        list_user_organizations,
        list_user_organization_invitations,
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

/// Find users; newest first. All filters must match; without one, everyone is listed.
#[clerk_tool(effect = read, endpoint = "GET /users")]
pub async fn list_users(
    clerk: &ClerkClient,
    /// Part of a name, address, number, user name or id.
    query: Option<String>,
    /// Part of a name.
    #[wire("name_query")]
    name: Option<String>,
    /// Exact addresses.
    email_address: Option<Vec<String>>,
    /// Exact numbers, E.164.
    phone_number: Option<Vec<String>>,
    /// Exact user names.
    username: Option<Vec<String>>,
    /// Ids in your own system.
    external_id: Option<Vec<String>>,
    /// Members of one of these, `org_…`
    organization_id: Option<Vec<OrganizationId>>,
    /// Banned or not.
    banned: Option<bool>,
    /// Exclusive.
    #[wire("created_at_after")]
    created_after: Option<UnixMillis>,
    /// Exclusive.
    #[wire("created_at_before")]
    created_before: Option<UnixMillis>,
    /// Exclusive.
    #[wire("last_active_at_after")]
    active_after: Option<UnixMillis>,
    /// Exclusive.
    #[wire("last_active_at_before")]
    active_before: Option<UnixMillis>,
    /// `created_at`, `last_active_at`, …; `-` in front: descending.
    order_by: Option<String>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
    /// Locked or not. Slow.
    #[wire(skip)]
    locked: Option<bool>,
) -> Result<Page<User>, ToolError> {
    let external_id = external_id.map(|ids| ids.into_iter().map(search::included).collect::<Vec<_>>());
    let search = search::Search::new(clerk, order_by, move |request| {
        request
            .argument("query", "query", &query)
            .argument("name_query", "name", &name)
            .argument("email_address", "emailAddress", &email_address)
            .argument("phone_number", "phoneNumber", &phone_number)
            .argument("username", "username", &username)
            .argument("external_id", "externalId", &external_id)
            .argument("organization_id", "organizationId", &organization_id)
            .argument("banned", "banned", &banned)
            .argument("created_at_after", "createdAfter", &created_after)
            .argument("created_at_before", "createdBefore", &created_before)
            .argument("last_active_at_after", "activeAfter", &active_after)
            .argument("last_active_at_before", "activeBefore", &active_before)
    });
    Ok(search.run(locked, limit.unwrap_or(10).into(), offset.unwrap_or(0).into()).await?)
}

/// Count users: all, or those that match every filter.
#[clerk_tool(effect = read, endpoint = "GET /users/count")]
pub async fn get_user_count(
    clerk: &ClerkClient,
    /// Part of a name, address, number, user name or id.
    query: Option<String>,
    /// Members of one of these, `org_…`
    organization_id: Option<Vec<OrganizationId>>,
    /// Banned or not.
    banned: Option<bool>,
    /// Exclusive.
    #[wire("created_at_after")]
    created_after: Option<UnixMillis>,
    /// Exclusive.
    #[wire("created_at_before")]
    created_before: Option<UnixMillis>,
    /// Exclusive.
    #[wire("last_active_at_after")]
    active_after: Option<UnixMillis>,
    /// Exclusive.
    #[wire("last_active_at_before")]
    active_before: Option<UnixMillis>,
) -> Result<UserCount>;

/// Create a user without a password. To let people sign up themselves, use `createInvitation`.
#[clerk_tool(effect = write, endpoint = "POST /users")]
pub async fn create_user(
    clerk: &ClerkClient,
    /// Become verified; the first is primary.
    email_address: Option<Vec<String>>,
    /// E.164. Become verified.
    phone_number: Option<Vec<String>>,
    /// Unique in the instance.
    username: Option<String>,
    /// First name.
    first_name: Option<String>,
    /// Last name.
    last_name: Option<String>,
    /// The id in your own system.
    external_id: Option<String>,
    /// Readable by the user.
    public_metadata: Option<Metadata>,
    /// Readable only by the backend.
    private_metadata: Option<Metadata>,
) -> Result<User> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    clerk
        .post("users")
        .field("email_address", &email_address)
        .field("phone_number", &phone_number)
        .field("username", &given(&username))
        .field("first_name", &given(&first_name))
        .field("last_name", &given(&last_name))
        .field("external_id", &given(&external_id))
        .field("public_metadata", &public_metadata)
        .field("private_metadata", &private_metadata)
        // An instance with passwords requires one otherwise.
        .field("skip_password_requirement", &true)
        .send()
        .await
}

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
    /// A verified address of the user, `idn_…`
    primary_email_address_id: Option<EmailAddressId>,
    /// Tell the previous primary address; default false.
    #[unscoped]
    notify_primary_email_address_changed: Option<bool>,
    /// A verified number of the user, `idn_…`
    primary_phone_number_id: Option<PhoneNumberId>,
    /// The id in your own system.
    #[unscoped]
    external_id: Option<String>,
) -> Result<User, ToolError> {
    let [first_name, last_name] = profile::without_empty_names(clerk, &user_id, [first_name, last_name]).await?;
    let given = |text: Option<String>| text.filter(|text| !text.is_empty());
    let request = clerk
        .patch(("users", user_id))
        .field("first_name", &first_name)
        .field("last_name", &last_name)
        .field("username", &given(username))
        .field("profile_image_id", &profile_image_id)
        .field("primary_email_address_id", &primary_email_address_id)
        .field("notify_primary_email_address_changed", &notify_primary_email_address_changed)
        .field("primary_phone_number_id", &primary_phone_number_id)
        .field("external_id", &given(external_id));
    Ok(request.send().await?)
}

/// Merge values into a user's public metadata, which the user can read but only the backend can write.
#[clerk_tool(effect = write, idempotent, endpoint = "PATCH /users/{user_id}/metadata")]
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

/// Permanently delete a user with all their data and memberships. To only keep the user out, use `banUser`.
#[clerk_tool(effect = destructive, access = user, endpoint = "DELETE /users/{user_id}")]
pub async fn delete_user(
    clerk: &ClerkClient,
    auth: Option<&AuthContext>,
    /// `user_…`
    #[scoped]
    user_id: UserId,
) -> Result<DeletedObject, ToolError> {
    // In a browser, Clerk lets people delete their own account only if this is enabled for them.
    if auth.is_some() && clerk.users().get(&user_id).await?.delete_self_enabled() != Some(true) {
        return Err(ToolError::new("permission_missing", "The signed-in user may not delete their own account.")
            .with_hint("Tell the user. An administrator of the application can delete the account."));
    }
    Ok(clerk.delete(("users", user_id)).send().await?)
}

/// Ban a user: ends all sessions and prevents sign-in until `unbanUser`.
#[clerk_tool(effect = destructive, idempotent, endpoint = "POST /users/{user_id}/ban")]
pub async fn ban_user(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
) -> Result<User>;

/// Let a banned user sign in again.
#[clerk_tool(effect = write, idempotent, endpoint = "POST /users/{user_id}/unban")]
pub async fn unban_user(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
) -> Result<User>;

/// Ban several users: ends all their sessions and prevents sign-in.
#[clerk_tool(effect = destructive, idempotent, endpoint = "POST /users/ban")]
pub async fn ban_users(
    clerk: &ClerkClient,
    /// `user_…`
    #[schemars(length(min = 1))]
    user_ids: Vec<UserId>,
) -> Result<Vec<User>>;

/// Let several banned users sign in again.
#[clerk_tool(effect = write, idempotent, endpoint = "POST /users/unban")]
pub async fn unban_users(
    clerk: &ClerkClient,
    /// `user_…`
    #[schemars(length(min = 1))]
    user_ids: Vec<UserId>,
) -> Result<Vec<User>>;

/// Keep a user from signing in for a while, as after too many wrong passwords. To keep the user out for good, use `banUser`.
#[clerk_tool(effect = write, idempotent, endpoint = "POST /users/{user_id}/lock")]
pub async fn lock_user(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
) -> Result<User>;

/// Let a user sign in again who was locked, for example after too many wrong passwords.
#[clerk_tool(effect = write, idempotent, endpoint = "POST /users/{user_id}/unlock")]
pub async fn unlock_user(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
) -> Result<User>;

/// End all open sessions of a user: logs the user out everywhere, here too.
#[clerk_tool(effect = destructive, access = user, idempotent)]
pub async fn revoke_all_sessions(
    clerk: &ClerkClient,
    /// `user_…`
    #[scoped]
    user_id: UserId,
) -> Result<RevokedSessions, ToolError> {
    sign_out::everywhere(clerk, &user_id).await
}

/// Remove all second factors of a user, for example after a lost phone. Make sure first that it is the user who asks.
#[clerk_tool(effect = destructive, endpoint = "DELETE /users/{user_id}/mfa")]
pub async fn disable_user_mfa(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
) -> Result<UserReference>;

/// List the organizations that a user belongs to, with the user's role in each.
#[clerk_tool(effect = read, access = user, endpoint = "GET /users/{user_id}/organization_memberships")]
pub async fn list_user_organizations(
    clerk: &ClerkClient,
    /// `user_…`
    #[scoped]
    user_id: UserId,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<OrganizationMembership>>;

/// List the invitations to organizations that a user received.
#[clerk_tool(effect = read, access = user, endpoint = "GET /users/{user_id}/organization_invitations")]
pub async fn list_user_organization_invitations(
    clerk: &ClerkClient,
    /// `user_…`
    #[scoped]
    user_id: UserId,
    /// Default: all.
    status: Option<InvitationFilter>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<OrganizationInvitation>>;

//! Sessions: who is signed in, and where.
//!
//! No tool creates the token of a session, because it is a credential.

use crate::auth::AuthContext;
use crate::client::{ClerkClient, Client, ClientId, OrganizationId, Page, Result, Session, SessionId, UserId};
use crate::{ToolError, clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for sessions.
    pub const TOOLS = [list_sessions, get_session, revoke_session, create_session, get_client];
}

/// The state of a session.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionStatus {
    /// The user is signed in.
    Active,
    /// Ended by a backend or by the user on another device.
    Revoked,
    /// The user signed out.
    Ended,
    /// Its time is over.
    Expired,
    /// Removed from its client.
    Removed,
    /// Not used for too long.
    Abandoned,
    /// Replaced by another sign-in.
    Replaced,
}

/// List a user's sessions, newest first: device, place, last activity. Old sessions that ended are not kept.
#[clerk_tool(effect = read, access = user, endpoint = "GET /sessions")]
pub async fn list_sessions(
    clerk: &ClerkClient,
    /// `user_…`
    #[scoped]
    user_id: UserId,
    /// Only sessions on this client, `client_…`
    #[unscoped]
    client_id: Option<ClientId>,
    /// Only sessions in this state; `active` means signed in.
    status: Option<SessionStatus>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<Session>>;

/// Read one session: its user, device, state and last activity.
#[clerk_tool(effect = read, endpoint = "GET /sessions/{session_id}")]
pub async fn get_session(
    clerk: &ClerkClient,
    /// `sess_…`
    session_id: SessionId,
) -> Result<Session>;

/// End one session; the user must sign in again on that device. `revokeAllSessions` ends all of a user.
#[clerk_tool(effect = destructive, access = user, endpoint = "POST /sessions/{session_id}/revoke")]
pub async fn revoke_session(
    clerk: &ClerkClient,
    auth: Option<&AuthContext>,
    /// `sess_…`
    session_id: SessionId,
) -> Result<Session, ToolError> {
    if let Some(auth) = auth {
        let session: Session = clerk.get(("sessions", &session_id)).send().await?;
        if session.user_id().as_ref() != Some(auth.user_id()) {
            return Err(ToolError::new("scope_violation", "`sessionId` must be a session of the signed-in user.")
                .with_hint("Take the id of a session from `listSessions`."));
        }
    }
    Ok(clerk.post(("sessions", session_id, "revoke")).send().await?)
}

/// Start a session for a user in a test. Works only in development instances.
#[clerk_tool(effect = write, endpoint = "POST /sessions")]
pub async fn create_session(
    clerk: &ClerkClient,
    /// `user_…`
    user_id: UserId,
    /// The organization to be active in it, `org_…`
    active_organization_id: Option<OrganizationId>,
) -> Result<Session>;

/// Read one client, which is a browser or an app, with all sessions on it.
#[clerk_tool(effect = read, endpoint = "GET /clients/{client_id}")]
pub async fn get_client(
    clerk: &ClerkClient,
    /// `client_…`, from a session.
    client_id: ClientId,
) -> Result<Client>;

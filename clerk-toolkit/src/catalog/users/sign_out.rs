//! Ends all sessions of a user, one by one: Clerk has no operation that ends them all.

use crate::catalog::steps::told;
use crate::client::{Change, ClerkClient, Result, Session, SessionId, UserId};
use crate::{ToolError, tool_type};

/// What was done to a user's sessions.
#[tool_type]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevokedSessions {
    /// The sessions that were ended; empty if none was open.
    pub revoked: Vec<SessionId>,
}

/// Sessions per request; the most that Clerk allows.
const PAGE: usize = 500;

/// The states in which a session has ended. All others, also unknown ones, count as open.
const ENDED: [&str; 6] = ["revoked", "ended", "expired", "removed", "abandoned", "replaced"];

pub(super) async fn everywhere(clerk: &ClerkClient, user: &UserId) -> Result<RevokedSessions, ToolError> {
    let open = open_sessions(clerk, user).await?;
    let mut revoked = Vec::new();
    for session in &open {
        match revoke(clerk, session).await {
            Ok(()) => revoked.push(session.clone()),
            Err(error) => {
                let text = progress(&revoked, session, error.change(), open.len());
                return Err(told(error, &text));
            }
        }
    }
    Ok(RevokedSessions { revoked })
}

async fn open_sessions(clerk: &ClerkClient, user: &UserId) -> Result<Vec<SessionId>, ToolError> {
    let mut open = Vec::new();
    for page in 0.. {
        let sessions: Vec<Session> = clerk
            .get("sessions")
            .query("user_id", user)
            .query("limit", PAGE)
            .query("offset", page * PAGE)
            .send()
            .await?;
        for session in &sessions {
            if session.status().is_some_and(|status| ENDED.contains(&status)) {
                continue;
            }
            // A session that is left out would stay open.
            let id = session.id().ok_or_else(|| {
                ToolError::new("clerk_response_invalid", "Clerk listed a session without an id. No session was ended.")
            })?;
            if !open.contains(&id) {
                open.push(id);
            }
        }
        if sessions.len() < PAGE {
            break;
        }
    }
    Ok(open)
}

/// A session that no longer exists counts as revoked, and so does one whose revocation succeeded with an unreadable response.
async fn revoke(clerk: &ClerkClient, session: &SessionId) -> Result<()> {
    match clerk.post(("sessions", session, "revoke")).send::<Session>().await {
        Ok(_) => Ok(()),
        Err(error) if error.is_not_found() || error.change() == Change::Applied => Ok(()),
        Err(error) => Err(error),
    }
}

/// What was done before the request for one session failed, and how to go on. The ids are last, because a long hint is
/// cut.
fn progress(revoked: &[SessionId], failed: &SessionId, change: Change, open: usize) -> String {
    let outcome = match change {
        Change::NotApplied => "not ended",
        _ => "perhaps ended",
    };
    let ids: Vec<String> = revoked.iter().map(|id| format!("`{id}`")).collect();
    let ended = if ids.is_empty() { String::new() } else { format!(" Ended: {}.", ids.join(", ")) };
    let count = ids.len();
    format!("{count} of {open} sessions were ended; `{failed}` was {outcome}. Repeat the call to end the rest.{ended}")
}

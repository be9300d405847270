//! Sessions, and the clients that they belong to.

use serde_json::{Map, Value};

use super::super::ids::{ClientId, OrganizationId, Segment, SessionId, SignUpId, UserId};
use super::super::times::UnixMillis;

resource! {
    /// A session: one sign-in of a user on a client.
    Session as "session" {
        /// The session's id.
        [concise] id: SessionId,
        /// The user.
        [concise] user_id: UserId,
        /// The client, such as a browser, on which the user signed in.
        [concise] client_id: ClientId,
        /// `active`, `pending`, `revoked`, `ended`, `expired`, `removed`, `abandoned`, `replaced`, or a value that Clerk
        /// adds later.
        [concise] status: &str,
        /// Who really uses the session if it is an impersonation; its `sub` is that user.
        [customer concise] actor: &Map<String, Value>,
        /// The organization that was active last.
        [concise] last_active_organization_id: OrganizationId,
        /// The device and the place of the latest activity.
        [concise] latest_activity: SessionActivity,
        /// What the user still has to do before the session becomes active.
        [concise] tasks: Vec<SessionTask>,
        /// When it was last used.
        [concise] last_active_at: UnixMillis,
        /// When it expires.
        [concise] expire_at: UnixMillis,
        /// When it ends if it is not used until then.
        abandon_at: UnixMillis,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// From where a session was used.
    SessionActivity as "session_activity" {
        /// The activity's id.
        id: Segment,
        /// The type of device, such as `Macintosh`.
        [concise untrusted] device_type: &str,
        /// Whether the device is mobile.
        is_mobile: bool,
        /// The browser.
        [concise untrusted] browser_name: &str,
        /// The version of the browser.
        [untrusted] browser_version: &str,
        /// The IP address.
        [concise] ip_address: &str,
        /// The city, derived from the IP address.
        [concise] city: &str,
        /// The country, derived from the IP address.
        [concise] country: &str,
    }
}

resource! {
    /// What a user has to do before a session becomes active.
    SessionTask as "session_task" {
        /// The task, such as `choose-organization`.
        [concise] key: &str,
    }
}

resource! {
    /// A client: a browser or an application in which users sign in.
    Client as "client" {
        /// The client's id.
        [concise] id: ClientId,
        /// The sessions on it.
        [concise] sessions: Vec<Session>,
        /// The ids of these sessions.
        session_ids: Vec<SessionId>,
        /// The sign-in that is under way, if any.
        sign_in_id: Segment,
        /// The sign-up that is under way, if any.
        [concise] sign_up_id: SignUpId,
        /// The session that was active last.
        [concise] last_active_session_id: SessionId,
        /// How somebody last signed in on it.
        [concise] last_authentication_strategy: &str,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

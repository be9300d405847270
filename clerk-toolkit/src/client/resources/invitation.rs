//! Invitations to the application and to organizations.

use serde_json::{Map, Value};

use super::super::ids::{InvitationId, OrganizationId, OrganizationInvitationId, UserId};
use super::field::UnixMillis;
use super::status::InvitationStatus;

resource! {
    /// An invitation to the application.
    Invitation as "invitation" {
        /// The invitation's id.
        id: InvitationId,
        /// The invited email address.
        email_address: &str,
        /// The status.
        status: InvitationStatus,
        /// Whether it was revoked.
        revoked: bool,
        /// Copied to the user's public metadata on acceptance.
        [customer] public_metadata: &Map<String, Value>,
        /// The link that accepts the invitation. Anyone who has the link can accept it.
        [link] url: &str,
        /// When it expires.
        expires_at: UnixMillis,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// An invitation to an organization.
    OrganizationInvitation as "organization_invitation" {
        /// The invitation's id.
        id: OrganizationInvitationId,
        /// The invited email address.
        email_address: &str,
        /// The key of the new member's role, such as `org:member`.
        role: &str,
        /// The role's display name.
        role_name: &str,
        /// The organization.
        organization_id: OrganizationId,
        /// The user who invited, if any.
        inviter_id: UserId,
        /// The status.
        status: InvitationStatus,
        /// Copied to the membership's public metadata on acceptance.
        [customer] public_metadata: &Map<String, Value>,
        /// Copied to the membership's private metadata on acceptance.
        [private] private_metadata: &Map<String, Value>,
        /// The link that accepts the invitation. Anyone who has the link can accept it.
        [link] url: &str,
        /// When it expires.
        expires_at: UnixMillis,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

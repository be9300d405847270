//! Invitations to the application and to organizations.

use serde_json::{Map, Value};

use super::super::ids::{InvitationId, OrganizationId, OrganizationInvitationId, UserId};
use super::super::times::UnixMillis;
use super::organization::{PublicOrganizationData, PublicUserData};
use super::status::InvitationStatus;

resource! {
    /// An invitation to the application.
    Invitation as "invitation" {
        /// The invitation's id.
        [row] id: InvitationId,
        /// The invited email address.
        [row] email_address: &str,
        /// The status.
        [row] status: InvitationStatus,
        /// Whether it was revoked.
        revoked: bool,
        /// Copied to the user's public metadata on acceptance.
        [customer concise] public_metadata: &Map<String, Value>,
        /// The link that accepts the invitation. Anyone who has the link can accept it.
        [link] url: &str,
        /// When it expires.
        [row] expires_at: UnixMillis,
        /// When it was created.
        [row] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// An invitation to an organization.
    OrganizationInvitation as "organization_invitation" {
        /// The invitation's id.
        [row] id: OrganizationInvitationId,
        /// The invited email address.
        [row] email_address: &str,
        /// The key of the new member's role, such as `org:member`.
        [row] role: &str,
        /// The role's display name.
        role_name: &str,
        /// The organization.
        [row] organization_id: OrganizationId,
        /// The user who invited, if any.
        [concise] inviter_id: UserId,
        /// The public data of the user who invited, if any.
        public_inviter_data: PublicUserData,
        /// The organization's public data; only sent in lists of all invitations.
        [concise] public_organization_data: PublicOrganizationData,
        /// The status.
        [row] status: InvitationStatus,
        /// Copied to the membership's public metadata on acceptance.
        [customer concise] public_metadata: &Map<String, Value>,
        /// Copied to the membership's private metadata on acceptance.
        [private concise] private_metadata: &Map<String, Value>,
        /// The link that accepts the invitation. Anyone who has the link can accept it.
        [link] url: &str,
        /// When it expires.
        [row] expires_at: UnixMillis,
        /// When it was created.
        [row] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

//! Invitations, to the application and to an organization.

use serde_json::{Map, Value};

use super::super::ids::{InvitationId, OrganizationId, OrganizationInvitationId, UserId};
use super::field::UnixMillis;
use super::status::InvitationStatus;

resource! {
    /// An invitation to the application.
    Invitation {
        /// The invitation's id.
        id: InvitationId,
        /// Who is invited.
        email_address: &str,
        /// Where it stands.
        status: InvitationStatus,
        /// Whether it was revoked.
        revoked: bool,
        /// What becomes the user's public metadata on acceptance.
        public_metadata: &Map<String, Value>,
        /// The link that accepts it: whoever has it can.
        url: &str,
        /// When it runs out.
        expires_at: UnixMillis,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// An invitation to an organization.
    OrganizationInvitation {
        /// The invitation's id.
        id: OrganizationInvitationId,
        /// Who is invited.
        email_address: &str,
        /// The key of the role that the invited will have, such as `org:member`.
        role: &str,
        /// The role's name for people.
        role_name: &str,
        /// The organization.
        organization_id: OrganizationId,
        /// Which user invited, if one did.
        inviter_id: UserId,
        /// Where it stands.
        status: InvitationStatus,
        /// What becomes the membership's public metadata on acceptance.
        public_metadata: &Map<String, Value>,
        /// What becomes the membership's private metadata on acceptance.
        private_metadata: &Map<String, Value>,
        /// The link that accepts it: whoever has it can.
        url: &str,
        /// When it runs out.
        expires_at: UnixMillis,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

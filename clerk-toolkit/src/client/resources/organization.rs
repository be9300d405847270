//! Organizations, their members, and deleted objects.

use serde_json::{Map, Value};

use super::super::ids::{OrganizationId, OrganizationMembershipId, OrganizationSlug, UserId};
use super::super::times::UnixMillis;

resource! {
    /// An organization of the instance.
    Organization as "organization" {
        /// The organization's id.
        [row] id: OrganizationId,
        /// The name.
        [row untrusted] name: &str,
        /// The readable name in URLs, if the instance has slugs enabled.
        [row] slug: OrganizationSlug,
        /// The URL of the logo.
        image_url: &str,
        /// Whether the logo was uploaded; otherwise Clerk generated it.
        has_image: bool,
        /// The number of members; only sent on request.
        [row] members_count: i64,
        /// The number of pending invitations; only sent on request.
        [concise] pending_invitations_count: i64,
        /// The maximum number of members; 0 means no limit.
        [concise] max_allowed_memberships: i64,
        /// Whether its administrators may delete it.
        admin_delete_enabled: bool,
        /// The application's data about it, readable by its members.
        [customer concise] public_metadata: &Map<String, Value>,
        /// The application's data about it, readable only by the backend.
        [private concise] private_metadata: &Map<String, Value>,
        /// The user who created it.
        [concise] created_by: UserId,
        /// The key of the set of roles that its members can have.
        role_set_key: &str,
        /// When it was created.
        [row] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
        /// When a member was last active in it.
        last_active_at: UnixMillis,
    }
}

resource! {
    /// A user's membership in an organization.
    OrganizationMembership as "organization_membership" {
        /// The membership's id.
        [concise] id: OrganizationMembershipId,
        /// The role's key, such as `org:admin`.
        [row] role: &str,
        /// The role's display name.
        role_name: &str,
        /// The role's permissions, such as `org:sys_memberships:manage`.
        permissions: Vec<&str>,
        /// The application's data about the membership, readable by the organization's members.
        [customer concise] public_metadata: &Map<String, Value>,
        /// The application's data about the membership, readable only by the backend.
        [private concise] private_metadata: &Map<String, Value>,
        /// The organization.
        [row] organization: Organization,
        /// The member's public data.
        [row] public_user_data: PublicUserData,
        /// When the user became a member.
        [row] created_at: UnixMillis,
        /// When the membership was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// The data of a user that other members of an organization can see.
    PublicUserData as "public_user_data" {
        /// The user's id.
        [row] user_id: UserId,
        /// The first name.
        [row untrusted] first_name: &str,
        /// The last name.
        [row untrusted] last_name: &str,
        /// The identifier for sign-in: an email address, a phone number or a user name.
        [row untrusted] identifier: &str,
        /// The user name.
        [untrusted] username: &str,
        /// The URL of the profile picture.
        image_url: &str,
        /// Whether the picture was uploaded; otherwise Clerk generated it.
        has_image: bool,
        /// Whether the user is banned.
        [concise] banned: bool,
    }
}

resource! {
    /// The data of an organization that people outside can see.
    PublicOrganizationData as "public_organization_data" {
        /// The organization's id.
        [concise] id: OrganizationId,
        /// The name.
        [concise untrusted] name: &str,
        /// The readable name in URLs, if the instance has slugs enabled.
        [concise] slug: OrganizationSlug,
        /// The URL of the logo.
        image_url: &str,
        /// Whether the logo was uploaded; otherwise Clerk generated it.
        has_image: bool,
    }
}

resource! {
    /// The response to a deletion.
    DeletedObject as "deleted_object" {
        /// The type of the deleted object, such as `organization`.
        [concise] object: &str,
        /// Its id.
        [concise] id: &str,
        /// Its slug, if any.
        [concise] slug: &str,
        /// Its id in your own system, if any.
        [concise] external_id: &str,
        /// Always `true`.
        [concise] deleted: bool,
    }
}

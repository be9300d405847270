//! Organizations, their members, and what is left of a deleted one.

use serde_json::{Map, Value};

use super::super::ids::{OrganizationId, OrganizationMembershipId, OrganizationSlug, UserId};
use super::field::UnixMillis;

resource! {
    /// An organization of the instance.
    Organization {
        /// The organization's id.
        id: OrganizationId,
        /// The name.
        name: &str,
        /// The readable name in URLs, where the instance has slugs.
        slug: OrganizationSlug,
        /// Where the logo is.
        image_url: &str,
        /// Whether the logo is the organization's own, and not one made by Clerk.
        has_image: bool,
        /// How many members there are; only sent where it was asked for.
        members_count: i64,
        /// How many invitations wait for an answer; only sent where it was asked for.
        pending_invitations_count: i64,
        /// How many members there may be; 0 is no limit.
        max_allowed_memberships: i64,
        /// Whether its administrators may delete it.
        admin_delete_enabled: bool,
        /// What the application keeps about it, readable by its members.
        public_metadata: &Map<String, Value>,
        /// What the application keeps about it and shows to nobody else.
        private_metadata: &Map<String, Value>,
        /// Who created it.
        created_by: UserId,
        /// Which set of roles its members can have.
        role_set_key: &str,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
        /// When a member was last active in it.
        last_active_at: UnixMillis,
    }
}

resource! {
    /// A user's membership in an organization.
    OrganizationMembership {
        /// The membership's id.
        id: OrganizationMembershipId,
        /// The role's key, such as `org:admin`.
        role: &str,
        /// The role's name for people.
        role_name: &str,
        /// What the role permits, such as `org:sys_memberships:manage`.
        permissions: Vec<&str>,
        /// What the application keeps about the membership, readable by the organization's members.
        public_metadata: &Map<String, Value>,
        /// What the application keeps about the membership and shows to nobody else.
        private_metadata: &Map<String, Value>,
        /// The organization.
        organization: Organization,
        /// Who the member is.
        public_user_data: PublicUserData,
        /// When the user became a member.
        created_at: UnixMillis,
        /// When the membership was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// What the members of an organization see of one another.
    PublicUserData {
        /// The user's id.
        user_id: UserId,
        /// The first name.
        first_name: &str,
        /// The last name.
        last_name: &str,
        /// What the user signs in with: an email address, a phone number or a user name.
        identifier: &str,
        /// The user name.
        username: &str,
        /// Where the profile picture is.
        image_url: &str,
        /// Whether the picture is the user's own.
        has_image: bool,
        /// Whether the user is banned.
        banned: bool,
    }
}

resource! {
    /// What the API answers after a deletion.
    DeletedObject {
        /// What kind of thing it was, such as `organization`.
        object: &str,
        /// Its id.
        id: &str,
        /// Its slug, if it had one.
        slug: &str,
        /// Its id in the application's own system, if it had one.
        external_id: &str,
        /// Whether it is deleted: `true`.
        deleted: bool,
    }
}

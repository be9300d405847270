//! The roles, permissions and role sets of an instance's organizations.

use super::super::ids::{PermissionId, RoleId};
use super::super::times::UnixMillis;

resource! {
    /// A role that members of organizations can have.
    Role as "role" {
        /// The role's id.
        [concise] id: RoleId,
        /// The display name.
        [concise] name: &str,
        /// The key, such as `org:admin`.
        [concise] key: &str,
        /// What the role is for.
        [concise] description: &str,
        /// Whether the creator of an organization can get this role.
        is_creator_eligible: bool,
        /// The permissions that the role grants.
        [concise] permissions: Vec<Permission>,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// A permission that roles can grant.
    Permission as "permission" {
        /// The permission's id.
        [concise] id: PermissionId,
        /// The display name.
        name: &str,
        /// The key, such as `org:invoices:manage`.
        [concise] key: &str,
        /// What the permission allows.
        [concise] description: &str,
        /// `system` if Clerk defines it, or `user` if the instance does.
        r#type: &str,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// A set of roles. Each organization uses one set, and its members can have only the roles of that set.
    RoleSet as "role_set" {
        /// The role set's id.
        [concise] id: &str,
        /// The display name.
        [concise] name: &str,
        /// The key, such as `role_set:default`.
        [concise] key: &str,
        /// What the set is for.
        [concise] description: &str,
        /// Its roles.
        [concise] roles: Vec<RoleSetItem>,
        /// The role that new members get.
        [concise] default_role: RoleSetItem,
        /// The role that the creator of an organization gets.
        [concise] creator_role: RoleSetItem,
        /// `initial` for the set that new organizations use, otherwise `custom`.
        [concise] r#type: &str,
        /// The migration to another set that is in progress, if any.
        [concise] role_set_migration: RoleSetMigration,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// A role as a member of a role set.
    RoleSetItem as "role_set_item" {
        /// The role's id.
        id: RoleId,
        /// The display name.
        name: &str,
        /// The key, such as `org:admin`.
        [concise] key: &str,
        /// What the role is for.
        description: &str,
        /// The number of members with this role.
        [concise] members_count: i64,
        /// Whether any member has this role.
        has_members: bool,
        /// When the role was created.
        created_at: UnixMillis,
        /// When the role was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// A change of members' roles that runs in the background.
    RoleSetMigration as "role_set_migration" {
        /// The migration's id.
        id: &str,
        /// The organization, if the migration concerns only one.
        organization_id: &str,
        /// The instance.
        instance_id: &str,
        /// The role set that members leave.
        source_role_set_id: &str,
        /// The role set that members get.
        [concise] dest_role_set_id: &str,
        /// What started it, such as `role_removal`.
        trigger_type: &str,
        /// The status, such as `in_progress`.
        [concise] status: &str,
        /// The number of members with a new role so far.
        [concise] migrated_members: i64,
        /// Which role replaces which, by key.
        mappings: &serde_json::Map<String, serde_json::Value>,
        /// When it started.
        started_at: UnixMillis,
        /// When it was completed.
        completed_at: UnixMillis,
        /// When it was requested.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

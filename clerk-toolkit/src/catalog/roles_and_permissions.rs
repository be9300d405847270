//! The roles of members of organizations, and the permissions that the roles grant.

use crate::client::{ClerkClient, DeletedObject, Page, Permission, PermissionId, Result, Role, RoleId};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for roles and permissions.
    pub const TOOLS = [
        list_organization_roles,
        get_organization_role,
        create_organization_role,
        update_organization_role,
        delete_organization_role,
        assign_permission_to_organization_role,
        remove_permission_from_organization_role,
        list_organization_permissions,
        get_organization_permission,
        create_organization_permission,
        update_organization_permission,
        delete_organization_permission,
    ];
}

/// List the roles that members of organizations can have, each with its permissions.
#[clerk_tool(effect = read, endpoint = "GET /organization_roles")]
pub async fn list_organization_roles(
    clerk: &ClerkClient,
    /// Part of a name or key, or an exact id.
    query: Option<String>,
    /// `name`, `key` or `created_at`; with `-` in front: descending. Default `-created_at`.
    order_by: Option<String>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<Role>>;

/// Read one role with its permissions. To find it by key, such as `org:admin`, use `listOrganizationRoles`.
#[clerk_tool(effect = read, endpoint = "GET /organization_roles/{role_id}")]
pub async fn get_organization_role(
    clerk: &ClerkClient,
    /// `role_…`
    role_id: RoleId,
) -> Result<Role>;

/// Create a role for members of organizations. Organizations can use it once their role set contains it.
#[clerk_tool(effect = write, endpoint = "POST /organization_roles")]
pub async fn create_organization_role(
    clerk: &ClerkClient,
    /// Display name.
    name: String,
    /// Unique; `org:` and lowercase letters, digits or underscores, such as `org:billing`.
    key: String,
    /// What the role is for.
    description: Option<String>,
    /// The permissions that it grants, `perm_…`
    #[wire("permissions")]
    permission_ids: Option<Vec<PermissionId>>,
    /// Add it to the role set of new organizations.
    include_in_initial_role_set: Option<bool>,
) -> Result<Role>;

/// Change a role for all its members, in every organization. Omitted fields stay unchanged.
#[clerk_tool(effect = write, idempotent, endpoint = "PATCH /organization_roles/{role_id}")]
pub async fn update_organization_role(
    clerk: &ClerkClient,
    /// `role_…`
    role_id: RoleId,
    /// Display name.
    #[schemars(length(min = 1))]
    name: Option<String>,
    /// Unique; `org:` and lowercase letters, digits or underscores. The application's code may check the old key.
    #[schemars(length(min = 1))]
    key: Option<String>,
    /// What the role is for.
    description: Option<String>,
    /// All permissions that it grants from now on, `perm_…`; others are removed.
    #[wire("permissions")]
    #[schemars(length(min = 1))]
    permission_ids: Option<Vec<PermissionId>>,
) -> Result<Role>;

/// Delete a role. Clerk refuses if it is a default role, or if members or invitations have it.
#[clerk_tool(effect = destructive, endpoint = "DELETE /organization_roles/{role_id}")]
pub async fn delete_organization_role(
    clerk: &ClerkClient,
    /// `role_…`
    role_id: RoleId,
) -> Result<DeletedObject>;

/// Add a permission to a role. All members with the role get it at once, in every organization.
#[clerk_tool(effect = write, endpoint = "POST /organization_roles/{role_id}/permissions/{permission_id}")]
pub async fn assign_permission_to_organization_role(
    clerk: &ClerkClient,
    /// `role_…`
    role_id: RoleId,
    /// `perm_…`
    permission_id: PermissionId,
) -> Result<Role>;

/// Remove a permission from a role. All members with the role lose it at once, in every organization.
#[clerk_tool(effect = destructive, endpoint = "DELETE /organization_roles/{role_id}/permissions/{permission_id}")]
pub async fn remove_permission_from_organization_role(
    clerk: &ClerkClient,
    /// `role_…`
    role_id: RoleId,
    /// `perm_…`
    permission_id: PermissionId,
) -> Result<Role>;

/// List the permissions that roles can grant: Clerk's own (`org:sys_…`) and the application's.
#[clerk_tool(effect = read, endpoint = "GET /organization_permissions")]
pub async fn list_organization_permissions(
    clerk: &ClerkClient,
    /// Part of a name or key, or an exact id.
    query: Option<String>,
    /// `name`, `key` or `created_at`; with `-` in front: descending.
    order_by: Option<String>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<Permission>>;

/// Read one permission. To find it by key, use `listOrganizationPermissions`.
#[clerk_tool(effect = read, endpoint = "GET /organization_permissions/{permission_id}")]
pub async fn get_organization_permission(
    clerk: &ClerkClient,
    /// `perm_…`
    permission_id: PermissionId,
) -> Result<Permission>;

/// Create a permission. It has no effect until a role grants it and the application's code checks it.
#[clerk_tool(effect = write, endpoint = "POST /organization_permissions")]
pub async fn create_organization_permission(
    clerk: &ClerkClient,
    /// Display name.
    name: String,
    /// Unique; `org:feature:action`, such as `org:invoices:manage`. `org:sys_` is reserved.
    key: String,
    /// What it allows.
    description: Option<String>,
) -> Result<Permission>;

/// Change a permission of the application; Clerk's own cannot be changed. Omitted fields stay unchanged.
#[clerk_tool(effect = write, idempotent, endpoint = "PATCH /organization_permissions/{permission_id}")]
pub async fn update_organization_permission(
    clerk: &ClerkClient,
    /// `perm_…`
    permission_id: PermissionId,
    /// Display name.
    #[schemars(length(min = 1))]
    name: Option<String>,
    /// `org:feature:action`. The application's code may check the old key.
    #[schemars(length(min = 1))]
    key: Option<String>,
    /// What it allows.
    description: Option<String>,
) -> Result<Permission>;

/// Delete a permission of the application. Every role loses it; Clerk's own cannot be deleted.
#[clerk_tool(effect = destructive, endpoint = "DELETE /organization_permissions/{permission_id}")]
pub async fn delete_organization_permission(
    clerk: &ClerkClient,
    /// `perm_…`
    permission_id: PermissionId,
) -> Result<DeletedObject>;

//! Role sets: which roles the members of an organization can have.

use std::collections::BTreeMap;

use crate::client::{ClerkClient, DeletedObject, Page, Result, RoleSet, Segment};
use crate::{clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for role sets.
    pub const TOOLS = [
        list_role_sets,
        get_role_set,
        create_role_set,
        update_role_set,
        add_roles_to_role_set,
        replace_role_in_role_set,
        replace_role_set,
    ];
}

/// Which organizations use a role set.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleSetType {
    /// New organizations use it, instead of the present set.
    Initial,
    /// Only organizations that are given it use it.
    Custom,
}

/// The only value to which the type of an existing role set can be changed.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InitialRoleSet {
    /// New organizations use it from now on, instead of the present set.
    Initial,
}

/// List role sets. Each says which roles the members of its organizations can have.
#[clerk_tool(effect = read, endpoint = "GET /role_sets")]
pub async fn list_role_sets(
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
) -> Result<Page<RoleSet>>;

/// Read one role set: its roles, the number of members of each, and the default roles.
#[clerk_tool(effect = read, endpoint = "GET /role_sets/{role_set_id}")]
pub async fn get_role_set(
    clerk: &ClerkClient,
    /// Its id, not its key.
    role_set_id: Segment,
) -> Result<RoleSet>;

/// Create a role set from existing roles.
#[clerk_tool(effect = write, endpoint = "POST /role_sets")]
pub async fn create_role_set(
    clerk: &ClerkClient,
    /// Display name.
    name: String,
    /// 1 to 10 role keys, such as `org:member`.
    #[wire("roles")]
    #[schemars(length(min = 1, max = 10))]
    role_keys: Vec<String>,
    /// The role of new members; one of `roleKeys`.
    default_role_key: String,
    /// The role of an organization's creator; one of `roleKeys`.
    creator_role_key: String,
    /// Unique; `role_set:` and lowercase letters, digits or underscores. Default: made from the name.
    key: Option<String>,
    /// What the set is for.
    description: Option<String>,
    /// Default `custom`.
    r#type: Option<RoleSetType>,
) -> Result<RoleSet>;

/// Change the name, the key or the default roles of a role set. Omitted fields stay unchanged.
#[clerk_tool(effect = write, idempotent, endpoint = "PATCH /role_sets/{role_set_id}")]
pub async fn update_role_set(
    clerk: &ClerkClient,
    /// Its id, not its key.
    role_set_id: Segment,
    /// Display name.
    #[schemars(length(min = 1))]
    name: Option<String>,
    /// Unique; `role_set:` and lowercase letters, digits or underscores.
    #[schemars(length(min = 1))]
    key: Option<String>,
    /// What the set is for.
    description: Option<String>,
    /// The role of new members; one of the set.
    #[schemars(length(min = 1))]
    default_role_key: Option<String>,
    /// The role of an organization's creator; one of the set.
    #[schemars(length(min = 1))]
    creator_role_key: Option<String>,
    /// A set cannot be changed back to `custom`: make another one `initial`.
    r#type: Option<InitialRoleSet>,
) -> Result<RoleSet>;

/// Add existing roles to a role set, so that members of its organizations can have them.
#[clerk_tool(effect = write, endpoint = "POST /role_sets/{role_set_id}/roles")]
pub async fn add_roles_to_role_set(
    clerk: &ClerkClient,
    /// Its id, not its key.
    role_set_id: Segment,
    /// 1 to 10 role keys, such as `org:billing`.
    #[schemars(length(min = 1, max = 10))]
    role_keys: Vec<String>,
    /// Make one of them the role of new members.
    #[schemars(length(min = 1))]
    default_role_key: Option<String>,
    /// Make one of them the role of an organization's creator.
    #[schemars(length(min = 1))]
    creator_role_key: Option<String>,
) -> Result<RoleSet>;

/// Remove a role from a role set and give its members another role of the set. The former roles are not remembered.
#[clerk_tool(effect = destructive, endpoint = "POST /role_sets/{role_set_id}/roles/replace")]
pub async fn replace_role_in_role_set(
    clerk: &ClerkClient,
    /// Its id, not its key.
    role_set_id: Segment,
    /// The key of the role to remove.
    role_key: String,
    /// The key of the role that its members get.
    to_role_key: String,
) -> Result<RoleSet>;

/// Delete a role set and move its organizations to another one. Members may get other roles.
#[clerk_tool(effect = destructive, endpoint = "POST /role_sets/{role_set_id}/replace")]
pub async fn replace_role_set(
    clerk: &ClerkClient,
    /// The id, not the key, of the set to delete.
    role_set_id: Segment,
    /// The key of the set that its organizations get, such as `role_set:default`.
    dest_role_set_key: String,
    /// From each old role key to the new one, for example `{"org:billing": "org:member"}`; needed if the new set lacks
    /// a role that a member has.
    reassignment_mappings: Option<BTreeMap<String, String>>,
) -> Result<DeletedObject>;

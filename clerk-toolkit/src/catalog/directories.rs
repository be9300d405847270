//! Directories: an identity provider creates, changes and removes users.

use crate::client::{
    ClerkClient, DeletedObject, Directory, DirectoryGroupRoleMapping, Metadata, Page, Result, RoleId, Segment,
};
use crate::{clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for directories.
    pub const TOOLS = [
        list_directories,
        get_directory,
        update_directory,
        delete_directory,
        list_directory_group_roles,
        create_directory_group_role,
        replace_directory_group_roles,
        delete_directory_group_role,
    ];
}

/// The role that members of a group get.
#[tool_type]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRole {
    /// The group's id at the identity provider.
    pub directory_group_id: String,
    /// `role_…`
    pub role_id: RoleId,
}

/// List the directories through which identity providers create, change and remove users.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /directories")]
pub async fn list_directories(
    clerk: &ClerkClient,
    /// At most 500.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<Directory>>;

/// Read one directory: its state, its URL and how attributes are mapped.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /directories/{directory_id}")]
pub async fn get_directory(
    clerk: &ClerkClient,
    /// The directory's id.
    directory_id: Segment,
) -> Result<Directory>;

/// Change a directory. Omitted fields stay unchanged. A disabled directory no longer creates or removes users.
#[clerk_tool(effect = write, access = instance, idempotent, endpoint = "PATCH /directories/{directory_id}")]
pub async fn update_directory(
    clerk: &ClerkClient,
    /// The directory's id.
    directory_id: Segment,
    /// The name.
    name: Option<String>,
    /// Whether it provisions users.
    enabled: Option<bool>,
    /// The kind of identity provider.
    provider: Option<String>,
    /// Where attributes come from, by attribute. Merged; null removes one.
    attribute_mapping: Option<Metadata>,
    /// Whether groups are mapped to roles.
    group_role_mapping_enabled: Option<bool>,
) -> Result<Directory>;

/// Delete a directory. The identity provider can no longer create, change or remove its users.
#[clerk_tool(effect = destructive, access = instance, endpoint = "DELETE /directories/{directory_id}")]
pub async fn delete_directory(
    clerk: &ClerkClient,
    /// The directory's id.
    directory_id: Segment,
) -> Result<DeletedObject>;

/// List which roles the groups of a directory get, in order of precedence.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /directories/{directory_id}/group_role_mappings")]
pub async fn list_directory_group_roles(
    clerk: &ClerkClient,
    /// The directory's id.
    directory_id: Segment,
) -> Result<Page<DirectoryGroupRoleMapping>>;

/// Give a role to the members of a directory's group. Members' roles change with it.
#[clerk_tool(effect = write, access = instance, endpoint = "POST /directories/{directory_id}/group_role_mappings")]
pub async fn create_directory_group_role(
    clerk: &ClerkClient,
    /// The directory's id.
    directory_id: Segment,
    /// The group's id at the identity provider.
    directory_group_id: String,
    /// `role_…`
    role_id: RoleId,
    /// A member of several groups gets the role with the lowest number.
    precedence: Option<u32>,
) -> Result<DirectoryGroupRoleMapping>;

/// Replace all roles of a directory's groups. Groups that are left out lose their role; an empty list removes all. List
/// them first.
#[clerk_tool(
    effect = destructive,
    access = instance,
    idempotent,
    endpoint = "PUT /directories/{directory_id}/group_role_mappings"
)]
pub async fn replace_directory_group_roles(
    clerk: &ClerkClient,
    /// The directory's id.
    directory_id: Segment,
    /// All groups with their roles; the first that a member belongs to wins.
    mappings: Vec<GroupRole>,
) -> Result<Page<DirectoryGroupRoleMapping>>;

/// Remove the role of a directory's group. Its members lose the role.
#[clerk_tool(
    effect = destructive,
    access = instance,
    endpoint = "DELETE /directories/{directory_id}/group_role_mappings/{mapping_id}"
)]
pub async fn delete_directory_group_role(
    clerk: &ClerkClient,
    /// The directory's id.
    directory_id: Segment,
    /// The mapping's id.
    mapping_id: Segment,
) -> Result<DeletedObject>;

//! Organizations: the data of each organization, and its JSON.

pub(super) mod operations;

use serde_json::{Value, json};

use super::error::ApiError;
use super::metadata::Metadata;
use super::store::{Instance, Row};

/// A group of users.
#[derive(Debug, Default)]
pub(super) struct Organization {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) slug: String,
    pub(super) created_by: Option<String>,
    /// The maximum number of members and pending invitations together; 0 means no limit.
    pub(super) max_allowed_memberships: i64,
    pub(super) admin_delete_enabled: bool,
    pub(super) public_metadata: Metadata,
    pub(super) private_metadata: Metadata,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
}

/// The only set of roles in a sandbox.
pub(super) const ROLE_SET: &str = "role_set:default";

impl Row for Organization {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Organization {
    /// The organization as the API returns it without counts.
    pub(super) fn json(&self) -> Value {
        let image_url = format!("https://img.clerk.com/default/{}.png", self.id);
        let mut value = json!({
            "object": "organization",
            "id": self.id,
            "name": self.name,
            "slug": self.slug,
            "image_url": image_url,
            "has_image": false,
            "max_allowed_memberships": self.max_allowed_memberships,
            "admin_delete_enabled": self.admin_delete_enabled,
            "public_metadata": self.public_metadata,
            "private_metadata": self.private_metadata,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
            "role_set_key": ROLE_SET,
        });
        if let Some(creator) = &self.created_by {
            value["created_by"] = creator.as_str().into();
        }
        value
    }

    /// The number of members.
    pub(super) fn members(&self, instance: &Instance) -> usize {
        instance.memberships.iter().filter(|member| member.organization_id == self.id).count()
    }

    /// The number of pending invitations.
    pub(super) fn pending_invitations(&self, instance: &Instance) -> usize {
        instance
            .organization_invitations
            .iter()
            .filter(|invitation| invitation.organization_id == self.id && invitation.is_pending())
            .count()
    }
}

/// The organization with this id, or Clerk's error if it does not exist.
pub(super) fn find<'a>(instance: &'a Instance, id: &str) -> Result<&'a Organization, ApiError> {
    instance.organizations.get(id).ok_or_else(not_found)
}

/// The organization with this id, to change, or Clerk's error if it does not exist.
pub(super) fn find_mut<'a>(instance: &'a mut Instance, id: &str) -> Result<&'a mut Organization, ApiError> {
    instance.organizations.get_mut(id).ok_or_else(not_found)
}

/// The organization with this slug.
pub(super) fn by_slug<'a>(instance: &'a Instance, slug: &str) -> Option<&'a Organization> {
    instance.organizations.iter().find(|organization| organization.slug == slug)
}

fn not_found() -> ApiError {
    ApiError::not_found("Given organization not found.")
}

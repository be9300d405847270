//! The two roles that every instance has at the start, and their system permissions.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::error::{ApiError, ErrorEntry};
use super::request::{Request, SortKey, sort};
use super::store::Instance;

/// A role of a member of an organization.
#[derive(Debug)]
pub(super) struct Role {
    id: &'static str,
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    description: &'static str,
    /// Whether the creator of an organization gets this role. The last member with such a role cannot be removed.
    pub(super) is_creator_eligible: bool,
    permissions: &'static [Permission],
}

/// A permission that a role grants.
#[derive(Debug)]
struct Permission {
    id: &'static str,
    key: &'static str,
    name: &'static str,
    description: &'static str,
}

const PROFILE_MANAGE: Permission = Permission {
    id: "perm_2ProfileManage0000000000001",
    key: "org:sys_profile:manage",
    name: "Manage organization",
    description: "Permission to change the organization's profile.",
};
const PROFILE_DELETE: Permission = Permission {
    id: "perm_2ProfileDelete0000000000001",
    key: "org:sys_profile:delete",
    name: "Delete organization",
    description: "Permission to delete the organization.",
};
const MEMBERSHIPS_READ: Permission = Permission {
    id: "perm_2MembershipsRead00000000001",
    key: "org:sys_memberships:read",
    name: "Read members",
    description: "Permission to see who belongs to the organization.",
};
const MEMBERSHIPS_MANAGE: Permission = Permission {
    id: "perm_2MembershipsManage000000001",
    key: "org:sys_memberships:manage",
    name: "Manage members",
    description: "Permission to invite, change and remove members.",
};
const DOMAINS_READ: Permission = Permission {
    id: "perm_2DomainsRead000000000000001",
    key: "org:sys_domains:read",
    name: "Read domains",
    description: "Permission to see the organization's domains.",
};
const DOMAINS_MANAGE: Permission = Permission {
    id: "perm_2DomainsManage0000000000001",
    key: "org:sys_domains:manage",
    name: "Manage domains",
    description: "Permission to change the organization's domains.",
};
const BILLING_READ: Permission = Permission {
    id: "perm_2BillingRead000000000000001",
    key: "org:sys_billing:read",
    name: "Read billing",
    description: "Permission to see the organization's billing.",
};
const BILLING_MANAGE: Permission = Permission {
    id: "perm_2BillingManage0000000000001",
    key: "org:sys_billing:manage",
    name: "Manage billing",
    description: "Permission to change the organization's billing.",
};

/// `org:admin`: the system permissions to read and to manage.
pub(super) static ADMIN: Role = Role {
    id: "role_2Admin000000000000000000001",
    key: "org:admin",
    name: "Admin",
    description: "Role with elevated permissions",
    is_creator_eligible: true,
    permissions: &[
        PROFILE_MANAGE,
        PROFILE_DELETE,
        MEMBERSHIPS_READ,
        MEMBERSHIPS_MANAGE,
        DOMAINS_READ,
        DOMAINS_MANAGE,
        BILLING_READ,
        BILLING_MANAGE,
    ],
};

/// `org:member`: the system permissions to read.
pub(super) static MEMBER: Role = Role {
    id: "role_2Member00000000000000000001",
    key: "org:member",
    name: "Member",
    description: "Role with non-privileged permissions",
    is_creator_eligible: false,
    permissions: &[MEMBERSHIPS_READ, DOMAINS_READ, BILLING_READ],
};

static ALL: [&Role; 2] = [&ADMIN, &MEMBER];

impl Role {
    /// The keys of the role's permissions.
    pub(super) fn permission_keys(&self) -> Vec<&'static str> {
        self.permissions.iter().map(|permission| permission.key).collect()
    }

    /// Whether the role grants the permission to invite, change and remove members.
    pub(super) fn manages_members(&self) -> bool {
        self.permission_keys().contains(&MEMBERSHIPS_MANAGE.key)
    }

    fn json(&self, created_at: i64) -> Value {
        let permissions: Vec<Value> = self
            .permissions
            .iter()
            .map(|permission| {
                json!({
                    "object": "permission",
                    "id": permission.id,
                    "name": permission.name,
                    "key": permission.key,
                    "description": permission.description,
                    "type": "system",
                    "created_at": created_at,
                    "updated_at": created_at,
                })
            })
            .collect();
        json!({
            "object": "role",
            "id": self.id,
            "name": self.name,
            "key": self.key,
            "description": self.description,
            "is_creator_eligible": self.is_creator_eligible,
            "permissions": permissions,
            "created_at": created_at,
            "updated_at": created_at,
        })
    }
}

/// The role with this key, or Clerk's error if it does not exist. The error names the parameter `role`.
pub(super) fn find(key: &str) -> Result<&'static Role, ApiError> {
    ALL.into_iter().find(|role| role.key == key).ok_or_else(|| {
        ErrorEntry::new(StatusCode::NOT_FOUND, "resource_not_found", "not found", "Organization role not found")
            .meta("param_name", "role")
            .into()
    })
}

/// The entry for an acting user who does not have the permission to manage members.
pub(super) fn missing_permission() -> ErrorEntry {
    ErrorEntry::new(
        StatusCode::FORBIDDEN,
        "missing_organization_permission",
        "missing permission",
        "Current user is missing an organization permission.",
    )
    .meta("permissions", json!([MEMBERSHIPS_MANAGE.key]))
}

/// `GET /organization_roles`
pub(super) fn list(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let page = request.page()?;
    let query = request.query("query").map(str::to_lowercase);
    let mut rows: Vec<&Role> = ALL
        .into_iter()
        .filter(|role| {
            query.as_deref().is_none_or(|query| {
                role.id.eq_ignore_ascii_case(query)
                    || role.key.contains(query)
                    || role.name.to_lowercase().contains(query)
            })
        })
        .collect();
    let created_at = instance.created_at;
    sort(
        request,
        &mut rows,
        &[
            ("created_at", &|_: &Role| SortKey::Number(created_at)),
            ("name", &|role| SortKey::text(Some(role.name))),
            ("key", &|role| SortKey::text(Some(role.key))),
        ],
    )?;
    Ok(page.list(&rows, |role| role.json(created_at)))
}

//! Memberships: the members of organizations and their roles.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::clock;
use super::error::{ApiError, ErrorEntry};
use super::form::{Field, Schema};
use super::ids;
use super::metadata::{self, Change, Metadata};
use super::organizations::{self, Organization};
use super::request::{IdFilter, Request, SortKey, sort};
use super::roles::{self, Role};
use super::store::{Instance, Row};
use super::users::{self, User};

/// A user's membership in an organization.
#[derive(Debug)]
pub(super) struct Membership {
    pub(super) id: String,
    pub(super) organization_id: String,
    pub(super) user_id: String,
    pub(super) role: &'static Role,
    pub(super) public_metadata: Metadata,
    pub(super) private_metadata: Metadata,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
}

impl Row for Membership {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Membership {
    /// A new membership without metadata.
    pub(super) fn new(organization_id: &str, user_id: &str, role: &'static Role, created_at: i64) -> Self {
        Self {
            id: ids::resource("orgmem"),
            organization_id: organization_id.to_owned(),
            user_id: user_id.to_owned(),
            role,
            public_metadata: Metadata::new(),
            private_metadata: Metadata::new(),
            created_at,
            updated_at: created_at,
        }
    }
}

/// The body of `POST /organizations/{organization_id}/memberships`.
pub(super) const CREATE: Schema = Schema::required(&[
    Field::text("user_id").required(),
    Field::text("role").required(),
    Field::metadata("public_metadata").nullable(),
    Field::metadata("private_metadata").nullable(),
]);

/// The body of `PATCH /organizations/{organization_id}/memberships/{user_id}`.
pub(super) const UPDATE: Schema = Schema::required(&[Field::text("role").required()]);

/// The body of `PATCH /organizations/{organization_id}/memberships/{user_id}/metadata`.
pub(super) const METADATA: Schema =
    Schema::optional(&[Field::metadata("public_metadata"), Field::metadata("private_metadata")]);

/// The membership as the API returns it.
pub(super) fn json(instance: &Instance, member: &Membership) -> Value {
    let organization = instance.organizations.get(&member.organization_id).map(Organization::json);
    let mut value = json!({
        "object": "organization_membership",
        "id": member.id,
        "role": member.role.key,
        "role_name": member.role.name,
        "permissions": member.role.permission_keys(),
        "public_metadata": member.public_metadata,
        "private_metadata": member.private_metadata,
        "organization": organization,
        "created_at": member.created_at,
        "updated_at": member.updated_at,
    });
    if let Some(user) = instance.users.get(&member.user_id) {
        let mut public = user.public_json();
        public["profile_image_url"] = user.image_url().into();
        public["username"] = json!(user.username);
        public["banned"] = user.banned.into();
        public["deprovisioned"] = false.into();
        value["public_user_data"] = public;
    }
    value
}

/// The membership of a user in an organization.
pub(super) fn of<'a>(instance: &'a Instance, organization_id: &str, user_id: &str) -> Option<&'a Membership> {
    instance.memberships.iter().find(|member| member.organization_id == organization_id && member.user_id == user_id)
}

/// The entry for a user who is already a member of the organization.
pub(super) fn already_a_member(who: &str) -> ErrorEntry {
    ErrorEntry::new(
        StatusCode::BAD_REQUEST,
        "already_a_member_in_organization",
        "already a member",
        format!("{who} is already a member of the organization."),
    )
}

/// Refuses one more member or invitation if the organization is full.
pub(super) fn check_quota(instance: &Instance, organization: &Organization) -> Result<(), ApiError> {
    let taken = organization.members(instance) + organization.pending_invitations(instance);
    let limit = organization.max_allowed_memberships;
    if limit == 0 || i64::try_from(taken).is_ok_and(|taken| taken < limit) {
        return Ok(());
    }
    Err(ErrorEntry::new(
        StatusCode::FORBIDDEN,
        "organization_membership_quota_exceeded",
        "organization membership quota exceeded",
        format!("You have reached your limit of {limit} organization memberships, including outstanding invitations."),
    )
    .into())
}

/// Refuses an acting user who does not have the permission to manage the organization's members.
pub(super) fn check_manager(instance: &Instance, organization: &Organization, user_id: &str) -> Result<(), ApiError> {
    let user = users::find(instance, user_id)?;
    match of(instance, &organization.id, &user.id) {
        None => Err(ErrorEntry::new(
            StatusCode::FORBIDDEN,
            "not_a_member_in_organization",
            "not a member",
            "Current user is not a member of the organization. Only organization members can perform this action.",
        )
        .into()),
        Some(member) if !member.role.manages_members() => Err(roles::missing_permission().into()),
        Some(_) => Ok(()),
    }
}

/// Refuses to remove the last administrator.
fn check_not_last_admin(instance: &Instance, member: &Membership) -> Result<(), ApiError> {
    let another = instance.memberships.iter().any(|other| {
        other.organization_id == member.organization_id && other.id != member.id && other.role.is_creator_eligible
    });
    if another || !member.role.is_creator_eligible {
        return Ok(());
    }
    Err(ErrorEntry::new(
        StatusCode::BAD_REQUEST,
        "organization_minimum_permissions_needed",
        "minimum organization permissions needed",
        "There has to be at least one organization member with the minimum required permissions",
    )
    .into())
}

/// The membership in the path of a request.
fn find<'a>(instance: &'a Instance, request: &Request) -> Result<&'a Membership, ApiError> {
    let organization = organizations::find(instance, request.path("organization_id"))?;
    of(instance, &organization.id, request.path("user_id")).ok_or_else(|| ApiError::not_found("Resource not found"))
}

/// Changes the membership with this id, sets the time of the change, and returns the membership as JSON.
fn change(instance: &mut Instance, id: &str, change: impl FnOnce(&mut Membership)) -> Result<Value, ApiError> {
    let member = instance.memberships.get_mut(id).ok_or_else(|| ApiError::not_found("Resource not found"))?;
    change(member);
    member.updated_at = clock::after(member.updated_at);
    let id = member.id.clone();
    Ok(instance.memberships.get(&id).map(|member| json(instance, member)).unwrap_or_default())
}

/// `GET /organizations/{organization_id}/memberships`
pub(super) fn list(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let page = request.page()?;
    let instance = &*instance;
    let organization = organizations::find(instance, request.path("organization_id"))?;
    let users = IdFilter::read(request, "user_id");
    let roles = request.query_all("role");
    let before = request.query_integer("created_at_before")?;
    let after = request.query_integer("created_at_after")?;
    let asks_for_activity = request.query_integer("last_active_at_before")?.is_some()
        || request.query_integer("last_active_at_after")?.is_some();
    let mut rows: Vec<&Membership> = instance
        .memberships
        .iter()
        .filter(|member| member.organization_id == organization.id && !asks_for_activity)
        .filter(|member| users.accepts(|id| id == member.user_id))
        .filter(|member| roles.is_empty() || roles.contains(&member.role.key))
        .filter(|member| before.is_none_or(|time| member.created_at < time))
        .filter(|member| after.is_none_or(|time| member.created_at > time))
        .filter(|member| instance.users.get(&member.user_id).is_some_and(|user| users::accepts_identity(request, user)))
        .collect();
    let by_user = |key: fn(&User) -> Option<&str>| {
        move |member: &Membership| SortKey::text(instance.users.get(&member.user_id).and_then(key))
    };
    sort(
        request,
        &mut rows,
        &[
            ("created_at", &|member: &Membership| SortKey::Number(member.created_at)),
            ("email_address", &by_user(User::email)),
            ("first_name", &by_user(|user| user.first_name.as_deref())),
            ("last_name", &by_user(|user| user.last_name.as_deref())),
            ("username", &by_user(|user| user.username.as_deref())),
        ],
    )?;
    Ok(page.list(&rows, |member| json(instance, member)))
}

/// `POST /organizations/{organization_id}/memberships`
pub(super) fn create(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let form = &request.form;
    let organization = organizations::find(instance, request.path("organization_id"))?;
    let user = users::find(instance, form.text("user_id").unwrap_or_default())?;
    let role = roles::find(form.text("role").unwrap_or_default())?;
    if of(instance, &organization.id, &user.id).is_some() {
        return Err(already_a_member(user.identifier().unwrap_or(&user.id)).into());
    }
    check_quota(instance, organization)?;

    let metadata = |name| form.metadata(name).cloned().unwrap_or_default();
    let member = Membership {
        public_metadata: metadata("public_metadata"),
        private_metadata: metadata("private_metadata"),
        ..Membership::new(&organization.id, &user.id, role, clock::now())
    };
    let value = json(instance, &member);
    instance.memberships.insert(member);
    Ok(value)
}

/// `PATCH /organizations/{organization_id}/memberships/{user_id}`
pub(super) fn update(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let member = find(instance, request)?;
    let role = roles::find(request.form.text("role").unwrap_or_default())?;
    if !role.is_creator_eligible {
        check_not_last_admin(instance, member)?;
    }
    let id = member.id.clone();
    change(instance, &id, |member| member.role = role)
}

/// `PATCH /organizations/{organization_id}/memberships/{user_id}/metadata`
pub(super) fn merge_metadata(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let member = find(instance, request)?;
    let [public, private] = metadata::changed(
        &request.form,
        Change::Merge,
        [("public_metadata", &member.public_metadata), ("private_metadata", &member.private_metadata)],
    )?;
    let id = member.id.clone();
    change(instance, &id, |member| {
        member.public_metadata = public;
        member.private_metadata = private;
    })
}

/// `DELETE /organizations/{organization_id}/memberships/{user_id}`
pub(super) fn delete(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let member = find(instance, request)?;
    check_not_last_admin(instance, member)?;
    let id = member.id.clone();
    let value = json(instance, member);
    instance.memberships.remove(&id);
    Ok(value)
}

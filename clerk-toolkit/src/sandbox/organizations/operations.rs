//! The operations on organizations.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{Organization, ROLE_SET, by_slug, find, find_mut};
use crate::sandbox::checks;
use crate::sandbox::clock;
use crate::sandbox::error::{ApiError, ErrorEntry};
use crate::sandbox::form::{Field, Schema};
use crate::sandbox::ids;
use crate::sandbox::memberships::Membership;
use crate::sandbox::metadata::{self, Change};
use crate::sandbox::request::{IdFilter, Request, SortKey, sort};
use crate::sandbox::roles;
use crate::sandbox::store::Instance;
use crate::sandbox::users::identifier_exists;

/// The body of `POST /organizations`.
pub(in crate::sandbox) const CREATE: Schema = Schema::optional(&[
    Field::checked("name", checks::organization_name).required(),
    Field::text("created_by").nullable(),
    Field::metadata("private_metadata").nullable(),
    Field::metadata("public_metadata").nullable(),
    Field::checked("slug", checks::slug).nullable(),
    Field::integer("max_allowed_memberships", 0, i64::MAX).nullable(),
    Field::time("created_at").nullable(),
    Field::checked("role_set_key", role_set).nullable(),
]);

/// The body of `PATCH /organizations/{organization_id}`.
pub(in crate::sandbox) const UPDATE: Schema = Schema::required(&[
    Field::checked("name", checks::organization_name).nullable(),
    Field::checked("slug", checks::slug).nullable(),
    Field::integer("max_allowed_memberships", 0, i64::MAX).nullable(),
    Field::boolean("admin_delete_enabled").nullable(),
    Field::time("created_at").nullable(),
    Field::checked("role_set_key", role_set).nullable(),
]);

/// The body of `PATCH` and `PUT /organizations/{organization_id}/metadata`.
pub(in crate::sandbox) const METADATA: Schema =
    Schema::required(&[Field::metadata("public_metadata"), Field::metadata("private_metadata")]);

fn role_set(param: &str, value: &str) -> Option<ErrorEntry> {
    checks::one_of(param, value, &[ROLE_SET])
}

/// `GET /organizations`
pub(in crate::sandbox) fn list(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let page = request.page()?;
    let extras = Extras::read(request)?;
    let ids = IdFilter::read(request, "organization_id");
    let users = IdFilter::read(request, "user_id");
    let query = request.query("query").map(str::to_lowercase);
    let instance = &*instance;
    let mut rows: Vec<&Organization> = instance
        .organizations
        .iter()
        .filter(|row| ids.accepts(|id| id == row.id))
        .filter(|row| {
            users.accepts(|user| {
                instance.memberships.iter().any(|member| member.organization_id == row.id && member.user_id == user)
            })
        })
        .filter(|row| {
            query.as_deref().is_none_or(|query| {
                row.id.eq_ignore_ascii_case(query)
                    || row.name.to_lowercase().contains(query)
                    || row.slug.contains(query)
            })
        })
        .collect();
    let members = |row: &Organization| SortKey::Number(i64::try_from(row.members(instance)).unwrap_or(i64::MAX));
    sort(
        request,
        &mut rows,
        &[
            ("created_at", &|row: &Organization| SortKey::Number(row.created_at)),
            ("name", &|row| SortKey::text(Some(&row.name))),
            ("members_count", &members),
        ],
    )?;
    Ok(page.list(&rows, |row| extras.json(instance, row)))
}

/// `GET /organizations/{organization_id}`, with an id or a slug
pub(in crate::sandbox) fn get(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let extras = Extras::read(request)?;
    let id_or_slug = request.path("organization_id");
    let organization = match by_slug(instance, id_or_slug) {
        Some(organization) => organization,
        None => find(instance, id_or_slug)?,
    };
    Ok(extras.json(instance, organization))
}

/// `POST /organizations`. The creator becomes the first administrator.
pub(in crate::sandbox) fn create(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let form = &request.form;
    let name = form.text("name").unwrap_or_default();
    let slug = match form.text("slug") {
        None => free_slug(instance, name),
        Some(slug) if by_slug(instance, slug).is_some() => {
            return Err(identifier_exists("slug", "slug").into());
        }
        Some(slug) => slug.to_owned(),
    };
    let created_by = form.text("created_by").map(str::to_owned);
    if let Some(creator) = &created_by
        && instance.users.get(creator).is_none()
    {
        return Err(ErrorEntry::new(
            StatusCode::BAD_REQUEST,
            "organization_creator_not_found",
            "creator not found",
            format!("No users found with id {creator}."),
        )
        .into());
    }

    let now = clock::now();
    let metadata = |name| form.metadata(name).cloned().unwrap_or_default();
    let organization = Organization {
        id: ids::resource("org"),
        name: name.to_owned(),
        slug,
        created_by: created_by.clone(),
        max_allowed_memberships: form.integer("max_allowed_memberships").unwrap_or(0),
        admin_delete_enabled: true,
        public_metadata: metadata("public_metadata"),
        private_metadata: metadata("private_metadata"),
        created_at: form.time("created_at").unwrap_or(now),
        updated_at: now,
    };
    if let Some(creator) = created_by {
        instance.memberships.insert(Membership::new(&organization.id, &creator, &roles::ADMIN, now));
    }
    Ok(instance.organizations.insert(organization).json())
}

/// `PATCH /organizations/{organization_id}`
pub(in crate::sandbox) fn update(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let form = &request.form;
    let organization = find(instance, request.path("organization_id"))?;
    if let Some(slug) = form.text("slug")
        && by_slug(instance, slug).is_some_and(|holder| holder.id != organization.id)
    {
        return Err(identifier_exists("slug", "slug").into());
    }

    let organization = find_mut(instance, request.path("organization_id"))?;
    if let Some(name) = form.text("name") {
        organization.name = name.to_owned();
    }
    if let Some(slug) = form.text("slug") {
        organization.slug = slug.to_owned();
    }
    if let Some(limit) = form.integer("max_allowed_memberships") {
        organization.max_allowed_memberships = limit;
    }
    if let Some(enabled) = form.boolean("admin_delete_enabled") {
        organization.admin_delete_enabled = enabled;
    }
    if let Some(time) = form.time("created_at") {
        organization.created_at = time;
    }
    organization.updated_at = clock::after(organization.updated_at);
    Ok(organization.json())
}

/// `PATCH /organizations/{organization_id}/metadata`
pub(in crate::sandbox) fn merge_metadata(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    change_metadata(instance, request, Change::Merge)
}

/// `PUT /organizations/{organization_id}/metadata`
pub(in crate::sandbox) fn replace_metadata(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    change_metadata(instance, request, Change::Replace)
}

fn change_metadata(instance: &mut Instance, request: &Request, change: Change) -> Result<Value, ApiError> {
    let organization = find_mut(instance, request.path("organization_id"))?;
    let [public, private] = metadata::changed(
        &request.form,
        change,
        [("public_metadata", &organization.public_metadata), ("private_metadata", &organization.private_metadata)],
    )?;
    organization.public_metadata = public;
    organization.private_metadata = private;
    organization.updated_at = clock::after(organization.updated_at);
    Ok(organization.json())
}

/// `DELETE /organizations/{organization_id}`. This also deletes the memberships and invitations.
pub(in crate::sandbox) fn delete(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let id = find(instance, request.path("organization_id"))?.id.clone();
    instance.organizations.remove(&id);
    instance.memberships.retain(|member| member.organization_id != id);
    instance.organization_invitations.retain(|invitation| invitation.organization_id != id);
    Ok(json!({"id": id, "object": "organization", "deleted": true}))
}

/// The optional fields that a read request can ask for.
struct Extras {
    counts: bool,
    missing_member: bool,
}

impl Extras {
    fn read(request: &Request) -> Result<Self, ErrorEntry> {
        let asked = |name| Ok::<_, ErrorEntry>(request.query_boolean(name)?.unwrap_or(false));
        Ok(Self {
            counts: asked("include_members_count")?,
            missing_member: asked("include_missing_member_with_elevated_permissions")?,
        })
    }

    fn json(&self, instance: &Instance, organization: &Organization) -> Value {
        let mut value = organization.json();
        if self.counts {
            value["members_count"] = organization.members(instance).into();
            value["pending_invitations_count"] = organization.pending_invitations(instance).into();
        }
        if self.missing_member {
            let has_admin = instance
                .memberships
                .iter()
                .any(|member| member.organization_id == organization.id && member.role.is_creator_eligible);
            value["missing_member_with_elevated_permissions"] = (!has_admin).into();
        }
        value
    }
}

/// A slug made from a name. It ends with a number if the slug without one is taken.
pub(in crate::sandbox) fn free_slug(instance: &Instance, name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let plain = match words.is_empty() {
        true => "organization".to_owned(),
        false => words.join("-"),
    };
    let mut slug = plain.clone();
    let mut number = 2_u64;
    while by_slug(instance, &slug).is_some() {
        slug = format!("{plain}-{number}");
        number += 1;
    }
    slug
}

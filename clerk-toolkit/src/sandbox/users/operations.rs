//! The operations on users.

use serde_json::{Value, json};

use super::{Identification, User, filters, find, find_mut, rules};
use crate::sandbox::checks;
use crate::sandbox::clock;
use crate::sandbox::error::ApiError;
use crate::sandbox::form::{Field, Form, Schema};
use crate::sandbox::ids;
use crate::sandbox::memberships;
use crate::sandbox::metadata::{self, Change};
use crate::sandbox::request::{Request, SortKey, sort};
use crate::sandbox::store::Instance;

/// The body of `POST /users`.
pub(in crate::sandbox) const CREATE: Schema = Schema::required(&[
    Field::text("external_id").nullable(),
    Field::text("first_name").nullable(),
    Field::text("last_name").nullable(),
    Field::text("locale").nullable(),
    Field::texts("email_address", checks::email),
    Field::texts("email_address_identification_status", checks::identification_status),
    Field::texts("phone_number", checks::phone),
    Field::texts("phone_number_identification_status", checks::identification_status),
    Field::texts("web3_wallet", checks::web3_wallet),
    Field::checked("username", checks::username).nullable(),
    Field::text("password").nullable(),
    Field::text("password_digest").nullable(),
    Field::text("password_hasher"),
    Field::boolean("skip_password_checks").nullable(),
    Field::boolean("skip_password_requirement").nullable(),
    Field::text("totp_secret").nullable(),
    Field::texts("backup_codes", checks::any),
    Field::metadata("public_metadata"),
    Field::metadata("private_metadata"),
    Field::metadata("unsafe_metadata"),
    Field::boolean("delete_self_enabled").nullable(),
    Field::time("legal_accepted_at").nullable(),
    Field::boolean("skip_legal_checks").nullable(),
    Field::boolean("skip_user_requirement").nullable(),
    Field::boolean("create_organization_enabled").nullable(),
    Field::integer("create_organizations_limit", 0, i64::MAX).nullable(),
    Field::time("created_at").nullable(),
    Field::boolean("bypass_client_trust").nullable(),
    Field::boolean("banned").nullable(),
    Field::boolean("locked").nullable(),
]);

/// The body of `PATCH /users/{user_id}`.
pub(in crate::sandbox) const UPDATE: Schema = Schema::required(&[
    Field::text("external_id").nullable(),
    Field::text("first_name").nullable(),
    Field::text("last_name").nullable(),
    Field::text("locale").nullable(),
    Field::text("primary_email_address_id").nullable(),
    Field::boolean("notify_primary_email_address_changed").nullable(),
    Field::text("primary_phone_number_id").nullable(),
    Field::text("primary_web3_wallet_id").nullable(),
    Field::checked("username", checks::username).nullable(),
    Field::text("profile_image_id").nullable(),
    Field::text("password").nullable(),
    Field::text("password_digest"),
    Field::text("password_hasher"),
    Field::boolean("skip_password_checks").nullable(),
    Field::boolean("sign_out_of_other_sessions").nullable(),
    Field::text("totp_secret").nullable(),
    Field::texts("backup_codes", checks::any),
    Field::boolean("delete_self_enabled").nullable(),
    Field::boolean("create_organization_enabled").nullable(),
    Field::time("legal_accepted_at").nullable(),
    Field::boolean("skip_legal_checks").nullable(),
    Field::integer("create_organizations_limit", 0, i64::MAX).nullable(),
    Field::time("created_at").nullable(),
    Field::boolean("bypass_client_trust").nullable(),
]);

/// The body of `PATCH` and `PUT /users/{user_id}/metadata`.
pub(in crate::sandbox) const METADATA: Schema = Schema::optional(&[
    Field::metadata("public_metadata"),
    Field::metadata("private_metadata"),
    Field::metadata("unsafe_metadata"),
]);

/// `GET /users`
pub(in crate::sandbox) fn list(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let page = request.page()?;
    let mut users = filters::matching(instance, request)?;
    sort(
        request,
        &mut users,
        &[
            ("created_at", &|user: &User| SortKey::Number(user.created_at)),
            ("updated_at", &|user| SortKey::Number(user.updated_at)),
            ("email_address", &|user| SortKey::text(user.email())),
            ("first_name", &|user| SortKey::text(user.first_name.as_deref())),
            ("last_name", &|user| SortKey::text(user.last_name.as_deref())),
            ("username", &|user| SortKey::text(user.username.as_deref())),
        ],
    )?;
    if let Some(cursor) = request.query("starting_after") {
        let index =
            users.iter().position(|user| user.id == cursor).ok_or_else(|| rules::resource_missing("starting_after"))?;
        users.drain(..=index);
    }
    Ok(page.of(&users).map(User::json).collect())
}

/// `GET /users/count`
pub(in crate::sandbox) fn count(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let users = filters::matching(instance, request)?;
    Ok(json!({"object": "total_count", "total_count": users.len()}))
}

/// `GET /users/{user_id}`
pub(in crate::sandbox) fn get(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    Ok(find(instance, request.path("user_id"))?.json())
}

/// `POST /users`
pub(in crate::sandbox) fn create(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let form = &request.form;
    ApiError::unless_empty(rules::check_new(instance, form))?;

    let now = clock::now();
    let created_at = form.time("created_at").unwrap_or(now);
    let metadata = |name| form.metadata(name).cloned().unwrap_or_default();
    let mut user = User {
        id: ids::resource("user"),
        email_addresses: identifications(form, "email_address", now),
        phone_numbers: identifications(form, "phone_number", now),
        web3_wallets: identifications(form, "web3_wallet", now),
        banned: form.boolean("banned").unwrap_or(false),
        locked: form.boolean("locked").unwrap_or(false),
        delete_self_enabled: true,
        create_organization_enabled: true,
        public_metadata: metadata("public_metadata"),
        private_metadata: metadata("private_metadata"),
        unsafe_metadata: metadata("unsafe_metadata"),
        created_at,
        updated_at: now,
        ..User::default()
    };
    user.make_first_ones_primary();
    apply(&mut user, form, now);
    Ok(instance.users.insert(user).json())
}

/// `PATCH /users/{user_id}`
pub(in crate::sandbox) fn update(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let form = &request.form;
    let user = find(instance, request.path("user_id"))?;
    ApiError::unless_empty(rules::check_update(instance, form, user))?;

    let user = find_mut(instance, request.path("user_id"))?;
    user.updated_at = clock::after(user.updated_at);
    let now = user.updated_at;
    if let Some(time) = form.time("created_at") {
        user.created_at = time;
    }
    for (field, primary) in [
        ("primary_email_address_id", &mut user.primary_email_address_id),
        ("primary_phone_number_id", &mut user.primary_phone_number_id),
        ("primary_web3_wallet_id", &mut user.primary_web3_wallet_id),
    ] {
        if let Some(id) = form.text(field) {
            *primary = Some(id.to_owned());
        }
    }
    apply(user, form, now);
    Ok(user.json())
}

/// `PATCH /users/{user_id}/metadata`
pub(in crate::sandbox) fn merge_metadata(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    change_metadata(instance, request, Change::Merge)
}

/// `PUT /users/{user_id}/metadata`
pub(in crate::sandbox) fn replace_metadata(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    change_metadata(instance, request, Change::Replace)
}

fn change_metadata(instance: &mut Instance, request: &Request, change: Change) -> Result<Value, ApiError> {
    let user = find_mut(instance, request.path("user_id"))?;
    let [public, private, unsafe_] = metadata::changed(
        &request.form,
        change,
        [
            ("public_metadata", &user.public_metadata),
            ("private_metadata", &user.private_metadata),
            ("unsafe_metadata", &user.unsafe_metadata),
        ],
    )?;
    user.public_metadata = public;
    user.private_metadata = private;
    user.unsafe_metadata = unsafe_;
    user.updated_at = clock::after(user.updated_at);
    Ok(user.json())
}

/// `DELETE /users/{user_id}`. This also deletes the user's memberships.
pub(in crate::sandbox) fn delete(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let user = find(instance, request.path("user_id"))?;
    let (id, external_id) = (user.id.clone(), user.external_id.clone());
    instance.users.remove(&id);
    instance.memberships.retain(|member| member.user_id != id);
    let mut deleted = json!({"id": id, "object": "user", "deleted": true});
    if let Some(external_id) = external_id {
        deleted["external_id"] = external_id.into();
    }
    Ok(deleted)
}

/// `GET /users/{user_id}/organization_memberships`
pub(in crate::sandbox) fn organization_memberships(
    instance: &mut Instance,
    request: &Request,
) -> Result<Value, ApiError> {
    let page = request.page()?;
    let user = find(instance, request.path("user_id"))?;
    let rows: Vec<_> = instance.memberships.iter().filter(|member| member.user_id == user.id).collect();
    Ok(page.list(&rows, |member| memberships::json(instance, member)))
}

/// Writes the fields that creating and updating share. An absent field stays unchanged.
fn apply(user: &mut User, form: &Form, now: i64) {
    for (field, target) in [
        ("external_id", &mut user.external_id),
        ("first_name", &mut user.first_name),
        ("last_name", &mut user.last_name),
        ("locale", &mut user.locale),
        ("username", &mut user.username),
    ] {
        if let Some(value) = form.text_or_null(field) {
            *target = value;
        }
    }
    for (field, target) in [
        ("delete_self_enabled", &mut user.delete_self_enabled),
        ("create_organization_enabled", &mut user.create_organization_enabled),
        ("bypass_client_trust", &mut user.bypass_client_trust),
    ] {
        if let Some(value) = form.boolean(field) {
            *target = value;
        }
    }
    if let Some(limit) = form.integer("create_organizations_limit") {
        user.create_organizations_limit = Some(limit);
    }
    if let Some(time) = form.time("legal_accepted_at") {
        user.legal_accepted_at = Some(time);
    }
    if form.text("password").or(form.text("password_digest")).is_some() {
        user.password_updated_at = Some(now);
    }
    if form.text("totp_secret").is_some() {
        user.totp_enabled = true;
        user.mfa_enabled_at = Some(now);
    }
    if !form.texts("backup_codes").is_empty() {
        user.backup_code_enabled = true;
    }
}

impl User {
    /// Makes the first identification of each kind the primary one.
    pub(in crate::sandbox) fn make_first_ones_primary(&mut self) {
        let first = |all: &[Identification]| all.first().map(|one| one.id.clone());
        self.primary_email_address_id = first(&self.email_addresses);
        self.primary_phone_number_id = first(&self.phone_numbers);
        self.primary_web3_wallet_id = first(&self.web3_wallets);
    }
}

fn identifications(form: &Form, field: &str, now: i64) -> Vec<Identification> {
    let statuses = match field {
        "web3_wallet" => Vec::new(),
        _ => form.texts(&format!("{field}_identification_status")),
    };
    form.texts(field)
        .into_iter()
        .enumerate()
        .map(|(index, value)| {
            let reserved = statuses.get(index).is_some_and(|status| *status == "reserved");
            Identification::new(value, reserved, now)
        })
        .collect()
}

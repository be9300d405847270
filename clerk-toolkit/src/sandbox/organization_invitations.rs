//! Invitations to join an organization.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::checks;
use super::clock;
use super::error::{ApiError, ErrorEntry};
use super::form::{Field, Schema};
use super::ids;
use super::invitations::{self, DEFAULT_DAYS, STATUSES, SeedInvitationStatus};
use super::memberships;
use super::metadata::Metadata;
use super::organizations;
use super::request::{Request, SortKey, sort};
use super::roles::{self, Role};
use super::store::{Instance, Row};
use super::users::User;

/// An invitation to become a member.
#[derive(Debug)]
pub(super) struct OrganizationInvitation {
    pub(super) id: String,
    pub(super) organization_id: String,
    pub(super) email_address: String,
    pub(super) role: &'static Role,
    pub(super) inviter_id: Option<String>,
    pub(super) status: SeedInvitationStatus,
    pub(super) url: String,
    pub(super) public_metadata: Metadata,
    pub(super) private_metadata: Metadata,
    pub(super) expires_at: i64,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
}

impl Row for OrganizationInvitation {
    fn id(&self) -> &str {
        &self.id
    }
}

impl OrganizationInvitation {
    /// The current status.
    fn status(&self) -> SeedInvitationStatus {
        self.status.at(clock::now(), self.expires_at)
    }

    /// Whether the invitation can still be accepted.
    pub(super) fn is_pending(&self) -> bool {
        self.status() == SeedInvitationStatus::Pending
    }

    fn json(&self, instance: &Instance) -> Value {
        let inviter = self.inviter_id.as_deref().and_then(|id| instance.users.get(id));
        json!({
            "object": "organization_invitation",
            "id": self.id,
            "email_address": self.email_address,
            "role": self.role.key,
            "role_name": self.role.name,
            "organization_id": self.organization_id,
            "inviter_id": self.inviter_id,
            "public_inviter_data": inviter.map(inviter_json),
            "status": self.status().name(),
            "public_metadata": self.public_metadata,
            "private_metadata": self.private_metadata,
            "url": self.is_pending().then_some(&self.url),
            "expires_at": self.expires_at,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        })
    }
}

/// The body of `POST /organizations/{organization_id}/invitations`.
pub(super) const CREATE: Schema = Schema::optional(&[
    Field::checked("email_address", checks::email).required(),
    Field::text("inviter_user_id").nullable(),
    Field::text("role").required(),
    Field::metadata("public_metadata").nullable(),
    Field::metadata("private_metadata").nullable(),
    Field::checked("redirect_url", checks::url).nullable(),
    Field::integer("expires_in_days", 1, 365).nullable(),
    Field::boolean("notify").nullable(),
]);

/// The body of `POST /organizations/{organization_id}/invitations/{invitation_id}/revoke`.
pub(super) const REVOKE: Schema = Schema::optional(&[Field::text("requesting_user_id").nullable()]);

fn inviter_json(user: &User) -> Value {
    let mut value = user.public_json();
    // Unlike elsewhere, the identifier is never `null` here.
    if user.identifier().is_none() {
        value["identifier"] = "".into();
    }
    value
}

fn find<'a>(instance: &'a Instance, request: &Request) -> Result<&'a OrganizationInvitation, ApiError> {
    let organization = organizations::find(instance, request.path("organization_id"))?;
    instance
        .organization_invitations
        .get(request.path("invitation_id"))
        .filter(|invitation| invitation.organization_id == organization.id)
        .ok_or_else(|| {
            ApiError::not_found(format!("No invitation was found with id {}.", request.path("invitation_id")))
        })
}

/// `GET /organizations/{organization_id}/invitations`
pub(super) fn list(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let page = request.page()?;
    let statuses = request.query_all_of("status", &STATUSES)?;
    let email = request.query("email_address");
    let organization = organizations::find(instance, request.path("organization_id"))?;
    let mut rows: Vec<&OrganizationInvitation> = instance
        .organization_invitations
        .iter()
        .filter(|row| row.organization_id == organization.id)
        .filter(|row| statuses.is_empty() || statuses.contains(&row.status().name()))
        .filter(|row| email.is_none_or(|email| row.email_address.eq_ignore_ascii_case(email)))
        .collect();
    sort(
        request,
        &mut rows,
        &[
            ("created_at", &|row: &OrganizationInvitation| SortKey::Number(row.created_at)),
            ("email_address", &|row| SortKey::text(Some(&row.email_address))),
        ],
    )?;
    Ok(page.list(&rows, |row| row.json(instance)))
}

/// `GET /organizations/{organization_id}/invitations/{invitation_id}`
pub(super) fn get(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    Ok(find(instance, request)?.json(instance))
}

/// `POST /organizations/{organization_id}/invitations`
pub(super) fn create(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let form = &request.form;
    let organization = organizations::find(instance, request.path("organization_id"))?;
    let role = roles::find(form.text("role").unwrap_or_default())?;
    let inviter = form.text("inviter_user_id");
    if let Some(inviter) = inviter {
        memberships::check_manager(instance, organization, inviter)?;
    }
    let email = form.text("email_address").unwrap_or_default();
    let is_member = instance
        .users
        .iter()
        .filter(|user| user.has_email(email))
        .any(|user| memberships::of(instance, &organization.id, &user.id).is_some());
    if is_member {
        return Err(memberships::already_a_member(email).into());
    }
    let is_invited = instance.organization_invitations.iter().any(|other| {
        other.organization_id == organization.id
            && other.email_address.eq_ignore_ascii_case(email)
            && other.is_pending()
    });
    if is_invited {
        return Err(invitations::duplicate(email).into());
    }
    memberships::check_quota(instance, organization)?;

    let now = clock::now();
    let days = form.integer("expires_in_days").unwrap_or(DEFAULT_DAYS);
    let metadata = |name| form.metadata(name).cloned().unwrap_or_default();
    let invitation = OrganizationInvitation {
        id: ids::resource("orginv"),
        organization_id: organization.id.clone(),
        email_address: email.to_lowercase(),
        role,
        inviter_id: inviter.map(str::to_owned),
        status: SeedInvitationStatus::Pending,
        url: invitations::link(instance),
        public_metadata: metadata("public_metadata"),
        private_metadata: metadata("private_metadata"),
        expires_at: now + days * clock::DAY,
        created_at: now,
        updated_at: now,
    };
    let value = invitation.json(instance);
    instance.organization_invitations.insert(invitation);
    Ok(value)
}

/// `POST /organizations/{organization_id}/invitations/{invitation_id}/revoke`
pub(super) fn revoke(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let organization = organizations::find(instance, request.path("organization_id"))?;
    if let Some(user_id) = request.form.text("requesting_user_id") {
        memberships::check_manager(instance, organization, user_id)?;
    }
    let invitation = find(instance, request)?;
    if !invitation.is_pending() {
        return Err(ErrorEntry::new(
            StatusCode::NOT_FOUND,
            "organization_invitation_not_pending",
            "not pending",
            "The organization invitation is not in the 'pending' status.",
        )
        .into());
    }
    let id = invitation.id.clone();
    if let Some(invitation) = instance.organization_invitations.get_mut(&id) {
        invitation.status = SeedInvitationStatus::Revoked;
        invitation.updated_at = clock::after(invitation.updated_at);
    }
    get(instance, request)
}

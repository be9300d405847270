//! Invitations to sign up to the application, and the code that they share with invitations to organizations.

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::checks;
use super::clock;
use super::error::{ApiError, ErrorEntry};
use super::form::{Field, Schema};
use super::ids;
use super::metadata::Metadata;
use super::request::{Request, SortKey, sort};
use super::store::{Instance, Row};
use super::users::identifier_exists;

/// The days after which an invitation expires by default.
pub(super) const DEFAULT_DAYS: i64 = 30;

/// The status of an invitation in a [`Seed`](super::Seed).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema, serde::Serialize))]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum SeedInvitationStatus {
    /// It can still be accepted. This is the default.
    #[default]
    Pending,
    /// The invited person accepted it.
    Accepted,
    /// It was revoked.
    Revoked,
    /// It was not accepted in time.
    Expired,
}

/// The values of the `status` filter of lists.
pub(super) const STATUSES: [&str; 4] = ["pending", "accepted", "revoked", "expired"];

impl SeedInvitationStatus {
    /// The status in the API.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Accepted => "accepted",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
        }
    }

    /// The status at the time `now`: a pending invitation has expired after `expires_at`.
    pub(super) fn at(self, now: i64, expires_at: i64) -> Self {
        match self {
            Self::Pending if now >= expires_at => Self::Expired,
            other => other,
        }
    }
}

/// An invitation to sign up.
#[derive(Debug)]
pub(super) struct Invitation {
    pub(super) id: String,
    pub(super) email_address: String,
    pub(super) status: SeedInvitationStatus,
    pub(super) url: String,
    pub(super) public_metadata: Metadata,
    pub(super) expires_at: i64,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
}

impl Row for Invitation {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Invitation {
    fn status(&self) -> SeedInvitationStatus {
        self.status.at(clock::now(), self.expires_at)
    }

    /// Whether the invitation can still be accepted.
    pub(super) fn is_pending(&self) -> bool {
        self.status() == SeedInvitationStatus::Pending
    }

    fn json(&self) -> Value {
        let status = self.status();
        let mut value = json!({
            "object": "invitation",
            "id": self.id,
            "email_address": self.email_address,
            "public_metadata": self.public_metadata,
            "revoked": status == SeedInvitationStatus::Revoked,
            "status": status.name(),
            "expires_at": self.expires_at,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        });
        if status == SeedInvitationStatus::Pending {
            value["url"] = self.url.as_str().into();
        }
        value
    }
}

/// The body of `POST /invitations`.
pub(super) const CREATE: Schema = Schema::optional(&[
    Field::checked("email_address", checks::email).required(),
    Field::metadata("public_metadata"),
    Field::checked("redirect_url", checks::url),
    Field::boolean("notify").nullable(),
    Field::boolean("ignore_existing").nullable(),
    Field::integer("expires_in_days", 1, 365).nullable(),
    Field::checked("template_slug", checks::invitation_template),
]);

/// A new link that accepts an invitation.
pub(super) fn link(instance: &Instance) -> String {
    format!("{}/v1/tickets/accept?ticket={}", instance.accounts_url, ids::ticket())
}

/// The entry for an email address that has a pending invitation.
pub(super) fn duplicate(email: &str) -> ErrorEntry {
    ErrorEntry::new(
        StatusCode::BAD_REQUEST,
        "duplicate_record",
        "duplicate invitation",
        format!("There are already pending invitations for the following email addresses: {email}"),
    )
    .meta("email_addresses", json!([email]))
}

/// `GET /invitations`: an array, or with `paginated=true` a list with the total count. Revoked invitations are returned
/// only if `status` asks for them.
pub(super) fn list(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let page = request.page()?;
    let statuses = request.query_all_of("status", &STATUSES)?;
    let paginated = request.query_boolean("paginated")?.unwrap_or(false);
    let query = request.query("query").map(str::to_lowercase);
    let mut rows: Vec<&Invitation> = instance
        .invitations
        .iter()
        .filter(|row| match statuses.is_empty() {
            true => row.status() != SeedInvitationStatus::Revoked,
            false => statuses.contains(&row.status().name()),
        })
        .filter(|row| {
            query.as_deref().is_none_or(|query| row.id.eq_ignore_ascii_case(query) || row.email_address.contains(query))
        })
        .collect();
    sort(
        request,
        &mut rows,
        &[
            ("created_at", &|row: &Invitation| SortKey::Number(row.created_at)),
            ("email_address", &|row| SortKey::text(Some(&row.email_address))),
            ("expires_at", &|row| SortKey::Number(row.expires_at)),
        ],
    )?;
    Ok(match paginated {
        true => page.list(&rows, Invitation::json),
        false => page.of(&rows).map(Invitation::json).collect(),
    })
}

/// `POST /invitations`
pub(super) fn create(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let form = &request.form;
    let email = form.text("email_address").unwrap_or_default();
    if form.boolean("ignore_existing") != Some(true) {
        if instance.users.iter().any(|user| user.has_email(email)) {
            return Err(identifier_exists("email_address", "email address").into());
        }
        let is_invited = instance.invitations.iter().any(|other| {
            other.email_address.eq_ignore_ascii_case(email) && other.status() == SeedInvitationStatus::Pending
        });
        if is_invited {
            return Err(duplicate(email).into());
        }
    }
    let now = clock::now();
    let days = form.integer("expires_in_days").unwrap_or(DEFAULT_DAYS);
    let invitation = Invitation {
        id: ids::resource("inv"),
        email_address: email.to_lowercase(),
        status: SeedInvitationStatus::Pending,
        url: link(instance),
        public_metadata: form.metadata("public_metadata").cloned().unwrap_or_default(),
        expires_at: now + days * clock::DAY,
        created_at: now,
        updated_at: now,
    };
    Ok(instance.invitations.insert(invitation).json())
}

/// `POST /invitations/{invitation_id}/revoke`
pub(super) fn revoke(instance: &mut Instance, request: &Request) -> Result<Value, ApiError> {
    let id = request.path("invitation_id");
    let invitation = instance
        .invitations
        .get_mut(id)
        .ok_or_else(|| ApiError::not_found(format!("No invitation was found with id {id}.")))?;
    match invitation.status {
        SeedInvitationStatus::Revoked => {
            Err(refused("invitation_already_revoked", "Invitation is already revoked.").into())
        }
        SeedInvitationStatus::Accepted => {
            Err(refused("invitation_already_accepted", "Invitation is already accepted, try signing in instead.")
                .into())
        }
        SeedInvitationStatus::Pending | SeedInvitationStatus::Expired => {
            invitation.status = SeedInvitationStatus::Revoked;
            invitation.updated_at = clock::after(invitation.updated_at);
            Ok(invitation.json())
        }
    }
}

fn refused(code: &'static str, message: &str) -> ErrorEntry {
    ErrorEntry::new(StatusCode::BAD_REQUEST, code, message, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pending_invitation_expires() {
        let mut invitation = Invitation {
            id: "inv_1".to_owned(),
            email_address: "guest@example.com".to_owned(),
            status: SeedInvitationStatus::Pending,
            url: "https://example.com".to_owned(),
            public_metadata: Metadata::new(),
            expires_at: clock::now() + clock::DAY,
            created_at: 0,
            updated_at: 0,
        };
        assert_eq!(invitation.json()["status"], "pending");
        invitation.expires_at = clock::now();
        let expired = invitation.json();
        assert_eq!(expired["status"], "expired");
        assert!(expired.get("url").is_none());
        invitation.status = SeedInvitationStatus::Accepted;
        assert_eq!(invitation.json()["status"], "accepted");
    }
}

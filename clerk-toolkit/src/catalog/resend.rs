//! What `resendInvitation` and `resendOrganizationInvitation` share.
//!
//! Clerk cannot send an invitation again, and refuses a second one for the same address while the first is pending. So
//! the first is revoked, and then a new one is created. If the second step fails, the person has no invitation. Both
//! tools also take a revoked invitation, so the same call can be repeated then.

use serde_json::{Map, Value};

use super::steps::told;
use crate::ToolError;
use crate::client::{
    Change, ClerkClient, ClerkError, Invitation, InvitationCreate, InvitationId, InvitationStatus, Metadata,
    OrganizationId, OrganizationInvitation, OrganizationInvitationCreate, OrganizationInvitationId, UnixMillis, UserId,
};
use crate::redaction::placeholder;

/// Revokes an invitation to the application and creates a new one.
pub(super) async fn invitation(
    clerk: &ClerkClient,
    id: &InvitationId,
    redirect_url: Option<String>,
) -> Result<Invitation, ToolError> {
    let old = find(clerk, id).await?;
    let first = First::of(old.status())?;
    let create = InvitationCreate {
        email_address: text(old.email_address(), "email address")?,
        public_metadata: metadata(old.public_metadata())?,
        redirect_url,
        expires_in_days: days(old.created_at(), old.expires_at()),
        ..InvitationCreate::default()
    };
    if first == First::Revoke {
        First::revoked(clerk.invitations().revoke(id).await)?;
    }
    clerk.invitations().create(&create).await.map_err(|error| first.not_created(error))
}

/// Finds an invitation by its id. Clerk only has lists of them, which leave out revoked ones unless asked for them.
async fn find(clerk: &ClerkClient, id: &InvitationId) -> Result<Invitation, ToolError> {
    for status in [None, Some("revoked")] {
        let request = clerk.get("invitations").query("query", id).query_opt("status", status);
        let found: Vec<Invitation> = request.send().await?;
        if let Some(invitation) = found.into_iter().find(|invitation| invitation.id().as_ref() == Some(id)) {
            return Ok(invitation);
        }
    }
    Err(ToolError::new("resource_not_found", format!("There is no invitation `{id}`."))
        .with_hint("Find the invitation by its email address with `listInvitations`."))
}

/// What `resendOrganizationInvitation` is asked for.
pub(super) struct Resend {
    pub(super) invitation_id: OrganizationInvitationId,
    /// Revokes and invites; the former inviter invites if it is absent.
    pub(super) inviter_user_id: Option<UserId>,
    pub(super) redirect_url: Option<String>,
    /// A person may not give metadata, which an invitation of the application's backend can have.
    pub(super) may_copy_metadata: bool,
}

/// Revokes an invitation to an organization and creates a new one.
pub(super) async fn organization_invitation(
    clerk: &ClerkClient,
    organization: &OrganizationId,
    resend: Resend,
) -> Result<OrganizationInvitation, ToolError> {
    let Resend { invitation_id: id, inviter_user_id, redirect_url, may_copy_metadata } = resend;
    let old: OrganizationInvitation = clerk.get(("organizations", organization, "invitations", &id)).send().await?;
    let first = First::of(old.status())?;
    let public_metadata = metadata(old.public_metadata())?;
    let private_metadata = metadata(old.private_metadata())?;
    if !may_copy_metadata && (public_metadata.is_some() || private_metadata.is_some()) {
        return Err(refused("The invitation has metadata, which only the application can give."));
    }
    let create = OrganizationInvitationCreate {
        email_address: text(old.email_address(), "email address")?,
        role: text(old.role(), "role")?,
        inviter_user_id: inviter_user_id.clone().or_else(|| old.inviter_id()),
        public_metadata,
        private_metadata,
        redirect_url,
        expires_in_days: days(old.created_at(), old.expires_at()),
        ..OrganizationInvitationCreate::default()
    };
    let invitations = clerk.organizations().invitations(organization);
    if first == First::Revoke {
        First::revoked(invitations.revoke(&id, inviter_user_id.as_ref()).await)?;
    }
    invitations.create(&create).await.map_err(|error| first.not_created(error))
}

/// What to do before a new invitation is created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    /// Revoke the old one.
    Revoke,
    /// Nothing: the old one can no longer be accepted.
    Nothing,
}

impl First {
    /// Decides by the status of the old invitation.
    ///
    /// # Errors
    /// `invitation_not_resendable` if it was accepted, or if its status is unknown.
    fn of(status: Option<InvitationStatus>) -> Result<Self, ToolError> {
        match status {
            Some(InvitationStatus::Pending) => Ok(Self::Revoke),
            Some(InvitationStatus::Expired | InvitationStatus::Revoked) => Ok(Self::Nothing),
            Some(InvitationStatus::Accepted) => {
                Err(refused("The invitation was accepted, so it cannot be sent again."))
            }
            other => {
                let status = other.map_or_else(|| "no status".to_owned(), |status| format!("the status `{status}`"));
                Err(refused(format!("The invitation has {status}.")))
            }
        }
    }

    /// Reads the response to the revocation. A revocation that is done counts, even if its response cannot be read.
    ///
    /// # Errors
    /// The failure, with what is known about the invitation.
    fn revoked<T>(result: Result<T, ClerkError>) -> Result<(), ToolError> {
        match result {
            Ok(_) => Ok(()),
            Err(error) if error.change() == Change::Applied => Ok(()),
            Err(error) => {
                let text = match error.change() {
                    Change::NotApplied => "The old invitation was not revoked, and no new one was created.",
                    _ => {
                        "The old invitation was perhaps revoked, and no new one was created. Repeat the call with the \
                         same id: it goes on from there."
                    }
                };
                Err(told(error, text))
            }
        }
    }

    /// Adds what was done before the creation failed, and how to go on.
    fn not_created(self, error: ClerkError) -> ToolError {
        let revoked = match self {
            Self::Revoke => "The old invitation was revoked. ",
            Self::Nothing => "",
        };
        let created = match error.change() {
            Change::NotApplied => {
                "No new invitation was created, so the person has none. Repeat the call with the same id: it creates \
                 the new one."
            }
            Change::Unknown => {
                "A new invitation was perhaps created. List the invitations of this address: repeat the call with the \
                 same id only if none is pending."
            }
            _ => "A new invitation was created, but the response cannot be read. Do not repeat the call.",
        };
        told(error, &format!("{revoked}{created}"))
    }
}

/// The error if an invitation cannot be sent again. Nothing was changed yet.
fn refused(reason: impl std::fmt::Display) -> ToolError {
    ToolError::new("invitation_not_resendable", format!("{reason} Nothing was changed."))
}

/// A field that the new invitation needs.
///
/// # Errors
/// `invitation_not_resendable` if Clerk did not send it.
fn text(field: Option<&str>, name: &str) -> Result<String, ToolError> {
    field.map(str::to_owned).ok_or_else(|| refused(format!("The invitation has no {name}.")))
}

/// The metadata of the old invitation, if any.
///
/// # Errors
/// `invitation_not_resendable` if a part of it could not be read: the copy would have a marker in its place.
fn metadata(metadata: Option<&Map<String, Value>>) -> Result<Option<Metadata>, ToolError> {
    let Some(metadata) = metadata.filter(|metadata| !metadata.is_empty()) else { return Ok(None) };
    let value = Value::Object(metadata.clone());
    match (placeholder(&value), value) {
        (None, Value::Object(metadata)) => Ok(Some(metadata.into())),
        _ => Err(refused("The invitation's metadata cannot be read completely, so it cannot be copied.")),
    }
}

/// The number of days between the creation and the expiry, so that the new invitation is valid for as long.
fn days(created: Option<UnixMillis>, expires: Option<UnixMillis>) -> Option<u32> {
    const DAY: i64 = 24 * 60 * 60 * 1000;

    let span = expires?.as_millis().checked_sub(created?.as_millis())?;
    u32::try_from((span + DAY / 2) / DAY).ok().map(|days| days.clamp(1, 365))
}

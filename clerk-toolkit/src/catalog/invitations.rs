//! Invitations to the application.

use crate::client::{ClerkClient, Invitation, InvitationCreate, InvitationId, Metadata, Result};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for invitations to the application.
    pub const TOOLS = [create_invitation, revoke_invitation];
}

/// Invite a person to the application by email.
#[clerk_tool(effect = write, access = instance, endpoint = "POST /invitations")]
pub async fn create_invitation(
    clerk: &ClerkClient,
    /// The email address to invite.
    email_address: String,
    /// URL to open after acceptance.
    redirect_url: Option<String>,
    /// Copied to the new user.
    public_metadata: Option<Metadata>,
    /// Send the email; default true.
    notify: Option<bool>,
    /// Also invite an address that is already invited or belongs to a user; default false.
    ignore_existing: Option<bool>,
) -> Result<Invitation> {
    let create = InvitationCreate {
        email_address,
        redirect_url: redirect_url.filter(|url| !url.is_empty()),
        public_metadata,
        notify,
        ignore_existing,
        ..InvitationCreate::default()
    };
    clerk.invitations().create(&create).await
}

/// Revoke a pending invitation to the application.
#[clerk_tool(effect = destructive, access = instance, endpoint = "POST /invitations/{invitation_id}/revoke")]
pub async fn revoke_invitation(
    clerk: &ClerkClient,
    /// `inv_…`
    invitation_id: InvitationId,
) -> Result<Invitation>;

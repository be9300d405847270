//! Invitations to the application.

use super::resend;
use crate::client::{ClerkClient, Invitation, InvitationCreate, InvitationId, Metadata, Page, Result};
use crate::{ToolError, clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for invitations to the application.
    pub const TOOLS = [list_invitations, create_invitation, resend_invitation, revoke_invitation];
}

/// The status of invitations that a list returns.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationFilter {
    /// Not accepted yet.
    Pending,
    /// Accepted.
    Accepted,
    /// Revoked before they were accepted.
    Revoked,
    /// Expired before they were accepted.
    Expired,
}

/// List invitations to the application, or find one by email address.
#[clerk_tool(effect = read, endpoint = "GET /invitations")]
pub async fn list_invitations(
    clerk: &ClerkClient,
    /// Part of an email address, or an exact id.
    query: Option<String>,
    /// Default: all but revoked ones.
    status: Option<InvitationFilter>,
    /// `created_at`, `email_address` or `expires_at`; `-` in front: descending.
    order_by: Option<String>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<Invitation>> {
    // Without this, Clerk does not send the total.
    let request = clerk.get("invitations").query("paginated", true).query_value("query", &query);
    let request = request.query_value("status", &status).query_value("order_by", &order_by);
    request.query_value("limit", &limit).query_value("offset", &offset).send().await
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

/// Send an invitation to the application again. Revokes it if it is pending, then creates one with the same address,
/// public metadata and duration. The redirect URL is not kept: pass it again.
#[clerk_tool(effect = destructive, access = instance)]
pub async fn resend_invitation(
    clerk: &ClerkClient,
    /// `inv_…`
    invitation_id: InvitationId,
    /// URL to open after acceptance.
    #[schemars(url)]
    redirect_url: Option<String>,
) -> Result<Invitation, ToolError> {
    resend::invitation(clerk, &invitation_id, redirect_url).await
}

/// Revoke a pending invitation to the application.
#[clerk_tool(effect = destructive, access = instance, endpoint = "POST /invitations/{invitation_id}/revoke")]
pub async fn revoke_invitation(
    clerk: &ClerkClient,
    /// `inv_…`
    invitation_id: InvitationId,
) -> Result<Invitation>;

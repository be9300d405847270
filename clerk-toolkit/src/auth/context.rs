//! The signed-in person, their session and their active organization.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use crate::client::{Metadata, OrganizationId, OrganizationSlug, SessionId, UserId};
use crate::tool::{SessionBound, Subject};

/// The session that an agent acts for.
///
/// Create it from a session token that your application has verified, for example with Clerk's middleware:
///
/// ```
/// use clerk_toolkit::{ActiveOrganization, AuthContext, client::{OrganizationId, UserId}};
///
/// # fn main() -> Result<(), clerk_toolkit::client::InvalidId> {
/// let user: UserId = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC".parse()?;
/// let acme: OrganizationId = "org_2NNEqL2nrIRdJ194ndJqAHwEfxC".parse()?;
/// let auth = AuthContext::new(user).with_organization(
///     ActiveOrganization::new(acme).with_role("org:admin").with_permissions(["org:sys_memberships:manage"]),
/// );
/// # Ok(()) }
/// ```
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthContext {
    user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    session_id: Option<SessionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<ActiveOrganization>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<Metadata>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<Metadata>,
}

impl AuthContext {
    /// Creates the context of a signed-in user without an active organization.
    pub fn new(user_id: UserId) -> Self {
        Self { user_id, session_id: None, organization: None, actor: None, claims: None }
    }

    /// Adds the session's id (the claim `sid`).
    #[must_use]
    pub fn with_session_id(mut self, session_id: SessionId) -> Self {
        self.session_id = Some(session_id);
        self
    }

    /// Adds the organization that is active in the session.
    #[must_use]
    pub fn with_organization(mut self, organization: ActiveOrganization) -> Self {
        self.organization = Some(organization);
        self
    }

    /// Adds the person who really acts, if the session is an impersonation (the claim `act`).
    #[must_use]
    pub fn with_actor(mut self, actor: Metadata) -> Self {
        self.actor = Some(actor);
        self
    }

    /// Adds other claims of the session token, such as custom claims.
    #[must_use]
    pub fn with_claims(mut self, claims: Metadata) -> Self {
        self.claims = Some(claims);
        self
    }

    /// The signed-in user.
    pub fn user_id(&self) -> &UserId {
        &self.user_id
    }

    /// The session's id, if known.
    pub fn session_id(&self) -> Option<&SessionId> {
        self.session_id.as_ref()
    }

    /// The organization that is active in the session, if any.
    pub fn organization(&self) -> Option<&ActiveOrganization> {
        self.organization.as_ref()
    }

    /// The person who really acts, if the session is an impersonation.
    pub fn actor(&self) -> Option<&Metadata> {
        self.actor.as_ref()
    }

    /// Other claims of the session token.
    pub fn claims(&self) -> Option<&Metadata> {
        self.claims.as_ref()
    }

    /// The session's id for a subject: the value of a `#[scoped]` argument.
    pub(crate) fn subject(&self, subject: Subject) -> Option<&str> {
        match subject {
            Subject::User => Some(self.user_id.as_str()),
            Subject::Organization => Some(self.organization.as_ref()?.id.as_str()),
            Subject::Session => Some(self.session_id.as_ref()?.as_str()),
        }
    }
}

/// Shows the names of the claims without their values, because a token can contain anything.
impl fmt::Debug for AuthContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names =
            |claims: &Option<Metadata>| claims.as_ref().map(|claims| claims.keys().cloned().collect::<Vec<_>>());
        f.debug_struct("AuthContext")
            .field("user_id", &self.user_id)
            .field("session_id", &self.session_id)
            .field("organization", &self.organization)
            .field("actor", &names(&self.actor))
            .field("claims", &names(&self.claims))
            .finish()
    }
}

/// The organization that is active in a session, with the person's role and permissions in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ActiveOrganization {
    id: OrganizationId,
    #[serde(skip_serializing_if = "Option::is_none")]
    slug: Option<OrganizationSlug>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    permissions: BTreeSet<String>,
}

impl ActiveOrganization {
    /// Creates an active organization without a known role or permissions.
    pub fn new(id: OrganizationId) -> Self {
        Self { id, slug: None, role: None, permissions: BTreeSet::new() }
    }

    /// Adds the slug.
    #[must_use]
    pub fn with_slug(mut self, slug: OrganizationSlug) -> Self {
        self.slug = Some(slug);
        self
    }

    /// Adds the person's role, such as `org:admin`.
    #[must_use]
    pub fn with_role(mut self, role: impl Into<String>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// Adds permissions that the person has, such as `org:sys_memberships:manage`.
    ///
    /// Clerk's session tokens contain only custom permissions. The person's role determines the system permissions
    /// (`org:sys_…`); `GET /organization_roles` lists them. The person does not have a permission that is not added here.
    #[must_use]
    pub fn with_permissions<S: Into<String>>(mut self, permissions: impl IntoIterator<Item = S>) -> Self {
        self.permissions.extend(permissions.into_iter().map(Into::into));
        self
    }

    /// The organization's id.
    pub fn id(&self) -> &OrganizationId {
        &self.id
    }

    /// The organization's slug, if known.
    pub fn slug(&self) -> Option<&OrganizationSlug> {
        self.slug.as_ref()
    }

    /// The person's role, if known.
    pub fn role(&self) -> Option<&str> {
        self.role.as_deref()
    }

    /// Whether the person is known to have a permission.
    pub fn has_permission(&self, permission: &str) -> bool {
        self.permissions.contains(permission)
    }

    /// The permissions that the person is known to have.
    pub fn permissions(&self) -> impl Iterator<Item = &str> {
        self.permissions.iter().map(String::as_str)
    }
}

impl SessionBound for UserId {
    const SUBJECT: Subject = Subject::User;
}

impl SessionBound for OrganizationId {
    const SUBJECT: Subject = Subject::Organization;
}

impl SessionBound for SessionId {
    const SUBJECT: Subject = Subject::Session;
}

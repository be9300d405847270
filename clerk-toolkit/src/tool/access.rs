//! Whose data a tool touches, and which of its arguments a session fills in.

/// Whose data a tool touches. The default is the strictest, [`Access::Instance`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Access {
    /// The signed-in user's.
    User,
    /// The active organization's.
    Organization {
        /// The permission that the session must have there, such as `org:sys_memberships:manage`. With `None`, every
        /// member has access.
        permission: Option<&'static str>,
    },
    /// Everybody's. A toolkit that acts for a session hides such tools by default.
    #[default]
    Instance,
    /// No Clerk data.
    None,
}

impl Access {
    /// The word that `#[clerk_tool(access = …)]` takes: `user`, `organization`, `instance` or `none`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Organization { .. } => "organization",
            Self::Instance => "instance",
            Self::None => "none",
        }
    }
}

/// The part of a session that a `#[scoped]` argument is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// The signed-in user.
    User,
    /// The active organization.
    Organization,
    /// The session.
    Session,
}

/// A type of which a session has one value, so that an argument of it can be `#[scoped]`.
///
/// These are the ids of users, organizations and sessions, and an `Option` of each.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be `#[scoped]`: a session has no value of this type",
    label = "not the id of a user, an organization or a session",
    note = "use `UserId`, `OrganizationId`, `SessionId`, or an `Option` of one of them"
)]
pub trait SessionBound {
    /// The part of the session that fills the argument.
    const SUBJECT: Subject;
}

impl<T: SessionBound> SessionBound for Option<T> {
    const SUBJECT: Subject = T::SUBJECT;
}

//! Whose data a tool touches, and which of its arguments a session fills in.

/// Whose data a tool touches. The default is the strictest, [`Access::Instance`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Access {
    /// The signed-in user's own.
    User,
    /// The active organization's.
    Organization {
        /// The permission that the session must hold there, such as `org:sys_memberships:manage`; with none, being
        /// a member is enough.
        permission: Option<&'static str>,
    },
    /// Everybody's. A toolkit that acts for a session leaves such tools out unless it is told otherwise.
    #[default]
    Instance,
    /// No Clerk data at all.
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

/// What a `#[scoped]` argument names: the part of a session that it is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// The signed-in user.
    User,
    /// The active organization.
    Organization,
    /// The session itself.
    Session,
}

/// A type that a session has one value of, and that can therefore stand behind `#[scoped]`.
///
/// The typed ids of users, organizations and sessions are; so is an `Option` of each.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be `#[scoped]`: a session has no value of that type",
    label = "not the id of a user, an organization or a session",
    note = "`#[scoped]` goes with `UserId`, `OrganizationId`, `SessionId`, or an `Option` of one of them"
)]
pub trait SessionBound {
    /// The part of the session that fills the argument.
    const SUBJECT: Subject;
}

impl<T: SessionBound> SessionBound for Option<T> {
    const SUBJECT: Subject = T::SUBJECT;
}

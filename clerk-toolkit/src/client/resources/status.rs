//! The status of an invitation.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// The status of an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InvitationStatus {
    /// Not accepted yet.
    Pending,
    /// Accepted.
    Accepted,
    /// Revoked before it was accepted.
    Revoked,
    /// Expired before it was accepted.
    Expired,
    /// A status that this version does not know, as Clerk wrote it.
    Unknown(String),
}

impl InvitationStatus {
    /// The status, as Clerk writes it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Pending => "pending",
            Self::Accepted => "accepted",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
            Self::Unknown(status) => status,
        }
    }
}

impl FromStr for InvitationStatus {
    type Err = Infallible;

    fn from_str(status: &str) -> Result<Self, Infallible> {
        Ok(match status {
            "pending" => Self::Pending,
            "accepted" => Self::Accepted,
            "revoked" => Self::Revoked,
            "expired" => Self::Expired,
            unknown => Self::Unknown(unknown.to_owned()),
        })
    }
}

impl fmt::Display for InvitationStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

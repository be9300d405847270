//! A typed client of the Clerk Backend API.
//!
//! An agent's mistakes end here: ids are types that only hold safe text, one request path carries every call with its
//! limits and retries, and what Clerk says about a failure is kept whole. This module knows nothing about tools.

mod api_error;
mod builder;
mod clerk;
mod config;
mod error;
mod excerpt;
mod ids;
mod invitations;
mod memberships;
mod metadata;
mod organizations;
mod path;
mod request;
mod resources;
mod response;
mod retry;
#[cfg(test)]
mod tests;
mod users;

pub use api_error::{ApiError, ErrorEntry};
pub use builder::ClerkClientBuilder;
pub use clerk::ClerkClient;
pub use error::{ClerkError, Result, TimeLimit};
pub use ids::{
    EmailAddressId, ImageId, InvalidId, InvitationId, OrganizationId, OrganizationInvitationId,
    OrganizationMembershipId, OrganizationRef, OrganizationSlug, PhoneNumberId, SessionId, UserId, Web3WalletId,
};
pub use invitations::{
    InvitationCreate, InvitationTemplate, Invitations, OrganizationInvitationCreate, OrganizationInvitations,
};
pub use memberships::{MembershipCreate, Memberships};
pub use metadata::Metadata;
pub use organizations::{OrganizationCreate, OrganizationUpdate, Organizations};
pub use path::{IntoPath, PathSegment};
pub use request::Request;
pub use resources::{
    DeletedObject, EmailAddress, Invitation, InvitationStatus, Organization, OrganizationInvitation,
    OrganizationMembership, PhoneNumber, PublicUserData, UnixMillis, User, UserCount, Verification,
};
pub use users::{MetadataUpdate, UserUpdate, Users};
pub use {reqwest, secrecy};

//! A typed client for the Clerk Backend API.
//!
//! An agent's mistakes stop here. Ids are types that hold only safe text. Every call takes the same code path, with the
//! same limits and retries. Clerk's errors are kept complete. This module does not depend on tools.

mod api_error;
mod builder;
mod clerk;
mod config;
mod endpoint;
mod error;
mod excerpt;
mod fault;
mod ids;
mod invitations;
mod key;
mod memberships;
mod metadata;
mod organizations;
mod page;
mod paging;
mod path;
mod proxy;
mod query;
mod request;
mod resources;
mod response;
mod retry;
mod retry_after;
mod setters;
#[cfg(test)]
mod tests;
mod times;
mod translate;
mod users;
mod wire;

pub use api_error::{ApiError, ErrorEntry};
pub use builder::ClerkClientBuilder;
pub use clerk::ClerkClient;
pub use error::{Change, ClerkError, Result, TimeLimit, UnreadableResponse};
pub(crate) use fault::Fault;
pub(crate) use ids::every_id;
pub use ids::*;
pub use invitations::{
    InvitationCreate, InvitationTemplate, Invitations, OrganizationInvitationCreate, OrganizationInvitations,
};
pub use key::check_secret_key;
pub use memberships::{MembershipCreate, Memberships};
pub use metadata::Metadata;
pub use organizations::{OrganizationCreate, OrganizationUpdate, Organizations};
pub use paging::{Answer, Page};
pub use path::{IntoPath, PathSegment};
pub use query::QueryValue;
pub use request::Request;
pub use resources::*;
pub(crate) use resources::{Resource, declaration};
pub use times::{InvalidTime, Timestamp, UnixMillis};
pub use users::{MetadataUpdate, UserUpdate, Users};
pub use {reqwest, secrecy};

/// What the macros' expansions name. It is not part of the public interface and changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use super::endpoint::{NoResult, Reply, client, segment};
    pub use super::ids::is_id;
    pub use super::path::Sealed;
}

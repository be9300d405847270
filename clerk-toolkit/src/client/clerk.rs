//! The client itself: one handle to one Clerk instance.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::{Method, Url};
use secrecy::SecretString;

use super::builder::ClerkClientBuilder;
use super::error::Result;
use super::path::IntoPath;
use super::request::Request;

/// A client of the Clerk Backend API, acting for one instance with its secret key.
///
/// A clone is cheap and shares the connections. `Debug` shows the address and never the key.
///
/// Typed methods stand behind [`users`](Self::users), [`organizations`](Self::organizations) and
/// [`invitations`](Self::invitations). Every other endpoint is reached with [`get`](Self::get), [`post`](Self::post),
/// [`patch`](Self::patch), [`put`](Self::put) and [`delete`](Self::delete), which take a path of literals and typed ids.
///
/// ```no_run
/// use clerk_toolkit::client::{ClerkClient, Metadata, MetadataUpdate, Result, User, UserId};
/// use serde_json::json;
///
/// async fn upgrade(clerk: &ClerkClient, text: &str) -> Result<User> {
///     let user_id: UserId = text.parse()?;
///     let plan = Metadata::from_iter([("plan".to_owned(), json!("pro"))]);
///     clerk.users().merge_metadata(&user_id, &MetadataUpdate { public_metadata: Some(plan), ..Default::default() }).await
/// }
///
/// # async fn example() -> Result<()> {
/// let clerk = ClerkClient::from_env()?;
/// let user = upgrade(&clerk, "user_2f9Wq1vXbT0dJpZkC8nRmLsYhGe").await?;
/// println!("{} has {:?}", user.first_name().unwrap_or("somebody"), user.public_metadata());
///
/// // An endpoint that has no method of its own:
/// if let Some(user_id) = user.id() {
///     let banned: User = clerk.post(("users", user_id, "ban")).send().await?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ClerkClient(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) http: reqwest::Client,
    /// Those that every request carries, the secret key's among them, marked as sensitive.
    pub(super) headers: HeaderMap,
    /// Ends in the version, without a slash.
    pub(super) base: Url,
    /// Kept to take it out of any error answer that echoes it.
    pub(super) secret_key: SecretString,
    pub(super) connect_timeout: Duration,
    pub(super) timeout: Duration,
    pub(super) max_retries: u32,
}

impl ClerkClient {
    /// A client with what the environment says: `CLERK_SECRET_KEY` (required), `CLERK_API_URL` (default
    /// `https://api.clerk.com`) and `CLERK_API_VERSION` (default `v1`).
    ///
    /// # Errors
    ///
    /// [`ClerkError::Config`](super::ClerkError::Config), which says what to set.
    pub fn from_env() -> Result<Self> {
        ClerkClientBuilder::from_env()?.build()
    }

    /// A client with this secret key, and the defaults for everything else.
    ///
    /// # Errors
    ///
    /// [`ClerkError::Config`](super::ClerkError::Config) where it is no secret key.
    pub fn new(secret_key: impl Into<SecretString>) -> Result<Self> {
        Self::builder().secret_key(secret_key).build()
    }

    /// Sets up a client step by step. The environment is not read; see [`ClerkClientBuilder::from_env`] for that.
    pub fn builder() -> ClerkClientBuilder {
        ClerkClientBuilder::default()
    }

    /// Where requests go, with the version: `https://api.clerk.com/v1`.
    pub fn base_url(&self) -> &str {
        self.0.base.as_str()
    }

    /// A `GET` request: reads.
    pub fn get(&self, path: impl IntoPath) -> Request<'_> {
        Request::new(self, Method::GET, path)
    }

    /// A `POST` request: creates or acts.
    pub fn post(&self, path: impl IntoPath) -> Request<'_> {
        Request::new(self, Method::POST, path)
    }

    /// A `PATCH` request: changes the fields given.
    pub fn patch(&self, path: impl IntoPath) -> Request<'_> {
        Request::new(self, Method::PATCH, path)
    }

    /// A `PUT` request: replaces.
    pub fn put(&self, path: impl IntoPath) -> Request<'_> {
        Request::new(self, Method::PUT, path)
    }

    /// A `DELETE` request: deletes.
    pub fn delete(&self, path: impl IntoPath) -> Request<'_> {
        Request::new(self, Method::DELETE, path)
    }
}

impl fmt::Debug for ClerkClient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ClerkClient").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}

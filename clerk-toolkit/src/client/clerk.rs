//! The client: a handle to one Clerk instance.

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
use crate::redaction::Scanner;

/// A client for the Clerk Backend API. It uses the secret key of one instance.
///
/// Clones are cheap and share the connections. `Debug` shows the URL and never the key.
///
/// [`users`](Self::users), [`organizations`](Self::organizations) and [`invitations`](Self::invitations) have typed
/// methods. For every other endpoint, use [`get`](Self::get), [`post`](Self::post), [`patch`](Self::patch),
/// [`put`](Self::put) and [`delete`](Self::delete), which take a path of literals and typed ids.
///
/// ```no_run
/// use clerk_toolkit::client::{ClerkClient, Metadata, MetadataUpdate, Result, User, UserId};
/// use serde_json::json;
///
/// async fn upgrade(clerk: &ClerkClient, text: &str) -> Result<User> {
///     let user_id: UserId = text.parse()?;
///     let plan = Metadata::from_iter([("plan".to_owned(), json!("pro"))]);
///     clerk.users().merge_metadata(&user_id, &MetadataUpdate::default().public_metadata(plan)).await
/// }
///
/// # async fn example() -> Result<()> {
/// let clerk = ClerkClient::from_env()?;
/// let user = upgrade(&clerk, "user_2f9Wq1vXbT0dJpZkC8nRmLsYhGe").await?;
/// println!("{} has {:?}", user.first_name().unwrap_or("somebody"), user.public_metadata());
///
/// // An endpoint without a typed method:
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
    /// The proxy that the environment names, for messages.
    pub(super) proxy: Option<String>,
    /// The headers of every request, with the `Authorization` header marked as sensitive.
    pub(super) headers: HeaderMap,
    /// Ends in the version, without a slash.
    pub(super) base: Url,
    /// Finds the secret key, in any encoding, and other credentials.
    pub(super) scanner: Arc<Scanner>,
    pub(super) connect_timeout: Duration,
    pub(super) timeout: Duration,
    pub(super) max_retries: u32,
}

impl ClerkClient {
    /// Creates a client from the environment variables `CLERK_SECRET_KEY` (required), `CLERK_API_URL` (default
    /// `https://api.clerk.com`) and `CLERK_API_VERSION` (default `v1`).
    ///
    /// # Errors
    ///
    /// [`ClerkError::Config`](super::ClerkError::Config) if a variable is missing or invalid; the message says which one.
    pub fn from_env() -> Result<Self> {
        ClerkClientBuilder::from_env()?.build()
    }

    /// Creates a client with this secret key and the defaults for everything else.
    ///
    /// # Errors
    ///
    /// [`ClerkError::Config`](super::ClerkError::Config) if the text is not a secret key.
    pub fn new(secret_key: impl Into<SecretString>) -> Result<Self> {
        Self::builder().secret_key(secret_key).build()
    }

    /// Returns a builder with the defaults. It does not read the environment; [`ClerkClientBuilder::from_env`] does.
    pub fn builder() -> ClerkClientBuilder {
        ClerkClientBuilder::default()
    }

    /// The URL that requests go to, with the version: `https://api.clerk.com/v1`.
    pub fn base_url(&self) -> &str {
        self.0.base.as_str()
    }

    /// Finds the secret key, in any encoding, and other credentials.
    pub(crate) fn scanner(&self) -> Arc<Scanner> {
        Arc::clone(&self.0.scanner)
    }

    /// Creates a `GET` request, which reads.
    pub fn get(&self, path: impl IntoPath) -> Request<'_> {
        Request::new(self, Method::GET, path)
    }

    /// Creates a `POST` request, which creates something or performs an action.
    pub fn post(&self, path: impl IntoPath) -> Request<'_> {
        Request::new(self, Method::POST, path)
    }

    /// Creates a `PATCH` request, which changes the given fields.
    pub fn patch(&self, path: impl IntoPath) -> Request<'_> {
        Request::new(self, Method::PATCH, path)
    }

    /// Creates a `PUT` request, which replaces.
    pub fn put(&self, path: impl IntoPath) -> Request<'_> {
        Request::new(self, Method::PUT, path)
    }

    /// Creates a `DELETE` request, which deletes.
    pub fn delete(&self, path: impl IntoPath) -> Request<'_> {
        Request::new(self, Method::DELETE, path)
    }
}

impl fmt::Debug for ClerkClient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ClerkClient").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}

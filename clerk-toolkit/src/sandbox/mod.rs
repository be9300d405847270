//! An in-memory Clerk instance behind real HTTP.
//!
//! Agents, examples and tests need a Clerk instance that they can break. The sandbox is one. It listens on a loopback
//! port, requires its own secret key, and serves the Backend API's operations on users, organizations, memberships and
//! invitations with Clerk's rules, status codes and error bodies. Any Clerk client works with it. No request leaves the
//! machine, and nothing is stored.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use clerk_toolkit::ClerkClient;
//! use clerk_toolkit::sandbox::{Sandbox, demo};
//!
//! let sandbox = Sandbox::start().await?;
//! let clerk = ClerkClient::builder().secret_key(sandbox.secret_key()).api_url(sandbox.url()).build()?;
//! let ada = clerk.users().get(&demo::ADA.parse()?).await?;
//! assert_eq!(ada.first_name(), Some("Ada"));
//! # Ok(()) }
//! ```
//!
//! A sandbox starts with the [`demo`] data, with a [`Seed`] of your own, or empty. [`Sandbox::requests`] returns what a
//! client sent, so that a test can check it. The guide `clerk-toolkit/docs/sandbox.md` lists the operations, the seed
//! format, and what the sandbox does not have: rate limits, email, sessions and tokens.

mod builder;
mod checks;
mod clerk_operations;
mod clock;
pub mod demo;
mod error;
mod form;
mod ids;
mod invitations;
mod memberships;
mod metadata;
mod operations;
mod organization_invitations;
mod organizations;
mod request;
mod roles;
mod seed;
mod server;
mod store;
mod summary;
#[cfg(test)]
mod tests;
mod users;

use std::fmt;
use std::io;
use std::sync::Arc;
use std::thread::JoinHandle;

use serde_json::Value;
use tokio::sync::oneshot;

pub use builder::SandboxBuilder;
#[doc(hidden)]
pub use clerk_operations::clerk_operations;
pub use invitations::SeedInvitationStatus;
pub use seed::{Seed, SeedError, SeedInvitation, SeedMember, SeedOrganization, SeedOrganizationInvitation, SeedUser};
pub use summary::{InvitationSummary, MemberSummary, OrganizationSummary, Summary, UserSummary};

use server::Shared;

/// A running sandbox. When it is dropped, the server stops and frees its port before `drop` returns.
///
/// The server runs on its own thread. It outlives the runtime that started it, so tests that each have their own runtime
/// can share one sandbox.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use clerk_toolkit::sandbox::{Sandbox, demo};
///
/// let sandbox = Sandbox::start().await?;
/// let response = reqwest::Client::new()
///     .get(format!("{}/v1/users/{}", sandbox.url(), demo::ADA))
///     .bearer_auth(sandbox.secret_key())
///     .send()
///     .await?;
/// assert_eq!(response.status(), 200);
/// assert_eq!(sandbox.requests()[0].method, "GET");
/// # Ok(()) }
/// ```
pub struct Sandbox {
    url: String,
    publishable_key: String,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// One HTTP request that a sandbox received. Refused requests are recorded too.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method in capitals, such as `GET`.
    pub method: String,
    /// The path and query as they were sent, still percent-encoded, such as `/v1/users?limit=5`.
    pub path: String,
    /// The body as JSON. If it is not JSON, this is a JSON string with its text. `None` if the body was empty or larger
    /// than 1 MiB.
    pub body: Option<Value>,
    /// The HTTP status of the response.
    pub status: u16,
}

impl Sandbox {
    /// Starts a sandbox with the [`demo`] data on a free loopback port.
    ///
    /// # Errors
    /// If no port can be bound or the thread cannot be started.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Returns the settings of a new sandbox: the address to listen on and the data to start with.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::default()
    }

    /// The base URL of the server without the version segment, such as `http://127.0.0.1:49152`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The secret key that requests must carry (`Authorization: Bearer sk_test_…`). Each sandbox has a different one.
    pub fn secret_key(&self) -> &str {
        &self.shared.secret_key
    }

    /// The publishable key (`pk_test_…`), which contains the server's host and port.
    pub fn publishable_key(&self) -> &str {
        &self.publishable_key
    }

    /// The users, organizations and members that the sandbox has now.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use clerk_toolkit::sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::start().await?;
    /// for user in sandbox.summary().users {
    ///     println!("{}  {}", user.id, user.email_address.unwrap_or_default());
    /// }
    /// # Ok(()) }
    /// ```
    pub fn summary(&self) -> Summary {
        Summary::of(&self.shared.instance())
    }

    /// The last 10,000 requests that the server received, the oldest first.
    ///
    /// A test can check with it what a tool sent:
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use clerk_toolkit::sandbox::{Sandbox, demo};
    /// use clerk_toolkit::{ClerkClient, ClerkToolkit, serde_json::json};
    ///
    /// let sandbox = Sandbox::start().await?;
    /// let clerk = ClerkClient::builder().secret_key(sandbox.secret_key()).api_url(sandbox.url()).build()?;
    /// let toolkit = ClerkToolkit::builder().client(clerk).build()?;
    ///
    /// toolkit.call("updateUser", json!({ "userId": demo::ADA, "firstName": "Augusta" })).await?;
    /// let request = &sandbox.requests()[0];
    /// assert_eq!((request.method.as_str(), request.status), ("PATCH", 200));
    /// assert_eq!(request.body, Some(json!({ "first_name": "Augusta" })));
    /// # Ok(()) }
    /// ```
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.shared.log().iter().cloned().collect()
    }

    /// Clears the log of requests. The next call to [`requests`](Self::requests) has only later ones.
    pub fn clear_requests(&self) {
        self.shared.log().clear();
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // If that thread panicked, the panic was already printed, and there is nothing left to stop.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("url", &self.url)
            .field("publishable_key", &self.publishable_key)
            .finish_non_exhaustive()
    }
}

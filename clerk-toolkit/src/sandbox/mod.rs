//! An in-memory Clerk instance behind real HTTP.
//!
//! Agents, examples and tests need a Clerk instance they can break. The sandbox is one: it listens on a loopback port,
//! asks for its own secret key, and answers the Backend API's operations on users, organizations, memberships and
//! invitations with Clerk's rules, status codes and error bodies, so that any Clerk client works against it. Nothing
//! leaves the process and nothing is kept.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use clerk_toolkit::sandbox::{Sandbox, demo};
//!
//! let sandbox = Sandbox::start().await?;
//! let user: serde_json::Value = reqwest::Client::new()
//!     .get(format!("{}/v1/users/{}", sandbox.url(), demo::ADA))
//!     .bearer_auth(sandbox.secret_key())
//!     .send()
//!     .await?
//!     .json()
//!     .await?;
//! assert_eq!(user["first_name"], "Ada");
//! # Ok(()) }
//! ```
//!
//! A sandbox starts with the people of [`demo`], with a [`Seed`] of your own, or empty. It does not limit rates, send
//! email, or have sessions.

mod builder;
mod checks;
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
pub use invitations::SeedInvitationStatus;
pub use seed::{Seed, SeedInvitation, SeedMember, SeedOrganization, SeedOrganizationInvitation, SeedUser};

use server::Shared;

/// A running sandbox. Dropping it stops the server and frees the port before `drop` returns.
///
/// The server runs on a thread of its own, so it outlives the runtime it was started from and can be shared by tests
/// that each have their own.
pub struct Sandbox {
    url: String,
    publishable_key: String,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// One HTTP request that reached a sandbox, refused ones included.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method, in capitals.
    pub method: String,
    /// The path and query exactly as they were sent, still percent-encoded.
    pub path: String,
    /// The body: what its JSON says, or its text as a string where it is not JSON. `None` where it was empty or larger
    /// than the sandbox takes.
    pub body: Option<Value>,
    /// The HTTP status of the answer.
    pub status: u16,
}

impl Sandbox {
    /// Starts a sandbox with the [`demo`] data on a free loopback port.
    ///
    /// # Errors
    /// Where no port can be bound or no thread started.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Sets up a sandbox.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::default()
    }

    /// The address of the server, such as `http://127.0.0.1:49152`, without the version segment.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The secret key that requests must carry (`Authorization: Bearer sk_test_…`), different for each sandbox.
    pub fn secret_key(&self) -> &str {
        &self.shared.secret_key
    }

    /// The publishable key, which names the server's host and port.
    pub fn publishable_key(&self) -> &str {
        &self.publishable_key
    }

    /// The last 10,000 requests that reached the server, the oldest first.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.shared.log().iter().cloned().collect()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.shared.log().clear();
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic on that thread was printed when it happened; there is nothing left to stop.
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

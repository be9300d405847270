//! Configures and starts a sandbox.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

use tokio::runtime;
use tokio::sync::oneshot;

use super::server::{self, Shared};
use super::store::Instance;
use super::{Sandbox, Seed, demo, ids};

/// The settings of a [`Sandbox`] that is not started yet. [`Sandbox::builder`] returns one.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use clerk_toolkit::sandbox::Sandbox;
///
/// let sandbox = Sandbox::builder().empty().start().await?;
/// assert!(sandbox.summary().users.is_empty());
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a sandbox starts only when `start` is called"]
pub struct SandboxBuilder {
    listen: SocketAddr,
    seed: Seed,
}

impl Default for SandboxBuilder {
    fn default() -> Self {
        Self { listen: (Ipv4Addr::LOCALHOST, 0).into(), seed: demo::seed() }
    }
}

impl SandboxBuilder {
    /// Listens on this address. The default is `127.0.0.1:0`; port 0 means any free port.
    ///
    /// Everyone who can reach the address and has the secret key can read and change the instance.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use clerk_toolkit::sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::builder().listen("127.0.0.1:0".parse()?).start().await?;
    /// assert!(sandbox.url().starts_with("http://127.0.0.1:"));
    /// # Ok(()) }
    /// ```
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// Starts with this data instead of the [`demo`] data. It is checked by [`start`](Self::start).
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seed = seed;
        self
    }

    /// Starts without users, organizations and invitations.
    pub fn empty(self) -> Self {
        self.seed(Seed::default())
    }

    /// Starts the sandbox.
    ///
    /// # Errors
    /// - [`io::ErrorKind::InvalidInput`] if the seed has a mistake, such as a member who is not a user. The inner error
    ///   is a [`SeedError`](super::SeedError), and its text says where the mistake is.
    /// - Any other kind if the address cannot be bound or the thread cannot be started.
    pub async fn start(self) -> io::Result<Sandbox> {
        let listener = TcpListener::bind(self.listen)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let url = format!("http://{address}");
        let mut instance = Instance::new(url.clone());
        self.seed.plant(&mut instance).map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
        let shared = Arc::new(Shared::new(ids::secret_key(), instance));
        let (stop, stopped) = oneshot::channel();
        let runtime = runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        let listener = {
            let _entered = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let router = server::router(shared.clone());
        let thread = thread::Builder::new().name("clerk-sandbox".to_owned()).spawn(move || {
            let _ = runtime.block_on(async {
                tokio::select! {
                    result = axum::serve(listener, router) => result,
                    _ = stopped => Ok(()),
                }
            });
        })?;
        Ok(Sandbox {
            url,
            publishable_key: ids::publishable_key(&address.to_string()),
            shared,
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

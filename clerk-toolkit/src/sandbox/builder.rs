//! Setting up and starting a sandbox.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

use tokio::runtime;
use tokio::sync::oneshot;

use super::server::{self, Shared};
use super::store::Instance;
use super::{Sandbox, Seed, demo, ids};

/// What a [`Sandbox`] will be like.
#[derive(Debug, Clone)]
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
    /// Listens on this address. The default is a free port of `127.0.0.1`; port 0 takes a free one.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// Starts with this data and not with the [`demo`] data.
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seed = seed;
        self
    }

    /// Starts without any users, organizations or invitations.
    pub fn empty(self) -> Self {
        self.seed(Seed::default())
    }

    /// Starts the sandbox.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidInput`] where the seed contradicts itself, saying where; otherwise where the address
    /// cannot be bound or no thread started.
    pub async fn start(self) -> io::Result<Sandbox> {
        let listener = TcpListener::bind(self.listen)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let url = format!("http://{address}");
        let mut instance = Instance::new(url.clone());
        self.seed.plant(&mut instance).map_err(|problem| io::Error::new(io::ErrorKind::InvalidInput, problem))?;
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

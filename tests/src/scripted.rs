//! A toolkit on a server that follows a script, for failures that a real Clerk instance does not produce on demand.

use std::ops::Deref;
use std::time::Duration;

use clerk_toolkit::client::ClerkClientBuilder;
use clerk_toolkit::toolkit::ClerkToolkitBuilder;
use clerk_toolkit::{ClerkClient, ClerkToolkit};
use scripted_server::{Reply, Server};

/// A scripted server, with the clients and toolkits that use it.
pub struct Scripted(Server);

impl Scripted {
    /// The secret key that [`Scripted::client`] sends.
    pub const KEY: &str = "sk_test_Zm9yLXRoZS1zY3JpcHRlZC1zZXJ2ZXI";

    /// Starts a server with one reply per request.
    pub fn start<S>(script: S) -> Self
    where
        S: IntoIterator<Item = Reply>,
        S::IntoIter: Send + 'static,
    {
        Self(Server::start(script))
    }

    /// A client with a time limit of 20 seconds and without retries.
    pub fn client(&self) -> ClerkClientBuilder {
        ClerkClient::builder().secret_key(Self::KEY).api_url(self.url()).timeout(Duration::from_secs(20)).max_retries(0)
    }

    /// A toolkit with that client.
    pub fn toolkit(&self) -> ClerkToolkitBuilder {
        ClerkToolkit::builder().client(self.client().build().expect("the client is valid"))
    }
}

impl Deref for Scripted {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.0
    }
}

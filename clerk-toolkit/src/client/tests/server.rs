//! Clients of a scripted server.

use std::time::Duration;

pub(super) use scripted_server::{Event, REFUSING_URL, Reply, Server};

use super::super::{ClerkClient, ClerkClientBuilder};

pub(super) const KEY: &str = "sk_test_Zm9vYmFyc2VjcmV0";

/// A 200 response with this JSON body.
pub(super) fn json(body: &str) -> Reply {
    Reply::json(200, "", body)
}

/// Creates clients of a server.
pub(super) trait Clients {
    /// A builder with the server's URL, [`KEY`] and a time limit of 20 seconds.
    fn builder(&self) -> ClerkClientBuilder;

    fn client(&self) -> ClerkClient {
        self.builder().build().unwrap()
    }
}

impl Clients for Server {
    fn builder(&self) -> ClerkClientBuilder {
        ClerkClient::builder().secret_key(KEY).api_url(self.url()).timeout(Duration::from_secs(20))
    }
}

//! A Clerk instance that never responds, so that a call runs until it is stopped.

use std::process::Command;
use std::time::Duration;

use scripted_server::{Event, Server};
use tokio::runtime::{Builder, Runtime};

use crate::binary::command;

pub(super) struct SilentClerk {
    server: Server,
    runtime: Runtime,
}

impl SilentClerk {
    pub(super) fn new() -> Self {
        let runtime = Builder::new_current_thread().enable_time().build().expect("the runtime starts");
        Self { server: Server::silent(), runtime }
    }

    /// The binary, configured to use this instance.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(arguments);
        command.env("CLERK_API_URL", self.server.url()).env("CLERK_SECRET_KEY", "sk_test_c2lsZW50");
        command
    }

    /// Waits for the next event.
    pub(super) fn next(&self) -> Event {
        self.runtime.block_on(self.server.next())
    }

    /// Waits for the next event, at most this long.
    pub(super) fn next_within(&self, limit: Duration) -> Option<Event> {
        self.runtime.block_on(self.server.next_within(limit))
    }
}

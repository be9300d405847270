//! A Clerk that never answers, so that a call lasts until it is stopped.

use std::io::Read;
use std::net::TcpListener;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::binary::command;

/// What such a Clerk sees.
#[derive(Debug, PartialEq)]
pub(super) enum Seen {
    Request,
    HangUp,
}

pub(super) struct SilentClerk {
    url: String,
    seen: Receiver<Seen>,
}

impl SilentClerk {
    pub(super) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a port");
        let url = format!("http://{}", listener.local_addr().expect("it has an address"));
        let (tell, seen) = channel();
        std::thread::spawn(move || {
            for mut connection in listener.incoming().map_while(Result::ok) {
                let tell = tell.clone();
                std::thread::spawn(move || {
                    let mut bytes = [0; 4096];
                    let mut reads = || connection.read(&mut bytes).is_ok_and(|read| read > 0);
                    if reads() {
                        let _ = tell.send(Seen::Request);
                        while reads() {}
                        let _ = tell.send(Seen::HangUp);
                    }
                });
            }
        });
        Self { url, seen }
    }

    /// The binary, with that for its Clerk.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(arguments);
        command.env("CLERK_API_URL", &self.url).env("CLERK_SECRET_KEY", "sk_test_c2lsZW50");
        command
    }

    /// What happens next.
    pub(super) fn next(&self) -> Seen {
        self.next_within(Duration::from_secs(20)).expect("something happens")
    }

    pub(super) fn next_within(&self, time: Duration) -> Option<Seen> {
        self.seen.recv_timeout(time).ok()
    }
}

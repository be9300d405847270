//! The Clerk instance that every side works on: a process of its own, so that none of them shares its memory.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running sandbox; it ends when this is dropped.
pub(crate) struct Sandbox {
    process: Child,
    pub(crate) url: String,
    pub(crate) secret_key: String,
}

impl Sandbox {
    /// Starts the binary's own.
    pub(crate) fn start(binary: &Path) -> Self {
        let mut process =
            Command::new(binary).args(["sandbox"]).stdout(Stdio::piped()).spawn().expect("the sandbox starts");
        let mut lines = BufReader::new(process.stdout.take().expect("it is piped")).lines();
        let mut variable = |name: &str| loop {
            let line = lines.next().expect("a line with the variable").expect("it can be read");
            if let Some(value) = line.strip_prefix(&format!("export {name}=")) {
                return value.to_owned();
            }
        };
        let (url, secret_key) = (variable("CLERK_API_URL"), variable("CLERK_SECRET_KEY"));
        Self { process, url, secret_key }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

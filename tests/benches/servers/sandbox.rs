//! The Clerk instance that every side uses: a separate process, so that no side shares its memory.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running sandbox. Dropping it ends the process.
pub(crate) struct Sandbox {
    process: Child,
    pub(crate) url: String,
    pub(crate) secret_key: String,
}

impl Sandbox {
    /// Starts the sandbox of the binary.
    pub(crate) fn start(binary: &Path) -> Self {
        let mut process =
            Command::new(binary).args(["sandbox"]).stdout(Stdio::piped()).spawn().expect("the sandbox starts");
        let mut lines = BufReader::new(process.stdout.take().expect("the output is piped")).lines();
        let mut variable = |name: &str| loop {
            let line = lines.next().expect("the sandbox prints the variable").expect("the line is readable");
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

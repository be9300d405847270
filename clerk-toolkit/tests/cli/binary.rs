//! Running the binary.

use std::io::{BufRead, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long a test waits before it fails instead of hanging. It says nothing about speed.
pub(crate) const HANG_GUARD: Duration = Duration::from_secs(60);

/// The binary, without the variables that it reads.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clerk-toolkit"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for variable in ["CLERK_SECRET_KEY", "CLERK_API_URL", "CLERK_API_VERSION", "CLERK_TOOLKIT_HTTP_TOKEN", "COLUMNS"] {
        command.env_remove(variable);
    }
    command
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// Runs the binary to its end.
pub(crate) fn run(arguments: &[&str]) -> Run {
    command(arguments).output().expect("the program starts").into()
}

/// Runs the binary to its end with this text on standard input.
pub(crate) fn run_with_input(arguments: &[&str], input: &str) -> Run {
    let mut child = command(arguments).stdin(Stdio::piped()).spawn().expect("the program starts");
    // The program may end before it reads all of it.
    let _ = child.stdin.take().expect("standard input is piped").write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends").into()
}

/// Creates a file that only its owner can read, as a file with a key should be.
pub(crate) fn write_key(path: &Path, text: impl AsRef<[u8]>) {
    std::fs::write(path, text).expect("the file can be written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let mode = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(path, mode).expect("the permissions can be changed");
    }
}

/// A process that is killed when the test ends, even by a panic.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until the process has ended, and returns its exit code.
pub(crate) fn ended(child: &mut Child) -> Option<i32> {
    let start = Instant::now();
    while start.elapsed() < HANG_GUARD {
        if let Some(status) = child.try_wait().expect("the process can be waited for") {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().expect("the process can be killed");
    panic!("the process still ran after {HANG_GUARD:?}");
}

/// The rest of the first line of the stream that starts with this text.
pub(crate) fn line_after(stream: &mut impl BufRead, start: &str) -> String {
    let mut line = String::new();
    while stream.read_line(&mut line).expect("the stream can be read") > 0 {
        if let Some(rest) = line.strip_prefix(start) {
            return rest.trim().to_owned();
        }
        line.clear();
    }
    panic!("no line starts with {start:?}");
}

/// Sends the process a signal, such as `-TERM`.
#[cfg(unix)]
pub(crate) fn signal(child: &Child, name: &str) {
    let kill = Command::new("kill").args([name, &child.id().to_string()]).status();
    assert!(kill.expect("`kill` runs").success());
}

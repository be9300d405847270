//! Programs in a terminal, which the program `script` provides.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Whether a program that a test needs is installed.
///
/// # Panics
/// If it is not, and `CI` is set: there, no test may be left out.
pub(crate) fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
    if !found {
        assert!(std::env::var_os("CI").is_none(), "`{program}` is not installed, and this test needs it");
        eprintln!("SKIPPED: this test needs `{program}`, which is not installed");
    }
    found
}

/// A program in a terminal.
pub(crate) struct Terminal {
    child: Child,
    keys: Option<ChildStdin>,
    screen: ChildStdout,
    /// The output that has been read.
    shown: String,
}

impl Terminal {
    /// Starts a shell command in a folder, with these variables.
    pub(crate) fn start(command: &str, folder: &Path, variables: &[(&str, &str)]) -> Self {
        let mut script = Command::new("script");
        script.args(["-q", "-e", "-f", "-c", command, "/dev/null"]).current_dir(folder).envs(variables.iter().copied());
        for variable in ["CLERK_SECRET_KEY", "CLERK_API_URL", "CLERK_API_VERSION"] {
            script.env_remove(variable);
        }
        script.env("TERM", "dumb").env("SHELL", "/bin/sh").env("COLUMNS", "200");
        script.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = script.spawn().expect("`script` starts");
        let keys = child.stdin.take();
        let screen = child.stdout.take().expect("standard output is piped");
        Self { child, keys, screen, shown: String::new() }
    }

    /// Presses keys.
    pub(crate) fn press(&mut self, keys: &str) {
        let pipe = self.keys.as_mut().expect("the terminal is open");
        pipe.write_all(keys.as_bytes()).and_then(|()| pipe.flush()).expect("the terminal reads");
    }

    /// Reads the output up to that text, and returns what has not been returned before.
    pub(crate) fn until(&mut self, text: &str) -> String {
        let mut byte = [0];
        let mut bytes = Vec::new();
        while !bytes.ends_with(text.as_bytes()) {
            let read = self.screen.read(&mut byte).expect("the terminal can be read");
            assert!(read == 1, "the program ended without {text:?}: {}{}", self.shown, String::from_utf8_lossy(&bytes));
            bytes.push(byte[0]);
        }
        let new = String::from_utf8_lossy(&bytes).into_owned();
        self.shown.push_str(&new);
        new
    }

    /// Reads the rest of the output, and returns the exit code.
    pub(crate) fn end(&mut self) -> Option<i32> {
        let mut rest = Vec::new();
        // On Linux a terminal that its program left can end with an error.
        let _ = self.screen.read_to_end(&mut rest);
        drop(self.keys.take());
        self.child.wait().expect("the program can be waited for").code()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

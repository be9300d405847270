//! `install`, on files of clients in a home folder of its own.

mod clients;
mod editing;
mod environment;
#[cfg(unix)]
mod files;
#[cfg(unix)]
mod program;
mod refusals;
mod replacing;
mod secrets;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::binary::{Run, command};

/// What stands for the binary's path in the texts of these tests.
const BINARY: &str = "BINARY";

const CLIENTS: &[&str] = &["claude-desktop", "claude-code", "cursor", "vscode", "windsurf", "gemini-cli", "codex"];

/// A home folder with a project in it.
struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Self {
        let folder = TempDir::new().expect("there is room for a folder");
        fs::create_dir(folder.path().join("project")).expect("it can be written");
        Self { folder }
    }

    /// A path in it.
    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The binary, run in the project.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(&[&["install"], arguments].concat());
        for variable in ["CLAUDE_CONFIG_DIR", "CODEX_HOME", "GEMINI_CLI_HOME"] {
            command.env_remove(variable);
        }
        command.env("HOME", self.folder.path()).env("USERPROFILE", self.folder.path());
        command.env("XDG_CONFIG_HOME", self.path(".config")).env("APPDATA", self.path("AppData"));
        // Where a test may put this program, or another of its name.
        command.env("PATH", self.path("bin"));
        command.current_dir(self.path("project"));
        command
    }

    fn install(&self, arguments: &[&str]) -> Run {
        self.command(arguments).output().expect("it starts").into()
    }

    /// A run that does what it should, and warns of nothing.
    fn installed(&self, arguments: &[&str]) -> String {
        let run = self.install(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments:?}: {run:?}");
        run.stdout
    }

    /// The same on a file of that text; what the file says then.
    fn edited(&self, client: &str, text: &str, arguments: &[&str]) -> String {
        let file = self.write("file", text);
        self.installed(&[&[client, "--config", file.to_str().expect("a Unicode path")], arguments].concat());
        self.read("file")
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be written");
        fs::write(&path, text).expect("it can be written");
        path
    }

    /// What a file says, with the binary's path out of it.
    fn read(&self, path: &str) -> String {
        without_binary(&fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}")))
    }

    /// Every file, by its path in the folder.
    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("it can be read") {
                let path = entry.expect("it can be read").path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => files.push(self.name(&path)),
                }
            }
        }
        files.sort();
        files
    }

    fn name(&self, path: &Path) -> String {
        let path = path.strip_prefix(self.folder.path()).expect("it is in the folder");
        path.to_str().expect("a Unicode path").replace('\\', "/")
    }
}

fn binary() -> PathBuf {
    fs::canonicalize(env!("CARGO_BIN_EXE_clerk-toolkit")).expect("it was built")
}

fn without_binary(text: &str) -> String {
    let path = binary().to_str().expect("a Unicode path").to_owned();
    text.replace(&path.replace('\\', "\\\\"), BINARY).replace(&path, BINARY)
}

/// The entry of a client that has no type for it, on a sandbox, as one line.
const LINE: &str = r#""clerk": {"command": "BINARY", "args": ["mcp", "--sandbox"]}"#;

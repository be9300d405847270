//! `install`, on the files of clients in a separate home folder.

mod access;
mod clients;
mod docs;
mod editing;
mod environment;
#[cfg(unix)]
mod files;
mod preview;
#[cfg(unix)]
mod program;
mod refusals;
mod remote;
mod replacing;
mod secrets;
mod trust;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::binary::{Run, command, write_key};

/// Replaces the path of the binary in the texts of these tests.
pub(crate) const BINARY: &str = "BINARY";

/// Every client.
pub(crate) const CLIENTS: &[&str] = &[
    "claude-desktop",
    "claude-code",
    "cursor",
    "vscode",
    "windsurf",
    "gemini-cli",
    "codex",
    "zed",
    "copilot-cli",
    "opencode",
    "cline",
    "cline-vscode",
    "qwen-code",
    "junie",
];

/// The clients whose entries cannot refer to an environment variable.
pub(crate) const WITHOUT_REFERENCE: &[&str] = &["claude-desktop", "zed", "cline", "junie"];

/// The variables with which clients move their files.
pub(crate) const MOVING: &[&str] =
    &["CLAUDE_CONFIG_DIR", "CODEX_HOME", "GEMINI_CLI_HOME", "COPILOT_HOME", "CLINE_DIR", "CLINE_MCP_SETTINGS_PATH"];

/// A home folder with a project in it.
pub(crate) struct Home {
    folder: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder can be created");
        fs::create_dir(folder.path().join("project")).expect("a folder can be created");
        Self { folder }
    }

    /// A path in the home folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// `install`, to run in the project.
    fn command(&self, arguments: &[&str]) -> Command {
        self.command_of("install", arguments)
    }

    /// A command of the binary, to run in the project.
    pub(crate) fn command_of(&self, name: &str, arguments: &[&str]) -> Command {
        let mut command = command(&[&[name], arguments].concat());
        for variable in MOVING {
            command.env_remove(variable);
        }
        command.env("HOME", self.folder.path()).env("USERPROFILE", self.folder.path());
        command.env("XDG_CONFIG_HOME", self.path(".config")).env("APPDATA", self.path("AppData"));
        // A test may put this program there, or another one of its name.
        command.env("PATH", self.path("bin"));
        command.current_dir(self.path("project"));
        command
    }

    pub(crate) fn install(&self, arguments: &[&str]) -> Run {
        self.command(arguments).output().expect("the binary starts").into()
    }

    /// The standard output of a successful `install` without warnings.
    pub(crate) fn installed(&self, arguments: &[&str]) -> String {
        let run = self.install(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments:?}: {run:?}");
        run.stdout
    }

    /// The text of a file after such an `install`.
    fn edited(&self, client: &str, text: &str, arguments: &[&str]) -> String {
        let file = self.write("file", text);
        self.installed(&[&[client, "--config", file.to_str().expect("the path is Unicode")], arguments].concat());
        self.read("file")
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("the path has a folder")).expect("the folder can be created");
        fs::write(&path, text).expect("the file can be written");
        path
    }

    /// Creates a file with a key, which only its owner can read.
    pub(crate) fn write_key(&self, path: &str, key: &str) -> PathBuf {
        let path = self.path(path);
        write_key(&path, key);
        path
    }

    /// The text of a file, with `BINARY` instead of the path of the binary.
    pub(crate) fn read(&self, path: &str) -> String {
        without_binary(&fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}")))
    }

    /// The paths of all files in the home folder, relative to it.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("the folder can be read") {
                let path = entry.expect("the folder can be read").path();
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
        let path = path.strip_prefix(self.folder.path()).expect("the file is in the home folder");
        path.to_str().expect("the path is Unicode").replace('\\', "/")
    }
}

fn binary() -> PathBuf {
    fs::canonicalize(env!("CARGO_BIN_EXE_clerk-toolkit")).expect("the binary exists")
}

pub(crate) fn without_binary(text: &str) -> String {
    let path = binary().to_str().expect("the path is Unicode").to_owned();
    text.replace(&path.replace('\\', "\\\\"), BINARY).replace(&path, BINARY)
}

/// The entry of a client without `type`, with a sandbox, on one line.
const LINE: &str = r#""clerk": {"command": "BINARY", "args": ["mcp", "--sandbox"]}"#;

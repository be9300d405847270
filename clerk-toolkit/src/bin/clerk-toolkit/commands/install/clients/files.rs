//! Where the files of a client are, on each operating system.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The files of one client.
#[derive(Debug, Clone, Copy)]
pub(super) struct Files {
    /// The user's own file.
    pub(super) user: UserFile,
    /// Variables of the client that move the user's own file, with the path below the folder that each one names; an
    /// empty path if it names the file.
    pub(super) moved_by: &'static [(&'static str, &'static str)],
    /// The file of a project, relative to its folder.
    pub(super) project: Option<&'static str>,
    /// Another name in the same folder, used if only that file exists.
    pub(super) or: Option<&'static str>,
}

/// A path on each operating system.
#[derive(Debug, Clone, Copy)]
pub(super) struct UserFile {
    linux: At,
    macos: At,
    windows: At,
}

/// A path below one of the user's folders.
#[derive(Debug, Clone, Copy)]
pub(super) enum At {
    /// Below the home folder.
    Home(&'static str),
    /// Below the folder for settings: `~/.config` or `XDG_CONFIG_HOME` on Linux, `~/Library/Application Support` on
    /// macOS, `%APPDATA%` on Windows.
    Settings(&'static str),
    /// Below `XDG_CONFIG_HOME` or `~/.config` on every operating system.
    Xdg(&'static str),
}

impl UserFile {
    /// The same place on every operating system.
    pub(super) const fn everywhere(at: At) -> Self {
        Self { linux: at, macos: at, windows: at }
    }

    pub(super) const fn each(linux: At, macos: At, windows: At) -> Self {
        Self { linux, macos, windows }
    }

    const fn here(self) -> At {
        if cfg!(windows) {
            self.windows
        } else if cfg!(target_os = "macos") {
            self.macos
        } else {
            self.linux
        }
    }
}

impl At {
    fn path(self) -> Result<PathBuf, Failure> {
        let home = || dirs::home_dir().ok_or_else(|| no_folder("home folder"));
        Ok(match self {
            Self::Home(path) => home()?.join(path),
            Self::Settings(path) => dirs::config_dir().ok_or_else(|| no_folder("folder for settings"))?.join(path),
            Self::Xdg(path) => match folder("XDG_CONFIG_HOME").filter(|folder| folder.is_absolute()) {
                Some(folder) => folder.join(path),
                None => home()?.join(".config").join(path),
            },
        })
    }
}

impl Files {
    pub(super) fn user(&self) -> Result<PathBuf, Failure> {
        let moved = self.moved_by.iter().find_map(|(variable, path)| Some((folder(variable)?, *path)));
        let path = match moved {
            Some((file, "")) => file,
            Some((folder, path)) => folder.join(path),
            None => self.user.here().path()?,
        };
        Ok(self.existing(path))
    }

    pub(super) fn project(&self) -> Option<PathBuf> {
        self.project.map(|path| self.existing(Path::new(path).to_owned()))
    }

    /// The path, or the other name if only that file exists.
    fn existing(&self, path: PathBuf) -> PathBuf {
        match self.or.map(|name| path.with_file_name(name)) {
            Some(other) if !path.exists() && other.exists() => other,
            _ => path,
        }
    }
}

/// The path in a client's variable, if it is set.
fn folder(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn no_folder(what: &str) -> Failure {
    Failure::failed(format_args!("this system has no {what}: name the client's file with --config FILE"))
}

//! A configuration file on the disk: read whole, and replaced whole or not at all.

use std::fmt::Display;
use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::failure::Failure;

/// What some editors put before the text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// More of them than anybody looks through.
const BACKUPS: usize = 1000;

/// A file as it was read.
pub(crate) struct Config {
    /// As it was named, which is how it is shown.
    pub(crate) path: PathBuf,
    /// What is written: where links lead to.
    real: PathBuf,
    /// None where there is no file.
    old: Option<Old>,
}

struct Old {
    bytes: Vec<u8>,
    metadata: Metadata,
}

impl Config {
    /// Reads a file, if there is one.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(crate) fn open(path: PathBuf) -> Result<Self, Failure> {
        let cannot = |problem: &dyn Display| Failure::failed(format_args!("cannot read {path:?}: {problem}"));
        let real = match fs::canonicalize(&path) {
            Ok(real) => real,
            Err(error) if path.is_symlink() => return Err(cannot(&format_args!("it is a link, and {error}"))),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(Self { real: path.clone(), path, old: None });
            }
            Err(error) => return Err(cannot(&error)),
        };
        let bytes = fs::read(&real).map_err(|error| cannot(&error))?;
        let metadata = fs::metadata(&real).map_err(|error| cannot(&error))?;
        Ok(Self { path, real, old: Some(Old { bytes, metadata }) })
    }

    /// What it says, without a byte order mark; nothing where there is no file.
    ///
    /// # Errors
    /// Where it is not UTF-8.
    pub(crate) fn text(&self) -> Result<&str, Failure> {
        let bytes = self.old.as_ref().map_or(&[][..], |old| &old.bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
            Failure::failed(format_args!("{:?}, line {line}: this is not UTF-8; the file is left as it is", self.path))
        })?;
        Ok(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text))
    }

    /// Whether other accounts of this machine may read it.
    #[cfg(unix)]
    pub(crate) fn is_shared(&self) -> bool {
        use std::os::unix::fs::PermissionsExt;

        self.old.as_ref().is_some_and(|old| old.metadata.permissions().mode() & 0o044 != 0)
    }

    /// Whether other accounts of this machine may read it, as far as that can be told.
    #[cfg(not(unix))]
    pub(crate) fn is_shared(&self) -> bool {
        false
    }

    /// Writes another text in its place, and answers where the old one is kept. A new file that holds a secret is for
    /// nobody else's eyes.
    ///
    /// # Errors
    /// Where that is not allowed or does not work; the file is then as it was.
    pub(crate) fn write(&self, text: &str, secret: bool) -> Result<Option<PathBuf>, Failure> {
        let written = match &self.old {
            Some(old) => self.replace(old, text).map(Some),
            None => self.create(text, secret).map(|()| None),
        };
        written.map_err(|error| Failure::failed(format_args!("cannot write {:?}: {error}", self.path)))
    }

    /// A file where there was none, and its folder.
    fn create(&self, text: &str, secret: bool) -> io::Result<()> {
        fs::create_dir_all(folder(&self.real))?;
        let new = beside(&self.real, text.as_bytes(), if secret { None } else { anybodys() })?;
        new.persist_noclobber(&self.real)?;
        Ok(())
    }

    fn replace(&self, old: &Old, text: &str) -> io::Result<PathBuf> {
        // A rename would get past the protection of a file that its owner locked.
        if old.metadata.permissions().readonly() {
            return Err(io::Error::new(ErrorKind::PermissionDenied, "it is read-only"));
        }
        OpenOptions::new().write(true).open(&self.real)?;
        let mark = if old.bytes.starts_with(BYTE_ORDER_MARK.as_bytes()) { BYTE_ORDER_MARK } else { "" };
        let new = self.like(old, format!("{mark}{text}").as_bytes())?;
        let backup = self.back_up(old)?;
        let replaced = match fs::read(&self.real) {
            // The client may be running, and write the file too.
            Ok(now) if now != old.bytes => Err(io::Error::other("it was changed in the meantime; run this again")),
            _ => new.persist(&self.real).map_err(io::Error::from),
        };
        match replaced {
            Ok(_) => Ok(backup),
            Err(error) => {
                let _ = fs::remove_file(backup);
                Err(error)
            }
        }
    }

    /// A file beside it that belongs to whom it belongs to, with the same permissions.
    ///
    /// Both are set on the open file: what has its name by then may be a link that somebody else put there.
    fn like(&self, old: &Old, bytes: &[u8]) -> io::Result<NamedTempFile> {
        let file = beside(&self.real, bytes, None)?;
        keep_owner(file.as_file(), &old.metadata)?;
        file.as_file().set_permissions(old.metadata.permissions())?;
        Ok(file)
    }

    /// Keeps the old text under the first name that is free.
    fn back_up(&self, old: &Old) -> io::Result<PathBuf> {
        let mut copy = self.like(old, &old.bytes)?;
        for number in 0..BACKUPS {
            let mut name = self.real.clone().into_os_string();
            name.push(if number == 0 { ".bak".to_owned() } else { format!(".bak.{number}") });
            match copy.persist_noclobber(&name) {
                Ok(_) => return Ok(name.into()),
                Err(error) if error.error.kind() == ErrorKind::AlreadyExists => copy = error.file,
                Err(error) => return Err(error.error),
            }
        }
        Err(io::Error::other(format!("there are {BACKUPS} backups of it already")))
    }
}

/// A file in the same folder, which a rename moves into place; it goes away where that does not come to pass.
///
/// Without permissions it is its owner's alone.
fn beside(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Gives a file to whom the old one belongs to: with `sudo` it would else become root's.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let new = file.metadata()?;
    if (new.uid(), new.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    let (user, group) = (old.uid(), old.gid());
    fchown(file, Some(user), Some(group)).map_err(|error| {
        let what = format!("it belongs to user {user} and group {group}, which cannot be kept: {error}");
        io::Error::new(error.kind(), what)
    })
}

/// Files have no owner here that a new one would not have.
#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// What a program asks for that creates a file like any other; the person's own mask is taken off.
#[cfg(unix)]
fn anybodys() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;

    Some(Permissions::from_mode(0o666))
}

/// What a program asks for that creates a file like any other.
#[cfg(not(unix))]
fn anybodys() -> Option<Permissions> {
    None
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

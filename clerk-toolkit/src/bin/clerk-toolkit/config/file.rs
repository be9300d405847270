//! A configuration file on disk: read whole, and replaced whole or not at all.

use std::fmt::Display;
use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use clerk_toolkit::text::BYTE_ORDER_MARK;
use tempfile::{Builder, NamedTempFile};

use crate::failure::Failure;
use crate::input::{self, Accept};

/// The limit for the number of backups.
const BACKUPS: usize = 1000;

/// A file as it was read.
pub(crate) struct Config {
    /// The path as it was given, which messages show.
    pub(crate) path: PathBuf,
    /// The file that is written: the target of any links.
    real: PathBuf,
    /// `None` if there is no file.
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
    /// If the file cannot be read.
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
        input::check(&real, Accept::Files).map_err(|problem| cannot(&problem))?;
        let bytes = fs::read(&real).map_err(|error| cannot(&error))?;
        let metadata = fs::metadata(&real).map_err(|error| cannot(&error))?;
        Ok(Self { path, real, old: Some(Old { bytes, metadata }) })
    }

    /// Whether there is a file.
    pub(crate) fn exists(&self) -> bool {
        self.old.is_some()
    }

    /// The text without a byte order mark; empty if there is no file.
    ///
    /// # Errors
    /// If the file is not UTF-8.
    pub(crate) fn text(&self) -> Result<&str, Failure> {
        let bytes = self.old.as_ref().map_or(&[][..], |old| &old.bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
            Failure::failed(format_args!("{:?}, line {line}: this is not UTF-8; the file is unchanged", self.path))
        })?;
        Ok(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text))
    }

    /// The backups beside the file with their texts, the newest first. Those that cannot be read are skipped.
    pub(crate) fn backups(&self) -> impl Iterator<Item = (PathBuf, String)> {
        let paths = (0..BACKUPS).rev().map(|number| self.backup(number));
        let paths = paths.filter(|path| input::check(path, Accept::Files).is_ok());
        let texts = paths.filter_map(|path| fs::read_to_string(&path).ok().map(|text| (path, text)));
        texts.map(|(path, text)| (path, text.strip_prefix(BYTE_ORDER_MARK).map(str::to_owned).unwrap_or(text)))
    }

    fn backup(&self, number: usize) -> PathBuf {
        let mut name = self.real.clone().into_os_string();
        name.push(if number == 0 { ".bak".to_owned() } else { format!(".bak.{number}") });
        name.into()
    }

    /// Whether other accounts of this machine may read the file.
    #[cfg(unix)]
    pub(crate) fn is_shared(&self) -> bool {
        use std::os::unix::fs::PermissionsExt;

        self.old.as_ref().is_some_and(|old| old.metadata.permissions().mode() & 0o044 != 0)
    }

    /// Whether other accounts of this machine may read the file. Unknown here, so `false`.
    #[cfg(not(unix))]
    pub(crate) fn is_shared(&self) -> bool {
        false
    }

    /// Replaces the text, and returns the path of the backup if one was wanted and there was a file. A new file that contains
    /// a secret is readable only by its owner.
    ///
    /// # Errors
    /// If the file cannot be written. It is unchanged then.
    pub(crate) fn write(&self, text: &str, secret: bool, back_up: bool) -> Result<Option<PathBuf>, Failure> {
        let written = match &self.old {
            Some(old) => self.replace(old, text, back_up),
            None => self.create(text, secret).map(|()| None),
        };
        written.map_err(|error| Failure::failed(format_args!("cannot write {:?}: {error}", self.path)))
    }

    /// Creates the file, and its folder if needed.
    fn create(&self, text: &str, secret: bool) -> io::Result<()> {
        fs::create_dir_all(folder(&self.real))?;
        let new = beside(&self.real, text.as_bytes(), if secret { None } else { usual_permissions() })?;
        new.persist_noclobber(&self.real)?;
        Ok(())
    }

    fn replace(&self, old: &Old, text: &str, back_up: bool) -> io::Result<Option<PathBuf>> {
        // A rename would replace even a file that its owner made read-only.
        if old.metadata.permissions().readonly() {
            return Err(io::Error::new(ErrorKind::PermissionDenied, "it is read-only"));
        }
        OpenOptions::new().write(true).open(&self.real)?;
        let mark = if old.bytes.starts_with(BYTE_ORDER_MARK.as_bytes()) { BYTE_ORDER_MARK } else { "" };
        let new = self.like(old, format!("{mark}{text}").as_bytes())?;
        let backup = if back_up { Some(self.back_up(old)?) } else { None };
        let replaced = match fs::read(&self.real) {
            // The client may be running, and write the file too.
            Ok(now) if now != old.bytes => {
                Err(io::Error::other("another program changed it in the meantime; run the command again"))
            }
            _ => new.persist(&self.real).map_err(io::Error::from),
        };
        match replaced {
            Ok(_) => Ok(backup),
            Err(error) => {
                if let Some(backup) = backup {
                    let _ = fs::remove_file(backup);
                }
                Err(error)
            }
        }
    }

    /// A new file in the same folder, with the same owner and the same permissions.
    ///
    /// Both are set on the open file, because its name may lead to another file by then.
    fn like(&self, old: &Old, bytes: &[u8]) -> io::Result<NamedTempFile> {
        let file = beside(&self.real, bytes, None)?;
        keep_owner(file.as_file(), &old.metadata)?;
        file.as_file().set_permissions(old.metadata.permissions())?;
        Ok(file)
    }

    /// Keeps the old text under the first free name.
    fn back_up(&self, old: &Old) -> io::Result<PathBuf> {
        let mut copy = self.like(old, &old.bytes)?;
        for number in 0..BACKUPS {
            let name = self.backup(number);
            match copy.persist_noclobber(&name) {
                Ok(_) => return Ok(name),
                Err(error) if error.error.kind() == ErrorKind::AlreadyExists => copy = error.file,
                Err(error) => return Err(error.error),
            }
        }
        Err(io::Error::other(format!("it already has {BACKUPS} backups")))
    }
}

/// A file in the same folder, to be renamed. It is deleted if that does not happen.
///
/// Without permissions, only its owner can read it.
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

/// Gives a file to the owner of the old one. With `sudo` it would otherwise belong to root.
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

/// A new file already has the right owner on this system.
#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// The permissions that programs usually request for a new file, before the user's mask applies.
#[cfg(unix)]
fn usual_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;

    Some(Permissions::from_mode(0o666))
}

/// The permissions that programs usually request for a new file.
#[cfg(not(unix))]
fn usual_permissions() -> Option<Permissions> {
    None
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

//! The program that an entry starts.

use std::env;
use std::fs;
use std::path::PathBuf;

use crate::failure::Failure;

/// Its name. A file that several people share contains only the name, because each of them has the program elsewhere.
pub(in crate::commands) const NAME: &str = "clerk-toolkit";

/// Its path on this machine.
///
/// A path from `PATH` stays valid when a new version is installed. What a link there leads to often does not.
pub(super) fn path() -> Result<String, Failure> {
    let running = env::current_exe()?;
    let real = fs::canonicalize(&running)?;
    let is_this = |path: &PathBuf| fs::canonicalize(path).is_ok_and(|path| path == real);
    let path = on_path().find(is_this).unwrap_or(running).into_os_string();
    path.into_string().map_err(|path| Failure::failed(format_args!("{path:?} is not Unicode")))
}

/// Whether a command starts exactly this program: its bare name, which an entry for a project has, or its exact path.
///
/// A file of the same name in another folder can be any program.
pub(super) fn is_this(command: &str) -> bool {
    let is = |known: &str| match cfg!(windows) {
        true => known.replace('/', "\\").eq_ignore_ascii_case(&command.replace('/', "\\")),
        false => known == command,
    };
    if is(NAME) || (cfg!(windows) && is(&format!("{NAME}.exe"))) {
        return true;
    }
    let running = env::current_exe().ok();
    let real = running.as_ref().and_then(|running| fs::canonicalize(running).ok());
    let links = on_path().filter(|path| real.is_some() && fs::canonicalize(path).ok() == real);
    running.iter().chain(&real).cloned().chain(links).any(|path| path.to_str().is_some_and(is))
}

/// Whether `PATH` has a program of that name.
pub(in crate::commands) fn is_on_path() -> bool {
    on_path().any(|path| path.is_file())
}

/// Its path in each folder of `PATH`, if it were there. Relative folders are skipped, because they mean another folder
/// for every program.
fn on_path() -> impl Iterator<Item = PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    let name = format!("{NAME}{}", env::consts::EXE_SUFFIX);
    folders.into_iter().filter(|folder| folder.is_absolute()).map(move |folder| folder.join(&name))
}

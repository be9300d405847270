//! The secret key: where it comes from, and whether it can be one.
//!
//! Each error has one line that says what is wrong with which source, and one that says what to do. No error shows a part
//! of the key.

use std::convert::Infallible;
use std::env::{self, VarError};
use std::path::Path;

use clerk_toolkit::ClerkError;
use clerk_toolkit::client::check_secret_key;
use secrecy::{ExposeSecret, SecretString};

use crate::failure::Failure;
use crate::input::{self, Accept};

/// The variable that holds the secret key, if no option gives it.
pub(crate) const SECRET_KEY: &str = "CLERK_SECRET_KEY";

/// More bytes than any key has.
const FILE_LIMIT: u64 = 4096;

/// A value that is never printed.
pub(crate) fn secret(text: &str) -> Result<SecretString, Infallible> {
    Ok(text.into())
}

/// The key in a file, without white space around it.
///
/// # Errors
/// If the file cannot be read or contains something else.
pub(super) fn from_file(path: &Path) -> Result<SecretString, Failure> {
    let cannot = |problem: &str, remedy: &str| {
        Failure::usage(format_args!("cannot read a key from {path:?}: {problem}\n{remedy}"))
    };
    let text = input::file(path, FILE_LIMIT, Accept::Files).map_err(|problem| match problem.contains("a pipe") {
        true => cannot(
            &problem,
            "Save the key in a file, or pass the output of a command in the variable: CLERK_SECRET_KEY=\"$(COMMAND)\".",
        ),
        false => cannot(&problem, "Give the path of a text file that contains the key and nothing else."),
    })?;
    let key = text.trim();
    if key.is_empty() {
        return Err(cannot("it is empty", "Write the key into the file, and nothing else."));
    }
    match mistake(key) {
        Some(mistake) => Err(cannot(&mistake, "Correct the file: it must contain the key and nothing else.")),
        None => Ok(key.into()),
    }
}

/// The key that an option gives.
///
/// # Errors
/// If it is something else.
pub(super) fn from_option(key: &SecretString) -> Result<SecretString, Failure> {
    match mistake(key.expose_secret()) {
        Some(mistake) => Err(Failure::usage(format_args!(
            "--secret-key: {mistake}\nCorrect it, or use --secret-key-file or CLERK_SECRET_KEY instead."
        ))),
        None => Ok(key.clone()),
    }
}

/// The key in the environment, if the variable is set.
///
/// # Errors
/// If it is something else.
pub(super) fn from_variable() -> Result<Option<SecretString>, Failure> {
    let problem = match env::var(SECRET_KEY) {
        Err(VarError::NotPresent) => return Ok(None),
        Err(VarError::NotUnicode(_)) => " is not Unicode".to_owned(),
        Ok(key) if key.trim().is_empty() => " is set but empty".to_owned(),
        Ok(key) => match mistake(&key) {
            Some(mistake) => format!(": {mistake}"),
            None => return Ok(Some(key.into())),
        },
    };
    Err(Failure::usage(format_args!("{SECRET_KEY}{problem}\nCorrect the variable, or give --secret-key-file FILE.")))
}

/// There is no key at all.
pub(super) fn missing() -> Failure {
    Failure::usage(
        "there is no secret key\n\
         Set CLERK_SECRET_KEY, or give --secret-key-file FILE, with a key from the API keys page of the Clerk \
         dashboard.\n\
         To try it without an account, give --sandbox.",
    )
}

fn mistake(key: &str) -> Option<String> {
    match check_secret_key(key) {
        Ok(()) => None,
        Err(ClerkError::Config(mistake)) => Some(mistake),
        Err(error) => Some(error.to_string()),
    }
}

/// The mode of a file that other accounts of this machine can use, such as `644`.
#[cfg(unix)]
pub(crate) fn shared_mode(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt;

    let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then(|| format!("{mode:03o}"))
}

/// On this system, permissions are not checked.
#[cfg(not(unix))]
pub(crate) fn shared_mode(_: &Path) -> Option<String> {
    None
}

//! The secret key: whether there is one, its form, and who can read it.

use std::path::Path;

use clerk_toolkit::{ClerkClient, ClerkError};
use secrecy::ExposeSecret;

use super::report::Report;
use crate::options::InstanceOptions;

/// Returns whether there is a key that can be sent.
pub(super) fn check(options: &InstanceOptions, report: &mut Report) -> bool {
    if options.is_sandbox() {
        report.ok("key", "a sandbox brings its own key");
        return true;
    }
    if let Some(path) = options.key_file() {
        check_readers(path, report);
    }
    let key = match options.any_key() {
        Ok(key) => key,
        Err(failure) => {
            // The first line says what is wrong, and the others say what to do.
            let (what, remedy) = failure.text().split_once('\n').unwrap_or((
                failure.text(),
                "Write a key from the API keys page of the Clerk dashboard into the file, or set CLERK_SECRET_KEY instead.",
            ));
            report.problem("key", what, remedy);
            return false;
        }
    };
    let origin = options.key_origin();
    match ClerkClient::new(key.clone()) {
        Ok(_) => {
            let kind = match key.expose_secret().starts_with("sk_live_") {
                true => "a live key (sk_live_…): tools work on production data",
                false => "a test key (sk_test_…)",
            };
            report.ok("key", format_args!("{kind}, from {origin}"));
            true
        }
        Err(error) => {
            let what = match error {
                ClerkError::Config(what) => what,
                error => error.to_string(),
            };
            report.problem(
                "key",
                format_args!("from {origin}: {what}"),
                "Copy the whole secret key from the API keys page of the Clerk dashboard.",
            );
            false
        }
    }
}

/// Warns if other accounts of this machine can read a file that holds a key.
#[cfg(unix)]
pub(super) fn check_readers(path: &Path, report: &mut Report) {
    use std::os::unix::fs::PermissionsExt;

    // A file that does not exist is reported by the check that reads it.
    let Ok(metadata) = std::fs::metadata(path) else {
        return;
    };
    let mode = metadata.permissions().mode();
    let shown = path.display();
    match mode & 0o077 {
        0 => report.ok("key file", format_args!("only its owner can read {shown}")),
        _ => report.warning(
            "key file",
            format_args!("other accounts of this machine can use {shown} (its mode is {:03o})", mode & 0o777),
            format_args!("Run: chmod 600 {shown}"),
        ),
    }
}

/// On this system, permissions are not checked.
#[cfg(not(unix))]
pub(super) fn check_readers(_: &Path, _: &mut Report) {}

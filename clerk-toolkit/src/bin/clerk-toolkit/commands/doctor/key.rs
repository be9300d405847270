//! The secret key: whether there is one, its form, and who can read it.

use std::path::Path;

use clerk_toolkit::ClerkError;
use clerk_toolkit::client::check_secret_key;
use secrecy::{ExposeSecret, SecretString};

use super::report::Report;
use crate::options::{InstanceOptions, shared_mode};
use crate::output::shell_word;

/// Returns whether there is a key that can be sent.
pub(super) fn check(options: &InstanceOptions, report: &mut Report) -> bool {
    if options.is_sandbox() {
        report.ok("key", "a sandbox brings its own key");
        return true;
    }
    if let Some(path) = options.key_file() {
        check_readers(path, report);
    }
    if options.given_key().is_some() {
        report.warning(
            "key",
            "other processes can read --secret-key from the command line",
            "Use CLERK_SECRET_KEY or --secret-key-file instead.",
        );
    }
    match options.any_key() {
        Ok(key) => {
            report.ok("key", format_args!("{}, from {}", kind(&key), options.key_origin()));
            true
        }
        Err(failure) => {
            // The first line says what is wrong, and the others say what to do.
            let (what, remedy) = failure.text().split_once('\n').unwrap_or((failure.text(), "Correct the key."));
            report.problem("key", what, remedy);
            false
        }
    }
}

/// Checks a key that `origin` contains. Returns whether it can be sent.
pub(super) fn check_form(key: &SecretString, origin: &str, report: &mut Report) -> bool {
    match check_secret_key(key.expose_secret()) {
        Ok(()) => report.ok("key", format_args!("{}, from {origin}", kind(key))),
        Err(error) => {
            let what = match error {
                ClerkError::Config(what) => what,
                error => error.to_string(),
            };
            report.problem("key", format_args!("{origin}: {what}"), "Correct the key in the file, or install again.");
            return false;
        }
    }
    true
}

fn kind(key: &SecretString) -> &'static str {
    match key.expose_secret().starts_with("sk_live_") {
        true => "a live key (sk_live_…): tools work on production data",
        false => "a test key (sk_test_…)",
    }
}

/// Warns if other accounts of this machine can use a file that holds a key.
fn check_readers(path: &Path, report: &mut Report) {
    // A path that leads to no file is reported by the check that reads it.
    if !cfg!(unix) || !path.is_file() {
        return;
    }
    match shared_mode(path) {
        None => report.ok("key file", format_args!("only its owner can read {path:?}")),
        Some(mode) => report.warning(
            "key file",
            format_args!("other accounts of this machine can use {path:?} (its mode is {mode})"),
            format_args!("Run: chmod 600 {}", shell_word(path)),
        ),
    }
}

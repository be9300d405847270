//! The secret key: whether there is one, its form, and who can read it.

use std::path::Path;

use secrecy::ExposeSecret;

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
    match options.any_key() {
        Ok(key) => {
            let kind = match key.expose_secret().starts_with("sk_live_") {
                true => "a live key (sk_live_…): tools work on production data",
                false => "a test key (sk_test_…)",
            };
            report.ok("key", format_args!("{kind}, from {}", options.key_origin()));
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

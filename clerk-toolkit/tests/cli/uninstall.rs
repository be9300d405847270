//! `uninstall`, on the files of clients in a separate home folder.

mod exact;
mod refusals;

use crate::binary::Run;
use crate::install::Home;

/// Runs `uninstall`.
pub(crate) fn uninstall(home: &Home, arguments: &[&str]) -> Run {
    home.command_of("uninstall", arguments).output().expect("the binary starts").into()
}

/// The standard output of a successful `uninstall` without warnings.
fn uninstalled(home: &Home, arguments: &[&str]) -> String {
    let run = uninstall(home, arguments);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments:?}: {run:?}");
    run.stdout
}

/// The bytes of a file.
fn bytes(home: &Home, path: &str) -> Vec<u8> {
    std::fs::read(home.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

//! Files that are generated from the catalog: the definition of each tool, and tables in the documents.
//!
//! The tests compare each file with the code. This command writes them again, and a review shows what changed:
//!
//! ```sh
//! UPDATE_SNAPSHOTS=1 cargo test -p clerk-toolkit-tests --test e2e generated
//! ```

mod coverage;
mod definitions;
mod tokens;
mod tools;

use std::path::{Path, PathBuf};
use std::{env, fs};

/// How to write the files again.
const COMMAND: &str = "UPDATE_SNAPSHOTS=1 cargo test -p clerk-toolkit-tests --test e2e generated";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn updates() -> bool {
    env::var_os("UPDATE_SNAPSHOTS").is_some()
}

/// Compares a file of the repository with its text, or writes it.
#[track_caller]
fn file(path: &str, text: &str) {
    let file = root().join(path);
    let found = fs::read_to_string(&file).unwrap_or_default();
    if found == text {
        return;
    }
    if updates() {
        fs::write(&file, text).unwrap_or_else(|error| panic!("{path}: {error}"));
        return;
    }
    let line = found.lines().zip(text.lines()).position(|(found, text)| found != text);
    let line = line.unwrap_or(found.lines().count().min(text.lines().count()));
    panic!("{path} differs from the code at line {}; write it again with\n{COMMAND}\nand review it", line + 1);
}

/// Compares the part of a document between `<!-- name -->` and `<!-- /name -->` with its text, or writes it.
#[track_caller]
fn section(path: &str, name: &str, text: &str) {
    let whole = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = whole.split_once(&start).unwrap_or_else(|| panic!("{path}: {start} is missing"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("{path}: {end} is missing"));
    file(path, &format!("{before}{start}{text}{end}{after}"));
}

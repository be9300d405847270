//! Compiles every case: those in a `pass` directory must also run, and those in a `fail` directory must fail with
//! exactly the text beside them.
//!
//! After a change of words, `TRYBUILD=overwrite cargo test -p clerk-toolkit-ui-tests` writes the texts anew; read the
//! difference before it is committed.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn cases() {
    let cases = trybuild::TestCases::new();
    cases.pass("*/pass/*.rs");
    cases.compile_fail("*/fail/*.rs");
}

/// Whatever the macros can say, some failing case makes them say.
#[test]
fn every_message_has_a_case() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shown: String = files(here, "stderr").iter().map(|file| read(file)).collect();
    let sources = files(&here.join("../../clerk-toolkit-macros/src"), "rs");
    let messages: Vec<_> = sources.iter().flat_map(|file| messages(&read(file))).collect();
    assert!(messages.len() > 50, "the macros' sources have messages");
    let missing: Vec<_> = messages.iter().filter(|message| !parts(message).all(|part| shown.contains(part))).collect();
    assert!(missing.is_empty(), "no case shows {missing:#?}");
}

/// The files of a directory and those below it that have the extension.
fn files(directory: &Path, extension: &str) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(directory).expect("the directory is there").map(|entry| entry.expect("it is read").path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => files(&path, extension),
            false => vec![path],
        })
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("the file is there")
}

/// The string literals of a source, outside of its comments and tests, that are several words.
fn messages(source: &str) -> Vec<String> {
    let (code, _tests) = source.split_once("#[cfg(test)]").unwrap_or((source, ""));
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = lines.flat_map(|line| [line, "\n"]).collect();
    let code = code.replace(r#"\""#, "\u{0}");
    let literals = code.split('"').skip(1).step_by(2);
    literals.map(|text| text.replace('\u{0}', "\"")).filter(|text| text.trim().contains(' ')).collect()
}

/// A message without what is filled in.
fn parts(message: &str) -> impl Iterator<Item = &str> {
    message.split('{').flat_map(|part| part.rsplit('}').next())
}

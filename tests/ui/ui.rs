//! The cases that must not compile. The compiler must refuse each file in a `fail` directory with exactly the text
//! beside it.
//!
//! The texts depend on the compiler, so they are compared only on the one that they were written with. On any other
//! compiler the cases must still fail to compile, and this test says that it did not compare their texts.
//!
//! After a change of a message, `TRYBUILD=overwrite cargo test -p clerk-toolkit-ui-tests` rewrites the texts. Read the
//! difference before you commit it. If you used another compiler than [`WRITTEN_WITH`], rewrite all the texts and
//! change it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// The release of the compiler that the texts were written with.
const WRITTEN_WITH: &str = "1.95";

/// The flags that trybuild gives the compiler. It gives the last one only for the cases, so cargo would check every
/// dependency once without it and once with it.
const FLAGS: [&str; 6] = ["--cfg", "trybuild", "--verbose", "-A", "dead_code", "--diagnostic-width=140"];

#[test]
fn the_cases_fail_to_compile() {
    let rustc = rustc_version();
    if env::var_os("TRYBUILD").is_some() || compares_texts(&rustc) {
        let status = this_test("with_texts").status().expect("this test can run itself");
        assert!(status.success(), "the output above shows the cases that differ");
        return;
    }
    // Written to standard error itself, because the test harness hides what a passing test prints.
    let notice = format!(
        "NOTE: this is {rustc}, and the texts were written with {WRITTEN_WITH}: the cases must fail to compile, but \
         their texts are NOT compared\n"
    );
    io::stderr().write_all(notice.as_bytes()).expect("standard error is open");
    let output = this_test("without_texts").env("TRYBUILD", "overwrite").output().expect("this test can run itself");
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "a case compiles:\n{stdout}\n{stderr}");
    assert!(stdout.contains("1 passed"), "the cases were not compiled:\n{stdout}\n{stderr}");
}

/// This program, to run one of the ignored tests below. Its environment saves trybuild's cargo most of the work: the
/// same flags for the dependencies as for the cases, and the workspace's intermediate files and debug setting, so that
/// cargo finds the procedural macros and build scripts that it has already built.
fn this_test(name: &str) -> Command {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let target = temporary.parent().expect("it is in the target directory");
    let mut command = Command::new(env::current_exe().expect("the path of this test is known"));
    command
        .args([name, "--exact", "--ignored"])
        .args(env::args().filter(|argument| argument.starts_with("trybuild=")))
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"))
        .env("CARGO_BUILD_BUILD_DIR", target)
        .env("CARGO_PROFILE_DEV_DEBUG", "false");
    command
}

#[test]
#[ignore = "`the_cases_fail_to_compile` runs this test"]
fn with_texts() {
    trybuild::TestCases::new().compile_fail("*/fail/*.rs");
}

/// Compiles a copy of the cases that has no texts. `TRYBUILD=overwrite` makes trybuild write the texts into the copy,
/// so that it fails for a case that compiles and for nothing else.
#[test]
#[ignore = "`the_cases_fail_to_compile` runs this test on a compiler other than that of the texts"]
fn without_texts() {
    assert_eq!(env::var("TRYBUILD").as_deref(), Ok("overwrite"), "this test must not compare texts");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui");
    if copy.exists() {
        fs::remove_dir_all(&copy).expect("the last copy can be removed");
    }
    let cases =
        files(here, "rs").into_iter().filter(|case| case.parent().is_some_and(|parent| parent.ends_with("fail")));
    for case in cases {
        let to = copy.join(case.strip_prefix(here).expect("it is below"));
        fs::create_dir_all(to.parent().expect("it is in a directory")).expect("the directory can be made");
        fs::copy(&case, &to).expect("the case can be copied");
    }
    trybuild::TestCases::new().compile_fail(copy.join("*/fail/*.rs"));
}

/// What `rustc --version` says, such as `rustc 1.95.0 (59807616e 2026-04-14)`.
fn rustc_version() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().expect("rustc can be run");
    String::from_utf8(output.stdout).expect("the version is UTF-8").trim().to_owned()
}

/// Whether this compiler words its messages as the texts have them: it is a stable one of the same release.
fn compares_texts(rustc: &str) -> bool {
    let release = rustc.split(' ').nth(1).and_then(|version| version.strip_prefix(WRITTEN_WITH));
    release.is_some_and(|patch| patch.starts_with('.') && !patch.contains('-'))
}

#[test]
fn texts_are_compared_on_their_own_compiler_only() {
    for same in ["rustc 1.95.0 (59807616e 2026-04-14)", "rustc 1.95.1 (59807616e 2026-05-14)", "rustc 1.95.0"] {
        assert!(compares_texts(same), "{same}");
    }
    for other in [
        "rustc 1.88.0 (6b00bc388 2025-06-23)",
        "rustc 1.950.0 (59807616e 2026-04-14)",
        "rustc 1.95.0-beta.1 (59807616e 2026-03-14)",
        "rustc 1.95.0-nightly (59807616e 2026-02-14)",
        "rustc 1.97.0-nightly (e50aa6fba 2026-05-19)",
        "",
    ] {
        assert!(!compares_texts(other), "{other}");
    }
}

/// Some failing case shows each message that the macros can give.
#[test]
fn every_message_has_a_case() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shown: String = files(here, "stderr").iter().map(|file| read(file)).collect();
    let sources = files(&here.join("../../clerk-toolkit-macros/src"), "rs");
    let messages: Vec<_> = sources.iter().flat_map(|file| messages(&read(file))).collect();
    assert!(messages.len() > 50, "the sources of the macros have few messages: {messages:#?}");
    let missing: Vec<_> = messages.iter().filter(|message| !parts(message).all(|part| shown.contains(part))).collect();
    assert!(missing.is_empty(), "no case shows {missing:#?}");
}

/// The files with this extension in a directory and in those below it.
fn files(directory: &Path, extension: &str) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(directory).expect("the directory is readable").map(|entry| entry.expect("an entry").path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => files(&path, extension),
            false => vec![path],
        })
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("the file is readable")
}

/// The string literals of a source that are several words, without its comments and tests.
fn messages(source: &str) -> Vec<String> {
    let (code, _tests) = source.split_once("#[cfg(test)]").unwrap_or((source, ""));
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = lines.flat_map(|line| [line, "\n"]).collect();
    let code = code.replace(r#"\""#, "\u{0}");
    let literals = code.split('"').skip(1).step_by(2);
    literals.map(|text| text.replace('\u{0}', "\"")).filter(|text| text.trim().contains(' ')).collect()
}

/// The parts of a message that are always the same: those between its placeholders.
fn parts(message: &str) -> impl Iterator<Item = &str> {
    message.split('{').flat_map(|part| part.rsplit('}').next())
}

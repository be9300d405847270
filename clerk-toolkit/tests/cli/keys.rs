//! The secret key and the other settings: options replace variables, and each mistake in a key is named.

use std::fs;
use std::io::BufReader;
use std::path::PathBuf;

use clerk_toolkit::sandbox::{Sandbox, demo};
use tempfile::TempDir;

use crate::binary::{Run, Running, command, line_after, run, run_with_input, write_key};

/// A folder with a key file of that content.
fn file(text: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder can be created");
    let path = folder.path().join("key");
    write_key(&path, text);
    (folder, path)
}

/// `mcp` with a key file. Standard input is empty, so it ends at once.
fn with_file(text: impl AsRef<[u8]>) -> Run {
    let (_folder, path) = file(text);
    run(&["mcp", "--secret-key-file", path.to_str().expect("a Unicode path")])
}

/// Runs a command with variables, beside the sandbox that it talks to.
async fn with_variables(arguments: Vec<String>, variables: Vec<(&'static str, &'static str)>) -> Run {
    let finished = tokio::task::spawn_blocking(move || {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        command(&arguments).envs(variables).output().expect("the program starts")
    });
    finished.await.expect("it does not panic").into()
}

#[tokio::test]
async fn every_option_replaces_its_variable() {
    let sandbox = Sandbox::start().await.expect("the sandbox starts");
    let (_folder, path) = file(sandbox.secret_key());
    let key_file = ["--secret-key-file", path.to_str().expect("a Unicode path")];
    let key = ["--secret-key", sandbox.secret_key()];
    let url = ["--api-url", sandbox.url()];
    let unusable_keys = ["", " ", "pk_test_hush", "${env:CLERK_SECRET_KEY}", "CLERK_SECRET_KEY=sk_test_hush"];
    let unusable_urls = ["", "not a URL", "http://a.example", "ftp://a", "https://me:hush@a.example"];
    let mut cases = Vec::new();
    for value in unusable_keys {
        cases.push(([&key_file[..], &url].concat(), "CLERK_SECRET_KEY", value));
        cases.push(([&key[..], &url].concat(), "CLERK_SECRET_KEY", value));
        cases.push((vec!["--sandbox"], "CLERK_SECRET_KEY", value));
    }
    for value in unusable_urls {
        cases.push(([&key_file[..], &url].concat(), "CLERK_API_URL", value));
        cases.push((vec!["--sandbox"], "CLERK_API_URL", value));
    }
    cases.push((vec!["--sandbox"], "CLERK_API_VERSION", ""));
    cases.push((vec!["--sandbox"], "CLERK_API_VERSION", "v1/"));
    for (options, variable, value) in cases {
        for command in [&["call", "getUserCount"][..], &["doctor", "--json"]] {
            let arguments = [command, &options].concat().iter().map(|word| (*word).to_owned()).collect();
            let run = with_variables(arguments, vec![(variable, value)]).await;
            assert_eq!(run.code, Some(0), "{command:?} {options:?} {variable}={value:?}: {run:?}");
            assert!(!format!("{run:?}").contains("hush"), "{run:?}");
            // `doctor` reports warnings in its findings.
            let warns = command[0] == "call" && options.contains(&"--secret-key");
            assert_eq!(run.stderr.starts_with("warning: other processes can read --secret-key"), warns, "{run:?}");
        }
    }
}

/// Unusable variables that no option replaces are errors, and not ignored.
#[test]
fn an_unusable_variable_without_an_option_is_an_error() {
    for (variable, value) in
        [("CLERK_SECRET_KEY", ""), ("CLERK_API_URL", ""), ("CLERK_API_VERSION", ""), ("CLERK_API_VERSION", "v1/")]
    {
        let mut mcp = command(&["mcp"]);
        let run =
            Run::from(mcp.env("CLERK_SECRET_KEY", "sk_test_hush").env(variable, value).output().expect("it starts"));
        assert_eq!(run.code, Some(2), "{variable}={value:?}: {run:?}");
        assert!(run.stderr.starts_with(&format!("error: {variable}")) || run.stderr.contains(variable), "{run:?}");
    }
}

#[test]
fn the_token_on_the_command_line_replaces_its_variable() {
    for unusable in ["", "short", "not a\ttoken"] {
        let mut mcp =
            command(&["mcp", "--sandbox", "--http", "0", "--http-token", "a-token-that-is-long-enough-for-any-use"]);
        let child = mcp.env("CLERK_TOOLKIT_HTTP_TOKEN", unusable).spawn().expect("the program starts");
        let mut child = Running(child);
        let stderr = child.0.stderr.as_mut().expect("the stream is piped");
        let url = line_after(&mut BufReader::new(stderr), "Listening on ");
        assert!(url.starts_with("http://127.0.0.1:"), "{unusable:?}: {url}");
    }
    let mut mcp = command(&["mcp", "--sandbox", "--http", "0", "--http-token", "", "--allow-host", "a.example"]);
    let run = Run::from(mcp.env("CLERK_TOOLKIT_HTTP_TOKEN", "a-token-of-the-environment").output().expect("it starts"));
    assert_eq!(run.code, Some(2), "the variable is used: {run:?}");
}

/// Texts of a key file, and what the message must contain. `hush` must not be shown.
const MISTAKES: &[(&str, &str)] = &[
    ("", "it is empty"),
    (" \n", "it is empty"),
    ("\u{feff}", "it is empty"),
    ("pk_test_hush", "it is a publishable key"),
    ("\"sk_test_hush\"", "in quotes: remove them"),
    ("'sk_test_hush'\n", "in quotes: remove them"),
    ("${env:CLERK_SECRET_KEY}", "a reference or a placeholder"),
    ("$CLERK_SECRET_KEY", "a reference or a placeholder"),
    ("%CLERK_SECRET_KEY%", "a reference or a placeholder"),
    ("CLERK_SECRET_KEY=sk_test_hush\n", "written as NAME=value"),
    ("export CLERK_SECRET_KEY=sk_test_hush", "written as NAME=value"),
    ("CLERK_SECRET_KEY: sk_test_hush", "written as NAME=value"),
    ("sk_test_hush\nsk_test_hush\n", "several lines"),
    ("sk_test_hush sk_test_hush", "white space in it"),
    ("Bearer sk_test_hush", "the word `Bearer`"),
    ("whsec_hush", "the signing secret of a webhook"),
    ("hush", "does not start with `sk_test_` or `sk_live_`"),
    ("sk_test_h\u{fc}sh", "characters other than"),
];

#[test]
fn each_mistake_in_a_key_file_is_named() {
    for (text, said) in MISTAKES {
        let run = with_file(text);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{text:?}: {run:?}");
        assert!(run.stderr.starts_with("error: cannot read a key from "), "{text:?}: {run:?}");
        assert!(run.stderr.contains(said) && !run.stderr.contains("hush"), "{text:?}: {run:?}");
        assert!(run.stderr.lines().nth(1).is_some_and(|remedy| !remedy.is_empty()), "no remedy: {run:?}");
    }
}

#[test]
fn a_byte_order_mark_is_skipped_and_other_encodings_are_named() {
    for text in ["sk_test_key", "\u{feff}sk_test_key", "\u{feff}sk_test_key\r\n", "\n  sk_test_key \r\n\r\n"] {
        let run = with_file(text);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{text:?}: {run:?}");
    }
    for (bytes, said) in [
        (&b"\xff\xfes\0k\0_\0h\0u\0s\0h\0"[..], "it is UTF-16"),
        (b"\xfe\xff\0s\0k\0_\0h\0u\0s\0h", "it is UTF-16"),
        (b"s\0k\0_\0h\0u\0s\0h\0", "it is UTF-16"),
        (b"sk_test_\xffhush", "its byte 9 is not UTF-8"),
        (&[b'k'; 5000], "it is longer than 4096 bytes"),
    ] {
        let run = with_file(bytes);
        assert!(run.code == Some(2) && run.stderr.contains(said) && !run.stderr.contains("hush"), "{said}: {run:?}");
    }
}

/// `doctor` reports the same mistakes.
#[test]
fn doctor_names_the_mistakes_too() {
    for (text, said) in [("\"sk_test_hush\"", "in quotes"), ("CLERK_SECRET_KEY=sk_test_hush", "written as NAME=value")]
    {
        let (_folder, path) = file(text);
        let path = path.to_str().expect("a Unicode path");
        let run = run(&["doctor", "--secret-key-file", path, "--api-url", "http://127.0.0.1:9"]);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stdout.contains("problem  key       cannot read a key from"), "{run:?}");
        assert!(run.stdout.contains(said) && !run.stdout.contains("hush"), "{run:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_key_file_is_a_regular_file() {
    let folder = TempDir::new().expect("a folder can be created");
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("`mkfifo` starts");
    assert!(made.success());
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&pipe, &link).expect("the folder can be written");
    let broken = folder.path().join("broken");
    std::os::unix::fs::symlink("nothing", &broken).expect("the folder can be written");
    let socket = folder.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("the folder can be written");
    let text = |path: &PathBuf| path.to_str().expect("a Unicode path").to_owned();
    for (path, said) in [
        (text(&pipe), "it is a pipe, not a regular file\nSave the key in a file, or pass"),
        (text(&link), "it is a pipe, not a regular file"),
        (text(&broken), "it does not exist"),
        (text(&socket), "it is a socket, not a regular file"),
        (text(&folder.path().to_owned()), "it is a directory, not a regular file"),
        ("/dev/null".to_owned(), "it is a device, not a regular file"),
    ] {
        for command in [&["mcp"][..], &["call", "getUserCount"], &["install", "cursor", "--print"]] {
            let run = run(&[command, &["--secret-key-file", &path]].concat());
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{path}: {run:?}");
            assert!(run.stderr.contains(said), "{path}: {run:?}");
        }
        let run = run(&["doctor", "--secret-key-file", &path, "--api-url", "http://127.0.0.1:9"]);
        assert!(run.code == Some(1) && run.stdout.contains(said.lines().next().unwrap_or_default()), "{path}: {run:?}");
    }
    // Standard input is a pipe here.
    let run = run_with_input(&["call", "getUserCount", "--secret-key-file", "/dev/stdin"], "sk_test_hush");
    assert!(run.code == Some(2) && run.stderr.contains("it is a pipe"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_can_use_draws_a_warning() {
    use std::os::unix::fs::PermissionsExt;

    let (folder, path) = file("sk_test_hush");
    let odd = folder.path().join("my key's file");
    write_key(&odd, "sk_test_hush");
    for (path, mode, warns) in [(&path, 0o600, false), (&path, 0o400, false), (&path, 0o640, true), (&odd, 0o604, true)]
    {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("the permissions can be changed");
        let text = path.to_str().expect("a Unicode path");
        for command in [&["mcp"][..], &["install", "cursor", "--print"]] {
            let run = run(&[command, &["--secret-key-file", text]].concat());
            assert_eq!(run.code, Some(0), "{run:?}");
            let said = format!("(its mode is {mode:o}); run: chmod 600 ");
            assert_eq!(run.stderr.contains(&said), warns, "{mode:o}: {run:?}");
            assert_eq!(run.stderr.is_empty(), !warns, "{mode:o}: {run:?}");
        }
        if warns && path == &odd {
            let run = run(&["mcp", "--secret-key-file", text]);
            assert!(run.stderr.trim_end().ends_with("my key'\\''s file'"), "the path is quoted for a shell: {run:?}");
        }
    }
}

#[test]
fn a_byte_order_mark_before_json_is_skipped() {
    let arguments = format!("\u{feff}{{\"userId\":\"{}\"}}", demo::ADA);
    for run in [
        run(&["call", "--sandbox", "getUser", "--args", &arguments]),
        run_with_input(&["call", "--sandbox", "getUser", "--args", "-"], &arguments),
    ] {
        assert_eq!((run.code, &run.json()["first_name"]), (Some(0), &"Ada".into()), "{run:?}");
    }
    let folder = TempDir::new().expect("a folder can be created");
    let seed = folder.path().join("seed.json");
    let path = seed.to_str().expect("a Unicode path");
    fs::write(&seed, "\u{feff}{\"users\": 1}").expect("the folder can be written");
    let run = run(&["sandbox", "--seed", path]);
    assert!(run.stderr.contains("is not a seed: users: invalid type"), "{run:?}");
    fs::write(&seed, b"\xff\xfe{\0}\0").expect("the folder can be written");
    let run = crate::binary::run(&["sandbox", "--seed", path]);
    assert!(run.code == Some(2) && run.stderr.contains("it is UTF-16"), "{run:?}");
}

#[test]
fn plain_http_to_another_machine_is_allowed_on_request() {
    for (options, variable) in [(&["--api-url", "http://a.example"][..], ""), (&[], "http://a.example")] {
        let run = |flag: &[&str]| -> Run {
            let mut command = command(&[&["mcp"], options, flag].concat());
            if !variable.is_empty() {
                command.env("CLERK_API_URL", variable);
            }
            command.env("CLERK_SECRET_KEY", "sk_test_hush").output().expect("the program starts").into()
        };
        let origin = if variable.is_empty() { "--api-url" } else { "CLERK_API_URL" };
        let refused = run(&[]);
        assert_eq!(refused.code, Some(2), "{refused:?}");
        assert!(
            refused.stderr.starts_with(&format!("error: {origin} is plain http to another machine")),
            "{refused:?}"
        );
        assert!(refused.stderr.contains("--allow-http") && !refused.stderr.contains("allow_insecure"), "{refused:?}");
        let allowed = run(&["--allow-http"]);
        assert_eq!(allowed.code, Some(0), "{allowed:?}");
        let said = format!("warning: {origin} is plain http to another machine");
        assert!(allowed.stderr.starts_with(&said), "{allowed:?}");
    }
}

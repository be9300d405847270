//! The secret key: the places that may contain it, and that no other place does.

use super::{CLIENTS, Home, WITHOUT_REFERENCE};
use crate::binary::Run;

const KEY: &str = "sk_test_hush";

/// Runs `install` with the key in the environment.
fn run(home: &Home, arguments: &[&str]) -> Run {
    home.command(arguments).env("CLERK_SECRET_KEY", KEY).output().expect("the binary starts").into()
}

#[test]
fn it_is_written_only_on_request() {
    for client in CLIENTS {
        let home = Home::new();
        home.write_key("project/key", KEY);
        for options in [&["--print"][..], &["--print-entry"], &[], &["--secret-key-file", "key"], &["--sandbox"]] {
            let run = run(&home, &[&[client, "--config", "../file"], options].concat());
            let supplied = options.contains(&"--sandbox") || options.contains(&"--secret-key-file");
            let refused = WITHOUT_REFERENCE.contains(client) && !supplied;
            assert_eq!(run.code, Some(if refused { 2 } else { 0 }), "{run:?}");
            assert!(!format!("{run:?}").contains("hush"), "{run:?}");
            for file in home.files().iter().filter(|file| file.starts_with("file")) {
                assert!(!home.read(file).contains("hush"), "{client} {options:?}");
            }
        }
    }
}

#[test]
fn it_is_written_with_a_warning_on_request() {
    for client in CLIENTS {
        let home = Home::new();
        let run = run(&home, &[client, "--config", "../file", "--write-secret-key"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.stderr.starts_with("warning: ") && run.stderr.contains("now contains the secret key"), "{run:?}");
        assert!(run.stdout.contains("sk_test_…") && !run.stdout.contains("hush"), "{run:?}");
        let file = home.read("file");
        assert!(
            file.contains("CLERK_SECRET_KEY\": \"sk_test_hush\"")
                || file.contains("CLERK_SECRET_KEY = \"sk_test_hush\"")
        );
        assert!(!file.contains("env_vars") && !file.contains("inputs"), "{file}");

        let given =
            home.install(&[client, "--config", "../file", "--write-secret-key", "--secret-key", "sk_live_other"]);
        assert_eq!(given.code, Some(0), "{given:?}");
        assert!(given.stderr.contains("other processes can read --secret-key from the command line"), "{given:?}");
        assert!(given.stdout.contains("sk_live_…"), "{given:?}");
        // Neither the new key nor the old one is shown.
        for secret in ["sk_live_other", KEY] {
            assert!(!given.stdout.contains(secret) && !given.stderr.contains(secret), "{secret}: {given:?}");
        }
        assert!(home.read("file").contains("sk_live_other"));
    }
}

#[test]
fn it_is_printed_on_request() {
    let home = Home::new();
    let printed = run(&home, &["claude-desktop", "--print-entry", "--write-secret-key"]);
    assert_eq!(printed.json()["mcpServers"]["clerk"]["env"]["CLERK_SECRET_KEY"], KEY);
    assert!(printed.stderr.contains("warning: the printed entry contains a secret"), "{printed:?}");
    assert_eq!(home.files(), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_new_file_that_contains_it_is_readable_only_by_its_owner() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    let home = Home::new();
    let mode = |file: &str| fs::metadata(home.path(file)).expect("the file exists").permissions().mode() & 0o777;
    run(&home, &["cursor", "--config", "../new", "--write-secret-key"]);
    assert_eq!(mode("new"), 0o600);
    run(&home, &["cursor", "--config", "../plain"]);
    home.write("like-any-other", "");
    assert_eq!(mode("plain"), mode("like-any-other"));
    // The permissions of an existing file stay, and the user is warned.
    fs::set_permissions(home.path("plain"), fs::Permissions::from_mode(0o644)).expect("the permissions can be set");
    let told = run(&home, &["cursor", "--config", "../plain", "--write-secret-key"]);
    assert!(told.stderr.contains("other accounts can read it"), "{told:?}");
    assert_eq!(mode("plain"), 0o644);
}

#[test]
fn other_servers_are_never_shown() {
    let home = Home::new();
    home.write(
        "file",
        "{\n  \"mcpServers\": {\n    \"a\": {\"env\": {\"TOKEN\": \"hush\"}}\n  },\n  \"b\": \"hush\"\n}\n",
    );
    let told = home.installed(&["cursor", "--config", "../file"]);
    assert!(told.contains("+       \"command\"") && !told.contains("hush") && !told.contains("\"a\""), "{told}");
}

#[test]
fn a_backup_that_contains_it_is_reported() {
    for client in CLIENTS {
        let home = Home::new();
        let options = [client, "--config", "../file", "--write-secret-key"];
        let first = run(&home, &options);
        assert!(!first.stderr.contains("backup"), "{first:?}");
        let rotated =
            home.command(&options).env("CLERK_SECRET_KEY", "sk_live_rotated").output().expect("the binary starts");
        let rotated = Run::from(rotated);
        let told = rotated.stderr.lines().any(|line| {
            line.starts_with("warning: the backup ") && line.contains("file.bak\" contains a secret key; delete it")
        });
        assert!(rotated.code == Some(0) && told, "{rotated:?}");
        for secret in [KEY, "sk_live_rotated"] {
            assert!(!rotated.stdout.contains(secret) && !rotated.stderr.contains(secret), "{rotated:?}");
        }
        assert!(home.read("file.bak").contains(KEY) && !home.read("file").contains(KEY));
    }
    // The description of an input contains the prefixes of keys, but no key.
    let home = Home::new();
    home.installed(&["vscode", "--config", "../file"]);
    home.installed(&["vscode", "--config", "../file", "--read-only"]);
}

//! The file itself: backups, links, permissions, and files that cannot be written.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;

use super::Home;
use crate::binary::Run;

/// An account that does not have to exist.
const SOMEBODY: (u32, u32) = (54_321, 65_432);

fn mode(home: &Home, file: &str) -> u32 {
    fs::metadata(home.path(file)).expect("the file exists").permissions().mode() & 0o7777
}

#[test]
fn a_backup_is_never_overwritten() {
    let home = Home::new();
    home.write("file", "{}");
    home.write("file.bak", "mine");
    let told = home.installed(&["cursor", "--config", "../file"]);
    assert!(told.contains("file.bak.1\n"), "{told}");
    let second = home.read("file");
    home.write("file", second.replace("\n}", ",\n  \"mine\": 1\n}"));
    let second = home.read("file");
    home.installed(&["cursor", "--config", "../file", "--force"]);
    assert_eq!(home.files(), ["file", "file.bak", "file.bak.1", "file.bak.2"]);
    assert_eq!((home.read("file.bak").as_str(), home.read("file.bak.1").as_str()), ("mine", "{}"));
    assert_eq!(home.read("file.bak.2"), second);
}

#[test]
fn backups_do_not_pile_up() {
    for (client, text) in [
        ("cursor", "{\"mcpServers\": {\"a\": {}}}"),
        ("cursor", "{\n  \"x\": 1\n}\n"),
        ("codex", "[mcp_servers.a]\ncommand = 'x'\n"),
        ("vscode", "{\"servers\": {\"a\": {}}}"),
    ] {
        let home = Home::new();
        home.write("file", text);
        let place = [client, "--config", "../file"];
        home.installed(&[&place[..], &["--sandbox"]].concat());
        for options in [&["--read-only"][..], &["--sandbox", "--tools", "users"], &["--read-only"]] {
            let told = home.installed(&[&place[..], options].concat());
            assert!(told.contains("file.bak, from an earlier run\n"), "{client}: {told}");
            let run: Run = home.command_of("uninstall", &place).output().expect("the binary starts").into();
            assert!(run.stdout.contains("file.bak, from an earlier run\n"), "{client}: {run:?}");
            home.installed(&[&place[..], &["--sandbox"]].concat());
        }
        assert_eq!(home.files(), ["file", "file.bak"], "{client}");
        assert_eq!(home.read("file.bak"), text);
        // A part of the entry that `install` does not write would be lost.
        let entry = home.read("file").replace("BINARY", "clerk-toolkit");
        let entry = match client {
            "codex" => entry.replace("args = ", "startup_timeout_sec = 30\nargs = "),
            _ => entry.replace("\"args\"", "\"timeout\": 30, \"args\""),
        };
        home.write("file", entry);
        home.installed(&[&place[..], &["--read-only"]].concat());
        assert_eq!(home.files(), ["file", "file.bak", "file.bak.1"], "{client}");
    }
}

#[test]
fn a_secret_that_is_only_in_the_file_stays_in_a_backup() {
    let key = "sk_test_abcdefghijklmnopqrstuvwxyz0123456789";
    let home = Home::new();
    home.write("file", "{\"mcpServers\": {}}");
    home.installed(&["cursor", "--config", "../file", "--sandbox"]);
    let by_hand = home.read("file").replace("BINARY", "clerk-toolkit");
    home.write("file", by_hand.replace("\"args\"", &format!("\"env\": {{\"CLERK_SECRET_KEY\": \"{key}\"}}, \"args\"")));
    let run = home.install(&["cursor", "--config", "../file", "--sandbox"]);
    assert!(run.code == Some(0) && run.stderr.contains("file.bak.1\" contains a secret key"), "{run:?}");
    assert!(!home.read("file").contains(key));
    assert!(home.read("file.bak.1").contains(key), "{:?}", home.files());
}

#[test]
fn a_link_is_followed_and_stays_a_link() {
    let home = Home::new();
    home.write("dotfiles/mcp.json", "{}");
    symlink("dotfiles/mcp.json", home.path("link")).expect("a link can be created");
    home.installed(&["cursor", "--config", "../link"]);
    assert!(home.path("link").is_symlink());
    assert!(home.read("dotfiles/mcp.json").contains("BINARY"));
    assert_eq!(home.files(), ["dotfiles/mcp.json", "dotfiles/mcp.json.bak", "link"]);

    symlink("nowhere", home.path("dangling")).expect("a link can be created");
    let run = home.install(&["cursor", "--config", "../dangling"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    assert!(run.stderr.contains("dangling\": it is a link, and"), "{run:?}");
}

#[test]
fn permissions_are_kept() {
    for bits in [0o600, 0o640, 0o664] {
        let home = Home::new();
        home.write("file", "{}");
        fs::set_permissions(home.path("file"), Permissions::from_mode(bits)).expect("the permissions can be set");
        home.installed(&["cursor", "--config", "../file"]);
        assert_eq!((mode(&home, "file"), mode(&home, "file.bak")), (bits, bits));
    }
}

#[test]
fn a_failed_write_is_reported_and_leaves_no_files() {
    let home = Home::new();
    home.write("file", "{}");
    home.write("read-only", "{}");
    fs::set_permissions(home.path("read-only"), Permissions::from_mode(0o444)).expect("the permissions can be set");
    let files = home.files();
    for (file, said) in [
        ("read-only", "read-only\": it is read-only"),
        ("project", "cannot read"),
        ("file/in/a/file", "file/in/a/file\""),
        ("/proc/there/is/none", "cannot write \"/proc/there/is/none\""),
    ] {
        let path = home.path(file);
        let run = home.install(&["cursor", "--config", path.to_str().expect("the path is Unicode")]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
        assert!(run.stderr.contains(said), "{run:?} must print {said:?}");
        assert_eq!((home.files(), home.read("read-only").as_str()), (files.clone(), "{}"));
    }
}

/// Whether the file could be given to another account, which only root can do.
fn given(home: &Home, file: &str) -> bool {
    chown(home.path(file), Some(SOMEBODY.0), Some(SOMEBODY.1)).is_ok()
}

#[test]
fn the_owner_is_kept() {
    let home = Home::new();
    home.write("file", "{}");
    fs::set_permissions(home.path("file"), Permissions::from_mode(0o640)).expect("the permissions can be set");
    if !given(&home, "file") {
        eprintln!("skipped: only root can give a file away");
        return;
    }
    home.installed(&["cursor", "--config", "../file"]);
    for file in ["file", "file.bak"] {
        let metadata = fs::metadata(home.path(file)).expect("the file exists");
        assert_eq!((metadata.uid(), metadata.gid()), SOMEBODY, "{file}");
        assert_eq!(mode(&home, file), 0o640, "{file}");
    }
}

#[test]
fn a_file_whose_owner_cannot_be_kept_is_unchanged() {
    let home = Home::new();
    home.write("file", "{}");
    home.write("other", "{}");
    if !given(&home, "other") {
        eprintln!("skipped: only root can run the binary as another account");
        return;
    }
    // The account may write the file and its folder, but cannot give a file to root.
    for (path, bits) in [("", 0o777), ("project", 0o777), ("file", 0o666)] {
        fs::set_permissions(home.path(path), Permissions::from_mode(bits)).expect("the permissions can be set");
    }
    let mut command = home.command(&["cursor", "--config", "../file"]);
    let run: Run = match command.uid(SOMEBODY.0).gid(SOMEBODY.1).output() {
        Ok(output) => output.into(),
        Err(error) => return eprintln!("skipped: another account cannot start the binary here: {error}"),
    };
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    assert!(run.stderr.contains("it belongs to user 0 and group 0, which cannot be kept"), "{run:?}");
    assert_eq!((home.read("file").as_str(), home.files()), ("{}", vec!["file".to_owned(), "other".to_owned()]));
}

#[test]
fn a_path_that_is_not_a_regular_file_is_refused_at_once() {
    let home = Home::new();
    let pipe = home.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("`mkfifo` starts");
    assert!(made.success());
    std::os::unix::fs::symlink("/dev/zero", home.path("zero")).expect("the folder can be written");
    std::fs::create_dir(home.path(".cursor")).expect("the folder can be written");
    std::os::unix::fs::symlink("/dev/zero", home.path(".cursor/mcp.json")).expect("the folder can be written");
    for (path, said) in [
        ("../pipe", "it is a pipe, not a regular file"),
        ("../zero", "it is a device, not a regular file"),
        ("..", "it is a directory, not a regular file"),
    ] {
        let run = home.install(&["cursor", "--sandbox", "--config", path]);
        assert!(run.code == Some(1) && run.stderr.contains(said), "{path}: {run:?}");
        let run = crate::uninstall::uninstall(&home, &["cursor", "--config", path]);
        assert!(run.code == Some(1) && run.stderr.contains(said), "{path}: {run:?}");
    }
    let run = crate::binary::Run::from(home.command_of("doctor", &["--sandbox"]).output().expect("the program starts"));
    assert!(run.stdout.contains("warning  client    Cursor: cannot read"), "{run:?}");
    // A backup that is a pipe is not read.
    let file = home.write("file", "{}");
    home.installed(&["cursor", "--sandbox", "--config", "../file"]);
    std::fs::remove_file(home.path("file.bak")).expect("there is a backup");
    std::fs::rename(&pipe, home.path("file.bak")).expect("the folder can be written");
    let run = crate::uninstall::uninstall(&home, &["cursor", "--config", "../file"]);
    assert_eq!(run.code, Some(0), "{file:?}: {run:?}");
}

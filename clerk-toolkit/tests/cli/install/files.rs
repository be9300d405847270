//! The file itself: backups, links, permissions, and what cannot be written.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};

use super::Home;

fn mode(home: &Home, file: &str) -> u32 {
    fs::metadata(home.path(file)).expect("it is there").permissions().mode() & 0o7777
}

#[test]
fn a_backup_is_never_overwritten() {
    let home = Home::new();
    home.write("file", "{}");
    home.write("file.bak", "mine");
    let told = home.installed(&["cursor", "--config", "../file"]);
    assert!(told.contains("file.bak.1\n"), "{told}");
    let second = home.read("file");
    home.installed(&["cursor", "--config", "../file", "--read-only"]);
    assert_eq!(home.files(), ["file", "file.bak", "file.bak.1", "file.bak.2"]);
    assert_eq!((home.read("file.bak").as_str(), home.read("file.bak.1").as_str()), ("mine", "{}"));
    assert_eq!(home.read("file.bak.2"), second);
}

#[test]
fn a_link_is_followed_and_stays_one() {
    let home = Home::new();
    home.write("dotfiles/mcp.json", "{}");
    symlink("dotfiles/mcp.json", home.path("link")).expect("it can be linked");
    home.installed(&["cursor", "--config", "../link"]);
    assert!(home.path("link").is_symlink());
    assert!(home.read("dotfiles/mcp.json").contains("BINARY"));
    assert_eq!(home.files(), ["dotfiles/mcp.json", "dotfiles/mcp.json.bak", "link"]);

    symlink("nowhere", home.path("dangling")).expect("it can be linked");
    let run = home.install(&["cursor", "--config", "../dangling"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    assert!(run.stderr.contains("dangling\": it is a link, and"), "{run:?}");
}

#[test]
fn permissions_are_kept() {
    for bits in [0o600, 0o640, 0o664] {
        let home = Home::new();
        home.write("file", "{}");
        fs::set_permissions(home.path("file"), Permissions::from_mode(bits)).expect("it is ours");
        home.installed(&["cursor", "--config", "../file"]);
        assert_eq!((mode(&home, "file"), mode(&home, "file.bak")), (bits, bits));
    }
}

#[test]
fn what_cannot_be_written_is_said_and_leaves_nothing_behind() {
    let home = Home::new();
    home.write("file", "{}");
    home.write("read-only", "{}");
    fs::set_permissions(home.path("read-only"), Permissions::from_mode(0o444)).expect("it is ours");
    let files = home.files();
    for (file, said) in [
        ("read-only", "read-only\": it is read-only"),
        ("project", "cannot read"),
        ("file/in/a/file", "file/in/a/file\""),
        ("/proc/there/is/none", "cannot write \"/proc/there/is/none\""),
    ] {
        let path = home.path(file);
        let run = home.install(&["cursor", "--config", path.to_str().expect("a Unicode path")]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
        assert!(run.stderr.contains(said), "{run:?} must say {said:?}");
        assert_eq!((home.files(), home.read("read-only").as_str()), (files.clone(), "{}"));
    }
}

//! The program that an entry starts, if `PATH` leads to it by a link.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value;

use super::clients::offered;
use super::{Home, binary};

/// The program that the entry of the file starts.
fn command(home: &Home) -> String {
    let file = fs::read_to_string(home.path("file")).expect("the file exists");
    let file: Value = serde_json::from_str(&file).expect("JSON");
    file["mcpServers"]["clerk"]["command"].as_str().expect("the command is a text").to_owned()
}

#[test]
fn the_entry_contains_the_link_on_path_and_not_its_target() {
    let home = Home::new();
    fs::create_dir(home.path("bin")).expect("a folder can be created");
    let link = home.path("bin/clerk-toolkit");
    symlink(binary(), &link).expect("a link can be created");
    home.installed(&["cursor", "--config", "../file", "--sandbox"]);
    assert_eq!(command(&home), link.to_str().expect("the path is Unicode"));
    assert_eq!(
        offered(&command(&home), ["mcp", "--sandbox"].map(str::to_owned).into_iter()),
        clerk_toolkit::catalog::DEFAULT.len()
    );
    let again = home.installed(&["cursor", "--config", "../file", "--sandbox"]);
    assert!(again.contains("is already in"), "{again}");
}

#[test]
fn another_program_of_that_name_is_not_used() {
    let home = Home::new();
    home.write("bin/clerk-toolkit", "#!/bin/sh\n");
    home.installed(&["cursor", "--config", "../file", "--sandbox"]);
    assert_eq!(command(&home), binary().to_str().expect("the path is Unicode"));

    // Relative folders are skipped.
    symlink(binary(), home.path("project/clerk-toolkit")).expect("a link can be created");
    for path in ["", ".", ":"] {
        let mut command_of = home.command(&["cursor", "--config", "../file", "--sandbox"]);
        let output = command_of.env("PATH", path).output().expect("the binary starts");
        assert!(output.status.success(), "{output:?}");
        assert_eq!(command(&home), binary().to_str().expect("the path is Unicode"), "{path:?}");
    }
}

#[test]
fn a_path_of_this_machine_in_the_file_of_a_project_is_reported() {
    let home = Home::new();
    home.write_key("project/key", "sk_test_hush");
    let missing = home.installed(&["cursor", "--project", "--sandbox"]);
    assert!(missing.contains("Next: put `clerk-toolkit` on PATH"), "{missing}");
    home.write("bin/clerk-toolkit", "#!/bin/sh\n");
    let there = home.installed(&["cursor", "--project"]);
    assert!(there.contains("Next: set CLERK_SECRET_KEY"), "{there}");

    let key = home.path("project/key");
    let key = key.to_str().expect("the path is Unicode");
    for place in [&["--project"][..], &["--project", "--print-entry"], &["--config", "../file"]] {
        for file in [key, "key"] {
            let run =
                home.install(&[&["cursor", "--name", "live", "--force", "--secret-key-file", file], place].concat());
            let warned = run.stderr.starts_with("warning: the file of the project will contain \"")
                && run.stderr.contains("key\" with its path on this machine");
            let unchanged = run.stdout.contains("is already in");
            assert_eq!((run.code, warned), (Some(0), place[0] == "--project" && !unchanged), "{run:?}");
        }
    }
}

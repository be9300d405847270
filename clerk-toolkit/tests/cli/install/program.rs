//! The program that an entry starts, where `PATH` leads to it by a link.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value;

use super::clients::offered;
use super::{Home, binary};

/// What the entry of that file starts.
fn command(home: &Home) -> String {
    let file = fs::read_to_string(home.path("file")).expect("it is there");
    let file: Value = serde_json::from_str(&file).expect("JSON");
    file["mcpServers"]["clerk"]["command"].as_str().expect("a text").to_owned()
}

#[test]
fn a_link_on_path_is_named_rather_than_what_it_leads_to() {
    let home = Home::new();
    fs::create_dir(home.path("bin")).expect("it can be written");
    let link = home.path("bin/clerk-toolkit");
    symlink(binary(), &link).expect("it can be linked");
    home.installed(&["cursor", "--config", "../file", "--sandbox"]);
    assert_eq!(command(&home), link.to_str().expect("a Unicode path"));
    assert_eq!(offered(&command(&home), ["mcp", "--sandbox"].map(str::to_owned).into_iter()), 19);
    let again = home.installed(&["cursor", "--config", "../file", "--sandbox"]);
    assert!(again.contains("already there"), "{again}");
}

#[test]
fn another_program_of_that_name_is_not() {
    let home = Home::new();
    home.write("bin/clerk-toolkit", "#!/bin/sh\n");
    home.installed(&["cursor", "--config", "../file", "--sandbox"]);
    assert_eq!(command(&home), binary().to_str().expect("a Unicode path"));

    // A folder that is another one for every program is passed over.
    symlink(binary(), home.path("project/clerk-toolkit")).expect("it can be linked");
    for path in ["", ".", ":"] {
        let mut command_of = home.command(&["cursor", "--config", "../file", "--sandbox"]);
        let output = command_of.env("PATH", path).output().expect("it starts");
        assert!(output.status.success(), "{output:?}");
        assert_eq!(command(&home), binary().to_str().expect("a Unicode path"), "{path:?}");
    }
}

#[test]
fn a_project_s_file_has_nothing_of_this_machine_unsaid() {
    let home = Home::new();
    home.write("project/key", "sk_test_hush");
    let missing = home.installed(&["cursor", "--project", "--sandbox"]);
    assert!(missing.contains("Next: put `clerk-toolkit` on PATH"), "{missing}");
    home.write("bin/clerk-toolkit", "#!/bin/sh\n");
    let there = home.installed(&["cursor", "--project"]);
    assert!(there.contains("Next: set CLERK_SECRET_KEY"), "{there}");

    let key = home.path("project/key");
    let key = key.to_str().expect("a Unicode path");
    for place in [&["--project"][..], &["--project", "--print"], &["--config", "../file"]] {
        for file in [key, "key"] {
            let run =
                home.install(&[&["cursor", "--name", "live", "--force", "--secret-key-file", file], place].concat());
            let warned = run.stderr.starts_with("warning: \"") && run.stderr.contains("key\" is written with its path");
            let unchanged = run.stdout.contains("already there");
            assert_eq!((run.code, warned), (Some(0), place[0] == "--project" && !unchanged), "{run:?}");
        }
    }
}

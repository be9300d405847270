//! What `--print` and the confirmation show.

use super::Home;

/// A file with an old entry of this program and two other servers.
const FILE: &str = r#"{
  "mcpServers": {
    "a": {"env": {"TOKEN": "hush"}},
    "clerk": {"command": "clerk-toolkit", "args": ["mcp"], "env": {"CLERK_SECRET_KEY": "hush"}},
    "b": {}
  }
}
"#;

#[test]
fn print_shows_the_change_and_writes_nothing() {
    let home = Home::new();
    let shown = home.installed(&["cursor", "--sandbox", "--print"]);
    let file = home.path(".cursor/mcp.json");
    assert!(shown.starts_with(&format!("{}\n\n  + {{\n", file.display())), "{shown}");
    assert!(shown.contains("  +       \"args\": [\"mcp\", \"--sandbox\"]\n"), "{shown}");
    assert!(shown.ends_with("The file does not exist yet.\nNothing was written: --print only shows the change.\n"));
    assert_eq!(home.files(), [""; 0]);

    home.write("file", FILE);
    let shown = home.installed(&["cursor", "--config", "../file", "--sandbox", "--print"]);
    for line in [
        "  -       \"command\": \"clerk-toolkit\",",
        "  -         \"CLERK_SECRET_KEY\": \"…\"",
        "2 other servers, unchanged.",
    ] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    assert!(!shown.contains("hush") && !shown.contains("\"a\""), "{shown}");
    assert_eq!((home.read("file").as_str(), home.files()), (FILE, vec!["file".to_owned()]));
}

#[test]
fn the_confirmation_shows_the_change_too() {
    let servers = |others: &str| format!("{{\"mcpServers\": {{{others}}}}}");
    for (others, count) in [
        ("", "The file has no other server."),
        ("\"a\": {}", "The file has 1 other server, unchanged."),
        ("\"a\": {}, \"b\": {}, \"c\": {}", "The file has 3 other servers, unchanged."),
    ] {
        let home = Home::new();
        home.write("file", servers(others));
        let previewed = home.installed(&["cursor", "--config", "../file", "--sandbox", "--print"]);
        let told = home.installed(&["cursor", "--config", "../file", "--sandbox"]);
        let (summary, _) = previewed.split_once("Nothing was written").expect("the preview says so");
        assert!(told.starts_with(summary) && summary.ends_with(&format!("\n{count}\n")), "{told}");
        assert!(told.contains("Backup: ") && told.contains("Next: restart Cursor."), "{told}");
    }
}

#[test]
fn print_refuses_what_install_refuses() {
    let home = Home::new();
    home.write("file", "{\"mcpServers\": {\"clerk\": {\"command\": \"npx\"}}}");
    let run = home.install(&["cursor", "--config", "../file", "--sandbox", "--print"]);
    assert!(run.code == Some(2) && run.stdout.is_empty() && run.stderr.contains("another server called"), "{run:?}");
    home.write("file", "{");
    let run = home.install(&["cursor", "--config", "../file", "--sandbox", "--print"]);
    assert!(run.code == Some(1) && run.stdout.is_empty() && run.stderr.contains("this is not JSON"), "{run:?}");
}

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
    assert!(shown.contains("\nThe file does not exist yet.\n"), "{shown}");
    assert!(shown.ends_with("Nothing was written: --print only shows the change.\n"), "{shown}");
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
        assert_eq!(told.split_once("Backup: ").map(|(told, _)| told), Some(&*format!("Updated {summary}")));
        assert!(summary.contains(&format!("\n{count}\n")), "{told}");
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

#[test]
fn a_new_file_is_reported_as_created() {
    let home = Home::new();
    let told = home.installed(&["cursor", "--sandbox"]);
    let file = home.path(".cursor/mcp.json");
    assert!(told.starts_with(&format!("Created {}\n\n  + {{\n", file.display())), "{told}");
    assert!(!told.contains("does not exist") && !told.contains("other server"), "{told}");
}

/// The lines of the change, without its indentation.
fn change(told: &str) -> String {
    let lines = told.lines().skip_while(|line| !line.starts_with("  ")).take_while(|line| line.starts_with("  "));
    lines.map(|line| format!("{}\n", line.strip_prefix("  ").unwrap_or(line))).collect()
}

#[test]
fn only_lines_that_change_are_marked() {
    let entry =
        "+     \"clerk\": {\n+       \"command\": \"BINARY\",\n+       \"args\": [\"mcp\", \"--sandbox\"]\n+     }\n";
    for (text, front, back) in [
        ("{\"mcpServers\": {\"a\": {}}}", "  {\n    \"mcpServers\": {\n      …\n", "    }\n  }\n"),
        (
            "{\"x\": \"hush\", \"y\": 1, \"mcpServers\": {\"a\": {}, \"b\": {}}, \"z\": 1}",
            "  {\n    …\n    \"mcpServers\": {\n      …\n",
            "    },\n    …\n  }\n",
        ),
        ("{\"x\": 1}", "  {\n    …\n+   \"mcpServers\": {\n", "+   }\n  }\n"),
        ("", "+ {\n+   \"mcpServers\": {\n", "+   }\n+ }\n"),
        ("// mine\n", "+ {\n+   \"mcpServers\": {\n", "+   }\n+ }\n"),
    ] {
        let home = Home::new();
        home.write("file", text);
        let told = home.installed(&["cursor", "--config", "../file", "--sandbox"]);
        assert_eq!(super::without_binary(&change(&told)), format!("{front}{entry}{back}"), "{text}");
        let run = home.command_of("uninstall", &["cursor", "--config", "../file"]).output().expect("the binary starts");
        let told = String::from_utf8(run.stdout).expect("the output is UTF-8");
        let removed = format!("{front}{entry}{back}").replace("+ ", "- ");
        assert_eq!(super::without_binary(&change(&told)), removed, "{text}");
        assert!(!told.contains("hush"), "{told}");
    }
}

#[test]
fn inputs_are_shown_where_the_file_has_them() {
    let home = Home::new();
    home.write("file", "{\"servers\": {\"a\": {}}}");
    let told = home.installed(&["vscode", "--config", "../file"]);
    let shown = change(&told);
    let (servers, inputs) = (shown.find("\"servers\""), shown.find("+   \"inputs\": ["));
    assert!(servers.is_some() && servers < inputs, "{told}");
    assert!(shown.starts_with("  {\n    \"servers\": {\n      …\n+     \"clerk\": {\n"), "{told}");

    let run = home.command_of("uninstall", &["vscode", "--config", "../file", "--print"]).output();
    let told = String::from_utf8(run.expect("the binary starts").stdout).expect("the output is UTF-8");
    let prompt = "\"description\": \"Secret key of the Clerk instance (sk_test_… or sk_live_…)\"";
    assert!(told.contains(prompt), "what VS Code asks is not a secret: {told}");
}

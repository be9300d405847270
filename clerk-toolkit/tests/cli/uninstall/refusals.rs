//! What `uninstall` refuses, and that secrets are not shown.

use super::{bytes, uninstall, uninstalled};
use crate::install::{CLIENTS, Home};

#[test]
fn the_entry_of_another_program_needs_force() {
    for (client, text) in [
        ("cursor", r#"{"mcpServers": {"clerk": {"command": "npx", "args": ["hush"], "env": {"A": "hush"}}}}"#),
        ("cursor", r#"{"mcpServers": {"clerk": {"url": "https://hush"}}}"#),
        ("cursor", r#"{"mcpServers": {"clerk": "hush"}}"#),
        ("opencode", r#"{"mcp": {"clerk": {"type": "local", "command": ["npx", "hush"]}}}"#),
        ("codex", "[mcp_servers.clerk]\nurl = \"https://hush\"\n"),
    ] {
        let home = Home::new();
        home.write("file", text);
        for url in [&[][..], &["--url", "https://clerk.example.com/mcp"]] {
            let run = uninstall(&home, &[&[client, "--config", "../file"], url].concat());
            assert!(run.code == Some(2) && run.stdout.is_empty(), "{run:?}");
            assert!(run.stderr.contains("--url") && run.stderr.contains("--force") && !run.stderr.contains("hush"));
            assert_eq!((bytes(&home, "file"), home.files().len()), (text.as_bytes().to_vec(), 1));
        }
        let told = uninstalled(&home, &[client, "--config", "../file", "--force"]);
        assert!(!told.contains("hush") && !home.read("file").contains("hush"), "{told}");
        assert_eq!(bytes(&home, "file.bak"), text.as_bytes());
    }
}

#[test]
fn a_reference_is_shown_and_a_value_is_not() {
    for (client, reference) in [
        ("cursor", "${env:CLERK_SECRET_KEY}"),
        ("opencode", "{env:CLERK_SECRET_KEY}"),
        ("vscode", "${input:clerk-secret-key}"),
    ] {
        let home = Home::new();
        home.installed(&[client, "--config", "../file"]);
        let shown = uninstalled(&home, &[client, "--config", "../file", "--print"]);
        assert!(shown.contains(&format!("\"CLERK_SECRET_KEY\": \"{reference}\"")), "{shown}");
        home.write("file", home.read("file").replace(reference, "hush"));
        let shown = uninstalled(&home, &[client, "--config", "../file", "--print", "--force"]);
        assert!(shown.contains("\"CLERK_SECRET_KEY\": \"…\"") && !shown.contains("hush"), "{shown}");
    }
}

#[test]
fn usage_errors_exit_with_2() {
    let home = Home::new();
    for (arguments, said) in [
        (&[][..], "<CLIENT>"),
        (&["emacs"], "possible values: claude-desktop"),
        (&["cursor", "--name", "a.b"], "expected a letter"),
        (&["cursor", "--project", "--config", "f"], "cannot be used with"),
        (&["windsurf", "--project"], "Windsurf has no file for a project"),
        (&["cursor", "--tools", "users"], "unexpected argument '--tools'"),
    ] {
        let run = uninstall(&home, arguments);
        assert!(run.code == Some(2) && run.stderr.contains(said), "{arguments:?} must print {said:?}: {run:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_unchanged() {
    for (client, text, said) in [
        ("cursor", "{\"mcpServers\": {\"clerk\": {}", "this is not JSON"),
        ("cursor", "{\"mcpServers\": []}", "`mcpServers` is not an object"),
        ("cursor", "{\"mcpServers\": {\"clerk\": {}, \"clerk\": {}}}", "`clerk` occurs a second time here"),
        ("codex", "a = \n", "this is not TOML"),
    ] {
        let home = Home::new();
        home.write("file", text);
        let run = uninstall(&home, &[client, "--config", "../file", "--force"]);
        assert!(run.code == Some(1) && run.stderr.contains(said), "{run:?} must print {said:?}");
        assert!(run.stderr.contains("the file is unchanged") && home.read("file") == text);
        assert_eq!(home.files(), ["file"]);
    }
}

#[test]
fn a_written_key_is_not_shown_and_the_backup_is_reported() {
    for client in CLIENTS {
        let home = Home::new();
        let options = [client, "--config", "../file", "--write-secret-key", "--secret-key", "sk_test_hush"];
        assert_eq!(home.install(&options).code, Some(0), "{client}");
        let run = uninstall(&home, &[client, "--config", "../file"]);
        assert!(run.code == Some(0) && !format!("{run:?}").contains("hush"), "{run:?}");
        assert!(run.stderr.contains("file.bak\" contains a secret key; delete it"), "{run:?}");
        assert!(!home.read("file").contains("hush") && home.read("file.bak").contains("hush"), "{client}");
    }
}

//! The listing.

use crate::binary::{command, run};

/// Columns that the widest line takes.
fn width(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

#[test]
fn programs_read_json_in_every_format() {
    for (format, name) in [
        ("json", "/0/name"),
        ("openai", "/0/function/name"),
        ("openai-responses", "/0/name"),
        ("anthropic", "/0/name"),
        ("gemini", "/0/functionDeclarations/0/name"),
        ("mcp", "/0/name"),
    ] {
        let run = run(&["tools", "--format", format]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
        let definitions = run.json();
        assert_eq!(definitions.pointer(name), Some(&"getUserId".into()), "{format}: {definitions}");
        assert_eq!(run.stdout.matches("\"deleteOrganizationMembership\"").count(), 1, "{format}");
    }
    assert_eq!(run(&["tools"]).stdout, run(&["tools", "--format", "json"]).stdout);
    assert_eq!(run(&["tools", "invitations", "getUser"]).json().as_array().map(Vec::len), Some(3));
}

#[test]
fn what_a_program_reads_names_effect_access_and_permission() {
    let tool = &run(&["tools", "deleteOrganization"]).json()[0];
    assert_eq!(tool["effect"], "destructive");
    assert_eq!(tool["access"], "organization");
    assert_eq!(tool["permission"], "org:sys_profile:delete");
    assert_eq!(tool["inputSchema"]["required"][0], "organizationId");
}

#[test]
fn people_read_a_table_as_wide_as_there_is_room() {
    for columns in [60, 80, 200] {
        let output = command(&["tools", "--format", "table"]).env("COLUMNS", columns.to_string()).output();
        let table = String::from_utf8(output.expect("it starts").stdout).expect("UTF-8");
        assert!(table.starts_with("CATEGORY"), "{table}");
        assert!(width(&table) <= columns, "{columns} columns:\n{table}");
        assert!(!table.contains('\u{1b}'), "colors where no terminal is:\n{table}");
    }
    let output = command(&["tools", "--format", "table"]).env("COLUMNS", "40").output();
    let list = String::from_utf8(output.expect("it starts").stdout).expect("UTF-8");
    assert!(list.contains("\nusers.getUser (read)\n  Read one user"), "{list}");
    assert!(list.lines().filter(|line| line.starts_with("  ")).all(|line| line.chars().count() <= 40), "{list}");
}

#[test]
fn a_document_gets_a_table() {
    let table = run(&["tools", "invitations", "--format", "markdown"]).stdout;
    assert_eq!(table.lines().count(), 4, "{table}");
    assert!(table.lines().all(|line| line.starts_with('|') && line.ends_with('|')), "{table}");
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]);
        assert_eq!(script.code, Some(0));
        assert!(script.stdout.contains("sandbox") && script.stdout.contains("read-only"), "{shell}");
    }
}

//! The README's table of flags is what `--help` says.

use std::fs;
use std::path::Path;

use crate::binary::run;

/// The flags of one command: how each is written, and what it is for.
fn flags(command: &str) -> Vec<(String, String)> {
    let help = run(&[command, "--help"]);
    assert_eq!(help.code, Some(0), "{help:?}");
    let mut flags: Vec<(String, String)> = Vec::new();
    let mut reading = false;
    for line in help.stdout.lines() {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        if (2..=6).contains(&indent) && text.starts_with('-') {
            let (flag, meaning) = text.split_once("  ").unwrap_or((text, ""));
            flags.push((flag.to_owned(), meaning.trim().to_owned()));
            reading = true;
        } else if indent == 0 && !text.is_empty() {
            reading = false;
        } else if let (Some((value, _)), Some((_, meaning))) =
            (text.strip_prefix("- ").and_then(|value| value.split_once(':')), flags.last_mut())
        {
            // A long help has a line for each value, with what it means.
            let separator = if reading { ": " } else { ", " };
            *meaning = format!("{meaning}{separator}`{value}`");
            reading = false;
        } else if text == "Possible values:" {
            continue;
        } else if let (true, Some((_, meaning))) = (reading, flags.last_mut()) {
            *meaning = format!("{meaning} {text}").trim().to_owned();
        }
    }
    flags.retain(|(flag, _)| flag != "-h, --help");
    flags
}

/// The table, a row for each flag with the commands that have it.
fn table() -> String {
    let mut rows: Vec<(String, String, Vec<&str>)> = Vec::new();
    for command in ["mcp", "tools", "call", "install", "uninstall", "sandbox"] {
        for (flag, meaning) in flags(command) {
            match rows.iter_mut().find(|row| (&row.0, &row.1) == (&flag, &meaning)) {
                Some((.., commands)) => commands.push(command),
                None => rows.push((flag, meaning, vec![command])),
            }
        }
    }
    let rows = rows.iter().map(|(flag, meaning, commands)| {
        let commands: Vec<String> = commands.iter().map(|command| format!("`{command}`")).collect();
        format!("| `{flag}` | {} | {meaning} |\n", commands.join(", "))
    });
    ["| flag | of | meaning |\n| --- | --- | --- |\n".to_owned()].into_iter().chain(rows).collect()
}

#[test]
fn the_table_of_flags_is_the_help_s() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(path).expect("there is a README");
    let found = readme
        .split_once("<!-- flags -->\n")
        .and_then(|(_, rest)| rest.split_once("<!-- /flags -->"))
        .map(|(table, _)| table)
        .expect("the README has a table of flags");
    let expected = table();
    assert!(expected.contains("| `-t, --tools <PATTERN>...` | `mcp`, `call`, `install` |"), "{expected}");
    assert_eq!(found, expected, "put this into the README:\n\n{expected}");
}

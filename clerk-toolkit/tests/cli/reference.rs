//! The table of flags in `docs/cli.md` is what `--help` prints.

use std::fs;
use std::path::{Path, PathBuf};

use crate::binary::run;

/// The commands that have flags.
const COMMANDS: &[&str] = &["mcp", "tools", "call", "install", "uninstall", "doctor", "sandbox"];

/// The flags of one command: how each is written, and what it means.
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
            // The long help has one line for each value, with its meaning.
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

/// The table, with one row for each flag and the commands that have it.
fn table() -> String {
    let mut rows: Vec<(String, String, Vec<&str>)> = Vec::new();
    for command in COMMANDS {
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

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md")
}

fn document() -> String {
    fs::read_to_string(path()).expect("docs/cli.md exists")
}

#[test]
fn the_table_of_flags_is_what_help_prints() {
    let document = document();
    let (before, rest) = document.split_once("<!-- flags -->\n").expect("docs/cli.md has a table of flags");
    let (found, after) = rest.split_once("<!-- /flags -->").expect("the table of flags has an end");
    let expected = table();
    assert!(expected.contains("| `-t, --tools <PATTERN>...` | `mcp`, `tools`, `call`, `install` |"), "{expected}");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        let updated = format!("{before}<!-- flags -->\n{expected}<!-- /flags -->{after}");
        fs::write(path(), updated).expect("docs/cli.md can be written");
        return;
    }
    assert_eq!(found, expected, "put this table into docs/cli.md (UPDATE_SNAPSHOTS=1 does):\n\n{expected}");
}

#[test]
fn every_command_has_a_section() {
    let help = run(&["--help"]).stdout;
    let (_, rest) = help.split_once("Commands:\n").expect("the help lists commands");
    let lines = rest.lines().take_while(|line| line.starts_with("  "));
    // A description that continues on the next line is indented further.
    let commands = lines.filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    let names: Vec<_> =
        commands.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect();
    assert!(COMMANDS.iter().all(|command| names.contains(command)), "{names:?}");
    let document = document();
    for name in names {
        assert!(document.contains(&format!("clerk-toolkit {name}")), "docs/cli.md does not describe {name}");
    }
}

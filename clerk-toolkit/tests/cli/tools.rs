//! The listing.

use clerk_toolkit::catalog::{ALL, DEFAULT, invitations};

use crate::binary::{command, run};

/// The columns of the widest line.
fn width(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

#[test]
fn every_format_for_programs_is_json() {
    let first = DEFAULT.iter().next().expect("there are tools").name();
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
        assert_eq!(definitions.pointer(name), Some(&first.into()), "{format}: {definitions}");
        assert_eq!(run.stdout.matches("\"deleteOrganizationMembership\"").count(), 1, "{format}");
    }
    assert_eq!(run(&["tools"]).stdout, run(&["tools", "--format", "json"]).stdout);
    let selected = run(&["tools", "invitations", "getUser"]).json();
    assert_eq!(selected.as_array().map(Vec::len), Some(invitations::TOOLS.len() + 1));
    // Only private metadata can be all that a tool is for, and it is not allowed by default.
    let every = run(&["tools", "*", "--allow-private-metadata"]).json();
    assert_eq!(every.as_array().map(Vec::len), Some(ALL.len()));
}

#[test]
fn json_contains_the_effect_access_and_permission() {
    let tool = &run(&["tools", "deleteOrganization"]).json()[0];
    assert_eq!(tool["effect"], "destructive");
    assert_eq!(tool["access"], "organization");
    assert_eq!(tool["permission"], "org:sys_profile:delete");
    assert_eq!(tool["endpoint"], "DELETE /organizations/{organization_id}");
    assert_eq!(tool["inputSchema"]["required"][0], "organizationId");
}

/// The output for people, on a terminal of that width.
fn shown(arguments: &[&str], columns: usize) -> String {
    let output =
        command(&[&["tools", "--format", "table"], arguments].concat()).env("COLUMNS", columns.to_string()).output();
    String::from_utf8(output.expect("the program starts").stdout).expect("the output is UTF-8")
}

/// The names of all tools.
fn names() -> Vec<String> {
    let tools = run(&["tools", "--format", "json"]).json();
    let tools = tools.as_array().expect("an array").iter();
    tools.map(|tool| tool["name"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn people_read_a_table_that_fits_and_breaks_no_name() {
    for columns in [80, 100, 200] {
        let table = shown(&[], columns);
        assert!(table.starts_with("TOOL"), "{table}");
        assert!(width(&table) <= columns, "{columns} columns:\n{table}");
        assert!(!table.contains('\u{1b}'), "colors without a terminal:\n{table}");
        for name in names() {
            assert!(table.lines().any(|line| line.starts_with(&format!("  {name} "))), "{name} is broken:\n{table}");
        }
    }
}

#[test]
fn people_read_a_list_if_a_table_is_too_wide() {
    let list = shown(&[], 40);
    assert!(list.contains("\nusers.getUser (read)\n  Read one user"), "{list}");
    assert!(list.lines().filter(|line| line.starts_with("  ")).all(|line| line.chars().count() <= 40), "{list}");
    for name in names() {
        assert!(list.contains(&format!(".{name} (")), "{name} is broken:\n{list}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_table_is_as_wide_as_the_terminal() {
    use crate::terminal::{Terminal, is_installed};

    if !is_installed("script") {
        return;
    }
    let program = env!("CARGO_BIN_EXE_clerk-toolkit");
    for (variables, colored) in [(&[][..], true), (&[("NO_COLOR", "1")], false)] {
        for columns in [80, 100] {
            let command = format!("stty cols {columns} rows 24; '{program}' tools; echo END");
            let mut terminal = Terminal::start(&command, std::path::Path::new("."), variables);
            let table = terminal.until("END");
            assert_eq!(table.contains("\u{1b}["), colored, "{table}");
            let mut parts = table.split("\u{1b}[");
            let start = parts.next().unwrap_or_default().to_owned();
            let table = parts.fold(start, |text, part| text + part.split_once('m').map_or(part, |(_, after)| after));
            let widest = table.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
            assert!(table.starts_with("TOOL") && widest <= columns, "{columns}:\n{table}");
        }
    }
}

#[test]
fn one_tool_has_a_page() {
    for arguments in [&["deleteOrganization"][..], &["organizations.deleteOrganization"], &["-t", "deleteOrganization"]]
    {
        let page = shown(arguments, 80);
        let description = run(&["tools", "deleteOrganization"]).json()[0]["description"].clone();
        let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
        let start = format!("organizations.deleteOrganization {} effect", description.as_str().expect("a description"));
        assert!(words.starts_with(&start), "{page}");
        let access = "access organization: an application can offer it to a signed-in person with the permission \
                      org:sys_profile:delete";
        assert!(words.contains(access), "{page}");
        for line in [
            "effect   destructive",
            "retries  not safe: a second call with the same arguments may change more, or",
            "request  DELETE /organizations/{organization_id}",
            "organizationId  string  required  `org_…`",
            "  clerk-toolkit call deleteOrganization organizationId=org_2AcmeInc0000000000000000001 --sandbox",
        ] {
            assert!(page.lines().any(|found| found == line), "{line}:\n{page}");
        }
    }
    let page = shown(&["updateOrganization"], 80);
    assert!(page.contains("\nmaxAllowedMemberships  integer  optional  "), "{page}");
    assert!(page.lines().filter(|line| !line.starts_with("  ")).all(|line| line.chars().count() <= 80), "{page}");
    let page = shown(&["getUserId"], 80);
    assert!(page.contains("It takes no arguments."), "{page}");
    assert!(page.contains("none: it touches no Clerk data, so an application can offer it to"), "{page}");
    // A category is not a tool, even if it is the only pattern.
    assert!(shown(&["invitations"], 80).starts_with("TOOL"));
}

#[test]
fn both_kinds_of_patterns_select() {
    let selected = |arguments: &[&str]| {
        let tools = run(&[&["tools"], arguments].concat()).json();
        let names =
            tools.as_array().expect("an array").iter().map(|tool| tool["name"].as_str().expect("a name").to_owned());
        names.collect::<Vec<_>>()
    };
    let mut expected = vec!["getUser"];
    expected.extend(invitations::TOOLS.iter().map(|tool| tool.name()));
    for arguments in [
        &["getUser", "invitations"][..],
        &["-t", "users.getUser", "invitations.*"],
        &["getUser", "--tools", "invitations"],
        &["--tools=invitations,getUser"],
    ] {
        assert_eq!(selected(arguments), expected, "{arguments:?}");
    }
}

#[test]
fn markdown_is_a_table() {
    let table = run(&["tools", "invitations", "--format", "markdown"]).stdout;
    assert_eq!(table.lines().count(), 2 + invitations::TOOLS.len(), "{table}");
    assert!(table.lines().all(|line| line.starts_with('|') && line.ends_with('|')), "{table}");
}

//! After `install` and `uninstall`, a file is the same as before, to the byte.

use std::fs;

use super::{bytes, uninstall, uninstalled};
use crate::install::{CLIENTS, Home, WITHOUT_REFERENCE};

const URL: &str = "https://clerk.example.com/mcp";

/// The key of the servers.
fn servers(client: &str) -> &'static str {
    match client {
        "vscode" => "servers",
        "zed" => "context_servers",
        "opencode" => "mcp",
        _ => "mcpServers",
    }
}

/// JSON files with `SERVERS` as the key of the servers. Those with another server need no backup.
const JSON: &[(&str, bool)] = &[
    ("", false),
    (" \n\n", false),
    ("{}", false),
    ("{ }", false),
    ("{\n}\n", false),
    ("// mine\n", false),
    ("{\"a\":1}", false),
    ("{\n\t\"a\" : [ 1,2 ],\n}\n", false),
    ("{\"SERVERS\": {}}", true),
    ("{\"SERVERS\": { } }", false),
    ("{\n  \"SERVERS\": {\n  }\n}\n", false),
    ("{\n  \"SERVERS\": {}\n}", true),
    ("{\n    \"SERVERS\": {}, // none yet\n    \"z\": [ 1,2 ]\n}", true),
    ("{\n  \"SERVERS\": {\n    // none\n  }\n}\n", true),
    ("{\"SERVERS\":{\"a\":{}}}", true),
    ("{\"SERVERS\": { \"a\": {}, }, \"b\": 1}\n", true),
    ("{\n  \"SERVERS\": {\n    \"a\": {} // no comma\n  }\n}\n", true),
    ("{\n  \"SERVERS\": {\n    \"a\": {}, // a comma\n  },\n}\n", true),
    ("{\n  \"SERVERS\": {\n    \"a\": {} /* block */\n  }\n}", true),
    (
        "{\n\t\"z\" : 1e3, // first\n\n\t\"SERVERS\": {\n\n\t\t\"a\": {\"command\":\"b\" }, // last\n\
         \t\t/* \"c\": {} */\n\n\t},\n\n}\n",
        true,
    ),
    ("{\n  \"a\": 1, \"a\": 2,\n  \"SERVERS\": {\n    \"b\": {}\n  }\n}\n", true),
    ("\u{feff}{\r\n  \"SERVERS\": {\r\n    \"a\": {}\r\n  }\r\n}\r\n", true),
    ("{\r\n}\r\n", false),
];

/// The same for TOML.
const TOML: &[(&str, bool)] = &[
    ("", true),
    ("# mine\nmodel='o' # m\n", true),
    ("model='o'", false),
    ("[mcp_servers.a]\ncommand='x'\n[mcp_servers.a.env]\nK = \"v\" # k\n# of z\n[z]\na  =  1\n# end\n", false),
    ("[mcp_servers.a]\ncommand='x'\n", true),
    ("[mcp_servers]\n", true),
    ("a = [\r\n  1, 2.50,\r\n]\r\nwhen = 2020-01-01\r\n\r\n[[b]]\r\nc = '''\r\nd'''\r\n", true),
    ("a = 1\r\nb = 2\n[z]\r\n", true),
    ("\u{feff}a = 1\n", true),
    ("mcp_servers = { a = { command = 'x' } } # all\n", false),
    ("mcp_servers.a.command = 'x'\n", true),
];

/// The files of a client. All JSON clients share the code that edits, so most of them get a part of the files.
fn files(client: &str) -> Vec<(String, bool)> {
    let files = if client == "codex" { TOML } else { JSON };
    let every = if matches!(client, "codex" | "cursor" | "vscode") { 1 } else { 4 };
    let offset = CLIENTS.iter().position(|known| *known == client).unwrap_or_default();
    let chosen = files.iter().skip(offset % every).step_by(every);
    chosen.map(|(text, alone)| (text.replace("SERVERS", servers(client)), *alone)).collect()
}

/// Options for a local server, one with a sandbox and a remote one, as far as the client supports them.
fn options(client: &str) -> Vec<&'static [&'static str]> {
    let mut options: Vec<&[&str]> = vec![&["--sandbox"]];
    if client != "claude-desktop" {
        options.push(&["--url", URL]);
    }
    if !WITHOUT_REFERENCE.contains(&client) {
        options.push(&[]);
        options.push(&["--url", URL, "--bearer-env", "TOKEN", "--header", "X-Team=TEAM"]);
    }
    options
}

/// Installs, removes the backup if `backup` is false, and uninstalls. Returns what is left if it is not the text.
fn changed(client: &str, text: &str, options: &[&str], backup: bool) -> Option<String> {
    let home = Home::new();
    home.write("file", text);
    let place = [client, "--config", "../file"];
    home.installed(&[&place[..], options].concat());
    assert_ne!(bytes(&home, "file"), text.as_bytes(), "{client} {options:?}: {text:?}");
    if !backup {
        fs::remove_file(home.path("file.bak")).expect("there is a backup");
    }
    let url: &[&str] = if options.contains(&"--url") { &["--url", URL] } else { &[] };
    uninstalled(&home, &[&place[..], url].concat());
    let left = String::from_utf8(bytes(&home, "file")).expect("the file is UTF-8");
    (left != text).then(|| format!("{client} {options:?}, backup: {backup}: {text:?} became {left:?}"))
}

#[test]
fn every_client_gets_its_file_back() {
    let mut failures = Vec::new();
    for client in CLIENTS {
        let options = options(client);
        for (number, (text, alone)) in files(client).iter().enumerate() {
            let options = options[number % options.len()];
            failures.extend(changed(client, text, options, true));
            // Without the backup, nothing says whether VS Code had a list of inputs.
            if *alone && (*client != "vscode" || options == ["--sandbox"]) {
                failures.extend(changed(client, text, options, false));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_usual_file_and_that_of_a_project_are_found() {
    for (client, file) in [
        ("cursor", ".cursor/mcp.json"),
        ("codex", ".codex/config.toml"),
        ("zed", ".zed/settings.json"),
        ("copilot-cli", ".github/mcp.json"),
        ("opencode", "opencode.json"),
        ("junie", ".junie/mcp/mcp.json"),
    ] {
        let home = Home::new();
        home.installed(&[client, "--project", "--sandbox", "--name", "live"]);
        let told = uninstalled(&home, &[client, "--project"]);
        assert!(told.contains("nothing to remove"), "{told}");
        let told = uninstalled(&home, &[client, "--project", "--name", "live"]);
        assert!(told.contains(&format!("project/{file}\n")) && told.contains("  - "), "{told}");
        assert!(!home.read(&format!("project/{file}")).contains("clerk-toolkit"));
    }
    let home = Home::new();
    home.installed(&["gemini-cli"]);
    uninstalled(&home, &["gemini-cli"]);
    // `install` created the file, so it has no backup.
    assert_eq!(home.read(".gemini/settings.json"), "{\n  \"mcpServers\": {}\n}\n");
    let home = Home::new();
    home.installed(&["codex"]);
    uninstalled(&home, &["codex"]);
    assert_eq!(home.read(".codex/config.toml"), "");
}

#[test]
fn a_second_run_changes_nothing() {
    for client in CLIENTS {
        let home = Home::new();
        home.write("file", "");
        home.installed(&[client, "--config", "../file", "--sandbox"]);
        let told = uninstalled(&home, &[client, "--config", "../file"]);
        assert!(told.contains("  - ") && told.contains("Backup: ") && told.contains("Next: restart "), "{told}");
        let files = home.files();
        assert_eq!(files, ["file", "file.bak"]);
        let told = uninstalled(&home, &[client, "--config", "../file"]);
        assert!(told.starts_with("`clerk` is not in ") && told.ends_with(": nothing to remove\n"), "{told}");
        assert_eq!((home.files(), bytes(&home, "file")), (files, Vec::new()), "{client}");
    }
}

#[test]
fn a_file_that_does_not_exist_is_not_created() {
    for client in CLIENTS {
        let home = Home::new();
        let told = uninstalled(&home, &[client]);
        assert!(told.contains("nothing to remove"), "{told}");
        assert_eq!(home.files(), [""; 0], "{client}");
    }
}

#[test]
fn later_changes_of_the_file_stay() {
    let home = Home::new();
    home.write("file", "{\n  \"mcpServers\": {}\n}\n");
    home.installed(&["cursor", "--config", "../file", "--sandbox"]);
    // The backup has none of these.
    let later =
        home.read("file").replace("\"clerk\"", "\"a\": {}, // a\n    \"clerk\"").replace("BINARY", "clerk-toolkit");
    home.write("file", later);
    uninstalled(&home, &["cursor", "--config", "../file"]);
    assert_eq!(home.read("file"), "{\n  \"mcpServers\": {\n    \"a\": {} // a\n  }\n}\n");
}

#[test]
fn an_old_backup_is_not_used() {
    let home = Home::new();
    home.write("file", "{\n  \"a\": 1\n}\n");
    home.installed(&["cursor", "--config", "../file", "--sandbox"]);
    uninstalled(&home, &["cursor", "--config", "../file"]);
    home.write("file", "{\n  \"a\": 2\n}\n");
    home.installed(&["cursor", "--config", "../file", "--sandbox"]);
    uninstalled(&home, &["cursor", "--config", "../file"]);
    assert_eq!(home.read("file"), "{\n  \"a\": 2\n}\n");
}

#[test]
fn inputs_of_vs_code_go_with_the_entry() {
    let home = Home::new();
    let before = "{\n  \"inputs\": [\n    { \"id\": \"a\" } // a\n  ],\n  \"servers\": {\n    \"b\": {}\n  }\n}\n";
    home.write("file", before);
    home.installed(&["vscode", "--config", "../file"]);
    home.installed(&["vscode", "--config", "../file", "--name", "second"]);
    let told = uninstalled(&home, &["vscode", "--config", "../file", "--name", "second"]);
    assert!(told.contains("\"second-secret-key\"") && !told.contains("\"clerk-secret-key\""), "{told}");
    let file = home.read("file");
    assert!(file.contains("\"clerk-secret-key\"") && !file.contains("second"), "{file}");
    uninstalled(&home, &["vscode", "--config", "../file"]);
    assert_eq!(home.read("file"), before);
}

#[test]
fn print_shows_the_change_and_writes_nothing() {
    let home = Home::new();
    home.write("file", "{\"mcpServers\": {\"a\": {\"env\": {\"TOKEN\": \"hush\"}}}}");
    home.installed(&["cursor", "--config", "../file", "--sandbox"]);
    let before = (home.files(), bytes(&home, "file"));
    let run = uninstall(&home, &["cursor", "--config", "../file", "--print"]);
    assert!(run.code == Some(0) && run.stdout.contains("  -       \"args\": [\"mcp\", \"--sandbox\"]"), "{run:?}");
    assert!(run.stdout.contains("The file has 1 other server, unchanged.\nNothing was written"), "{run:?}");
    assert!(!run.stdout.contains("hush"), "{run:?}");
    assert_eq!((home.files(), bytes(&home, "file")), before);
}

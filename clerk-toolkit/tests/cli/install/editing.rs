//! The rest of a file stays unchanged, to the byte.

use super::{Home, LINE};

/// The inputs of VS Code if another server needs one too.
const INPUTS: &str = r#"{
  "inputs": [
    { "id": "a", "type": "promptString" }, // a
    { "id": "clerk-secret-key", "type": "promptString", "default": "hush" }, // ours
    { "id": "b", "type": "promptString" }
  ],
  "servers": {
    "clerk": { "command": "clerk-toolkit", "env": { "CLERK_SECRET_KEY": "${input:clerk-secret-key}" } },
    "other": { "url": "http://a/${input:a}" }
  }
}
"#;

/// The entry on several lines, with that indentation.
fn lines(indent: &str, unit: &str) -> String {
    format!(
        "\"clerk\": {{\n{indent}{unit}\"command\": \"BINARY\",\n\
         {indent}{unit}\"args\": [\"mcp\", \"--sandbox\"]\n{indent}}}"
    )
}

/// Checks files before and after `install`, and that a second run does not change them again.
fn keeps(client: &str, cases: &[(&str, String)]) {
    for (before, after) in cases {
        let home = Home::new();
        assert_eq!(home.edited(client, before, &["--sandbox"]), *after, "{before:?}");
        // A second run finds nothing to do, and makes no other backup.
        let files = home.files();
        let told = home.installed(&[client, "--config", "../file", "--sandbox"]);
        assert!(told.contains("`clerk` is already in "), "{told}");
        assert_eq!((home.read("file"), home.files()), (after.clone(), files), "{before:?}");
    }
}

#[test]
fn json_keeps_everything_else() {
    let (two, four, tab) = (lines("    ", "  "), lines("        ", "    "), lines("\t\t", "\t"));
    let fresh = format!("{{\n  \"mcpServers\": {{\n    {two}\n  }}\n}}\n");
    let cases = [
        ("", fresh.clone()),
        (" \n\n", fresh.clone()),
        ("{}", fresh.trim_end().to_owned()),
        ("{\n}\n", fresh.clone()),
        ("// mine\n", format!("// mine\n{fresh}")),
        ("{\"a\":1}", format!("{{\"a\":1,\"mcpServers\":{{{}}}}}", LINE.replace(": ", ":").replace(", ", ","))),
        (
            r#"{ "a": "\ud83d \uDE00", "\ud83d": 1e999, "\ud83e": [1,1], "b": -0.00 }"#,
            format!(
                r#"{{ "a": "\ud83d \uDE00", "\ud83d": 1e999, "\ud83e": [1,1], "b": -0.00, "mcpServers": {{{LINE}}} }}"#
            ),
        ),
        ("{ \"a\": 1 }", format!("{{ \"a\": 1, \"mcpServers\": {{{LINE}}} }}")),
        ("{\"mcpServers\": {}}", format!("{{\"mcpServers\": {{{LINE}}}}}")),
        (
            "{\"mcpServers\": { \"a\": {} }, \"b\": 1}\n",
            format!("{{\"mcpServers\": {{ \"a\": {{}}, {LINE} }}, \"b\": 1}}\n"),
        ),
        (
            "{\n    \"mcpServers\": {}, // none yet\n    \"z\": [ 1,2 ]\n}",
            format!("{{\n    \"mcpServers\": {{\n        {four}\n    }}, // none yet\n    \"z\": [ 1,2 ]\n}}"),
        ),
        (
            "{\n\t\"z\" : 1e3, // first\n\n\t\"mcpServers\": {\n\n\
             \t\t\"a\": {\"command\":\"b\" }, // last\n\t\t/* \"c\": {} */\n\n\t},\n\n}\n",
            format!(
                "{{\n\t\"z\" : 1e3, // first\n\n\t\"mcpServers\": {{\n\n\
                 \t\t\"a\": {{\"command\":\"b\" }}, // last\n\t\t/* \"c\": {{}} */\n\t\t{tab},\n\n\t}},\n\n}}\n"
            ),
        ),
        (
            "{\n  \"mcpServers\": {\n    \"a\": {} // no comma\n  }\n}\n",
            format!("{{\n  \"mcpServers\": {{\n    \"a\": {{}}, // no comma\n    {two}\n  }}\n}}\n"),
        ),
        (
            "{\n  \"a\": 1, \"a\": 2,\n  \"mcpServers\": {\n    // none\n  }\n}\n",
            format!("{{\n  \"a\": 1, \"a\": 2,\n  \"mcpServers\": {{\n    // none\n    {two}\n  }}\n}}\n"),
        ),
        (
            "{\r\n  \"mcpServers\": {\r\n    \"a\": {}\r\n  }\r\n}\r\n",
            format!("{{\n  \"mcpServers\": {{\n    \"a\": {{}},\n    {two}\n  }}\n}}\n").replace('\n', "\r\n"),
        ),
        ("\u{feff}{\n}\n", format!("\u{feff}{fresh}")),
    ];
    keeps("cursor", &cases);
}

#[test]
fn toml_keeps_everything_else() {
    let entry = "[mcp_servers.clerk]\ncommand = \"BINARY\"\nargs = [\"mcp\", \"--sandbox\"]\n";
    let inline = "clerk = { command = \"BINARY\", args = [\"mcp\", \"--sandbox\"] }";
    let cases = [
        ("", entry.to_owned()),
        ("# mine\nmodel='o' # m\n", format!("# mine\nmodel='o' # m\n\n{entry}")),
        ("model='o'", format!("model='o'\n\n{entry}")),
        (
            "[mcp_servers.a]\ncommand='x'\n[mcp_servers.a.env]\nK = \"v\" # k\n# of z\n[z]\na  =  1\n# end\n",
            format!(
                "[mcp_servers.a]\ncommand='x'\n[mcp_servers.a.env]\nK = \"v\" # k\n\n\
                 {entry}\n# of z\n[z]\na  =  1\n# end\n"
            ),
        ),
        (
            "a = [\r\n  1, 2.50,\r\n]\r\nwhen = 2020-01-01\r\n\r\n[[b]]\r\nc = '''\r\nd'''\r\n",
            format!(
                "a = [\r\n  1, 2.50,\r\n]\r\nwhen = 2020-01-01\r\n\r\n[[b]]\r\nc = '''\r\nd'''\r\n\r\n{}",
                entry.replace('\n', "\r\n")
            ),
        ),
        ("a = 1\r\nb = 2\n[z]\r\n", format!("a = 1\r\nb = 2\n[z]\r\n\r\n{}", entry.replace('\n', "\r\n"))),
        ("\u{feff}a = 1\n", format!("\u{feff}a = 1\n\n{entry}")),
        (
            "mcp_servers = { a = { command = 'x' } } # all\n",
            format!("mcp_servers = {{ a = {{ command = 'x' }} , {inline} }} # all\n"),
        ),
        ("mcp_servers.a.command = 'x'\n", format!("mcp_servers.a.command = 'x'\n\n{entry}")),
    ];
    keeps("codex", &cases);
}

#[test]
fn vs_code_asks_for_a_key_once() {
    let home = Home::new();
    let before = "{\n  // what to ask for\n  \"inputs\": [\n    { \"id\": \"a\" }, // a\n  ],\n}\n";
    let first = home.edited("vscode", before, &[]);
    let input =
        "    { \"id\": \"a\" }, // a\n    {\n      \"type\": \"promptString\",\n      \"id\": \"clerk-secret-key\",\n";
    assert!(first.starts_with("{\n  // what to ask for\n  \"inputs\": [\n") && first.contains(input), "{first}");
    assert!(first.contains("\n    },\n  ],\n  \"servers\": {\n"), "{first}");
    // Another server gets another input. The first input stays single.
    home.installed(&["vscode", "--config", "../file", "--name", "live"]);
    home.installed(&["vscode", "--config", "../file", "--read-only"]);
    let both = home.read("file");
    assert_eq!(both.matches("promptString").count(), 2, "{both}");
    assert!(both.contains("\"${input:live-secret-key}\"") && both.contains("\"id\": \"live-secret-key\""), "{both}");
}

#[test]
fn inputs_that_nothing_uses_any_more_are_removed() {
    let home = Home::new();
    home.write("file", INPUTS);
    let told = home.installed(&["vscode", "--config", "../file", "--sandbox"]);
    // The comment belongs to the user.
    let kept = "  \"inputs\": [\n    { \"id\": \"a\", \"type\": \"promptString\" }, // a\n     // ours\n    \
                { \"id\": \"b\", \"type\": \"promptString\" }\n  ],\n";
    assert!(home.read("file").contains(kept), "{}", home.read("file"));
    let gone = told.lines().any(|line| line.trim_start().starts_with("- ") && line.contains("\"clerk-secret-key\""));
    assert!(gone && !told.contains("hush") && !told.contains("\"b\""), "{told}");

    // The input stays if another server or the new entry uses it.
    let shared = INPUTS.replace("${input:a}", "${input:clerk-secret-key}");
    for (text, options) in [(shared.as_str(), &["--sandbox"][..]), (INPUTS, &[])] {
        let edited = home.edited("vscode", text, options);
        assert!(edited.contains("\"id\": \"clerk-secret-key\""), "{edited}");
    }
    // The list goes with its last input, whatever the name of the entry is.
    for name in ["clerk", "live"] {
        let home = Home::new();
        home.installed(&["vscode", "--config", "../file", "--name", name]);
        assert!(home.read("file").contains("inputs"));
        home.installed(&["vscode", "--config", "../file", "--name", name, "--sandbox"]);
        assert!(!home.read("file").contains("input"), "{}", home.read("file"));
    }
}

#[test]
fn inputs_of_the_user_do_not_matter_without_a_reference() {
    let typed = LINE.replace("{\"command\"", "{\"type\": \"stdio\", \"command\"");
    for inputs in ["\"inputs\": {\"id\": 1}", "\"inputs\": 1, \"inputs\": 2", "\"inputs\": [], \"inputs\": {}"] {
        let file = |servers: &str, entry: &str| format!("{{{inputs}, \"{servers}\": {{{entry}}}}}");
        for client in ["claude-desktop", "cursor", "windsurf", "gemini-cli"] {
            keeps(client, &[(&file("mcpServers", ""), file("mcpServers", LINE))]);
        }
        keeps("vscode", &[(&file("servers", ""), file("servers", &typed))]);
    }
}

//! Each client: its files, and what an entry looks like there.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::{BINARY, Home};

/// The folder for settings, in the home folder.
const SETTINGS: &str = if cfg!(target_os = "macos") { "Library/Application Support" } else { ".config" };

const STDIO: &str = r#"{
  "mcpServers": {
    "clerk": {
      "type": "stdio",
      "command": "BINARY",
      "args": ["mcp"],
      "env": {
        "CLERK_SECRET_KEY": "${CLERK_SECRET_KEY}"
      }
    }
  }
}
"#;

const VSCODE: &str = r#"{
  "inputs": [
    {
      "type": "promptString",
      "id": "clerk-secret-key",
      "description": "Secret key of the Clerk instance (sk_test_… or sk_live_…)",
      "password": true
    }
  ],
  "servers": {
    "clerk": {
      "type": "stdio",
      "command": "BINARY",
      "args": ["mcp"],
      "env": {
        "CLERK_SECRET_KEY": "${input:clerk-secret-key}"
      }
    }
  }
}
"#;

const CODEX: &str = r#"[mcp_servers.clerk]
command = "BINARY"
args = ["mcp"]
env_vars = ["CLERK_SECRET_KEY"]
"#;

/// An entry without a type, that refers to the variable so.
fn plain(reference: &str) -> String {
    STDIO.replace("      \"type\": \"stdio\",\n", "").replace("${CLERK_SECRET_KEY}", reference)
}

/// A client, its own file and that of a project, and what is written without options.
fn clients() -> Vec<(&'static str, String, Option<&'static str>, String)> {
    vec![
        ("claude-code", ".claude.json".into(), Some(".mcp.json"), STDIO.into()),
        ("cursor", ".cursor/mcp.json".into(), Some(".cursor/mcp.json"), plain("${env:CLERK_SECRET_KEY}")),
        ("vscode", format!("{SETTINGS}/Code/User/mcp.json"), Some(".vscode/mcp.json"), VSCODE.into()),
        ("windsurf", ".codeium/windsurf/mcp_config.json".into(), None, plain("${env:CLERK_SECRET_KEY}")),
        ("gemini-cli", ".gemini/settings.json".into(), Some(".gemini/settings.json"), plain("$CLERK_SECRET_KEY")),
        ("codex", ".codex/config.toml".into(), Some(".codex/config.toml"), CODEX.into()),
    ]
}

#[cfg(unix)]
#[test]
fn each_has_its_file_and_its_form() {
    for (client, file, _, text) in clients() {
        let home = Home::new();
        let told = home.installed(&[client]);
        assert_eq!(home.files(), [file.as_str()], "{client}");
        assert_eq!(home.read(&file), text, "{client}");
        assert!(told.contains(&file) && told.contains("+ ") && told.contains("Next: "), "{told}");
        assert!(!told.contains("Backup"), "{told}");
    }
    let home = Home::new();
    home.installed(&["claude-desktop", "--sandbox"]);
    assert_eq!(home.files(), [format!("{SETTINGS}/Claude/claude_desktop_config.json")]);
}

#[test]
fn a_project_has_a_file_of_its_own() {
    for (client, _, file, text) in clients() {
        let home = Home::new();
        let Some(file) = file else {
            let run = home.install(&[client, "--project"]);
            assert!(run.code == Some(2) && run.stderr.contains("has no file for a project"), "{run:?}");
            continue;
        };
        home.installed(&[client, "--project"]);
        assert_eq!(home.files(), [format!("project/{file}")], "{client}");
        // Colleagues have the program elsewhere.
        let text = text.replace(BINARY, "clerk-toolkit");
        assert_eq!(home.read(&format!("project/{file}")), text, "{client}");
        assert_eq!(home.installed(&[client, "--project", "--print"]), text, "{client}");
    }
}

#[test]
fn what_is_printed_is_what_would_stand_in_the_file() {
    for (client, .., text) in clients() {
        let home = Home::new();
        for place in [&[][..], &["--config", "/there/is/none"], &["--force"]] {
            let printed = home.installed(&[&[client, "--print"], place].concat());
            assert_eq!(super::without_binary(&printed), text, "{client}");
        }
        assert_eq!(home.files(), [""; 0]);
    }
}

#[test]
fn a_client_s_own_variable_moves_its_file() {
    for (client, variable, file) in [
        ("claude-code", "CLAUDE_CONFIG_DIR", "elsewhere/.claude.json"),
        ("codex", "CODEX_HOME", "elsewhere/config.toml"),
        ("gemini-cli", "GEMINI_CLI_HOME", "elsewhere/.gemini/settings.json"),
    ] {
        let home = Home::new();
        let run = home.command(&[client]).env(variable, home.path("elsewhere")).output().expect("it starts");
        assert!(run.status.success(), "{run:?}");
        assert_eq!(home.files(), [file]);
    }
}

#[test]
fn options_are_written_as_arguments() {
    let home = Home::new();
    let key = home.write("project/key", "sk_test_hush\n");
    let options = [
        "--allow-private-metadata",
        "--api-url",
        "https://clerk.example.com",
        "--secret-key-file",
        "key",
        "--read-only",
        "--tools",
        "users.*",
        "getOrganization",
    ];
    let entry = home.edited("cursor", "", &[&options[..], &["--name", "my-clerk_2"]].concat());
    let entry: Value = serde_json::from_str(&entry).expect("JSON");
    let entry = &entry["mcpServers"]["my-clerk_2"];
    let arguments: Vec<&str> = entry["args"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    let key = key.to_str().expect("a Unicode path");
    let expected = ["mcp", "--read-only", "--allow-private-metadata", "--tools", "users.*", "getOrganization"];
    let expected = [&expected[..], &["--secret-key-file", key, "--api-url", "https://clerk.example.com"]].concat();
    assert_eq!(arguments, expected);
    assert_eq!(entry.as_object().map(|entry| entry.len()), Some(2), "{entry}");
}

/// The tools that what an entry starts offers.
pub(super) fn offered(program: &str, arguments: impl Iterator<Item = String>) -> usize {
    let mut server = Command::new(program.replace(BINARY, super::binary().to_str().expect("a Unicode path")));
    server.args(arguments).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = server.spawn().expect("it starts");
    let mut input = server.stdin.take().expect("it is piped");
    input.write_all(crate::serving::listing().as_bytes()).expect("it reads");
    drop(input);
    let output = server.wait_with_output().expect("it ends");
    let answer = String::from_utf8(output.stdout).expect("UTF-8").lines().last().expect("an answer").to_owned();
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    answer["result"]["tools"].as_array().expect("a list").len()
}

#[test]
fn what_is_written_starts_a_server() {
    let home = Home::new();
    let entry: Value = serde_json::from_str(&home.edited("claude-desktop", "", &["--sandbox"])).expect("JSON");
    let entry = &entry["mcpServers"]["clerk"];
    let arguments = entry["args"].as_array().expect("a list").iter().filter_map(Value::as_str).map(str::to_owned);
    assert_eq!(offered(entry["command"].as_str().expect("a path"), arguments), 19);

    let entry = home.edited("codex", "", &["--sandbox", "--tools", "users", "--read-only"]);
    let entry: toml_edit::DocumentMut = entry.parse().expect("TOML");
    let entry = &entry["mcp_servers"]["clerk"];
    let arguments = entry["args"].as_array().expect("a list").iter().filter_map(|value| value.as_str());
    assert_eq!(offered(entry["command"].as_str().expect("a path"), arguments.map(str::to_owned)), 3);
}

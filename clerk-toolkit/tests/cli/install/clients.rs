//! Each client: its files, and the form of an entry.

use std::io::Write;
use std::process::{Command, Stdio};

use clerk_toolkit::catalog::{DEFAULT, users};
use clerk_toolkit::tool::Effect;
use serde_json::Value;

use super::{BINARY, CLIENTS, Home, WITHOUT_REFERENCE};

/// The folder for settings in the home folder.
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

const COPILOT: &str = r#"{
  "mcpServers": {
    "clerk": {
      "type": "local",
      "command": "BINARY",
      "args": ["mcp"],
      "env": {
        "CLERK_SECRET_KEY": "${CLERK_SECRET_KEY}"
      },
      "tools": ["*"]
    }
  }
}
"#;

const OPENCODE: &str = r#"{
  "mcp": {
    "clerk": {
      "type": "local",
      "command": ["BINARY", "mcp"],
      "environment": {
        "CLERK_SECRET_KEY": "{env:CLERK_SECRET_KEY}"
      }
    }
  }
}
"#;

/// The entry with a sandbox, for a client whose entries cannot refer to a variable.
const SANDBOX: &str = r#"{
  "mcpServers": {
    "clerk": {
      "command": "BINARY",
      "args": ["mcp", "--sandbox"]
    }
  }
}
"#;

const CODEX: &str = r#"[mcp_servers.clerk]
command = "BINARY"
args = ["mcp"]
env_vars = ["CLERK_SECRET_KEY"]
"#;

/// An entry without `type` and with that reference to the variable.
fn plain(reference: &str) -> String {
    STDIO.replace("      \"type\": \"stdio\",\n", "").replace("${CLERK_SECRET_KEY}", reference)
}

/// A client, the user's own file and that of a project, and the text of a new file. The text is that of an entry
/// without options, or with `--sandbox` if the client needs an option.
pub(super) fn clients() -> Vec<(&'static str, String, Option<&'static str>, String)> {
    let extension = "Code/User/globalStorage/saoudrizwan.claude-dev";
    vec![
        ("claude-desktop", format!("{SETTINGS}/Claude/claude_desktop_config.json"), None, SANDBOX.into()),
        ("claude-code", ".claude.json".into(), Some(".mcp.json"), STDIO.into()),
        ("cursor", ".cursor/mcp.json".into(), Some(".cursor/mcp.json"), plain("${env:CLERK_SECRET_KEY}")),
        ("vscode", format!("{SETTINGS}/Code/User/mcp.json"), Some(".vscode/mcp.json"), VSCODE.into()),
        ("windsurf", ".codeium/windsurf/mcp_config.json".into(), None, plain("${env:CLERK_SECRET_KEY}")),
        ("gemini-cli", ".gemini/settings.json".into(), Some(".gemini/settings.json"), plain("$CLERK_SECRET_KEY")),
        ("codex", ".codex/config.toml".into(), Some(".codex/config.toml"), CODEX.into()),
        (
            "zed",
            ".config/zed/settings.json".into(),
            Some(".zed/settings.json"),
            SANDBOX.replace("mcpServers", "context_servers"),
        ),
        ("copilot-cli", ".copilot/mcp-config.json".into(), Some(".github/mcp.json"), COPILOT.into()),
        ("opencode", ".config/opencode/opencode.json".into(), Some("opencode.json"), OPENCODE.into()),
        ("cline", ".cline/data/settings/cline_mcp_settings.json".into(), None, SANDBOX.into()),
        (
            "cline-vscode",
            format!("{SETTINGS}/{extension}/settings/cline_mcp_settings.json"),
            None,
            plain("${env:CLERK_SECRET_KEY}"),
        ),
        ("qwen-code", ".qwen/settings.json".into(), Some(".qwen/settings.json"), plain("$CLERK_SECRET_KEY")),
        ("junie", ".junie/mcp/mcp.json".into(), Some(".junie/mcp/mcp.json"), SANDBOX.into()),
    ]
}

/// The options that the client needs.
pub(super) fn options(client: &str) -> &'static [&'static str] {
    if WITHOUT_REFERENCE.contains(&client) { &["--sandbox"] } else { &[] }
}

#[test]
fn every_client_is_tested() {
    let tested: Vec<&str> = clients().iter().map(|(client, ..)| *client).collect();
    assert_eq!(tested, CLIENTS);
    let unknown = Home::new().install(&["emacs"]);
    let possible = format!("[possible values: {}]", CLIENTS.join(", "));
    assert!(unknown.stderr.contains(&possible), "{unknown:?}");
}

#[cfg(unix)]
#[test]
fn each_has_its_file_and_its_form() {
    for (client, file, _, text) in clients() {
        let home = Home::new();
        let told = home.installed(&[&[client], options(client)].concat());
        assert_eq!(home.files(), [file.as_str()], "{client}");
        assert_eq!(home.read(&file), text, "{client}");
        assert!(told.contains(&file) && told.contains("+ ") && told.contains("Next: "), "{told}");
        assert!(!told.contains("Backup"), "{told}");
    }
}

#[test]
fn a_project_has_a_file_of_its_own() {
    for (client, _, file, text) in clients() {
        let home = Home::new();
        let Some(file) = file else {
            let run = home.install(&[&[client, "--project"], options(client)].concat());
            assert!(run.code == Some(2) && run.stderr.contains("has no file for a project"), "{run:?}");
            continue;
        };
        home.installed(&[&[client, "--project"], options(client)].concat());
        assert_eq!(home.files(), [format!("project/{file}")], "{client}");
        // The colleagues have the program elsewhere.
        let text = text.replace(BINARY, "clerk-toolkit");
        assert_eq!(home.read(&format!("project/{file}")), text, "{client}");
        let printed = home.installed(&[&[client, "--project", "--print-entry"], options(client)].concat());
        assert_eq!(printed, text, "{client}");
    }
}

#[test]
fn the_printed_entry_is_what_a_new_file_contains() {
    for (client, .., text) in clients() {
        let home = Home::new();
        for place in [&[][..], &["--config", "/there/is/none"], &["--force"]] {
            let printed = home.installed(&[&[client, "--print-entry"], place, options(client)].concat());
            assert_eq!(super::without_binary(&printed), text, "{client}");
        }
        assert_eq!(home.files(), [""; 0]);
    }
}

#[test]
fn a_variable_of_the_client_moves_its_file() {
    for (client, variable, file) in [
        ("claude-code", "CLAUDE_CONFIG_DIR", "elsewhere/.claude.json"),
        ("codex", "CODEX_HOME", "elsewhere/config.toml"),
        ("gemini-cli", "GEMINI_CLI_HOME", "elsewhere/.gemini/settings.json"),
        ("copilot-cli", "COPILOT_HOME", "elsewhere/mcp-config.json"),
        ("cline", "CLINE_DIR", "elsewhere/data/settings/cline_mcp_settings.json"),
        ("cline", "CLINE_MCP_SETTINGS_PATH", "elsewhere"),
        ("opencode", "XDG_CONFIG_HOME", "elsewhere/opencode/opencode.json"),
    ] {
        let home = Home::new();
        let mut command = home.command(&[client, "--sandbox"]);
        let run = command.env(variable, home.path("elsewhere")).output().expect("the binary starts");
        assert!(run.status.success(), "{run:?}");
        assert_eq!(home.files(), [file]);
    }
}

#[test]
fn another_name_of_the_file_is_used_if_only_that_file_exists() {
    for (options, folder) in [(&["--project"][..], "project"), (&[], ".config/opencode")] {
        let home = Home::new();
        let (json, jsonc) = (format!("{folder}/opencode.json"), format!("{folder}/opencode.jsonc"));
        home.write(&jsonc, "{} // mine");
        home.installed(&[&["opencode"], options].concat());
        assert_eq!(home.files(), [jsonc.clone(), format!("{jsonc}.bak")]);
        home.write(&json, "{}");
        home.installed(&[&["opencode"], options].concat());
        assert!(home.read(&json).contains("\"clerk\""), "{}", home.read(&json));
    }
}

#[test]
fn options_are_written_as_arguments() {
    let home = Home::new();
    let key = home.write_key("project/key", "sk_test_hush\n");
    let options = [
        "--allow-private-metadata",
        "--discover",
        "--api-url",
        "https://api.clerk.com/",
        "--secret-key-file",
        "key",
        "--read-only",
        "--tools",
        "users.*",
        "getOrganization",
    ];
    let entry = home.edited("cursor", "", &[&options[..], &["--name", "my-clerk_2"]].concat());
    let entry: Value = serde_json::from_str(&entry).expect("the text is JSON");
    let entry = &entry["mcpServers"]["my-clerk_2"];
    let arguments: Vec<&str> =
        entry["args"].as_array().expect("it is a list").iter().filter_map(Value::as_str).collect();
    let key = key.to_str().expect("the path is Unicode");
    let expected =
        ["mcp", "--read-only", "--allow-private-metadata", "--discover", "--tools", "users.*", "getOrganization"];
    let expected = [&expected[..], &["--secret-key-file", key, "--api-url", "https://api.clerk.com/"]].concat();
    assert_eq!(arguments, expected);
    assert_eq!(entry.as_object().map(|entry| entry.len()), Some(2), "{entry}");
}

/// The number of tools that the server of an entry offers.
pub(super) fn offered(program: &str, arguments: impl Iterator<Item = String>) -> usize {
    let mut server = Command::new(program.replace(BINARY, super::binary().to_str().expect("the path is Unicode")));
    server.args(arguments).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = server.spawn().expect("the server starts");
    let mut input = server.stdin.take().expect("standard input is piped");
    input.write_all(crate::serving::listing().as_bytes()).expect("the server reads");
    drop(input);
    let output = server.wait_with_output().expect("the server ends");
    let answer = String::from_utf8(output.stdout)
        .expect("the server writes UTF-8")
        .lines()
        .last()
        .expect("the server answers")
        .to_owned();
    let answer: Value = serde_json::from_str(&answer).expect("the text is JSON");
    answer["result"]["tools"].as_array().expect("it is a list").len()
}

#[test]
fn the_entry_starts_a_server() {
    let home = Home::new();
    let entry: Value =
        serde_json::from_str(&home.edited("claude-desktop", "", &["--sandbox"])).expect("the text is JSON");
    let entry = &entry["mcpServers"]["clerk"];
    let arguments = entry["args"].as_array().expect("it is a list").iter().filter_map(Value::as_str).map(str::to_owned);
    assert_eq!(offered(entry["command"].as_str().expect("it is a path"), arguments), DEFAULT.len());

    let entry: Value = serde_json::from_str(&home.edited("opencode", "", &["--sandbox"])).expect("the file is JSON");
    let words = entry["mcp"]["clerk"]["command"].as_array().expect("it is a list").iter().filter_map(Value::as_str);
    let words: Vec<String> = words.map(str::to_owned).collect();
    assert_eq!(offered(&words[0], words[1..].iter().cloned()), DEFAULT.len());

    let reads = users::TOOLS.iter().filter(|tool| tool.effect() == Effect::Read).count();
    let entry = home.edited("codex", "", &["--sandbox", "--tools", "users", "--read-only"]);
    let entry: toml_edit::DocumentMut = entry.parse().expect("the text is TOML");
    let entry = &entry["mcp_servers"]["clerk"];
    let arguments = entry["args"].as_array().expect("it is a list").iter().filter_map(|value| value.as_str());
    assert_eq!(offered(entry["command"].as_str().expect("it is a path"), arguments.map(str::to_owned)), reads);
}

#[test]
fn a_client_has_other_names_that_mean_only_this_client() {
    for (name, title) in [
        ("VSCode", "VS Code"),
        ("vs-code", "VS Code"),
        ("Cursor", "Cursor"),
        ("jetbrains", "JetBrains Junie"),
        ("gemini", "Gemini CLI"),
        ("qwen", "Qwen Code"),
    ] {
        let home = Home::new();
        let told = home.installed(&[name, "--sandbox"]);
        assert!(
            told.ends_with(&format!("Next: restart {title}.\n")) || name.to_lowercase().starts_with("vs"),
            "{told}"
        );
        let run = home.command_of("uninstall", &[name]).output().expect("the binary starts");
        assert!(
            run.status.success() && String::from_utf8_lossy(&run.stdout).contains(&format!("restart {title}")),
            "{run:?}"
        );
    }
}

#[test]
fn a_dry_run_is_a_preview() {
    let home = Home::new();
    let told = home.installed(&["cursor", "--sandbox", "--dry-run"]);
    assert!(told.ends_with("Nothing was written: --print only shows the change.\n"), "{told}");
    assert_eq!(home.files(), [""; 0]);
}

#[test]
fn patterns_after_an_equals_sign_leave_the_client_alone() {
    let home = Home::new();
    home.installed(&["--sandbox", "--tools=users,getOrganization", "cursor"]);
    assert!(home.read(".cursor/mcp.json").contains("\"users,getOrganization\""));
}

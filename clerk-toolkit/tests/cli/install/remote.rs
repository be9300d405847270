//! `--url`: an entry for a server that runs elsewhere.

use serde_json::{Value, json};

use super::{CLIENTS, Home, WITHOUT_REFERENCE};
use crate::binary::Run;

const URL: &str = "https://clerk.example.com/mcp";

/// Options for a server with a token and another header.
const REMOTE: &[&str] = &["--url", URL, "--bearer-env", "CLERK_TOKEN", "--header", "X-Team=TEAM"];

/// The entry of a client with those options: the key of the servers, and the fields.
fn expected(client: &str) -> (&'static str, Value) {
    let headers = |start: &str, end: &str| {
        let bearer = format!("Bearer {start}CLERK_TOKEN{end}");
        json!({ "Authorization": bearer, "X-Team": format!("{start}TEAM{end}") })
    };
    match client {
        "claude-code" => ("mcpServers", json!({ "type": "http", "url": URL, "headers": headers("${", "}") })),
        "cursor" => ("mcpServers", json!({ "url": URL, "headers": headers("${env:", "}") })),
        "vscode" => (
            "servers",
            json!({ "type": "http", "url": URL, "headers": {
                "Authorization": "Bearer ${input:clerk-token}", "X-Team": "${input:clerk-x-team}",
            }}),
        ),
        "windsurf" => ("mcpServers", json!({ "serverUrl": URL, "headers": headers("${env:", "}") })),
        "gemini-cli" | "qwen-code" => ("mcpServers", json!({ "httpUrl": URL, "headers": headers("$", "") })),
        "copilot-cli" => {
            ("mcpServers", json!({ "type": "http", "url": URL, "headers": headers("${", "}"), "tools": ["*"] }))
        }
        "opencode" => {
            ("mcp", json!({ "type": "remote", "url": URL, "headers": headers("{env:", "}"), "oauth": false }))
        }
        "cline-vscode" => {
            ("mcpServers", json!({ "type": "streamableHttp", "url": URL, "headers": headers("${env:", "}") }))
        }
        other => panic!("{other} has no expected entry"),
    }
}

/// Runs `install` with the variables of the headers.
fn run(home: &Home, arguments: &[&str]) -> Run {
    let mut command = home.command(arguments);
    command.env("CLERK_TOKEN", "hush-token").env("TEAM", "hush-team").output().expect("the binary starts").into()
}

#[test]
fn each_client_has_its_form() {
    for client in CLIENTS.iter().filter(|client| !WITHOUT_REFERENCE.contains(client)) {
        let home = Home::new();
        let run = run(&home, &[&[client, "--config", "../file"], REMOTE].concat());
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{client}: {run:?}");
        let file = home.read("file");
        assert!(!file.contains("hush") && !run.stdout.contains("hush"), "{client}: {file}");
        if *client == "codex" {
            let expected = format!(
                "[mcp_servers.clerk]\nurl = \"{URL}\"\nbearer_token_env_var = \"CLERK_TOKEN\"\n\
                 env_http_headers = {{ X-Team = \"TEAM\" }}\n"
            );
            assert_eq!(file, expected);
            continue;
        }
        let (servers, entry) = expected(client);
        let file: Value = serde_json::from_str(&file).expect("the file is JSON");
        assert_eq!(file[servers]["clerk"], entry, "{client}");
        match *client {
            "vscode" => {
                let ids: Vec<_> = file["inputs"].as_array().expect("a list").iter().map(|input| &input["id"]).collect();
                assert_eq!(ids, ["clerk-token", "clerk-x-team"]);
                assert!(run.stdout.contains("Next: start the server in VS Code, which asks once"), "{run:?}");
            }
            _ => assert!(run.stdout.contains("Next: set CLERK_TOKEN and TEAM in the environment of "), "{run:?}"),
        }
        let again = home.installed(&[&[client, "--config", "../file"], REMOTE].concat());
        assert!(again.contains("`clerk` is already in "), "{again}");
    }
}

#[test]
fn a_client_without_references_needs_no_token_or_write_token() {
    for client in ["zed", "cline", "junie"] {
        let home = Home::new();
        let refused = run(&home, &[&[client, "--config", "../file"], REMOTE].concat());
        assert!(refused.code == Some(2) && refused.stderr.contains("Give --write-token"), "{refused:?}");
        assert!(!home.path("file").exists() && !refused.stderr.contains("hush"));
        home.installed(&[client, "--config", "../file", "--url", URL]);
        let file: Value = serde_json::from_str(&home.read("file")).expect("the file is JSON");
        let servers = if client == "zed" { "context_servers" } else { "mcpServers" };
        assert_eq!(file[servers]["clerk"]["url"], URL, "{client}");
        assert!(file[servers]["clerk"].get("headers").is_none());
    }
}

#[test]
fn a_token_is_written_only_on_request() {
    for client in CLIENTS.iter().filter(|client| **client != "claude-desktop") {
        let home = Home::new();
        let run = run(&home, &[&[client, "--config", "../file", "--write-token"], REMOTE].concat());
        assert_eq!(run.code, Some(0), "{client}: {run:?}");
        assert!(run.stderr.starts_with("warning: ") && run.stderr.contains("now contains the token"), "{run:?}");
        assert!(run.stdout.contains("Bearer …") && !format!("{run:?}").contains("hush"), "{run:?}");
        let file = home.read("file");
        assert!(file.contains("Bearer hush-token") && file.contains("hush-team"), "{client}: {file}");
        assert!(!file.contains("inputs") && !file.contains("CLERK_TOKEN"), "{client}: {file}");
    }
}

#[test]
fn claude_desktop_needs_a_connector_or_a_bridge() {
    let home = Home::new();
    let run = home.install(&["claude-desktop", "--url", URL]);
    assert!(run.code == Some(2) && run.stdout.is_empty(), "{run:?}");
    assert!(run.stderr.contains("custom connector") && run.stderr.contains("mcp-remote"), "{run:?}");
    assert_eq!(home.files(), [""; 0]);
}

#[test]
fn options_of_a_local_server_are_usage_errors() {
    let home = Home::new();
    for options in [
        &["--tools", "users"][..],
        &["-t", "users"],
        &["--read-only"],
        &["--allow-private-metadata"],
        &["--secret-key-file", "key"],
        &["--secret-key", "sk_test_hush"],
        &["--api-url", "https://api.clerk.com"],
        &["--sandbox"],
        &["--write-secret-key"],
    ] {
        let run = home.install(&[&["cursor", "--url", URL], options].concat());
        assert!(run.code == Some(2) && run.stderr.contains("cannot be used with"), "{options:?}: {run:?}");
        assert!(!run.stderr.contains("hush"), "{run:?}");
    }
    for options in [&["--bearer-env", "A"][..], &["--header", "A=B"], &["--write-token"]] {
        let run = home.install(&[&["cursor"], options].concat());
        assert!(run.code == Some(2) && run.stderr.contains("--url <URL>"), "{options:?}: {run:?}");
    }
    assert_eq!(home.files(), [""; 0]);
}

#[test]
fn invalid_values_are_usage_errors_and_are_not_shown() {
    let home = Home::new();
    for (options, said) in [
        (&["--url", "clerk.example.com/mcp"][..], "--url is not a URL: add https:// before the address"),
        (&["--url", "https://:1"], "--url is not a URL: "),
        (&["--url", URL, "--bearer-env", "$TOKEN"], "--bearer-env expects the name of a variable without `$`"),
        (&["--url", "ftp://clerk.example.com"], "--url must start with https:// or http://"),
        (&["--url", "https://me:hush@clerk.example.com/mcp"], "--url contains a user name or a password"),
        (&["--url", "http://clerk.example.com/mcp"], "--url is plain http to another machine"),
        (&["--url", "http://127.0.0.1.example.com/mcp"], "--url is plain http to another machine"),
        (&["--url", "https://clerk.example.com/${A}"], "treats the `${` in"),
        (&["--url", URL, "--bearer-env", "hush-hush"], "the name of an environment variable, not the token"),
        (&["--url", URL, "--bearer-env", ""], "the name of an environment variable, not the token"),
        (&["--url", URL, "--header", "X-Team: hush"], "--header expects NAME=VARIABLE"),
        (&["--url", URL, "--header", "X-Team=Bearer hush"], "--header expects NAME=VARIABLE"),
        (&["--url", URL, "--header", "X Team=A"], "--header expects NAME=VARIABLE"),
        (&["--url", URL, "--header", "X-A=B", "--header", "x-a=C"], "the header x-a is given twice"),
        (&["--url", URL, "--bearer-env", "A", "--header", "authorization=B"], "is given twice"),
        (&["--url", URL, "--write-token"], "--write-token needs --bearer-env or --header"),
        (&["--url", URL, "--write-token", "--bearer-env", "NOT_THERE"], "NOT_THERE is not set"),
    ] {
        let run = home.install(&[&["cursor"], options].concat());
        assert!(run.code == Some(2) && run.stderr.contains(said), "{options:?} must print {said:?}: {run:?}");
        assert!(!run.stderr.contains("hush"), "{run:?}");
    }
    assert_eq!(home.files(), [""; 0]);
}

#[test]
fn plain_http_needs_this_machine_or_consent() {
    for url in ["http://127.0.0.1:8080/mcp", "http://localhost:8080/mcp", "http://[::1]:8080/mcp"] {
        let home = Home::new();
        home.installed(&["cursor", "--config", "../file", "--url", url]);
        assert!(home.read("file").contains(url));
    }
    let home = Home::new();
    let run = home.install(&["cursor", "--config", "../file", "--url", "http://clerk.example.com/mcp", "--allow-http"]);
    assert!(run.code == Some(0) && run.stderr.starts_with("warning: with plain http"), "{run:?}");
    assert!(home.read("file").contains("http://clerk.example.com/mcp"));
}

#[test]
fn a_local_entry_becomes_remote_and_local_again() {
    let home = Home::new();
    let local =
        r#"{"mcpServers": {"clerk": {"command": "clerk-toolkit", "args": ["mcp"], "env": {"A": "b"}, "timeout": 30}}}"#;
    home.write("file", local);
    home.installed(&["cursor", "--config", "../file", "--url", URL]);
    let file: Value = serde_json::from_str(&home.read("file")).expect("the file is JSON");
    assert_eq!(file["mcpServers"]["clerk"], json!({ "timeout": 30, "url": URL }));

    // Only the same address is recognized as an entry of this program.
    for options in [&["--sandbox"][..], &["--url", "https://other.example.com/mcp"]] {
        let run = home.install(&[&["cursor", "--config", "../file"], options].concat());
        assert!(run.code == Some(2) && run.stderr.contains("another server called"), "{run:?}");
    }
    home.installed(&["cursor", "--config", "../file", "--sandbox", "--force"]);
    assert!(!home.read("file").contains("url"), "{}", home.read("file"));
}

#[test]
fn an_address_without_a_path_is_a_warning() {
    for (url, warns) in [("https://clerk.example.com", true), ("https://clerk.example.com/", true), (URL, false)] {
        let home = Home::new();
        let run = home.install(&["cursor", "--url", url]);
        assert_eq!(
            (run.code, run.stderr.contains("has no path; `clerk-toolkit mcp --http` serves at the path /mcp")),
            (Some(0), warns),
            "{run:?}"
        );
    }
}

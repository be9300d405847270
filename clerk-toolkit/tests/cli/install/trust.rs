//! Entries that `install` did not write: they are not replaced silently, and an update keeps nothing of them that could do
//! harm.

use serde_json::{Value, json};

use super::{BINARY, Home, Run, binary};
use crate::uninstall;

const URL: &str = "https://clerk.example.com/mcp";

/// A file of Cursor with that entry.
fn file(entry: &Value) -> String {
    json!({ "mcpServers": { "clerk": entry } }).to_string()
}

/// The entry of Cursor in the file.
fn entry(home: &Home) -> Value {
    let file: Value = serde_json::from_str(&home.read("file")).expect("the file is JSON");
    file["mcpServers"]["clerk"].clone()
}

#[test]
fn only_the_bare_name_and_the_exact_path_are_this_program() {
    let path = binary();
    let path = path.to_str().expect("the path is Unicode");
    for command in ["clerk-toolkit", path] {
        let home = Home::new();
        home.write("file", file(&json!({ "command": command, "args": ["mcp"] })));
        home.installed(&["cursor", "--config", "../file", "--sandbox"]);
        assert_eq!(entry(&home), json!({ "command": BINARY, "args": ["mcp", "--sandbox"] }));
    }
    let relative = format!("./{}", "clerk-toolkit");
    for command in [
        "/old/clerk-toolkit",
        "/tmp/evil/clerk-toolkit",
        "C:\\evil\\clerk-toolkit.exe",
        "evil/clerk-toolkit",
        &relative,
        "../clerk-toolkit",
        "clerk-toolkit ",
        " clerk-toolkit",
        "Clerk-Toolkit",
        "clerk-toolkit\u{200b}",
        "clerk-toolkit.sh",
        "clerk-toolkit;evil",
        "my-clerk-toolkit",
        "sh",
        "",
    ] {
        let home = Home::new();
        let text = file(&json!({ "command": command, "args": ["hush"] }));
        home.write("file", &text);
        for remove in [false, true] {
            let run = match remove {
                true => uninstall::uninstall(&home, &["cursor", "--config", "../file"]),
                false => home.install(&["cursor", "--config", "../file", "--sandbox"]),
            };
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{command:?}: {run:?}");
            assert!(run.stderr.contains("which starts \"") && run.stderr.contains("--force"), "{command:?}: {run:?}");
            assert!(!run.stderr.contains("hush") && !run.stderr.contains('\u{200b}'), "{command:?}: {run:?}");
            assert_eq!(home.read("file"), text);
        }
        let told = home.installed(&["cursor", "--config", "../file", "--sandbox", "--force", "--print"]);
        assert!(told.contains("--force replaces a server of another program: the old entry starts \""), "{told}");
        assert!(told.contains("\n  -     ") && !told.contains("hush"), "{told}");
    }
}

#[test]
fn an_update_keeps_only_harmless_fields_and_variables() {
    let home = Home::new();
    let old = json!({
        "command": "clerk-toolkit", "args": ["mcp"],
        "timeout": 30, "description": "mine", "type": "stdio",
        "envFile": "hush.env", "cwd": "/hush", "trust": true, "autoApprove": ["deleteOrganization"],
        "url": "https://hush", "headers": { "X-A": "hush" }, "dev": { "debug": "hush" }, "shell": "hush",
        "env": {
            "LD_PRELOAD": "hush.so", "PATH": "/hush", "NODE_OPTIONS": "hush", "HTTPS_PROXY": "http://hush",
            "SSL_CERT_FILE": "hush.pem", "CLERK_API_URL": "https://hush", "clerk_api_url": "https://hush",
            "CLERK_SECRET_KEY": "hush", "RUST_LOG": "info", "TZ": { "a": 1 },
        },
    });
    home.write("file", file(&old));
    let told = home.installed(&["cursor", "--config", "../file", "--sandbox"]);
    let expected = json!({
        "command": BINARY, "args": ["mcp", "--sandbox"], "timeout": 30, "description": "mine", "type": "stdio",
        "env": { "RUST_LOG": "info" },
    });
    assert_eq!(entry(&home), expected, "{told}");
    let removed = told.lines().find(|line| line.starts_with("Removed, because `install` did not write it"));
    let removed = removed.unwrap_or_else(|| panic!("no note: {told}"));
    for name in [
        "envFile",
        "cwd",
        "trust",
        "autoApprove",
        "url",
        "headers",
        "dev",
        "shell",
        "LD_PRELOAD in env",
        "PATH in env",
        "NODE_OPTIONS in env",
        "HTTPS_PROXY in env",
        "SSL_CERT_FILE in env",
        "CLERK_API_URL in env",
        "clerk_api_url in env",
        "TZ in env",
    ] {
        assert!(removed.contains(name), "{name}: {removed}");
    }
    for name in ["CLERK_SECRET_KEY", "RUST_LOG", "timeout"] {
        assert!(!removed.contains(name), "{name}: {removed}");
    }
    assert!(!told.contains("hush"), "{told}");
    let again = home.installed(&["cursor", "--config", "../file", "--sandbox"]);
    assert!(again.contains("is already in"), "{again}");
}

#[test]
fn a_list_of_forwarded_variables_is_filtered() {
    let home = Home::new();
    let before = "[mcp_servers.clerk]\ncommand = \"clerk-toolkit\"\ncwd = \"/hush\"\n\
                  env_vars = [\"HTTPS_PROXY\", \"LD_PRELOAD\", { name = \"AWS_KEY\", source = \"remote\" }]\n";
    home.write("file", before);
    let told = home.installed(&["codex", "--config", "../file", "--sandbox"]);
    let after = home.read("file");
    assert!(after.contains("env_vars = [\"HTTPS_PROXY\"]") && !after.contains("cwd"), "{after}");
    for name in ["cwd", "LD_PRELOAD in env_vars", "AWS_KEY in env_vars"] {
        assert!(told.contains(name), "{name}: {told}");
    }
}

#[test]
fn a_remote_entry_keeps_neither_headers_nor_a_command() {
    let home = Home::new();
    let old = json!({
        "url": URL, "headers": { "X-Hush": "hush" }, "command": "evil", "env": { "A": "hush" }, "oauth": { "a": "hush" },
        "timeout": 5,
    });
    home.write("file", file(&old));
    let told = home.installed(&["cursor", "--config", "../file", "--url", URL]);
    assert_eq!(entry(&home), json!({ "url": URL, "timeout": 5 }), "{told}");
    assert!(told.contains("does not trust it: command, env.") && !told.contains("\"hush"), "{told}");

    // The address decides, and not the name.
    let home = Home::new();
    let text = file(&json!({ "url": "https://hush.example.com/mcp" }));
    home.write("file", &text);
    let run = home.install(&["cursor", "--config", "../file", "--url", URL]);
    assert!(run.code == Some(2) && run.stderr.contains("which connects to an address"), "{run:?}");
    assert!(!run.stderr.contains("hush") && home.read("file") == text, "{run:?}");
}

#[test]
fn an_input_that_does_not_ask_is_not_used() {
    for input in [
        json!({ "id": "clerk-secret-key", "type": "command", "command": "hush" }),
        json!({ "id": "clerk-secret-key", "type": "pickString", "options": ["hush"] }),
        json!({ "id": "clerk-secret-key" }),
    ] {
        let home = Home::new();
        let text = json!({ "inputs": [input], "servers": {} }).to_string();
        home.write("file", &text);
        let run = home.install(&["vscode", "--config", "../file"]);
        assert!(run.code == Some(2) && run.stderr.contains("another input called `clerk-secret-key`"), "{run:?}");
        assert!(!run.stderr.contains("hush") && home.read("file") == text, "{run:?}");
        home.installed(&["vscode", "--config", "../file", "--force"]);
        let file: Value = serde_json::from_str(&home.read("file")).expect("the file is JSON");
        assert_eq!(file["inputs"][0]["type"], "promptString", "{file}");
        assert_eq!((&file["inputs"][0]["password"], file["inputs"][0].get("command")), (&json!(true), None), "{file}");
    }
    // Other words are the user's own.
    let home = Home::new();
    let own = json!({ "id": "clerk-secret-key", "type": "promptString", "password": true, "description": "mine" });
    home.write("file", json!({ "inputs": [own] }).to_string());
    home.installed(&["vscode", "--config", "../file"]);
    assert!(home.read("file").contains("\"mine\""), "{}", home.read("file"));
}

#[test]
fn a_remote_entry_sends_no_key_to_an_api_url() {
    let home = Home::new();
    let mut install = home.command_of("install", &["cursor", "--url", "https://mcp.example.com/mcp", "--print"]);
    let run: Run = install.env("CLERK_API_URL", "https://a.example").output().expect("the binary starts").into();
    assert!(run.code == Some(0) && !run.stderr.contains("secret key"), "{run:?}");
}

#[test]
fn an_address_that_is_not_clerks_is_pointed_out() {
    let home = Home::new();
    for (url, pointed_out) in [
        ("https://api.clerk.com", false),
        ("https://api.clerk.com/v1/", false),
        ("https://api.clerk.com.example.com", true),
        ("https://clerk.example.com", true),
        ("https://xn--e1afmkfd.com", true),
        ("http://127.0.0.1:8080", true),
    ] {
        for place in [&["--print"][..], &["--print-entry"], &["--config", "../file"]] {
            let given = home.install(&[&["cursor", "--api-url", url], place].concat());
            let mut command = home.command(&[&["cursor"], place].concat());
            let variable = command.env("CLERK_API_URL", url).output().expect("the binary starts").into();
            for (run, origin) in [(given, "--api-url"), (variable, "CLERK_API_URL")] {
                assert_eq!(run.code, Some(0), "{run:?}");
                let said = format!(
                    "warning: the entry sends the secret key to {url:?}, which is not Clerk's API (from {origin})"
                );
                assert_eq!(run.stderr.contains(&said), pointed_out, "{run:?}");
                assert_eq!(run.stderr.is_empty(), !pointed_out, "{run:?}");
            }
        }
    }
    let http = home.install(&["cursor", "--print", "--api-url", "http://a.example", "--allow-http"]);
    assert!(http.code == Some(0) && http.stdout.contains("\"--allow-http\""), "{http:?}");
}

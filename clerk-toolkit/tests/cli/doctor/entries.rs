//! The instance and the secret key of each entry of a client.

use std::fs;

use axum::http::StatusCode;
use clerk_toolkit::sandbox::Sandbox;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{doctor, finding, finish, home, server};

/// Writes the file of Cursor with one server in it.
fn write_cursor(home: &TempDir, server: Value) {
    fs::create_dir_all(home.path().join(".cursor")).expect("the folder can be created");
    let file = home.path().join(".cursor/mcp.json");
    fs::write(file, json!({ "mcpServers": { "clerk": server } }).to_string()).expect("the folder can be written");
}

/// All findings of a check.
fn findings<'a>(report: &'a Value, check: &str) -> Vec<&'a Value> {
    let findings = report["findings"].as_array().expect("an array of findings").iter();
    findings.filter(|finding| finding["check"] == check).collect()
}

#[tokio::test]
async fn the_instance_of_each_entry_is_checked() {
    let home = home();
    let sandbox = Sandbox::start().await.expect("the sandbox starts");
    let key = home.path().join("key");
    fs::write(&key, sandbox.secret_key()).expect("the folder can be written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("the permissions can be changed");
    }
    let key_file = key.to_str().expect("a Unicode path");
    let program = env!("CARGO_BIN_EXE_clerk-toolkit");
    let url = sandbox.url();
    let written = json!({ "CLERK_SECRET_KEY": sandbox.secret_key(), "CLERK_API_URL": url });
    for (server, said) in [
        (json!({ "command": program, "args": ["mcp", "--sandbox"] }), "with a sandbox".to_owned()),
        (
            json!({ "command": program, "args": ["mcp", "--read-only", "--secret-key-file", key_file, "--api-url", url] }),
            format!("with the key in {key_file}"),
        ),
        (json!({ "command": program, "args": ["mcp"], "env": written }), "with the key in this file".to_owned()),
    ] {
        write_cursor(&home, server.clone());
        let run = finish(doctor(&home, &["--json"])).await;
        assert_eq!(run.code, Some(0), "{server}: {run:?}");
        let report = run.json();
        let keys = findings(&report, "key");
        assert!(keys.len() == 2 && keys[0]["status"] == "warning" && keys[1]["status"] == "ok", "{report}");
        assert!(
            keys[0]["message"].as_str().is_some_and(|message| message.contains("no secret key in this environment"))
        );
        let instance = &finding(&report, "instance")["message"];
        assert_eq!(instance, "Clerk accepts the key; the instance has 5 users", "{report}");
        let client = findings(&report, "client").pop().expect("a finding");
        assert!(client["message"].as_str().is_some_and(|message| message.ends_with(&said)), "{said}: {report}");
        assert!(!run.stdout.contains(sandbox.secret_key()), "{run:?}");
    }

    // A key that Clerk refuses is a problem, wherever it is.
    fs::write(&key, "sk_test_hush").expect("the folder can be written");
    let arguments = ["mcp", "--secret-key-file", key_file, "--api-url", url];
    write_cursor(&home, json!({ "command": program, "args": arguments }));
    let run = finish(doctor(&home, &["--json"])).await;
    assert_eq!((run.code, &finding(&run.json(), "instance")["status"]), (Some(1), &json!("problem")), "{run:?}");
    assert!(!run.stdout.contains("hush"), "{run:?}");
    fs::remove_file(&key).expect("the file exists");
    let run = finish(doctor(&home, &["--json", "--sandbox"])).await;
    assert_eq!(run.code, Some(1), "{run:?}");
    let report = run.json();
    let said = &findings(&report, "client").pop().expect("a finding")["message"];
    assert!(said.as_str().is_some_and(|said| said.contains("but the server cannot read a key from")), "{run:?}");
}

#[tokio::test]
async fn a_key_is_not_sent_to_an_address_that_only_an_entry_names() {
    let home = home();
    let key = home.path().join("key");
    fs::write(&key, "sk_test_hush").expect("the folder can be written");
    let arguments = ["mcp", "--secret-key-file", key.to_str().expect("a Unicode path"), "--api-url"];
    let arguments = [&arguments[..], &["https://evil.example.com"]].concat();
    write_cursor(&home, json!({ "command": env!("CARGO_BIN_EXE_clerk-toolkit"), "args": arguments }));
    let report = finish(doctor(&home, &["--json"])).await.json();
    assert!(findings(&report, "reach").is_empty() && findings(&report, "instance").is_empty(), "{report}");
    let client = findings(&report, "client");
    assert!(client[0]["message"].as_str().is_some_and(|said| said.contains("which is not Clerk's API")), "{report}");
}

#[tokio::test]
async fn a_variable_that_is_not_set_is_a_warning() {
    let program = env!("CARGO_BIN_EXE_clerk-toolkit");
    let reference = json!({ "CLERK_SECRET_KEY": "${env:MY_KEY}" });
    for (server, variable, unset) in [
        (
            json!({ "command": program, "args": ["mcp"], "env": reference }),
            "MY_KEY",
            "in MY_KEY, which is not set here",
        ),
        (
            json!({ "url": "http://127.0.0.1:9/mcp?a=hush", "headers": { "Authorization": "Bearer ${env:MY_TOKEN}" } }),
            "MY_TOKEN",
            "connects to http://127.0.0.1:9/mcp, with the value of MY_TOKEN, which is not set here",
        ),
        (json!({ "command": program, "args": ["mcp"] }), "", "but gives the server no secret key"),
    ] {
        let home = home();
        write_cursor(&home, server);
        let run = finish(doctor(&home, &["--json", "--sandbox"])).await;
        let report = run.json();
        let client = finding(&report, "client");
        assert!(run.code == Some(0) && client["status"] == "warning", "{report}");
        assert!(client["message"].as_str().is_some_and(|message| message.ends_with(unset)), "{unset}: {report}");
        assert!(!run.stdout.contains("hush"), "{run:?}");
        if !variable.is_empty() {
            let mut command = doctor(&home, &["--json", "--sandbox"]);
            let report = finish({
                command.env(variable, "sk_test_hush");
                command
            })
            .await
            .json();
            assert_eq!(finding(&report, "client")["status"], "ok", "{report}");
        }
    }
}

#[tokio::test]
async fn arguments_that_the_server_would_refuse_are_a_problem() {
    let home = home();
    let program = env!("CARGO_BIN_EXE_clerk-toolkit");
    for (arguments, said) in [
        (json!(["mcp", "--sandbx"]), "with arguments that are not valid: unexpected argument '--sandbx' found"),
        (json!(["tools"]), "with arguments that are not valid: they do not start with `mcp`"),
    ] {
        write_cursor(&home, json!({ "command": program, "args": arguments }));
        let run = finish(doctor(&home, &["--json", "--sandbox"])).await;
        let report = run.json();
        let message = finding(&report, "client")["message"].as_str();
        assert!(run.code == Some(1) && message.is_some_and(|message| message.ends_with(said)), "{report}");
    }
}

#[tokio::test]
async fn a_remote_server_is_tried() {
    let home = home();
    let url = server(StatusCode::OK, "Sat, 01 Jan 2000 00:00:00 GMT", json!({})).await;
    // No server of another test gets this port.
    let port = 1;
    let clerk = Sandbox::start().await.expect("the sandbox starts");
    for (url, status, said) in [
        (format!("{url}/mcp"), "ok", format!("connects to {url}/mcp, which accepts connections")),
        // A path may contain a secret.
        (format!("{url}/s/s3cret/mcp"), "ok", format!("connects to {url}/…, which accepts connections")),
        (
            format!("http://127.0.0.1:{port}/mcp"),
            "warning",
            format!("connects to http://127.0.0.1:{port}/mcp: no connection to 127.0.0.1:{port}: "),
        ),
    ] {
        write_cursor(&home, json!({ "url": url }));
        let mut command = doctor(&home, &["--json"]);
        command.env("CLERK_SECRET_KEY", clerk.secret_key()).env("CLERK_API_URL", clerk.url());
        let report = finish(command).await.json();
        let client = finding(&report, "client");
        assert_eq!(client["status"], status, "{report}");
        assert!(client["message"].as_str().is_some_and(|message| message.contains(&said)), "{said}: {report}");
    }
}

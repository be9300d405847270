//! `doctor`, on set-ups with and without problems.

mod entries;

use std::fs;
use std::process::Command;

use axum::Router;
use axum::http::StatusCode;
use clerk_toolkit::sandbox::Sandbox;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::binary::{Run, command};
use crate::install::MOVING;

/// `doctor` for a user without any configuration.
fn doctor(home: &TempDir, arguments: &[&str]) -> Command {
    let mut command = command(&[&["doctor"], arguments].concat());
    for variable in ["HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA"] {
        command.env(variable, home.path());
    }
    for variable in MOVING {
        command.env_remove(variable);
    }
    for variable in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"] {
        command.env_remove(variable);
    }
    command.current_dir(home.path());
    command
}

fn home() -> TempDir {
    TempDir::new().expect("a folder can be created")
}

/// Runs it to its end, beside the server that it talks to.
async fn finish(mut command: Command) -> Run {
    let finished = tokio::task::spawn_blocking(move || command.output().expect("the program starts"));
    finished.await.expect("it does not panic").into()
}

/// The finding of a check, from the JSON.
fn finding<'a>(report: &'a Value, check: &str) -> &'a Value {
    let findings = report["findings"].as_array().expect("an array of findings");
    findings.iter().find(|finding| finding["check"] == check).unwrap_or_else(|| panic!("no {check}: {report}"))
}

/// A server that returns the same response to every request.
async fn server(status: StatusCode, date: &'static str, body: Value) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address");
    let respond = move || {
        let body = body.to_string();
        async move { (status, [("date", date), ("content-type", "application/json")], body) }
    };
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(respond)).await });
    format!("http://{address}")
}

#[tokio::test]
async fn a_working_set_up_has_no_problem() {
    let home = home();
    let run = finish(doctor(&home, &["--sandbox"])).await;
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert!(run.stdout.lines().all(|line| line.starts_with("ok ")), "{run:?}");

    let sandbox = Sandbox::start().await.expect("the sandbox starts");
    let mut command = doctor(&home, &["--json", "--api-url", sandbox.url()]);
    command.env("CLERK_SECRET_KEY", sandbox.secret_key());
    let run = finish(command).await;
    assert_eq!(run.code, Some(0), "{run:?}");
    let report = run.json();
    assert_eq!(report["ok"], true);
    for check in ["key", "reach", "clock", "instance"] {
        assert_eq!(finding(&report, check)["status"], "ok", "{report}");
    }
    assert_eq!(finding(&report, "key")["message"], "a test key (sk_test_…), from CLERK_SECRET_KEY");
    assert!(!run.stdout.contains(sandbox.secret_key()), "the report shows the key: {run:?}");
    assert!(sandbox.requests().iter().all(|request| request.method == "GET"), "{:?}", sandbox.requests());
}

#[tokio::test]
async fn a_missing_key_says_where_to_get_one() {
    let home = home();
    let run = finish(doctor(&home, &["--api-url", "http://127.0.0.1:9"])).await;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.starts_with("problem  key       there is no secret key\n"), "{run:?}");
    assert!(run.stdout.contains("Set CLERK_SECRET_KEY, or give --secret-key-file FILE"), "{run:?}");
}

#[tokio::test]
async fn a_key_of_another_kind_is_a_problem() {
    let home = home();
    let mut command = doctor(&home, &["--json", "--api-url", "http://127.0.0.1:9"]);
    command.env("CLERK_SECRET_KEY", "pk_live_hush");
    let run = finish(command).await;
    assert_eq!(run.code, Some(1), "{run:?}");
    let report = run.json();
    assert_eq!(finding(&report, "key")["status"], "problem");
    let message = finding(&report, "key")["message"].as_str().expect("a message");
    assert!(message.contains("CLERK_SECRET_KEY: the key starts with `pk_`"), "{message}");
    assert!(!run.stdout.contains("hush"), "{run:?}");
}

#[tokio::test]
async fn a_key_that_clerk_refuses_is_a_problem() {
    let home = home();
    let sandbox = Sandbox::start().await.expect("the sandbox starts");
    let mut command = doctor(&home, &["--json", "--api-url", sandbox.url()]);
    command.env("CLERK_SECRET_KEY", "sk_test_hush");
    let run = finish(command).await;
    assert_eq!(run.code, Some(1), "{run:?}");
    let report = run.json();
    assert_eq!(finding(&report, "reach")["status"], "ok");
    let instance = finding(&report, "instance");
    assert_eq!(instance["status"], "problem");
    assert!(instance["message"].as_str().expect("a message").contains("clerk_key_invalid"), "{report}");
    assert!(instance["remedy"].as_str().expect("a remedy").starts_with("Copy the secret key again"), "{report}");
    assert!(!run.stdout.contains("hush"), "{run:?}");
}

#[tokio::test]
async fn a_dead_port_is_a_problem() {
    let home = home();
    // No server of another test gets this port.
    let port = 1;
    let mut command = doctor(&home, &["--api-url", &format!("http://127.0.0.1:{port}")]);
    command.env("CLERK_SECRET_KEY", "sk_test_hush");
    let run = finish(command).await;
    assert_eq!(run.code, Some(1), "{run:?}");
    let expected = format!("problem  reach     no connection to 127.0.0.1:{port}: ");
    assert!(run.stdout.contains(&expected) && run.stdout.contains("Check that a server listens"), "{run:?}");
    assert!(!run.stdout.contains("hush"), "{run:?}");
}

#[tokio::test]
async fn a_dead_proxy_is_a_problem() {
    let home = home();
    // No server of another test gets this port.
    let port = 1;
    let mut command = doctor(&home, &["--api-url", "https://api.example.com"]);
    command.env("CLERK_SECRET_KEY", "sk_test_hush").env("HTTPS_PROXY", format!("http://me:hush@127.0.0.1:{port}"));
    command.env_remove("NO_PROXY").env_remove("no_proxy");
    let run = finish(command).await;
    assert_eq!(run.code, Some(1), "{run:?}");
    let expected = format!("problem  reach     no connection to the proxy 127.0.0.1:{port}: ");
    assert!(run.stdout.contains(&expected), "{run:?}");
    assert!(!run.stdout.contains("hush"), "{run:?}");
}

#[tokio::test]
async fn a_server_without_tls_is_a_problem() {
    let home = home();
    let url = server(StatusCode::OK, "Sat, 01 Jan 2000 00:00:00 GMT", json!({})).await;
    let mut command = doctor(&home, &["--json", "--api-url", &url.replace("http:", "https:")]);
    command.env("CLERK_SECRET_KEY", "sk_test_hush");
    let run = finish(command).await;
    assert_eq!(run.code, Some(1), "{run:?}");
    let report = run.json();
    let reach = finding(&report, "reach");
    assert!(reach["message"].as_str().expect("a message").starts_with("no HTTP response from 127.0.0.1:"), "{report}");
    assert!(reach["remedy"].as_str().expect("a remedy").starts_with("TLS fails"), "{report}");
}

#[tokio::test]
async fn a_clock_that_differs_is_a_problem() {
    let home = home();
    let url = server(StatusCode::OK, "Sat, 01 Jan 2000 00:00:00 GMT", json!({ "total_count": 5 })).await;
    let mut command = doctor(&home, &["--json", "--api-url", &url]);
    command.env("CLERK_SECRET_KEY", "sk_live_hush");
    let run = finish(command).await;
    assert_eq!(run.code, Some(1), "{run:?}");
    let report = run.json();
    assert!(finding(&report, "key")["message"].as_str().expect("a message").contains("a live key"), "{report}");
    let clock = finding(&report, "clock");
    assert_eq!(clock["status"], "problem");
    assert!(clock["message"].as_str().expect("a message").ends_with("seconds ahead of the server's"), "{report}");
    assert!(clock["remedy"].as_str().expect("a remedy").starts_with("Synchronize the clock"), "{report}");
}

#[tokio::test]
async fn the_instance_is_named_if_clerk_names_it() {
    let home = home();
    let body = json!({ "total_count": 5, "id": "ins_1", "environment_type": "development" });
    let url = server(StatusCode::OK, "Sat, 01 Jan 2000 00:00:00 GMT", body).await;
    let mut command = doctor(&home, &["--json", "--api-url", &url]);
    command.env("CLERK_SECRET_KEY", "sk_test_hush");
    let report = finish(command).await.json();
    let message = &finding(&report, "instance")["message"];
    assert_eq!(message, "Clerk accepts the key; the instance is ins_1 (development), with 5 users");
}

#[cfg(unix)]
#[tokio::test]
async fn a_key_file_that_others_can_read_is_a_warning() {
    use std::os::unix::fs::PermissionsExt;

    let sandbox = Sandbox::start().await.expect("the sandbox starts");
    let home = home();
    let file = home.path().join("key");
    fs::write(&file, sandbox.secret_key()).expect("the folder can be written");
    let path = file.to_str().expect("a Unicode path");
    for (mode, status) in [(0o644, "warning"), (0o640, "warning"), (0o600, "ok")] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("the permissions can be changed");
        let run = finish(doctor(&home, &["--json", "--api-url", sandbox.url(), "--secret-key-file", path])).await;
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "a warning is not a problem: {run:?}");
        let report = run.json();
        let readers = finding(&report, "key file");
        assert_eq!(readers["status"], status, "{mode:o}: {report}");
        if status == "warning" {
            assert_eq!(readers["remedy"], format!("Run: chmod 600 {path}"));
        }
    }
    fs::remove_file(&file).expect("the file exists");
    let run = finish(doctor(&home, &["--api-url", sandbox.url(), "--secret-key-file", path])).await;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.starts_with("problem  key       cannot read a key from"), "{run:?}");
}

#[tokio::test]
async fn entries_of_clients_are_checked() {
    let home = home();
    let clients = |report: &Value| {
        let findings = report["findings"].as_array().expect("an array of findings").iter();
        let clients = findings.filter(|finding| finding["check"] == "client");
        clients.map(|finding| (finding["status"].clone(), finding.clone())).collect::<Vec<_>>()
    };
    let none = finish(doctor(&home, &["--sandbox", "--json"])).await.json();
    assert_eq!(clients(&none).len(), 1, "{none}");
    assert!(clients(&none)[0].1["message"].as_str().expect("a message").starts_with("no MCP client has an entry"));

    let program = env!("CARGO_BIN_EXE_clerk-toolkit");
    let write = |path: &str, text: String| {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be created");
        fs::write(path, text).expect("the folder can be written");
    };
    let entry = |command: &str| {
        json!({ "mcpServers": { "clerk": { "command": command, "args": ["mcp", "--sandbox"] } } }).to_string()
    };
    for (command, status, message, remedy) in [
        (program, "ok", format!("starts {program}, with a sandbox"), None),
        (
            "/gone/clerk-toolkit",
            "problem",
            "starts /gone/clerk-toolkit, which does not exist here".to_owned(),
            Some("Run: clerk-toolkit install cursor --force, with the options of your choice"),
        ),
        (
            "npx",
            "warning",
            "does not start this program: it starts \"npx\"".to_owned(),
            Some("To replace it, run: clerk-toolkit install cursor --force"),
        ),
    ] {
        write(".cursor/mcp.json", entry(command));
        let run = finish(doctor(&home, &["--sandbox", "--json"])).await;
        assert_eq!(run.code, Some(i32::from(status == "problem")), "{run:?}");
        let report = run.json();
        let [(found, finding)] = &clients(&report)[..] else { panic!("one entry, and not {report}") };
        assert_eq!(found, status, "{report}");
        let said = finding["message"].as_str().expect("a message");
        assert!(said.starts_with("Cursor: `clerk` in ") && said.ends_with(&message), "{said}");
        assert_eq!(finding.get("remedy").and_then(Value::as_str), remedy);
    }

    // Another copy of the program, and entries of this one that `install` did not write.
    let copy = home.path().join("elsewhere/clerk-toolkit");
    write("elsewhere/clerk-toolkit", String::new());
    let own = |fields: Value| {
        let mut entry = json!({ "command": program, "args": ["mcp"] });
        entry.as_object_mut().expect("an object").extend(fields.as_object().expect("an object").clone());
        json!({ "mcpServers": { "clerk": entry } }).to_string()
    };
    let copy = copy.to_str().expect("a Unicode path");
    for (text, said) in [
        (entry(copy), format!("does not start this program: it starts {copy:?}")),
        (own(json!({ "envFile": ".env" })), "has parts that `install` does not write: envFile".to_owned()),
        (own(json!({ "env": { "LD_PRELOAD": "hush" } })), "does not write: LD_PRELOAD in env".to_owned()),
        (own(json!({ "url": "https://hush" })), "does not write: url".to_owned()),
        (own(json!({ "cwd": "/", "trust": true })), "does not write: cwd, trust".to_owned()),
        (
            own(json!({ "args": ["mcp", "--api-url", "https://a.example"] })),
            "sends the secret key to \"https://a.example\", which is not Clerk's API".to_owned(),
        ),
    ] {
        write(".cursor/mcp.json", text);
        let run = finish(doctor(&home, &["--sandbox", "--json"])).await;
        assert!(run.code == Some(0) && !run.stdout.contains("hush"), "{run:?}");
        let report = run.json();
        let (status, finding) = &clients(&report)[0];
        let found = finding["message"].as_str().expect("a message");
        assert!(status == "warning" && found.ends_with(&said), "{said}: {report}");
    }

    let remote = json!({ "mcpServers": { "clerk": { "url": "https://clerk.example.com/mcp" } } });
    write(".cursor/mcp.json", remote.to_string());
    let report = finish(doctor(&home, &["--sandbox", "--json"])).await.json();
    let [(status, finding)] = &clients(&report)[..] else { panic!("one entry, and not {report}") };
    let said = finding["message"].as_str().expect("a message");
    assert!(status == "ok" && said.ends_with("connects to https://clerk.example.com/mcp"), "{report}");

    write(".cursor/mcp.json", "{ not JSON".to_owned());
    let report = finish(doctor(&home, &["--sandbox", "--json"])).await.json();
    assert!(clients(&report).iter().any(|(status, _)| status == "warning"), "{report}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_key_in_the_file_of_a_client_is_a_warning_if_others_can_read_it() {
    use std::os::unix::fs::PermissionsExt;

    let home = home();
    let file = home.path().join(".cursor/mcp.json");
    let server = json!({ "command": env!("CARGO_BIN_EXE_clerk-toolkit"), "args": ["mcp"], "env": { "CLERK_SECRET_KEY": "sk_test_hush" } });
    fs::create_dir(home.path().join(".cursor")).expect("the folder can be created");
    fs::write(&file, json!({ "mcpServers": { "clerk": server } }).to_string()).expect("the folder can be written");
    for (mode, warns) in [(0o644, true), (0o600, false)] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("the permissions can be changed");
        let run = finish(doctor(&home, &["--sandbox"])).await;
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(run.stdout.contains("contains a secret key, and other accounts"), warns, "{mode:o}: {run:?}");
        assert!(!run.stdout.contains("hush"), "{run:?}");
    }
}

#[tokio::test]
async fn usage_errors_exit_with_2() {
    let home = home();
    let run = finish(doctor(&home, &["--sandbox", "--api-url", "http://127.0.0.1:9"])).await;
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
}

//! Texts of other people cannot control the terminal, and hide nothing in it.

use axum::Router;
use axum::http::StatusCode;
use clerk_toolkit::sandbox::demo;
use serde_json::json;
use tempfile::TempDir;

use crate::binary::{Run, command, run, run_with_input};
#[cfg(unix)]
use crate::install::Home;

/// Erases the line, sets the title, reverses the direction, and hides.
const HOSTILE: &str =
    "a\u{1b}[2K\u{9b}31m\u{9d}0;x\u{7}\u{7f}\u{85}\u{202e}b\u{2066}\u{200f}\u{61c}\u{200b}\u{2028}\u{feff}c\r";

/// Asserts that a text contains none of the characters above.
#[track_caller]
fn assert_clean(text: &str, what: &str) {
    let found: Vec<char> = HOSTILE.chars().filter(|c| !c.is_ascii_graphic() && text.contains(*c)).collect();
    assert!(found.is_empty(), "{what} contains {found:?}: {text:?}");
}

#[test]
fn messages_about_arguments_and_variables_are_escaped() {
    let named = |prefix: &str| format!("{prefix}{HOSTILE}");
    let cases: Vec<Vec<String>> = [
        vec!["mcp", "--sandbox", "?"],
        vec!["?"],
        vec!["tools", "?"],
        vec!["tools", "--format", "?"],
        vec!["call", "?", "--sandbox"],
        vec!["call", "getUser", "?", "--sandbox"],
        vec!["call", "getUser", "?=1", "--sandbox"],
        vec!["call", "getUser", "--args", "{\"a\": ?", "--sandbox"],
        vec!["call", "createInvitation", "notify=?", "--sandbox"],
        vec!["mcp", "--secret-key-file", "?"],
        vec!["mcp", "--secret-key", "sk_test_a", "--api-url", "?"],
        vec!["mcp", "--secret-key", "sk_test_a", "--api-url", "https://?"],
        vec!["mcp", "--sandbox", "--http", "0", "--allow-host", "?"],
        vec!["mcp", "--sandbox", "--http", "?"],
        vec!["install", "cursor", "--name", "?"],
        vec!["install", "cursor", "--secret-key-file", "?"],
        vec!["sandbox", "--seed", "?"],
    ]
    .into_iter()
    .map(|words| words.into_iter().map(|word| word.replace('?', HOSTILE)).collect())
    .collect();
    for arguments in cases {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let run = run(&arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert_clean(&run.stderr, "standard error");
    }
    for variable in ["CLERK_SECRET_KEY", "CLERK_API_URL", "CLERK_API_VERSION"] {
        let mut command = command(&["mcp"]);
        command.env("CLERK_SECRET_KEY", "sk_test_a").env(variable, named("https://"));
        let run = Run::from(command.output().expect("the program starts"));
        assert_eq!(run.code, Some(2), "{variable}: {run:?}");
        assert_clean(&run.stderr, variable);
    }
}

/// On Windows, no file has such a name.
#[cfg(unix)]
#[test]
fn what_install_shows_of_a_file_is_escaped() {
    let home = Home::new();
    let own = json!({ "command": "clerk-toolkit", HOSTILE: 1, "env": { HOSTILE: "x" }, "type": HOSTILE });
    let other = json!({ "command": HOSTILE, "args": [HOSTILE] });
    let path = format!("file{}", HOSTILE.replace('\r', ""));
    for (entry, options, code) in [(&own, &[][..], 0), (&other, &[], 2), (&other, &["--force"], 0)] {
        home.write(&path, json!({ "mcpServers": { "clerk": entry } }).to_string());
        let config = format!("../{path}");
        for arguments in
            [&["install", "--sandbox", "--print"][..], &["uninstall", "--print"], &["install", "--sandbox"]]
        {
            let options = [&arguments[1..], &["cursor", "--config", &config], options].concat();
            let run = Run::from(home.command_of(arguments[0], &options).output().expect("the program starts"));
            assert_eq!(run.code, Some(code), "{run:?}");
            assert_clean(&run.stdout, "standard output");
            assert_clean(&run.stderr, "standard error");
        }
    }
    // A file that is not JSON.
    let broken = home.write("broken", format!("{{\"a\": {HOSTILE}}}"));
    let run = home.install(&["cursor", "--config", broken.to_str().expect("a Unicode path"), "--sandbox"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_clean(&run.stderr, "standard error");
}

#[tokio::test]
async fn what_doctor_shows_of_a_response_is_escaped() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("the listener has an address"));
    let fails = json!({ "errors": [{ "code": HOSTILE, "message": HOSTILE, "long_message": HOSTILE }] }).to_string();
    let instance = json!({ "total_count": 5, "id": HOSTILE, "environment_type": HOSTILE }).to_string();
    let server = Router::new()
        .nest("/failing", Router::new().fallback(move || async move { (StatusCode::FORBIDDEN, fails) }))
        .nest("/page", Router::new().fallback(|| async { (StatusCode::BAD_GATEWAY, format!("<title>{HOSTILE}")) }))
        .fallback(move || async move { instance });
    tokio::spawn(async move { axum::serve(listener, server).await });
    for (path, code) in [("", 0), ("/failing", 1), ("/page", 1)] {
        let home = TempDir::new().expect("a folder can be created");
        let address = format!("{url}{path}");
        let finished = tokio::task::spawn_blocking(move || {
            let mut command = command(&["doctor", "--api-url", &address]);
            command.env("CLERK_SECRET_KEY", "sk_test_a").current_dir(home.path());
            for variable in ["HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA"] {
                command.env(variable, home.path());
            }
            command.output().expect("the program starts")
        });
        let run = Run::from(finished.await.expect("it does not panic"));
        assert_eq!(run.code, Some(code), "{run:?}");
        assert_clean(&run.stdout, "the report");
    }
}

#[test]
fn logs_are_escaped() {
    let name = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": HOSTILE, "version": HOSTILE },
    } });
    let run = run_with_input(&["mcp", "--sandbox", "--log", "trace"], &format!("{name}\n"));
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("TRACE") || run.stderr.contains("DEBUG") || run.stderr.contains("INFO"), "{run:?}");
    assert_clean(&run.stderr, "the log");
}

#[test]
fn json_for_programs_is_unchanged() {
    let run = rename(HOSTILE);
    assert_eq!(run.json()["first_name"], HOSTILE);
    assert!(run.stdout.contains('\u{202e}'), "{run:?}");
}

fn rename(name: &str) -> Run {
    let arguments = json!({ "userId": demo::ADA, "firstName": name }).to_string();
    run_with_input(&["call", "updateUser", "--sandbox", "--args", "-"], &arguments)
}

#[cfg(target_os = "linux")]
#[test]
fn json_on_a_terminal_has_escapes_and_the_same_data() {
    use std::fs;

    use serde_json::Value;

    use crate::terminal::{Terminal, is_installed};

    if !is_installed("script") {
        return;
    }
    let folder = TempDir::new().expect("a folder can be created");
    let arguments = json!({ "userId": demo::ADA, "firstName": HOSTILE }).to_string();
    fs::write(folder.path().join("arguments"), arguments).expect("the folder can be written");
    let program = env!("CARGO_BIN_EXE_clerk-toolkit");
    let call = format!("'{program}' call updateUser --sandbox --args - <arguments; echo END");
    let mut terminal = Terminal::start(&call, folder.path(), &[]);
    let shown = terminal.until("END").replace("\r\n", "\n");
    assert_clean(&shown, "the terminal");
    let json = shown.trim_end_matches("END");
    let value: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert_eq!(value["first_name"], HOSTILE);
}

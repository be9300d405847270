//! The servers, from start to end.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use clerk_toolkit::sandbox::demo;
use serde_json::{Value, json};

use crate::binary::{Running, command, ended, line_after, run_with_input};

/// What a client sends to list the tools.
pub(crate) fn listing() -> String {
    let initialize = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": { "name": "test", "version": "1" },
    }});
    let initialized = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
    let list = json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/list" });
    format!("{initialize}\n{initialized}\n{list}\n")
}

#[test]
fn standard_output_carries_only_the_protocol() {
    let mut child =
        command(&["mcp", "--sandbox", "--log", "trace"]).stdin(Stdio::piped()).spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("the stream is piped");
    let mut output = BufReader::new(child.stdout.take().expect("the stream is piped"));
    let mut errors = child.stderr.take().expect("the stream is piped");
    let errors = std::thread::spawn(move || {
        let mut text = String::new();
        errors.read_to_string(&mut text).map(|_| text)
    });
    input.write_all(b"no JSON\n").expect("the server reads");
    input.write_all(listing().as_bytes()).expect("the server reads");
    let call = json!({ "jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {
        "name": "getUser", "arguments": { "userId": demo::ADA },
    }});
    writeln!(input, "{call}").expect("the server reads");
    let mut responses: Vec<Value> = Vec::new();
    for _ in 0..4 {
        let mut line = String::new();
        output.read_line(&mut line).expect("the server responds");
        responses.push(serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}")));
    }
    let response = |id: Value| responses.iter().find(|response| response["id"] == id).expect("a response with that id");
    assert_eq!(response(Value::Null)["error"]["code"], -32700);
    assert_eq!(response(1.into())["result"]["serverInfo"]["name"], "clerk-toolkit");
    assert_eq!(
        response(2.into())["result"]["tools"].as_array().map(Vec::len),
        Some(clerk_toolkit::catalog::DEFAULT.len())
    );
    assert_eq!(response(3.into())["result"]["structuredContent"]["first_name"], "Ada");

    drop(input);
    assert_eq!(ended(&mut child), Some(0));
    let mut rest = String::new();
    output.read_to_string(&mut rest).expect("the output is text");
    assert_eq!(rest, "");
    let errors = errors.join().expect("the reader does not panic").expect("the output is text");
    assert!(errors.contains("The tools work on a sandbox") && errors.contains("rmcp"), "{errors}");
    assert!(!errors.contains("sk_test_"), "the log shows the key: {errors}");
}

#[test]
fn the_instructions_say_that_the_instance_is_a_sandbox_and_who_is_in_it() {
    let run = run_with_input(&["mcp", "--sandbox"], &listing());
    let response = run.stdout.lines().next().expect("a response");
    let response: Value = serde_json::from_str(response).expect("JSON");
    let instructions = response["result"]["instructions"].as_str().expect("a text");
    for said in [
        "The instance is a sandbox: an emulated Clerk instance in memory",
        "It loses all changes when the server ends",
        &format!("Ada Lovelace {}", demo::ADA),
        &format!("Acme Inc {} (slug acme)", demo::ACME),
        &format!("newcomer@example.com to acme {}", demo::ACME_INVITATION),
    ] {
        assert!(instructions.contains(said), "{said}: {instructions}");
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = taken.local_addr().expect("it has an address").to_string();
    for (arguments, said) in [
        (&["sandbox", "--listen", &address][..], format!("another program already listens at {address}")),
        (&["mcp", "--sandbox", "--http", &address], format!("cannot listen on {address}: ")),
    ] {
        let run = crate::binary::run(arguments);
        assert!(run.code == Some(1) && run.stderr.contains(&said), "{said}: {run:?}");
    }
}

#[test]
fn what_a_client_does_is_not_logged_by_default() {
    let call = json!({ "jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {
        "name": "getUser", "arguments": { "userId": "private" },
    }});
    let notice = json!({ "jsonrpc": "2.0", "method": "notifications/private", "params": { "private": 1 } });
    let unknown = json!({ "jsonrpc": "2.0", "id": 4, "method": "tools/call", "params": { "name": "private" } });
    let cancelled = json!({ "requestId": 4 });
    let cancelled = json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": cancelled });
    let input = format!("{}{call}\n{notice}\n{unknown}\n{cancelled}\n{unknown}\n{{\"private\"\n", listing());
    let run = run_with_input(&["mcp", "--sandbox"], &input);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
    assert!(!run.stderr.contains("private"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_signal_ends_every_server_at_once() {
    for name in ["-INT", "-TERM"] {
        for (arguments, ready) in [
            (&["mcp", "--sandbox"][..], "The tools work"),
            (&["mcp", "--sandbox", "--http", "0"], "Listening on"),
            (&["sandbox"], ""),
        ] {
            let mut child = command(arguments).stdin(Stdio::piped()).spawn().expect("the program starts");
            let _open = child.stdin.take();
            match ready {
                "" => line_after(&mut BufReader::new(child.stdout.as_mut().expect("the stream is piped")), "URL"),
                ready => line_after(&mut BufReader::new(child.stderr.as_mut().expect("the stream is piped")), ready),
            };
            crate::binary::signal(&child, name);
            assert_eq!(ended(&mut child), Some(0), "{arguments:?} {name}");
        }
    }
}

#[tokio::test]
async fn a_sandbox_prints_what_is_needed_to_work_against_it() {
    let seed = std::env::temp_dir().join(format!("clerk-toolkit-seed-{}.json", std::process::id()));
    std::fs::write(&seed, r#"{"users":[{"first_name":"Solo","email_addresses":["solo@example.com"]}]}"#)
        .expect("the file is written");
    let seed_path = seed.to_str().expect("a Unicode path");
    for (flags, people, named) in [
        (
            vec![],
            5,
            &[
                demo::ADA,
                "ada@example.com",
                demo::ACME,
                "acme: ada@example.com (org:admin), ",
                demo::INVITATION,
                "guest@example.com to the application",
                demo::ACME_INVITATION,
                "newcomer@example.com to acme",
            ][..],
        ),
        (vec!["--empty"], 0, &["It has no users, no organizations and no invitations."]),
        (vec!["--seed", seed_path], 1, &["solo@example.com"]),
    ] {
        let arguments = [vec!["sandbox", "--listen", "127.0.0.1:0"], flags].concat();
        let mut sandbox = Running(command(&arguments).spawn().expect("the program starts"));
        let output = BufReader::new(sandbox.0.stdout.as_mut().expect("the stream is piped"));
        let mut lines = Vec::new();
        for line in output.lines().map(|line| line.expect("the output is text")) {
            lines.push(line);
            if lines.last().is_some_and(|line| line.starts_with("clerk-toolkit call")) {
                break;
            }
        }
        let after = |start: &str| lines.iter().find_map(|line| line.strip_prefix(start)).expect("the line is printed");
        let (url, key) = (after("export CLERK_API_URL="), after("export CLERK_SECRET_KEY="));
        assert!(after("export CLERK_PUBLISHABLE_KEY=").starts_with("pk_test_"));
        let text = lines.join("\n");
        assert!(named.iter().all(|named| text.contains(named)), "{text}");
        assert!(text.contains("clerk-toolkit/docs/sandbox.md"), "the seed format is documented: {text}");
        let mut call = command(&["call", "getUserCount"]);
        let count = call.env("CLERK_API_URL", url).env("CLERK_SECRET_KEY", key).output().expect("the program starts");
        let count: Value = serde_json::from_slice(&count.stdout).expect("JSON");
        assert_eq!(count["total_count"], people, "{arguments:?}");
    }
    std::fs::remove_file(seed).expect("the file exists");
}

#[cfg(target_os = "linux")]
#[test]
fn in_a_terminal_the_server_says_what_it_is() {
    use crate::terminal::{Terminal, is_installed};

    if !is_installed("script") {
        return;
    }
    let folder = tempfile::TempDir::new().expect("a folder can be created");
    let program = env!("CARGO_BIN_EXE_clerk-toolkit");
    for (key, code) in [("\u{4}", 0), ("\u{3}", 0)] {
        let mut terminal = Terminal::start(&format!("exec '{program}' mcp --sandbox >output"), folder.path(), &[]);
        let said = terminal.until("Ctrl-C or Ctrl-D ends it.");
        assert!(said.contains("This is an MCP server") && said.contains("clerk-toolkit install CLIENT"), "{said}");
        terminal.press(key);
        assert_eq!(terminal.end(), Some(code), "{key:?}");
        let output = std::fs::read_to_string(folder.path().join("output")).expect("the file exists");
        assert_eq!(output, "", "standard output carries only the protocol");
    }
}

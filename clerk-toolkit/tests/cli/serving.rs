//! The servers, from their first line to their end.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use clerk_toolkit::sandbox::demo;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::binary::{Running, command, ended, line_after, run_with_input};

/// What a client sends to be told the tools.
pub(crate) fn listing() -> String {
    let initialize = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": { "name": "test", "version": "1" },
    }});
    let initialized = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
    let list = json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/list" });
    format!("{initialize}\n{initialized}\n{list}\n")
}

#[test]
fn on_standard_output_is_the_protocol_alone() {
    let mut child = command(&["mcp", "--sandbox", "--log", "trace"]).stdin(Stdio::piped()).spawn().expect("it starts");
    let mut input = child.stdin.take().expect("it is piped");
    let mut output = BufReader::new(child.stdout.take().expect("it is piped"));
    let mut errors = child.stderr.take().expect("it is piped");
    let errors = std::thread::spawn(move || {
        let mut text = String::new();
        errors.read_to_string(&mut text).map(|_| text)
    });
    input.write_all(b"no JSON\n").expect("it reads");
    input.write_all(listing().as_bytes()).expect("it reads");
    let call = json!({ "jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {
        "name": "getUser", "arguments": { "userId": demo::ADA },
    }});
    writeln!(input, "{call}").expect("it reads");
    let mut answers: Vec<Value> = Vec::new();
    for _ in 0..4 {
        let mut line = String::new();
        output.read_line(&mut line).expect("it answers");
        answers.push(serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}")));
    }
    let answer = |id: Value| answers.iter().find(|answer| answer["id"] == id).expect("an answer under that id");
    assert_eq!(answer(Value::Null)["error"]["code"], -32700);
    assert_eq!(answer(1.into())["result"]["serverInfo"]["name"], "clerk-toolkit");
    assert_eq!(answer(2.into())["result"]["tools"].as_array().map(Vec::len), Some(19));
    assert_eq!(answer(3.into())["result"]["structuredContent"]["first_name"], "Ada");

    drop(input);
    assert_eq!(ended(&mut child), Some(0));
    let mut rest = String::new();
    output.read_to_string(&mut rest).expect("it is text");
    assert_eq!(rest, "");
    let errors = errors.join().expect("it was read").expect("it is text");
    assert!(errors.contains("The tools work on a sandbox") && errors.contains("rmcp"), "{errors}");
    assert!(!errors.contains("sk_test_"), "the log shows the key: {errors}");
}

#[test]
fn by_default_nothing_of_what_a_client_does_is_logged() {
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
            let mut child = command(arguments).stdin(Stdio::piped()).spawn().expect("it starts");
            let _open = child.stdin.take();
            match ready {
                "" => line_after(&mut BufReader::new(child.stdout.as_mut().expect("it is piped")), "URL"),
                ready => line_after(&mut BufReader::new(child.stderr.as_mut().expect("it is piped")), ready),
            };
            crate::binary::signal(&child, name);
            assert_eq!(ended(&mut child), Some(0), "{arguments:?} {name}");
        }
    }
}

#[tokio::test]
async fn over_http_it_answers_whoever_has_the_token() {
    let mut command = command(&["mcp", "--sandbox", "--http", "127.0.0.1:0", "--tools", "users"]);
    let mut server = Running(command.env("CLERK_TOOLKIT_HTTP_TOKEN", "open-sesame").spawn().expect("it starts"));
    let url = line_after(&mut BufReader::new(server.0.stderr.as_mut().expect("it is piped")), "Listening on ");
    assert!(url.starts_with("http://127.0.0.1:") && url.ends_with("/mcp"), "{url}");
    let call = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
        "name": "getUserCount", "arguments": {},
    }});
    let request = || {
        let request = reqwest::Client::new().post(&url).json(&call);
        request.header("Accept", "application/json, text/event-stream").header("MCP-Protocol-Version", "2025-11-25")
    };
    let stranger = request().send().await.expect("an answer");
    assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
    let page = request().bearer_auth("open-sesame").header("Origin", "https://evil.example").send().await;
    assert_eq!(page.expect("an answer").status(), StatusCode::FORBIDDEN);
    let answer = request().bearer_auth("open-sesame").send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    let answer: Value = answer.json().await.expect("JSON");
    assert_eq!(answer["result"]["structuredContent"]["total_count"], 5, "{answer}");
}

#[tokio::test]
async fn a_sandbox_prints_what_one_needs_to_work_against_it() {
    let seed = std::env::temp_dir().join(format!("clerk-toolkit-seed-{}.json", std::process::id()));
    std::fs::write(&seed, r#"{"users":[{"first_name":"Solo"}]}"#).expect("the file is written");
    for (flags, people) in
        [(vec![], 5), (vec!["--empty"], 0), (vec!["--seed", seed.to_str().expect("a Unicode path")], 1)]
    {
        let arguments = [vec!["sandbox", "--listen", "127.0.0.1:0"], flags].concat();
        let mut sandbox = Running(command(&arguments).spawn().expect("it starts"));
        let mut output = BufReader::new(sandbox.0.stdout.as_mut().expect("it is piped"));
        let url = line_after(&mut output, "export CLERK_API_URL=");
        let key = line_after(&mut output, "export CLERK_SECRET_KEY=");
        assert!(line_after(&mut output, "export CLERK_PUBLISHABLE_KEY=").starts_with("pk_test_"));
        let mut call = command(&["call", "getUserCount"]);
        let answer = call.env("CLERK_API_URL", url).env("CLERK_SECRET_KEY", key).output().expect("it starts");
        let answer: Value = serde_json::from_slice(&answer.stdout).expect("JSON");
        assert_eq!(answer["total_count"], people, "{arguments:?}");
    }
    std::fs::remove_file(seed).expect("the file is there");
}

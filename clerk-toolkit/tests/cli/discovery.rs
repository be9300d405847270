//! `--discover`: four tools that find and call the others, on every entrance of the binary.

use clerk_toolkit::sandbox::demo;
use serde_json::{Value, json};

use crate::binary::{run, run_with_input};
use crate::serving::listing;

const FOUR: [&str; 4] = ["findTools", "callReadTool", "callWriteTool", "callDestructiveTool"];

fn names(tools: &Value) -> Vec<&str> {
    tools.as_array().expect("a list").iter().filter_map(|tool| tool["name"].as_str()).collect()
}

/// The responses of a server to a handshake, a list and these calls, by their ids from 3 on.
fn responses(arguments: &[&str], calls: &[Value]) -> Vec<Value> {
    let calls = calls.iter().zip(3..).map(|(params, id)| {
        json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params }).to_string() + "\n"
    });
    let run = run_with_input(arguments, &(listing() + &calls.collect::<String>()));
    let mut responses: Vec<Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    responses.sort_by_key(|response| response["id"].as_u64());
    responses
}

#[test]
fn a_server_on_standard_input_lists_four_tools_and_calls_the_others() {
    let call = |executor: &str, name: &str, arguments: Value| json!({ "name": executor, "arguments": { "name": name, "arguments": arguments } });
    let user = json!({ "userId": demo::ADA });
    let responses = responses(
        &["mcp", "--sandbox", "--tools", "*", "--discover"],
        &[
            json!({ "name": "findTools", "arguments": { "query": "read one user" } }),
            call("callReadTool", "getUser", user.clone()),
            call("callReadTool", "updateUser", user.clone()),
            call("callReadTool", "getUsr", user.clone()),
            json!({ "name": "getUser", "arguments": user }),
        ],
    );
    let [handshake, list, found, read, mismatch, unknown, direct] = &responses[..] else { panic!("{responses:#?}") };
    let instructions = handshake["result"]["instructions"].as_str().expect("a text");
    assert!(instructions.contains("users (") && instructions.contains("`findTools`"), "{instructions}");

    let tools = &list["result"]["tools"];
    assert_eq!(names(tools), FOUR);
    let hints = |at: usize| ["readOnlyHint", "destructiveHint"].map(|hint| tools[at]["annotations"][hint].clone());
    assert_eq!([0, 1, 2, 3].map(hints), [[true, false], [true, false], [false, false], [false, true]]);

    let found = &found["result"]["structuredContent"]["tools"];
    assert!(names(found).contains(&"getUser"), "{found}");
    assert_eq!(read["result"]["structuredContent"]["id"], demo::ADA, "{read}");
    let text = |response: &Value| response["result"]["content"][0]["text"].as_str().unwrap_or_default().to_owned();
    assert_eq!(mismatch["result"]["isError"], true);
    assert!(text(mismatch).contains("Call it with `callWriteTool`."), "{mismatch}");
    assert_eq!(unknown["result"]["isError"], true);
    assert!(text(unknown).contains("Did you mean `getUser`?"), "{unknown}");
    assert_eq!(direct["error"]["code"], -32602);
    assert!(direct["error"]["message"].as_str().is_some_and(|text| text.contains("`callReadTool`")), "{direct}");
}

#[test]
fn a_read_only_server_has_no_executor_for_changes() {
    let responses = responses(&["mcp", "--sandbox", "--tools", "users", "--discover", "--read-only"], &[]);
    assert_eq!(names(&responses[1]["result"]["tools"]), FOUR[..2]);
}

#[test]
fn the_tools_of_discovery_are_listed_in_every_format() {
    for format in ["json", "openai", "openai-responses", "anthropic", "gemini", "mcp", "markdown", "table"] {
        let run = run(&["tools", "--discover", "--format", format]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(FOUR.iter().all(|name| run.stdout.contains(name)), "{run:?}");
        assert!(!run.stdout.contains("getUserCount"), "{run:?}");
    }
    let one = run(&["tools", "callReadTool", "--discover", "--format", "table"]);
    assert!(one.stdout.starts_with("discovery.callReadTool") && one.stdout.contains("arguments"), "{one:?}");
    let selected = run(&["tools", "users.getUser", "--discover"]);
    assert_eq!(names(&selected.json()), FOUR[..2]);
    let unknown = run(&["tools", "usrs", "--discover"]);
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
}

#[test]
fn a_call_goes_through_the_tools_of_discovery() {
    let found = run(&["call", "findTools", "query=count all users", "limit=1", "--discover", "--sandbox"]);
    assert_eq!(names(&found.json()["tools"]), ["getUserCount"]);
    let arguments = format!("arguments={{\"userId\":\"{}\"}}", demo::ADA);
    let read = run(&["call", "callReadTool", "name=getUser", &arguments, "--discover", "--sandbox"]);
    assert_eq!(read.json()["id"], demo::ADA);
    let mismatch = run(&["call", "callWriteTool", "name=getUser", &arguments, "--discover", "--sandbox"]);
    assert_eq!((mismatch.code, &mismatch.json()["error"]["code"]), (Some(1), &json!("effect_mismatch")));
    for (arguments, said) in [
        (&["call", "getUser", "--discover", "--sandbox"][..], "`getUser` is called with `callReadTool`."),
        (&["call", "getUsr", "--discover", "--sandbox"], "Did you mean `getUser`?"),
        (&["call", "callReadTool", "nam=x", "--discover", "--sandbox"], "clerk-toolkit tools callReadTool --discover"),
        (&["call", "findTools", "query=a", "--sandbox"], "there is no tool `findTools`"),
    ] {
        let run = run(arguments);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.stderr.contains(said), "{said}: {run:?}");
    }
}

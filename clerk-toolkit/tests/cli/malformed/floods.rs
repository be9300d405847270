//! Clients that write a lot, read late, or do not read.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::{Value, json};

use super::client::Client;
use super::messages::{INVALID_PARAMS, PARSE_ERROR, call, get_ada, initialize, is_ada, ping, request};

/// A kind of line, and its expected response.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Ada,
    Failure,
    UnknownTool,
    Ping,
    Garbage,
    Notification,
}

const KINDS: [Kind; 8] =
    [Kind::Ada, Kind::Failure, Kind::Ada, Kind::UnknownTool, Kind::Garbage, Kind::Ping, Kind::Ada, Kind::Notification];

impl Kind {
    fn line(self, id: usize) -> String {
        match self {
            Self::Ada => get_ada(id),
            Self::Failure => call(id, "getUser", &json!({ "userId": "nobody" })),
            Self::UnknownTool => call(id, "noSuchTool", &json!({})),
            Self::Ping => ping(id),
            Self::Garbage => format!("{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":"),
            Self::Notification => r#"{"jsonrpc":"2.0","method":"notifications/unheard-of"}"#.to_owned(),
        }
    }

    fn matches(self, response: &Value) -> bool {
        match self {
            Self::Ada => is_ada(response),
            Self::Failure => response["result"]["isError"] == true,
            Self::UnknownTool => response["error"]["code"] == INVALID_PARAMS,
            Self::Ping => response["result"] == json!({}),
            Self::Garbage => response["error"]["code"] == PARSE_ERROR,
            Self::Notification => false,
        }
    }
}

#[test]
fn ten_thousand_lines_written_before_reading_each_get_one_response() {
    const LINES: usize = 10_000;
    let mut client = Client::initialized();
    let kinds: Vec<Kind> = KINDS.into_iter().cycle().take(LINES).collect();
    let lines: Vec<String> = kinds.iter().enumerate().map(|(id, kind)| kind.line(id)).collect();
    // The last line has no line break.
    client.write(lines.join("\n"));
    let mut counts: HashMap<u64, usize> = HashMap::new();
    for response in client.end() {
        let id = response["id"].as_u64().expect("the id was sent");
        let kind = kinds[usize::try_from(id).expect("the id was sent")];
        assert!(kind.matches(&response), "{kind:?}: {response}");
        *counts.entry(id).or_default() += 1;
    }
    let count = |wanted: &[Kind]| kinds.iter().filter(|kind| wanted.contains(kind)).count();
    assert_eq!(counts.len(), LINES - count(&[Kind::Notification]));
    assert!(counts.values().all(|&times| times == 1));
}

fn list(id: usize) -> String {
    request(&id.to_string(), "tools/list", "{}")
}

#[test]
fn a_client_that_reads_late_receives_every_response() {
    const LISTS: usize = 300;
    let mut client = Client::new();
    // These definitions are several megabytes, far more than a pipe holds.
    client.send(&initialize("initialize"));
    for id in 0..LISTS {
        client.send(&list(id));
    }
    client.send(&get_ada(LISTS));
    std::thread::sleep(Duration::from_millis(500));
    let mut responses = client.receive_all(LISTS + 2);
    responses.retain(|response| response["id"] != "initialize");
    responses.sort_by_key(|response| response["id"].as_u64());
    assert!(is_ada(&responses.pop().expect("the server responds")));
    for (id, response) in responses.iter().enumerate() {
        assert_eq!(response["id"], id);
        assert_eq!(response["result"]["tools"].as_array().map(|tools| tools.is_empty()), Some(false));
    }
    assert!(is_ada(&client.ask(&get_ada("last"))));
    assert_eq!(client.end(), [] as [Value; 0]);
}

#[test]
fn a_client_that_closes_the_output_ends_the_server() {
    // The output closes while one call runs, while many run, and while megabytes wait to be read.
    let calls = |count: usize| (0..count).map(get_ada).collect::<Vec<_>>().join("\n");
    let lists = |count: usize| (0..count).map(list).collect::<Vec<_>>().join("\n");
    for (before, after) in [(String::new(), calls(1)), (String::new(), calls(500)), (lists(300), String::new())] {
        let mut client = Client::new();
        client.send(&initialize("initialize"));
        client.send(&before);
        std::thread::sleep(Duration::from_millis(100));
        client.close_output();
        // The input stays open. The server may end before it has read all of this.
        let _ = client.try_write(format!("{after}\n"));
        client.assert_ended();
    }
}

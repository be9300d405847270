//! Clients that write much, read late, or not at all.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::{Value, json};

use super::client::Client;
use super::messages::{INVALID_PARAMS, PARSE_ERROR, call, get_ada, initialize, is_ada, ping, request};

/// What a line of the flood must be answered with.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Ada,
    Failure,
    NoTool,
    Ping,
    Garbage,
    Notification,
}

const KINDS: [Kind; 8] =
    [Kind::Ada, Kind::Failure, Kind::Ada, Kind::NoTool, Kind::Garbage, Kind::Ping, Kind::Ada, Kind::Notification];

impl Kind {
    fn line(self, id: usize) -> String {
        match self {
            Self::Ada => get_ada(id),
            Self::Failure => call(id, "getUser", &json!({ "userId": "nobody" })),
            Self::NoTool => call(id, "noSuchTool", &json!({})),
            Self::Ping => ping(id),
            Self::Garbage => format!("{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":"),
            Self::Notification => r#"{"jsonrpc":"2.0","method":"notifications/unheard-of"}"#.to_owned(),
        }
    }

    fn is_answered_by(self, answer: &Value) -> bool {
        match self {
            Self::Ada => is_ada(answer),
            Self::Failure => answer["result"]["isError"] == true,
            Self::NoTool => answer["error"]["code"] == INVALID_PARAMS,
            Self::Ping => answer["result"] == json!({}),
            Self::Garbage | Self::Notification => false,
        }
    }
}

#[test]
fn ten_thousand_lines_before_an_answer_is_read_are_each_answered_once() {
    const LINES: usize = 10_000;
    let mut client = Client::initialized();
    let kinds: Vec<Kind> = KINDS.into_iter().cycle().take(LINES).collect();
    let lines: Vec<String> = kinds.iter().enumerate().map(|(id, kind)| kind.line(id)).collect();
    // The last one has no end.
    client.write(lines.join("\n"));
    let mut answered: HashMap<u64, usize> = HashMap::new();
    let mut garbage = 0;
    for answer in client.end() {
        if answer["id"].is_null() {
            assert_eq!(answer["error"]["code"], PARSE_ERROR, "{answer}");
            garbage += 1;
            continue;
        }
        let id = answer["id"].as_u64().expect("an id that was sent");
        let kind = kinds[usize::try_from(id).expect("an id that was sent")];
        assert!(kind.is_answered_by(&answer), "{kind:?}: {answer}");
        *answered.entry(id).or_default() += 1;
    }
    let count = |wanted: &[Kind]| kinds.iter().filter(|kind| wanted.contains(kind)).count();
    assert_eq!(garbage, count(&[Kind::Garbage]));
    assert_eq!(answered.len(), LINES - count(&[Kind::Garbage, Kind::Notification]));
    assert!(answered.values().all(|&times| times == 1));
}

fn list(id: usize) -> String {
    request(&id.to_string(), "tools/list", "{}")
}

#[test]
fn a_client_that_stops_reading_finds_every_answer_later() {
    const LISTS: usize = 300;
    let mut client = Client::new();
    // Far more than a pipe holds: megabytes of definitions.
    client.say(&initialize("initialize"));
    for id in 0..LISTS {
        client.say(&list(id));
    }
    client.say(&get_ada(LISTS));
    std::thread::sleep(Duration::from_millis(500));
    let mut answers = client.hear_all(LISTS + 2);
    answers.retain(|answer| answer["id"] != "initialize");
    answers.sort_by_key(|answer| answer["id"].as_u64());
    assert!(is_ada(&answers.pop().expect("an answer")));
    for (id, answer) in answers.iter().enumerate() {
        assert_eq!(answer["id"], id);
        assert_eq!(answer["result"]["tools"].as_array().map(Vec::len), Some(19));
    }
    assert!(is_ada(&client.ask(&get_ada("and on"))));
    assert_eq!(client.end(), [] as [Value; 0]);
}

#[test]
fn a_client_that_closes_the_output_ends_the_server() {
    // With an answer under way, with many, and with megabytes that wait to be read.
    let calls = |count: usize| (0..count).map(get_ada).collect::<Vec<_>>().join("\n");
    let lists = |count: usize| (0..count).map(list).collect::<Vec<_>>().join("\n");
    for (before, after) in [(String::new(), calls(1)), (String::new(), calls(500)), (lists(300), String::new())] {
        let mut client = Client::new();
        client.say(&initialize("initialize"));
        client.say(&before);
        std::thread::sleep(Duration::from_millis(100));
        client.close_output();
        // The input stays open. The server may have ended before it has read all of this.
        let _ = client.try_write(format!("{after}\n"));
        client.has_ended();
    }
}

//! Lines on standard input that are very long, or end with it.

use std::time::Instant;

use clerk_toolkit::mcp::MAX_MESSAGE_BYTES;
use scripted_server::Event;
use serde_json::{Value, json};

use super::clerk::SilentClerk;
use super::client::Client;
use super::messages::{INVALID_REQUEST, PARSE_ERROR, get_ada, is_ada, ping};
use crate::binary::AT_ONCE;

/// A ping of that many bytes.
fn padded(id: i64, length: usize) -> String {
    let ping = ping(id);
    format!("{}{ping}", " ".repeat(length - ping.len()))
}

/// The most memory that the process has had, in KiB.
#[cfg(target_os = "linux")]
fn most_memory(client: &Client) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", client.server.0.id())).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("it has memory");
    line.trim().trim_end_matches("kB").trim().parse().expect("a number")
}

#[test]
fn a_line_is_read_up_to_its_limit_and_passed_over_beyond() {
    let mut client = Client::initialized();
    assert_eq!(client.ask(&padded(1, MAX_MESSAGE_BYTES)), json!({ "jsonrpc": "2.0", "id": 1, "result": {} }));
    #[cfg(target_os = "linux")]
    let memory = most_memory(&client);
    for length in [MAX_MESSAGE_BYTES + 1, 64 << 20] {
        for long in [padded(2, length), "\0".repeat(length), format!("\"{}", "🪪".repeat(length / 4))] {
            client.write(long);
            let refused = client.ask("");
            assert_eq!((&refused["id"], &refused["error"]["code"]), (&Value::Null, &json!(INVALID_REQUEST)));
            assert!(is_ada(&client.ask(&get_ada(2))), "after {length} bytes");
        }
    }
    #[cfg(target_os = "linux")]
    assert!(most_memory(&client) < memory + (16 << 10), "{memory} KiB became {}", most_memory(&client));
    assert_eq!(client.end(), [] as [Value; 0]);
}

#[test]
fn the_input_may_end_in_the_middle_of_a_line() {
    let half = &ping(1)[..20];
    let cut = [b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xf0\x9f".as_slice(), half.as_bytes(), b"\0", b"{"];
    for end in cut {
        let mut client = Client::initialized();
        client.write(end);
        let answers = client.end();
        assert_eq!(answers.len(), 1, "{answers:?}");
        assert_eq!((&answers[0]["id"], &answers[0]["error"]["code"]), (&Value::Null, &json!(PARSE_ERROR)));
    }
    for (whole, is_right) in [(ping(1), (|answer| answer["id"] == 1) as fn(&Value) -> bool), (get_ada(1), is_ada)] {
        for end in ["", "\r", "  "] {
            let mut client = Client::initialized();
            client.write(format!("{whole}{end}"));
            let answers = client.end();
            assert!(answers.len() == 1 && is_right(&answers[0]), "{answers:?}");
        }
    }
    let mut client = Client::initialized();
    client.write(vec![b'x'; 64 << 20]);
    let answers = client.end();
    assert!(answers.len() == 1 && answers[0]["error"]["code"] == INVALID_REQUEST, "{answers:?}");
}

#[test]
fn an_input_without_a_message_is_one_without_an_answer() {
    for input in [&b""[..], b"\n", b"\r\n\r\n", b" \t \n\n\n", &b"\n".repeat(1 << 20)] {
        let mut client = Client::new();
        client.write(input);
        assert_eq!(client.end(), [] as [Value; 0]);
    }
}

#[test]
fn a_call_that_hangs_does_not_outlive_the_input() {
    let clerk = SilentClerk::new();
    let mut client = Client::of(&mut clerk.command(&["mcp"]));
    client.initialize();
    client.say(&get_ada(1));
    assert_eq!(clerk.next(), Event::Request);
    client.write(&ping(2)[..20]);
    let begin = Instant::now();
    let answers = client.end();
    assert!(begin.elapsed() < AT_ONCE, "{:?}", begin.elapsed());
    // Of the call nothing is said: its client is gone.
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!((&answers[0]["id"], &answers[0]["error"]["code"]), (&Value::Null, &json!(PARSE_ERROR)));
    assert_eq!(clerk.next(), Event::HangUp);
}

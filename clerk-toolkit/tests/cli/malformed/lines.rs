//! Very long lines, and lines without a line break at the end of the input.

use clerk_toolkit::mcp::MAX_MESSAGE_BYTES;
use scripted_server::Event;
use serde_json::{Value, json};

use super::clerk::SilentClerk;
use super::client::Client;
use super::messages::{INVALID_REQUEST, PARSE_ERROR, get_ada, is_ada, ping};

/// A ping padded to `length` bytes.
fn padded(id: i64, length: usize) -> String {
    let ping = ping(id);
    format!("{}{ping}", " ".repeat(length - ping.len()))
}

/// The peak memory of the server, in KiB.
#[cfg(target_os = "linux")]
fn peak_memory(client: &Client) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", client.server.0.id())).expect("the server runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the status has `VmHWM`");
    line.trim().trim_end_matches("kB").trim().parse().expect("the value is a number")
}

#[test]
fn a_line_over_the_limit_is_rejected_and_takes_no_memory() {
    let mut client = Client::initialized();
    assert_eq!(client.ask(&padded(1, MAX_MESSAGE_BYTES)), json!({ "jsonrpc": "2.0", "id": 1, "result": {} }));
    #[cfg(target_os = "linux")]
    let memory = peak_memory(&client);
    for length in [MAX_MESSAGE_BYTES + 1, 64 << 20] {
        for long in [padded(2, length), "\0".repeat(length), format!("\"{}", "🪪".repeat(length / 4))] {
            client.write(long);
            let rejected = client.ask("");
            assert_eq!((&rejected["id"], &rejected["error"]["code"]), (&Value::Null, &json!(INVALID_REQUEST)));
            assert!(is_ada(&client.ask(&get_ada(2))), "after {length} bytes");
        }
    }
    #[cfg(target_os = "linux")]
    assert!(
        peak_memory(&client) < memory + (16 << 10),
        "the peak memory rose from {memory} to {} KiB",
        peak_memory(&client)
    );
    assert_eq!(client.end(), [] as [Value; 0]);
}

#[test]
fn the_input_may_end_without_a_line_break() {
    let half = &ping(1)[..20];
    let truncated = [
        (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xf0\x9f".as_slice(), json!(1)),
        (half.as_bytes(), Value::Null),
        (b"\0", Value::Null),
        (b"{", Value::Null),
    ];
    for (end, id) in truncated {
        let mut client = Client::initialized();
        client.write(end);
        let responses = client.end();
        assert_eq!(responses.len(), 1, "{responses:?}");
        assert_eq!((&responses[0]["id"], &responses[0]["error"]["code"]), (&id, &json!(PARSE_ERROR)));
    }
    for (message, is_expected) in
        [(ping(1), (|response| response["id"] == 1) as fn(&Value) -> bool), (get_ada(1), is_ada)]
    {
        for end in ["", "\r", "  "] {
            let mut client = Client::initialized();
            client.write(format!("{message}{end}"));
            let responses = client.end();
            assert!(responses.len() == 1 && is_expected(&responses[0]), "{responses:?}");
        }
    }
    let mut client = Client::initialized();
    client.write(vec![b'x'; 64 << 20]);
    let responses = client.end();
    assert!(responses.len() == 1 && responses[0]["error"]["code"] == INVALID_REQUEST, "{responses:?}");
}

#[test]
fn blank_input_gets_no_response() {
    for input in [&b""[..], b"\n", b"\r\n\r\n", b" \t \n\n\n", &b"\n".repeat(1 << 20)] {
        let mut client = Client::new();
        client.write(input);
        assert_eq!(client.end(), [] as [Value; 0]);
    }
}

#[test]
fn a_hanging_call_ends_soon_after_the_input() {
    let clerk = SilentClerk::new();
    let mut client = Client::of(&mut clerk.command(&["mcp"]));
    client.initialize();
    client.send(&get_ada(1));
    assert_eq!(clerk.next(), Event::Request);
    client.write(&ping(2)[..20]);
    let responses = client.end();
    // The call gets no response, because its client has disconnected.
    assert_eq!(responses.len(), 1, "{responses:?}");
    assert_eq!((&responses[0]["id"], &responses[0]["error"]["code"]), (&Value::Null, &json!(PARSE_ERROR)));
    assert_eq!(clerk.next(), Event::HangUp);
}

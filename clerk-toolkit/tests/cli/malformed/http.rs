//! Messages and bodies over HTTP.

use std::cell::RefCell;
use std::time::Duration;

use proptest::prelude::*;
use serde_json::json;

use super::fuzz::{Damaged, config, damaged};
use super::messages::{Expected, INVALID_REQUEST, cases, get_ada, is_ada, ping};
use super::web::{Head, Server, post};

#[test]
fn each_message_gets_its_own_response() {
    let server = Server::new();
    let mut connection = server.connect();
    for case in cases() {
        connection.try_write(&post(&case.message));
        let shown = case.shown();
        let response = connection.receive().unwrap_or_else(|| panic!("no response to {shown}"));
        match &case.expected {
            Expected::Result(id) => {
                assert_eq!((response.status, &response.json()["id"]), (200, id), "{shown}: {response:?}");
                assert!(response.json()["result"].is_object(), "{shown}: {response:?}");
            }
            Expected::Error(code, id) => {
                let body = response.json();
                assert_eq!((&body["error"]["code"], &body["id"]), (&json!(code), id), "{shown}: {response:?}");
                // If the request could be decoded, its error has the status 200.
                let is_decoded = matches!(response.status, 200 if !id.is_null());
                assert!(is_decoded || response.status == 400, "{shown}: {response:?}");
            }
            Expected::Accepted => assert!(response.status == 202 && response.is_empty(), "{shown}: {response:?}"),
            Expected::Dropped => {
                let body = response.json();
                assert_eq!(
                    (response.status, &body["error"]["code"]),
                    (400, &json!(INVALID_REQUEST)),
                    "{shown}: {body}"
                );
            }
        }
        connection.try_write(&post(get_ada("next").as_bytes()));
        let next = connection.receive().expect("the server responds");
        assert!(next.status == 200 && is_ada(&next.json()), "after {shown}: {next:?}");
    }
    server.end();
}

#[test]
fn damaged_bodies_do_not_affect_other_requests() {
    // A case that fails leaves no connection behind, so that the next one starts with a new server.
    let connections = RefCell::new(None);
    proptest!(config(500), |(Damaged(damaged) in damaged())| {
        let (server, mut connection) = connections.take().unwrap_or_else(|| {
            let server = Server::new();
            let connection = server.connect();
            (server, connection)
        });
        connection.try_write(&[post(&damaged), post(get_ada("next").as_bytes())].concat());
        let response = connection.receive().expect("the damaged body gets a response");
        assert!(matches!(response.status, 200 | 202 | 400), "{response:?}");
        assert!(response.status == 202 || response.json().is_object(), "{response:?}");
        let next = connection.receive().expect("the next request gets a response").json();
        assert!(is_ada(&next) && next["id"] == "next", "{next}");
        connections.replace(Some((server, connection)));
    });
    let (server, _) = connections.take().expect("the last case succeeded");
    server.end();
}

/// A body as these chunks.
fn chunked<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let chunk = |chunk: &'a [u8]| [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat();
    chunks.into_iter().chain([&b""[..]]).flat_map(chunk).collect()
}

#[test]
fn bodies_over_the_limit_and_invalid_bodies_are_rejected() {
    let server = Server::new();
    let sized = |length: &str| Head::default().with("Content-Length", length);
    let in_chunks = || Head::default().with("Transfer-Encoding", "chunked");
    let mebibyte = vec![b' '; 1 << 20];
    let padded = [&mebibyte.repeat(4)[..(4 << 20) - ping(1).len()], ping(1).as_bytes()].concat();
    for (name, bytes, status) in [
        ("as long as the limit", post(&padded), 200),
        ("one byte over the limit", post(&[&padded, b" ".as_slice()].concat()), 413),
        ("64 MiB", post(&mebibyte.repeat(64)), 413),
        ("64 MiB in chunks", in_chunks().followed_by(&chunked(std::iter::repeat_n(&mebibyte[..], 64))), 413),
        ("small chunks", in_chunks().followed_by(&chunked(ping(1).as_bytes().chunks(3))), 200),
        // These get a response although no more bytes follow.
        ("a length over the limit", sized("5000000").followed_by(b""), 413),
        ("a very large length", sized("9999999999999999").followed_by(b"{}"), 413),
        ("the largest length", sized("18446744073709551615").followed_by(b"{}"), 431),
        (
            "a length over the limit with `Expect`",
            sized("5000000").with("Expect", "100-continue").followed_by(b""),
            413,
        ),
        ("a length that is not a number", sized("two").followed_by(b"{}"), 400),
        ("a negative length", sized("-2").followed_by(b"{}"), 400),
        ("a length over 64 bits", sized("99999999999999999999999").followed_by(b"{}"), 400),
        ("two lengths", sized("2").with("Content-Length", "3").followed_by(b"{}"), 400),
        ("an invalid chunk", in_chunks().followed_by(b"zz\r\n{}\r\n0\r\n\r\n"), 400),
        ("a chunk length over 64 bits", in_chunks().followed_by(b"ffffffffffffffffff\r\n{}"), 400),
        ("a chunk without its end", in_chunks().followed_by(b"2\r\n{}{}\r\n0\r\n\r\n"), 400),
        ("an unknown encoding", Head::default().with("Transfer-Encoding", "gzip").followed_by(b"{}"), 400),
        ("no length at all", Head::default().followed_by(b""), 400),
    ] {
        let response = server.ask(&bytes);
        assert_eq!(response.status, status, "{name}: {response:?}");
        assert!(response.is_empty() || response.json().is_object(), "{name}: {response:?}");
        server.assert_serves(name);
    }
    // A client that closes only its sending side still receives the error for an incomplete body.
    for incomplete in [sized("100").followed_by(b"{\"jsonrpc\""), in_chunks().followed_by(b"5\r\n{\"j")] {
        let mut connection = server.connect();
        connection.try_write(&incomplete);
        connection.finish();
        let response = connection.receive().expect("the server responds");
        assert_eq!(
            (response.status, &response.json()["error"]["code"]),
            (400, &json!(INVALID_REQUEST)),
            "{response:?}"
        );
        server.assert_serves("half a body");
    }
    server.end();
}

#[test]
fn a_slow_body_does_not_block_other_requests() {
    let server = Server::new();
    let mut slow = server.connect();
    for part in post(get_ada("slow").as_bytes()).chunks(10) {
        slow.try_write(part);
        std::thread::sleep(Duration::from_millis(20));
        server.assert_serves("a part of another request");
    }
    let response = slow.receive().expect("the server responds").json();
    assert!(is_ada(&response) && response["id"] == "slow", "{response}");
    server.end();
}

#[test]
fn responses_to_pipelined_requests_keep_their_order() {
    let server = Server::new();
    let mut connection = server.connect();
    let bodies: Vec<String> = (0..200)
        .map(|number| match number % 4 {
            0 => get_ada(number),
            1 => ping(number),
            2 => format!("{{\"jsonrpc\":\"2.0\",\"id\":{number},\"method\":"),
            _ => r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#.to_owned(),
        })
        .collect();
    connection.try_write(&bodies.iter().flat_map(|body| post(body.as_bytes())).collect::<Vec<_>>());
    for number in 0..200 {
        let response = connection.receive().expect("the server responds");
        match number % 4 {
            0 => assert!(is_ada(&response.json()) && response.json()["id"] == number, "{response:?}"),
            1 => assert_eq!(response.json(), json!({ "jsonrpc": "2.0", "id": number, "result": {} })),
            2 => assert_eq!((response.status, &response.json()["id"]), (400, &json!(number)), "{response:?}"),
            _ => assert!(response.status == 202 && response.is_empty(), "{response:?}"),
        }
    }
    server.end();
}

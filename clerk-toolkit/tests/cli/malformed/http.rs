//! Messages, bodies and heads over HTTP.

use std::time::Duration;

use serde_json::{Value, json};

use super::fuzz::Random;
use super::messages::{Expected, INVALID_REQUEST, cases, get_ada, is_ada, ping};
use super::web::{Head, Server, post};

#[test]
fn each_message_is_answered_for_itself() {
    let server = Server::new();
    let mut connection = server.connect();
    for case in cases() {
        connection.try_write(&post(&case.message));
        let shown = case.shown();
        let answer = connection.hear().unwrap_or_else(|| panic!("no answer to {shown}"));
        match &case.expected {
            Expected::Result(id) => {
                assert_eq!((answer.status, &answer.json()["id"]), (200, id), "{shown}: {answer:?}");
                assert!(answer.json()["result"].is_object(), "{shown}: {answer:?}");
            }
            Expected::Error(code, id) => {
                let told = answer.json();
                assert_eq!((&told["error"]["code"], &told["id"]), (&json!(code), id), "{shown}: {answer:?}");
                // A request that could be read is one that HTTP has nothing against.
                let read = matches!(answer.status, 200 if !id.is_null());
                assert!(read || answer.status == 400, "{shown}: {answer:?}");
            }
            Expected::Taken => assert!(answer.status == 202 && answer.is_empty(), "{shown}: {answer:?}"),
            Expected::Dropped => {
                let told = answer.json();
                assert_eq!((answer.status, &told["error"]["code"]), (400, &json!(INVALID_REQUEST)), "{shown}: {told}");
            }
        }
        connection.try_write(&post(get_ada("next").as_bytes()));
        let next = connection.hear().expect("an answer");
        assert!(next.status == 200 && is_ada(&next.json()), "after {shown}: {next:?}");
    }
    server.end();
}

#[test]
fn whatever_is_damaged_is_never_the_servers_fault() {
    let mut random = Random::new();
    let server = Server::new();
    let mut connection = server.connect();
    for number in 0..500 {
        let damaged = random.damaged(&format!("damaged-{number}"));
        let shown = String::from_utf8_lossy(&damaged).into_owned();
        connection.try_write(&[post(&damaged), post(get_ada(number).as_bytes())].concat());
        let answer = connection.hear().unwrap_or_else(|| panic!("no answer to {shown}"));
        assert!(matches!(answer.status, 200 | 202 | 400), "{shown}: {answer:?}");
        assert!(answer.status == 202 || answer.json().is_object(), "{shown}: {answer:?}");
        let next = connection.hear().expect("an answer").json();
        assert!(is_ada(&next) && next["id"] == number, "after {shown}: {next}");
    }
    server.end();
}

/// A body in those chunks.
fn chunked<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let chunk = |chunk: &'a [u8]| [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat();
    chunks.into_iter().chain([&b""[..]]).flat_map(chunk).collect()
}

#[test]
fn a_body_is_read_up_to_its_limit_and_to_its_end() {
    let server = Server::new();
    let sized = |length: &str| Head::default().with("Content-Length", length);
    let in_chunks = || Head::default().with("Transfer-Encoding", "chunked");
    let mebibyte = vec![b' '; 1 << 20];
    let padded = [&mebibyte.repeat(4)[..(4 << 20) - ping(1).len()], ping(1).as_bytes()].concat();
    for (name, bytes, status) in [
        ("as much as there may be", post(&padded), 200),
        ("a byte more", post(&[&padded, b" ".as_slice()].concat()), 413),
        ("64 MiB", post(&mebibyte.repeat(64)), 413),
        ("64 MiB in chunks", in_chunks().followed_by(&chunked(std::iter::repeat_n(&mebibyte[..], 64))), 413),
        ("small chunks", in_chunks().followed_by(&chunked(ping(1).as_bytes().chunks(3))), 200),
        // These are answered though nothing follows.
        ("a body that will be too long", sized("5000000").followed_by(b""), 413),
        ("a body that would never end", sized("9999999999999999").followed_by(b"{}"), 413),
        ("one that is longer than anything", sized("18446744073709551615").followed_by(b"{}"), 431),
        ("one to be asked for", sized("5000000").with("Expect", "100-continue").followed_by(b""), 413),
        ("no number", sized("two").followed_by(b"{}"), 400),
        ("a negative length", sized("-2").followed_by(b"{}"), 400),
        ("a length beyond all", sized("99999999999999999999999").followed_by(b"{}"), 400),
        ("two lengths", sized("2").with("Content-Length", "3").followed_by(b"{}"), 400),
        ("no chunk", in_chunks().followed_by(b"zz\r\n{}\r\n0\r\n\r\n"), 400),
        ("an endless chunk", in_chunks().followed_by(b"ffffffffffffffffff\r\n{}"), 400),
        ("a chunk without its end", in_chunks().followed_by(b"2\r\n{}{}\r\n0\r\n\r\n"), 400),
        ("an unknown encoding", Head::default().with("Transfer-Encoding", "gzip").followed_by(b"{}"), 400),
        ("no length at all", Head::default().followed_by(b""), 400),
    ] {
        let answer = server.ask(&bytes);
        assert_eq!(answer.status, status, "{name}: {answer:?}");
        assert!(answer.is_empty() || answer.json().is_object(), "{name}: {answer:?}");
        server.is_well(name);
    }
    // What breaks off is told so as long as there is somebody to tell.
    for cut in [sized("100").followed_by(b"{\"jsonrpc\""), in_chunks().followed_by(b"5\r\n{\"j")] {
        let mut connection = server.connect();
        connection.try_write(&cut);
        connection.finish();
        let answer = connection.hear().expect("an answer");
        assert_eq!((answer.status, &answer.json()["error"]["code"]), (400, &json!(INVALID_REQUEST)), "{answer:?}");
        server.is_well("half a body");
    }
    server.end();
}

#[test]
fn a_body_may_take_its_time() {
    let server = Server::new();
    let mut slow = server.connect();
    for part in post(get_ada("slow").as_bytes()).chunks(10) {
        slow.try_write(part);
        std::thread::sleep(Duration::from_millis(20));
        server.is_well("a part of another request");
    }
    let answer = slow.hear().expect("an answer").json();
    assert!(is_ada(&answer) && answer["id"] == "slow", "{answer}");
    server.end();
}

#[test]
fn requests_in_one_write_are_answered_in_their_order() {
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
        let answer = connection.hear().expect("an answer");
        match number % 4 {
            0 => assert!(is_ada(&answer.json()) && answer.json()["id"] == number, "{answer:?}"),
            1 => assert_eq!(answer.json(), json!({ "jsonrpc": "2.0", "id": number, "result": {} })),
            2 => assert_eq!((answer.status, &answer.json()["id"]), (400, &Value::Null), "{answer:?}"),
            _ => assert!(answer.status == 202 && answer.is_empty(), "{answer:?}"),
        }
    }
    server.end();
}

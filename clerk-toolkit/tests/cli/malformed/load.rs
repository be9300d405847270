//! Connections in number, and how they end.

use std::sync::Barrier;
use std::time::{Duration, Instant};

use scripted_server::Event;

use super::clerk::SilentClerk;
use super::messages::{get_ada, is_ada, ping};
use super::web::{Connection, Head, Server, post};

/// Connections on which something has been begun, and nothing ended.
fn held_open(server: &Server, count: usize) -> Vec<Connection> {
    let whole = post(ping(1).as_bytes());
    let states: [&[u8]; 6] = [b"", b"P", &whole[..60], &whole[..whole.len() - 1], &whole, b"POST /mcp HTTP/1.1\r\n"];
    let open = |state: &&[u8]| {
        let mut connection = server.connect();
        connection.try_write(state);
        connection
    };
    states.iter().cycle().take(count).map(open).collect()
}

#[test]
fn connections_that_are_held_open_keep_nobody_out() {
    let server = Server::new();
    let open = held_open(&server, 500);
    for _ in 0..50 {
        server.is_well("500 connections that are open");
    }
    // And whoever goes on is answered.
    let whole = post(ping(1).as_bytes());
    for (number, mut connection) in open.into_iter().enumerate().filter(|(number, _)| number % 6 == 3) {
        connection.try_write(&whole[whole.len() - 1..]);
        assert_eq!(connection.hear().expect("an answer").json()["id"], 1, "{number}");
    }
    server.is_well("500 connections that are gone");
    server.end();
}

#[test]
fn two_thousand_calls_side_by_side_are_all_answered() {
    const CONNECTIONS: usize = 200;
    const CALLS: usize = 10;
    let server = Server::new();
    let ready = Barrier::new(CONNECTIONS);
    std::thread::scope(|scope| {
        for first in (0..CONNECTIONS).map(|number| number * CALLS) {
            let (server, ready) = (&server, &ready);
            scope.spawn(move || {
                let mut connection = server.connect();
                let calls: Vec<u8> = (first..first + CALLS).flat_map(|id| post(get_ada(id).as_bytes())).collect();
                ready.wait();
                connection.try_write(&calls);
                for id in first..first + CALLS {
                    let answer = connection.hear().expect("an answer");
                    assert!(answer.status == 200 && is_ada(&answer.json()), "{answer:?}");
                    assert_eq!(answer.json()["id"], id);
                }
            });
        }
    });
    server.end();
}

#[test]
fn a_request_that_breaks_off_anywhere_leaves_nothing_behind() {
    let server = Server::new();
    let whole = post(get_ada(1).as_bytes());
    for end in (0..=whole.len()).step_by(3) {
        server.connect().try_write(&whole[..end]);
    }
    server.is_well("many that broke off");
    server.end();
}

#[test]
fn a_call_whose_connection_drops_makes_room_for_another() {
    // More than run at a time.
    const CALLS: usize = 100;
    let clerk = SilentClerk::new();
    let server = Server::of(&mut clerk.command(&["mcp", "--http", "127.0.0.1:0"]));
    let connections: Vec<Connection> = (0..CALLS)
        .map(|id| {
            let mut connection = server.connect();
            connection.try_write(&post(get_ada(id).as_bytes()));
            connection
        })
        .collect();
    assert_eq!(clerk.next(), Event::Request);
    assert_eq!(server.ask(&post(ping(1).as_bytes())).json()["id"], 1);
    drop(connections);
    // All that were asked for are given up, those that took the place of others too.
    let mut running = 1_usize;
    let begin = Instant::now();
    while running > 0 || begin.elapsed().as_millis() < 500 {
        match clerk.next_within(Duration::from_millis(500)) {
            Some(Event::Request) => running += 1,
            Some(Event::HangUp) => running -= 1,
            None => assert_eq!(running, 0, "calls that nobody waits for still run"),
        }
    }
    let mut connection = server.connect();
    connection.try_write(&post(get_ada(1).as_bytes()));
    assert_eq!(clerk.next(), Event::Request);
    server.end();
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_at_once_whoever_is_connected() {
    use crate::binary::{AT_ONCE, ended, signal};

    let mut server = Server::new();
    let mut served = server.connect();
    served.try_write(&post(get_ada(1).as_bytes()));
    assert!(is_ada(&served.hear().expect("an answer").json()));
    let mut late = held_open(&server, 60);
    let mut endless = server.connect();
    endless.try_write(&Head::default().with("Transfer-Encoding", "chunked").followed_by(b"1\r\n \r\n"));
    late.push(endless);
    server.is_well("connections that are open");
    let begin = Instant::now();
    signal(&server.process.0, "-TERM");
    assert_eq!(ended(&mut server.process.0), Some(0));
    assert!(begin.elapsed() < AT_ONCE, "{:?}", begin.elapsed());
    server.said_nothing();
}

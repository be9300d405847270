//! Many connections, and how they end.

use std::sync::Barrier;
use std::time::Duration;

use scripted_server::Event;

use crate::binary::HANG_GUARD;

use super::clerk::SilentClerk;
use super::messages::{get_ada, is_ada, ping};
use super::web::{Connection, Head, Server, post};

/// Connections on which nothing, a part of a request or a whole request has been sent.
fn open_connections(server: &Server, count: usize) -> Vec<Connection> {
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
fn open_connections_do_not_block_other_clients() {
    let server = Server::new();
    let open = open_connections(&server, 500);
    for _ in 0..50 {
        server.assert_serves("500 connections were opened");
    }
    // A client that completes its request gets a response.
    let whole = post(ping(1).as_bytes());
    for (number, mut connection) in open.into_iter().enumerate().filter(|(number, _)| number % 6 == 3) {
        connection.try_write(&whole[whole.len() - 1..]);
        assert_eq!(connection.receive().expect("the server responds").json()["id"], 1, "{number}");
    }
    server.assert_serves("500 connections were closed");
    server.end();
}

#[test]
fn two_thousand_concurrent_calls_all_get_a_response() {
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
                    let response = connection.receive().expect("the server responds");
                    assert!(response.status == 200 && is_ada(&response.json()), "{response:?}");
                    assert_eq!(response.json()["id"], id);
                }
            });
        }
    });
    server.end();
}

#[test]
fn an_incomplete_request_of_any_length_does_no_harm() {
    let server = Server::new();
    let whole = post(get_ada(1).as_bytes());
    for end in (0..=whole.len()).step_by(3) {
        server.connect().try_write(&whole[..end]);
    }
    server.assert_serves("many incomplete requests");
    server.end();
}

#[test]
fn a_call_whose_connection_closes_makes_room_for_another() {
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
    // All requests are dropped, also those of calls that started after others were dropped.
    let mut running = 1_usize;
    while let Some(event) = clerk.next_within(if running > 0 { HANG_GUARD } else { Duration::from_millis(500) }) {
        match event {
            Event::Request => running += 1,
            Event::HangUp => running -= 1,
        }
    }
    assert_eq!(running, 0, "abandoned calls still run");
    let mut connection = server.connect();
    connection.try_write(&post(get_ada(1).as_bytes()));
    assert_eq!(clerk.next(), Event::Request);
    server.end();
}

#[cfg(unix)]
#[test]
fn a_signal_ends_the_server_despite_open_connections() {
    use crate::binary::{ended, signal};

    let mut server = Server::new();
    let mut served = server.connect();
    served.try_write(&post(get_ada(1).as_bytes()));
    assert!(is_ada(&served.receive().expect("the server responds").json()));
    let mut late = open_connections(&server, 60);
    let mut endless = server.connect();
    endless.try_write(&Head::default().with("Transfer-Encoding", "chunked").followed_by(b"1\r\n \r\n"));
    late.push(endless);
    server.assert_serves("connections were opened");
    signal(&server.process.0, "-TERM");
    assert_eq!(ended(&mut server.process.0), Some(0));
    server.assert_silent();
}

//! A client over HTTP that writes bytes, and a server for it.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Command, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;

use super::messages::{get_ada, is_ada};
use crate::binary::{Running, command, line_after};

/// How long an answer may take on a busy machine. Only a server that hangs takes longer.
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) struct Server {
    pub(super) process: Running,
    pub(super) address: SocketAddr,
    errors: JoinHandle<String>,
}

impl Server {
    /// A server of a sandbox of its own.
    pub(super) fn new() -> Self {
        Self::of(&mut command(&["mcp", "--sandbox", "--http", "127.0.0.1:0"]))
    }

    pub(super) fn of(command: &mut Command) -> Self {
        let mut process = Running(command.stdin(Stdio::null()).spawn().expect("it starts"));
        let mut errors = BufReader::new(process.0.stderr.take().expect("it is piped"));
        let url = line_after(&mut errors, "Listening on ");
        let address = url.trim_start_matches("http://").trim_end_matches("/mcp").parse().expect("an address");
        let errors = std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = errors.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        Self { process, address, errors }
    }

    pub(super) fn connect(&self) -> Connection {
        let stream = TcpStream::connect(self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("it can be set");
        stream.set_write_timeout(Some(PATIENCE)).expect("it can be set");
        stream.set_nodelay(true).expect("it can be set");
        Connection { stream: BufReader::new(stream), asks_for_head: false }
    }

    /// Writes that on a connection of its own, and returns the answer.
    pub(super) fn ask(&self, bytes: &[u8]) -> Response {
        let mut connection = self.connect();
        connection.try_write(bytes);
        connection.hear().expect("an answer")
    }

    /// A valid call is answered.
    pub(super) fn is_well(&self, after: &str) {
        let answer = self.ask(&post(get_ada(1).as_bytes()));
        assert!(answer.status == 200 && is_ada(&answer.json()), "after {after}: {answer:?}");
    }

    /// Ends it, and what it said on standard error, which must be nothing.
    pub(super) fn end(mut self) {
        self.process.0.kill().expect("it ran");
        self.said_nothing();
    }

    /// What it said on standard error since it listens.
    pub(super) fn said_nothing(self) {
        let Self { process, errors, .. } = self;
        drop(process);
        assert_eq!(errors.join().expect("it was read"), "");
    }
}

pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    /// Whether the answer is a head alone.
    asks_for_head: bool,
}

impl Connection {
    /// Writes all of it, as far as the server takes it.
    pub(super) fn try_write(&mut self, bytes: &[u8]) {
        self.asks_for_head = bytes.starts_with(b"HEAD ");
        if let Err(error) = self.stream.get_mut().write_all(bytes) {
            // It may hang up on a client that it has answered.
            assert!(matches!(error.kind(), ErrorKind::BrokenPipe | ErrorKind::ConnectionReset), "{error}");
        }
    }

    /// Says that nothing follows.
    pub(super) fn finish(&mut self) {
        // It may have hung up by itself.
        let _ = self.stream.get_mut().shutdown(std::net::Shutdown::Write);
    }

    /// The next answer, or `None` where the connection ended without one.
    pub(super) fn hear(&mut self) -> Option<Response> {
        let status = self.line()?;
        let status = status.strip_prefix("HTTP/1.").and_then(|rest| rest.get(2..5)?.parse().ok());
        let status: u16 = status.expect("a status line");
        let mut headers = HashMap::new();
        loop {
            let line = self.line().expect("a head to its end");
            let Some((name, value)) = line.split_once(": ") else { break };
            headers.insert(name.to_owned(), value.to_owned());
        }
        let length = headers
            .get("content-length")
            .filter(|_| !self.asks_for_head)
            .map_or(0, |length| length.parse().expect("a length"));
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("a body to its end");
        match status {
            100 => self.hear(),
            _ => Some(Response { status, headers, body }),
        }
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        match self.stream.read_line(&mut line) {
            Ok(0) => None,
            Ok(_) => Some(line.trim_end().to_owned()),
            // It hung up while something was still on its way to it.
            Err(error) if error.kind() == ErrorKind::ConnectionReset => None,
            Err(error) => panic!("it neither answers nor hangs up: {error}"),
        }
    }
}

#[derive(Debug)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: HashMap<String, String>,
    body: Vec<u8>,
}

impl Response {
    /// The body, which must be one message of the protocol. One that answers no request may leave the id out.
    pub(super) fn json(&self) -> Value {
        assert_eq!(self.headers["content-type"], "application/json", "{self:?}");
        let mut body: Value = serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"));
        if body.get("id").is_none() {
            body["id"] = Value::Null;
        }
        super::messages::answer(body.to_string().as_bytes()).unwrap_or_else(|_| panic!("{self:?}"))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.body.is_empty()
    }
}

/// A request with that body, on a connection that goes on.
pub(super) fn post(body: &[u8]) -> Vec<u8> {
    Head::default().with("Content-Length", body.len().to_string()).followed_by(body)
}

/// The head of a request, which is in order but for what a test changes.
pub(super) struct Head {
    pub(super) start: String,
    headers: Vec<(String, Vec<u8>)>,
}

impl Default for Head {
    fn default() -> Self {
        let head = Self { start: "POST /mcp HTTP/1.1".to_owned(), headers: Vec::new() };
        let head = head.with("Host", "localhost").with("Content-Type", "application/json");
        head.with("Accept", "application/json, text/event-stream")
    }
}

impl Head {
    /// With another first line.
    pub(super) fn starting(start: &str) -> Self {
        Self { start: start.to_owned(), ..Self::default() }
    }

    /// With a further header.
    pub(super) fn with(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.headers.push((name.to_owned(), value.as_ref().to_vec()));
        self
    }

    /// Without a header.
    pub(super) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        self
    }

    pub(super) fn followed_by(&self, body: &[u8]) -> Vec<u8> {
        let mut bytes = format!("{}\r\n", self.start).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        bytes.extend(b"\r\n");
        bytes.extend(body);
        bytes
    }
}

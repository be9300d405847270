//! An HTTP client that writes arbitrary bytes, and a server for it.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Command, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;

use super::messages::{get_ada, is_ada};
use crate::binary::{Running, command, line_after};

/// The token of the server.
pub(super) const TOKEN: &str = "open-sesame";

/// How long a response may take on a busy machine. Only a server that hangs takes longer.
const TIMEOUT: Duration = Duration::from_secs(30);

pub(super) struct Server {
    pub(super) process: Running,
    pub(super) address: SocketAddr,
    errors: JoinHandle<String>,
}

impl Server {
    /// A new server with a sandbox.
    pub(super) fn new() -> Self {
        Self::of(&mut command(&["mcp", "--sandbox", "--http", "127.0.0.1:0"]))
    }

    pub(super) fn of(command: &mut Command) -> Self {
        let command = command.env("CLERK_TOOLKIT_HTTP_TOKEN", TOKEN);
        let mut process = Running(command.stdin(Stdio::null()).spawn().expect("the binary starts"));
        let mut errors = BufReader::new(process.0.stderr.take().expect("the stream is piped"));
        let url = line_after(&mut errors, "Listening on ");
        let address =
            url.trim_start_matches("http://").trim_end_matches("/mcp").parse().expect("the URL has an address");
        let errors = std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = errors.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        Self { process, address, errors }
    }

    pub(super) fn connect(&self) -> Connection {
        let stream = TcpStream::connect(self.address).expect("the server listens");
        stream.set_read_timeout(Some(TIMEOUT)).expect("the option can be set");
        stream.set_write_timeout(Some(TIMEOUT)).expect("the option can be set");
        stream.set_nodelay(true).expect("the option can be set");
        Connection { stream: BufReader::new(stream), is_head: false }
    }

    /// Writes bytes on a new connection and returns the response.
    pub(super) fn ask(&self, bytes: &[u8]) -> Response {
        let mut connection = self.connect();
        connection.try_write(bytes);
        connection.receive().expect("the server responds")
    }

    /// Checks that the server still responds to a valid call.
    pub(super) fn assert_serves(&self, after: &str) {
        let response = self.ask(&post(get_ada(1).as_bytes()));
        assert!(response.status == 200 && is_ada(&response.json()), "after {after}: {response:?}");
    }

    /// Ends the server, and checks that it has reported nothing on standard error.
    pub(super) fn end(mut self) {
        self.process.0.kill().expect("the server runs");
        self.assert_silent();
    }

    /// Checks that the server has reported nothing on standard error since it started to listen.
    pub(super) fn assert_silent(self) {
        let Self { process, errors, .. } = self;
        drop(process);
        assert_eq!(errors.join().expect("the reader does not panic"), "");
    }
}

pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    /// Whether the request was `HEAD`, whose response has no body.
    is_head: bool,
}

impl Connection {
    /// Writes the bytes, or as many as the server accepts.
    pub(super) fn try_write(&mut self, bytes: &[u8]) {
        self.is_head = bytes.starts_with(b"HEAD ");
        if let Err(error) = self.stream.get_mut().write_all(bytes) {
            // The server may close the connection after its response.
            assert!(matches!(error.kind(), ErrorKind::BrokenPipe | ErrorKind::ConnectionReset), "{error}");
        }
    }

    /// Closes the sending side.
    pub(super) fn finish(&mut self) {
        // The server may have closed the connection.
        let _ = self.stream.get_mut().shutdown(std::net::Shutdown::Write);
    }

    /// The next response, or `None` if the connection closed without one.
    pub(super) fn receive(&mut self) -> Option<Response> {
        let status = self.line()?;
        let status = status.strip_prefix("HTTP/1.").and_then(|rest| rest.get(2..5)?.parse().ok());
        let status: u16 = status.expect("the response has a status line");
        let mut headers = HashMap::new();
        loop {
            let line = self.line().expect("the head is complete");
            let Some((name, value)) = line.split_once(": ") else { break };
            headers.insert(name.to_owned(), value.to_owned());
        }
        let length = headers
            .get("content-length")
            .filter(|_| !self.is_head)
            .map_or(0, |length| length.parse().expect("the length is a number"));
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("the body is complete");
        match status {
            100 => self.receive(),
            _ => Some(Response { status, headers, body }),
        }
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        match self.stream.read_line(&mut line) {
            Ok(0) => None,
            Ok(_) => Some(line.trim_end().to_owned()),
            // The server closed the connection while bytes were still on their way to it.
            Err(error) if error.kind() == ErrorKind::ConnectionReset => None,
            Err(error) => panic!("the server neither responds nor closes the connection: {error}"),
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
    /// The body, which must be one response. The id may be missing if the request had no id.
    pub(super) fn json(&self) -> Value {
        assert_eq!(self.headers["content-type"], "application/json", "{self:?}");
        let mut body: Value = serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"));
        if body.get("id").is_none() {
            body["id"] = Value::Null;
        }
        super::messages::response(body.to_string().as_bytes()).unwrap_or_else(|_| panic!("{self:?}"))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.body.is_empty()
    }
}

/// A request with this body. The connection stays open.
pub(super) fn post(body: &[u8]) -> Vec<u8> {
    Head::default().with("Content-Length", body.len().to_string()).followed_by(body)
}

/// The head of a request. It is valid by default, and tests change it.
pub(super) struct Head {
    pub(super) start: String,
    headers: Vec<(String, Vec<u8>)>,
}

impl Default for Head {
    fn default() -> Self {
        let head = Self { start: "POST /mcp HTTP/1.1".to_owned(), headers: Vec::new() };
        let head = head.with("Host", "localhost").with("Content-Type", "application/json");
        let head = head.with("Authorization", format!("Bearer {TOKEN}"));
        head.with("Accept", "application/json, text/event-stream")
    }
}

impl Head {
    /// With another request line.
    pub(super) fn starting(start: &str) -> Self {
        Self { start: start.to_owned(), ..Self::default() }
    }

    /// With another header.
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

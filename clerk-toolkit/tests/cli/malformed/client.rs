//! A client on standard input and output that sends any bytes.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;

use super::messages::{initialize, response};
use crate::binary::{Running, command, ended};

/// How long a response may take on a busy machine. Only a server that hangs takes longer.
pub(super) const TIMEOUT: Duration = Duration::from_secs(30);

pub(super) struct Client {
    pub(super) server: Running,
    /// Sends bytes to a thread that writes them, so that a test notices a server that does not read.
    input: Option<Sender<Vec<u8>>>,
    /// Receives the result of each write.
    written: Receiver<std::io::Result<()>>,
    output: Output,
    errors: JoinHandle<String>,
}

enum Output {
    /// Nothing has been read yet.
    Unread(ChildStdout),
    /// The responses that a thread reads. A line that is not a response is an error.
    Read(Receiver<Result<Value, String>>),
    Closed,
}

impl Client {
    /// A client of a new server with a sandbox, before the handshake.
    pub(super) fn new() -> Self {
        Self::of(&mut command(&["mcp", "--sandbox"]))
    }

    pub(super) fn of(command: &mut std::process::Command) -> Self {
        let mut server = Running(command.stdin(Stdio::piped()).spawn().expect("the binary starts"));
        let mut pipe = server.0.stdin.take().expect("the stream is piped");
        let output = Output::Unread(server.0.stdout.take().expect("the stream is piped"));
        let mut errors = server.0.stderr.take().expect("the stream is piped");
        let (input, writes) = channel::<Vec<u8>>();
        let (ack, written) = channel();
        std::thread::spawn(move || writes.iter().try_for_each(|bytes| ack.send(pipe.write_all(&bytes))));
        let errors = std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = errors.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        Self { server, input: Some(input), written, output, errors }
    }

    /// A client of a new server, after the handshake.
    pub(super) fn initialized() -> Self {
        let mut client = Self::new();
        client.initialize();
        client
    }

    pub(super) fn initialize(&mut self) {
        let response = self.ask(&initialize("initialize"));
        assert_eq!(response["result"]["protocolVersion"], "2025-11-25", "{response}");
        self.send(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#);
    }

    /// Writes bytes without reading a response.
    pub(super) fn write(&mut self, bytes: impl Into<Vec<u8>>) {
        self.try_write(bytes).expect("the server reads");
    }

    pub(super) fn try_write(&mut self, bytes: impl Into<Vec<u8>>) -> std::io::Result<()> {
        self.input.as_ref().expect("the input is open").send(bytes.into()).expect("the writer runs");
        self.written.recv_timeout(TIMEOUT).expect("the server reads its input")
    }

    /// Writes a line.
    pub(super) fn send(&mut self, message: &str) {
        self.write(format!("{message}\n"));
    }

    /// The next response.
    pub(super) fn receive(&mut self) -> Value {
        self.next().expect("the server responds")
    }

    pub(super) fn ask(&mut self, message: &str) -> Value {
        self.send(message);
        self.receive()
    }

    /// The next `count` responses.
    pub(super) fn receive_all(&mut self, count: usize) -> Vec<Value> {
        (0..count).map(|_| self.receive()).collect()
    }

    /// The next response, or `None` at the end of the output.
    fn next(&mut self) -> Option<Value> {
        if let Output::Unread(_) = self.output {
            let (tell, told) = channel();
            if let Output::Unread(pipe) = std::mem::replace(&mut self.output, Output::Read(told)) {
                let lines = BufReader::new(pipe).split(b'\n').map_while(Result::ok);
                std::thread::spawn(move || {
                    lines.map(|line| response(&line)).try_for_each(|response| tell.send(response))
                });
            }
        }
        let Output::Read(responses) = &self.output else { return None };
        match responses.recv_timeout(TIMEOUT) {
            Ok(response) => Some(response.unwrap_or_else(|line| panic!("the line is not a response: {line}"))),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("no response arrived within {TIMEOUT:?}"),
        }
    }

    /// Closes the output, like a client that crashes.
    pub(super) fn close_output(&mut self) {
        self.output = Output::Closed;
    }

    /// Closes the input and returns the remaining responses. The server must exit with 0 and must not have reported a
    /// problem on standard error.
    pub(super) fn end(mut self) -> Vec<Value> {
        self.input = None;
        let responses: Vec<Value> = std::iter::from_fn(|| self.next()).collect();
        self.assert_ended();
        responses
    }

    /// Waits for the server to exit, and checks its exit code and standard error.
    pub(super) fn assert_ended(mut self) {
        assert_eq!(ended(&mut self.server.0), Some(0));
        let errors = self.errors.join().expect("the reader does not panic");
        assert!(errors.lines().all(|line| line.contains("The tools work on a sandbox")), "{errors}");
    }
}

//! A client on standard input and output that says whatever a test wants said.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::messages::{answer, initialize};
use crate::binary::{AT_ONCE, Running, command, ended};

/// How long a server may take for what is a lot of work on a busy machine. Only one that hangs takes longer.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

pub(super) struct Client {
    pub(super) server: Running,
    /// What is to be written, and word that it is. A thread writes it, so that a server which does not read is noticed.
    input: Option<Sender<Vec<u8>>>,
    written: Receiver<std::io::Result<()>>,
    output: Output,
    errors: JoinHandle<String>,
}

enum Output {
    /// Nobody reads yet.
    Unread(ChildStdout),
    /// What was read, until the end; a text where it is no answer.
    Read(Receiver<Result<Value, String>>),
    Closed,
}

impl Client {
    /// A client of a sandbox of its own that has said nothing yet.
    pub(super) fn new() -> Self {
        Self::of(&mut command(&["mcp", "--sandbox"]))
    }

    pub(super) fn of(command: &mut std::process::Command) -> Self {
        let mut server = Running(command.stdin(Stdio::piped()).spawn().expect("it starts"));
        let mut pipe = server.0.stdin.take().expect("it is piped");
        let output = Output::Unread(server.0.stdout.take().expect("it is piped"));
        let mut errors = server.0.stderr.take().expect("it is piped");
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

    /// A client that has agreed on a revision.
    pub(super) fn initialized() -> Self {
        let mut client = Self::new();
        client.initialize();
        client
    }

    pub(super) fn initialize(&mut self) {
        let answer = self.ask(&initialize("initialize"));
        assert_eq!(answer["result"]["protocolVersion"], "2025-11-25", "{answer}");
        self.say(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#);
    }

    /// Writes those bytes, whether or not anything is read.
    pub(super) fn write(&mut self, bytes: impl Into<Vec<u8>>) {
        self.try_write(bytes).expect("the server reads");
    }

    pub(super) fn try_write(&mut self, bytes: impl Into<Vec<u8>>) -> std::io::Result<()> {
        self.input.as_ref().expect("the input is open").send(bytes.into()).expect("the writer is there");
        self.written.recv_timeout(PATIENCE).expect("the server takes what is written")
    }

    /// Writes a line.
    pub(super) fn say(&mut self, message: &str) {
        self.write(format!("{message}\n"));
    }

    /// The next answer.
    pub(super) fn hear(&mut self) -> Value {
        self.next().expect("the server answers")
    }

    pub(super) fn ask(&mut self, message: &str) -> Value {
        self.say(message);
        self.hear()
    }

    /// The next answers, as many as that.
    pub(super) fn hear_all(&mut self, count: usize) -> Vec<Value> {
        (0..count).map(|_| self.hear()).collect()
    }

    /// The next answer, or `None` at the end of the output.
    fn next(&mut self) -> Option<Value> {
        if let Output::Unread(_) = self.output {
            let (tell, told) = channel();
            if let Output::Unread(pipe) = std::mem::replace(&mut self.output, Output::Read(told)) {
                let lines = BufReader::new(pipe).split(b'\n').map_while(Result::ok);
                std::thread::spawn(move || lines.map(|line| answer(&line)).try_for_each(|answer| tell.send(answer)));
            }
        }
        let Output::Read(answers) = &self.output else { return None };
        match answers.recv_timeout(PATIENCE) {
            Ok(answer) => Some(answer.unwrap_or_else(|line| panic!("it is not the protocol: {line}"))),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("no answer came in {PATIENCE:?}"),
        }
    }

    /// Reads nothing any more, as a client that has crashed.
    pub(super) fn close_output(&mut self) {
        self.output = Output::Closed;
    }

    /// Closes the input, and returns what the server still has to say. It must end well, and have said nothing of it
    /// all on standard error but that it works on a sandbox.
    pub(super) fn end(mut self) -> Vec<Value> {
        let begin = Instant::now();
        self.input = None;
        let answers: Vec<Value> = std::iter::from_fn(|| self.next()).collect();
        assert!(!answers.is_empty() || begin.elapsed() < AT_ONCE, "it took {:?} to end", begin.elapsed());
        self.has_ended();
        answers
    }

    /// Waits for the end of the server, which must be one without a fault.
    pub(super) fn has_ended(mut self) {
        assert_eq!(ended(&mut self.server.0), Some(0));
        let errors = self.errors.join().expect("it was read");
        assert!(errors.lines().all(|line| line.contains("The tools work on a sandbox")), "{errors}");
    }
}

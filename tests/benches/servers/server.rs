//! An MCP server as a process, with its measurements.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use clerk_toolkit::sandbox::demo;
use serde_json::{Value, json};

use crate::sandbox::Sandbox;

/// The size of one read. It is the size of a pipe, so that the client costs as little as possible.
const BUFFER: usize = 64 * 1024;

/// The command that starts a server.
pub(crate) struct Program {
    command: Vec<std::ffi::OsString>,
    environment: Vec<(&'static str, String)>,
}

impl Program {
    pub(crate) fn new(path: &Path) -> Self {
        Self { command: vec![path.into()], environment: Vec::new() }
    }

    pub(crate) fn arguments<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.command.extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    pub(crate) fn environment(mut self, sandbox: &Sandbox) -> Self {
        self.environment =
            vec![("CLERK_API_URL", sandbox.url.clone()), ("CLERK_SECRET_KEY", sandbox.secret_key.clone())];
        self
    }

    /// Starts the server and waits until it has listed its tools. Returns the server and the time that this took.
    pub(crate) fn start(&self) -> (Server, Duration) {
        let begin = Instant::now();
        let mut process = Command::new(&self.command[0])
            .args(&self.command[1..])
            .envs(self.environment.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let input = process.stdin.take().expect("the input is piped");
        let output = BufReader::with_capacity(BUFFER, process.stdout.take().expect("the output is piped"));
        let mut server = Server { process, input, output };
        let client = json!({ "name": "benchmark", "version": "1" });
        server.ask(&json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client,
        }}));
        server.say(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
        let list = server.ask(&json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/list" }));
        let taken = begin.elapsed();
        assert!(list["result"]["tools"].as_array().is_some_and(|tools| !tools.is_empty()), "{list}");
        (server, taken)
    }
}

/// A server that has listed its tools. Dropping it ends the process.
pub(crate) struct Server {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Server {
    fn say(&mut self, message: &Value) {
        writeln!(self.input, "{message}").expect("the server reads");
    }

    fn ask(&mut self, message: &Value) -> Value {
        self.say(message);
        let mut line = String::new();
        self.output.read_line(&mut line).expect("the server responds");
        serde_json::from_str(&line).expect("the response is JSON")
    }

    /// Calls per second if each call waits for the previous one.
    pub(crate) fn sequential(&mut self, calls: usize) -> f64 {
        let mut responses = Vec::with_capacity(calls);
        let begin = Instant::now();
        for id in 0..calls {
            self.input.write_all(call(id).as_bytes()).expect("the server reads");
            let mut line = String::new();
            self.output.read_line(&mut line).expect("the server responds");
            responses.push(line);
        }
        let taken = begin.elapsed();
        check(&responses, calls);
        calls as f64 / taken.as_secs_f64()
    }

    /// Calls per second if all calls are written as fast as the server reads them.
    pub(crate) fn pipelined(&mut self, calls: usize) -> f64 {
        let written: String = (0..calls).map(call).collect();
        let mut responses = Vec::with_capacity(calls);
        let (input, output) = (&mut self.input, &mut self.output);
        let begin = Instant::now();
        std::thread::scope(|scope| {
            scope.spawn(move || input.write_all(written.as_bytes()).expect("the server reads"));
            for _ in 0..calls {
                let mut line = String::new();
                output.read_line(&mut line).expect("the server responds");
                responses.push(line);
            }
        });
        let taken = begin.elapsed();
        check(&responses, calls);
        calls as f64 / taken.as_secs_f64()
    }

    /// The memory that the process uses now.
    pub(crate) fn resident_mebibytes(&self) -> f64 {
        self.status("VmRSS:")
    }

    /// The maximum memory that the process has used.
    pub(crate) fn peak_mebibytes(&self) -> f64 {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))
            .expect("Linux has the status of the process");
        let kibibytes =
            status.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_suffix(" kB")?.parse().ok());
        kibibytes.map(|kibibytes: f64| kibibytes / 1024.0).expect("the value is in kB")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn call(id: usize) -> String {
    let params = json!({ "name": "getUser", "arguments": { "userId": demo::ADA } });
    format!("{}\n", json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params }))
}

/// Checks that every call has a response with Ada.
fn check(responses: &[String], calls: usize) {
    let mut ids = HashSet::new();
    for response in responses {
        let response: Value = serde_json::from_str(response).expect("the response is JSON");
        let text = response["result"]["content"][0]["text"].as_str().unwrap_or_default();
        assert!(text.contains("Ada") && response["result"]["isError"] != true, "{response}");
        ids.insert(response["id"].as_u64());
    }
    assert_eq!(ids.len(), calls, "each call has a response");
}

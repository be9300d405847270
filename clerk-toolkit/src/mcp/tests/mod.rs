//! Tests over the wire, with rmcp's client and with a client that sends any bytes.

mod cancelling;
mod clients;
mod http;
mod json;
mod lines;
mod settings;

use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf, duplex, split};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::{ClerkMcpServer, McpError, serve};
use crate::sandbox::Sandbox;
use crate::{ClerkClient, ClerkToolkit};

/// How long anything may take on a busy machine. Only a server that hangs takes longer.
const TIMEOUT: Duration = Duration::from_secs(20);

fn client(sandbox: &Sandbox) -> ClerkClient {
    ClerkClient::builder().secret_key(sandbox.secret_key()).api_url(sandbox.url()).build().unwrap()
}

async fn sandboxed() -> (Sandbox, ClerkMcpServer) {
    let sandbox = Sandbox::start().await.unwrap();
    let toolkit = ClerkToolkit::builder().client(client(&sandbox)).build().unwrap();
    (sandbox, ClerkMcpServer::new(toolkit))
}

/// A connection that a test writes and reads line by line.
struct Wire {
    input: WriteHalf<DuplexStream>,
    output: tokio::io::Lines<BufReader<ReadHalf<DuplexStream>>>,
    server: JoinHandle<Result<(), McpError>>,
}

impl Wire {
    fn to(server: ClerkMcpServer) -> Self {
        let (near, far) = duplex(1 << 16);
        let (output, input) = split(near);
        let (server_input, server_output) = split(far);
        let server = tokio::spawn(serve(server, server_input, server_output));
        Self { input, output: BufReader::new(output).lines(), server }
    }

    /// A connection after the handshake.
    async fn initialized(server: ClerkMcpServer, revision: &str) -> Self {
        let mut wire = Self::to(server);
        let response = wire.ask(&initialize(0, revision)).await;
        assert_eq!(response["result"]["protocolVersion"], revision, "{response}");
        wire.send(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#).await;
        wire
    }

    async fn write(&mut self, bytes: &[u8]) {
        timeout(TIMEOUT, self.input.write_all(bytes)).await.expect("the server reads").unwrap();
    }

    async fn send(&mut self, message: impl ToString) {
        self.write(format!("{}\n", message.to_string()).as_bytes()).await;
    }

    async fn receive(&mut self) -> Value {
        let line = timeout(TIMEOUT, self.output.next_line()).await.expect("the server responds").unwrap();
        serde_json::from_str(&line.expect("the server is running")).expect("the line is JSON")
    }

    async fn ask(&mut self, message: impl ToString) -> Value {
        self.send(message).await;
        self.receive().await
    }

    /// Closes the input, waits until the server has ended without an error, and returns its last messages.
    async fn end(mut self) -> Vec<Value> {
        timeout(TIMEOUT, self.input.shutdown()).await.unwrap().unwrap();
        let mut messages = Vec::new();
        while let Some(line) = timeout(TIMEOUT, self.output.next_line()).await.expect("the server ends").unwrap() {
            messages.push(serde_json::from_str(&line).unwrap());
        }
        timeout(TIMEOUT, self.server).await.expect("the server ends").unwrap().unwrap();
        messages
    }
}

fn request(id: impl Into<Value>, method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id.into(), "method": method, "params": params })
}

fn initialize(id: i64, revision: &str) -> Value {
    let client = json!({ "name": "test", "version": "1" });
    request(id, "initialize", json!({ "protocolVersion": revision, "capabilities": {}, "clientInfo": client }))
}

fn call(id: impl Into<Value>, tool: &str, arguments: Value) -> Value {
    request(id, "tools/call", json!({ "name": tool, "arguments": arguments }))
}

/// The `_meta` of a request that names its own revision.
fn meta(revision: &str) -> Value {
    json!({
        "io.modelcontextprotocol/protocolVersion": revision,
        "io.modelcontextprotocol/clientInfo": { "name": "test", "version": "1" },
        "io.modelcontextprotocol/clientCapabilities": {},
    })
}

/// The JSON in the text of a call's result.
fn text(result: &Value) -> Value {
    serde_json::from_str(result["content"][0]["text"].as_str().expect("the content is text")).expect("the text is JSON")
}

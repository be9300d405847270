//! Requests with any bytes, over TCP.

use std::fmt::Write;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::TOKEN;
use crate::mcp::tests::TIMEOUT;

pub(super) const PING: &str = r#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#;

/// A request that a test changes.
pub(super) struct Raw {
    pub(super) start: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Raw {
    /// A valid request.
    pub(super) fn post(body: &str) -> Self {
        Self { start: "POST /mcp HTTP/1.1".to_owned(), headers: Vec::new(), body: body.to_owned() }
            .with("host", "localhost")
            .with("content-type", "application/json")
            .with("accept", "application/json, text/event-stream")
            .with("authorization", &format!("Bearer {TOKEN}"))
            .with("content-length", &body.len().to_string())
    }

    pub(super) fn starting(mut self, start: &str) -> Self {
        start.clone_into(&mut self.start);
        self
    }

    /// With another header, which may be present already.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        self
    }

    pub(super) fn text(&self) -> String {
        let mut text = format!("{}\r\n", self.start);
        for (name, value) in &self.headers {
            write!(text, "{name}: {value}\r\n").unwrap();
        }
        text + "\r\n" + &self.body
    }

    /// Sends the request on a new connection.
    pub(super) async fn send(&self, url: &str) -> Response {
        let mut connection = Connection::open(url).await;
        connection.write(&self.text()).await;
        connection.receive().await.expect("the server responds")
    }
}

#[derive(Debug)]
pub(super) struct Response {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Response {
    /// The values of a header, separated by commas.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> =
            self.headers.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The message of the JSON-RPC error.
    pub(super) fn message(&self) -> String {
        let body: Value = serde_json::from_str(&self.body).expect("the body is JSON");
        body["error"]["message"].as_str().expect("the body is an error").to_owned()
    }
}

pub(super) struct Connection(pub(super) BufReader<TcpStream>);

impl Connection {
    pub(super) async fn open(url: &str) -> Self {
        let address = url.trim_start_matches("http://").trim_end_matches("/mcp");
        Self(BufReader::new(TcpStream::connect(address).await.unwrap()))
    }

    pub(super) async fn write(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.unwrap();
    }

    /// The next response, or `None` if the server closes the connection.
    pub(super) async fn receive(&mut self) -> Option<Response> {
        timeout(TIMEOUT, self.read()).await.expect("the server responds or closes the connection")
    }

    async fn read(&mut self) -> Option<Response> {
        let status = self.line().await?;
        let mut headers = Vec::new();
        loop {
            let line = self.line().await.expect("the head is complete");
            let Some((name, value)) = line.split_once(": ") else { break };
            headers.push((name.to_owned(), value.to_owned()));
        }
        let length = headers.iter().find(|(name, _)| name == "content-length");
        let mut body = vec![0; length.map_or(0, |(_, length)| length.parse().unwrap())];
        self.0.read_exact(&mut body).await.unwrap();
        let status = status.split(' ').nth(1).unwrap().parse().unwrap();
        Some(Response { status, headers, body: String::from_utf8(body).unwrap() })
    }

    async fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        // A connection that closes while it receives is reset.
        match self.0.read_line(&mut line).await {
            Ok(0) | Err(_) => None,
            Ok(_) => Some(line.trim_end().to_owned()),
        }
    }
}

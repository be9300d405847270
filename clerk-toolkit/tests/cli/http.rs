//! `mcp --http`: the token, and what the command prints.

use std::io::{BufRead, BufReader, Read};
use std::process::{ChildStderr, Command};

use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::binary::{Running, command, run};

/// A server that listens, its URL, and what it printed before that.
struct Server {
    url: String,
    printed: String,
    errors: BufReader<ChildStderr>,
    process: Running,
}

impl Server {
    fn start(command: &mut Command) -> Self {
        let mut process = Running(command.spawn().expect("the program starts"));
        let mut errors = BufReader::new(process.0.stderr.take().expect("the stream is piped"));
        let mut printed = String::new();
        loop {
            let start = printed.len();
            assert_ne!(errors.read_line(&mut printed).expect("the stream is text"), 0, "{printed}");
            if let Some(url) = printed[start..].strip_prefix("Listening on ") {
                let url = url.trim().to_owned();
                return Self { url, printed, errors, process };
            }
        }
    }

    fn call(&self) -> RequestBuilder {
        let call = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
            "name": "getUserCount", "arguments": {},
        }});
        Client::builder()
            .no_proxy()
            .build()
            .expect("a client")
            .post(&self.url)
            .json(&call)
            .header("MCP-Protocol-Version", "2025-11-25")
    }

    /// What the server prints after that until it is killed.
    fn end(mut self) -> String {
        drop(self.process);
        let mut rest = String::new();
        self.errors.read_to_string(&mut rest).expect("the stream is text");
        rest
    }
}

async fn status(request: RequestBuilder) -> StatusCode {
    request.send().await.expect("a response").status()
}

#[tokio::test]
async fn the_token_of_the_environment_is_required() {
    let mut command = command(&["mcp", "--sandbox", "--http", "127.0.0.1:0", "--tools", "users"]);
    let server = Server::start(command.env("CLERK_TOOLKIT_HTTP_TOKEN", "open-sesame"));
    assert!(server.url.starts_with("http://127.0.0.1:") && server.url.ends_with("/mcp"), "{}", server.url);
    assert_eq!(status(server.call()).await, StatusCode::UNAUTHORIZED);
    let page = server.call().bearer_auth("open-sesame").header("Origin", "https://evil.example").send().await;
    let page = page.expect("a response");
    assert_eq!(page.status(), StatusCode::FORBIDDEN);
    assert!(page.text().await.expect("a text").contains("`--allow-origin https://evil.example`"));
    let response = server.call().bearer_auth("open-sesame").send().await.expect("a response");
    assert_eq!(response.status(), StatusCode::OK);
    let response: Value = response.json().await.expect("JSON");
    assert_eq!(response["result"]["structuredContent"]["total_count"], 5, "{response}");
    assert!(!server.printed.contains("open-sesame"), "{}", server.printed);
    let connect = format!(
        "To connect a client: clerk-toolkit install CLIENT --url {} --bearer-env CLERK_TOOLKIT_HTTP_TOKEN\n",
        server.url
    );
    assert!(server.printed.contains(&connect), "{}", server.printed);
    assert_eq!(server.end(), "");
}

#[tokio::test]
async fn discovery_works_over_http() {
    let mut command = command(&["mcp", "--sandbox", "--http", "127.0.0.1:0", "--tools", "*", "--discover"]);
    let server = Server::start(command.env("CLERK_TOOLKIT_HTTP_TOKEN", "open-sesame"));
    let call = |name: &str, arguments: Value| {
        let params = json!({ "name": name, "arguments": arguments });
        let call = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params });
        let request = server.call().bearer_auth("open-sesame").json(&call);
        async move { request.send().await.expect("a response").json::<Value>().await.expect("JSON") }
    };
    let found = call("findTools", json!({ "query": "how many users are there" })).await;
    assert_eq!(found["result"]["structuredContent"]["tools"][0]["name"], "getUserCount", "{found}");
    let count = call("callReadTool", json!({ "name": "getUserCount" })).await;
    assert_eq!(count["result"]["structuredContent"]["total_count"], 5, "{count}");
}

#[tokio::test]
async fn without_a_token_the_server_generates_one() {
    let mut tokens = Vec::new();
    for address in ["0", "0.0.0.0:0"] {
        let server = Server::start(&mut command(&["mcp", "--sandbox", "--http", address]));
        assert_eq!(status(server.call()).await, StatusCode::UNAUTHORIZED);
        let lines = server.printed.lines().map(str::trim);
        let token = lines.clone().find_map(|line| line.strip_prefix("export CLERK_TOOLKIT_HTTP_TOKEN="));
        let token = token.expect("the token is printed").to_owned();
        assert_eq!(status(server.call().bearer_auth(&token)).await, StatusCode::OK);
        assert!(server.printed.contains(&format!("Authorization: Bearer {token}")), "{}", server.printed);
        // The printed command works.
        let install = lines.clone().find_map(|line| line.strip_prefix("clerk-toolkit install CLIENT "));
        let mut arguments = vec!["install", "cursor", "--print-entry"];
        arguments.extend(install.expect("the command is printed").split(' '));
        let install = run(&arguments);
        assert_eq!(install.code, Some(0), "{install:?}");
        assert!(
            install.stdout.contains(&server.url) && install.stdout.contains("CLERK_TOOLKIT_HTTP_TOKEN"),
            "{install:?}"
        );
        tokens.push(token);
    }
    assert!(tokens.iter().all(|token| token.len() >= 43), "{tokens:?}");
    assert_ne!(tokens[0], tokens[1]);
}

#[test]
fn a_flag_takes_precedence_over_the_variable() {
    let mut command = command(&["mcp", "--sandbox", "--http", "0", "--http-token", "open-sesame"]);
    let server = Server::start(command.env("CLERK_TOOLKIT_HTTP_TOKEN", ""));
    assert!(server.printed.contains("warning: other processes can read --http-token"), "{}", server.printed);
    assert!(!server.printed.contains("export"), "{}", server.printed);
}

#[test]
fn an_empty_variable_is_an_error() {
    let mut command = command(&["mcp", "--sandbox", "--http", "0"]);
    let output = command.env("CLERK_TOOLKIT_HTTP_TOKEN", "").output().expect("the program starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.contains("CLERK_TOOLKIT_HTTP_TOKEN"), "{errors}");
}

#[tokio::test]
async fn the_health_check_needs_no_token() {
    let server = Server::start(&mut command(&["mcp", "--sandbox", "--http", "0"]));
    let url = server.url.replace("/mcp", "/healthz");
    let client = Client::builder().no_proxy().build().expect("a client");
    let response = client.get(url).header("Host", "load-balancer.example").send().await.expect("a response");
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.text().await.expect("a text"), "ok");
}

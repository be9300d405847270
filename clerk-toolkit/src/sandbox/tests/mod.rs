//! The sandbox over real HTTP: each rule has a test that a wrong change breaks.

mod contract;
mod invitations;
mod memberships;
mod organizations;
mod protocol;
mod seeds;
mod users;

use reqwest::{Client, Method, Response};
use serde_json::Value;

use super::{Sandbox, SandboxBuilder};

/// A sandbox and a client that carries its key.
struct Api {
    sandbox: Sandbox,
    client: Client,
}

/// An answer, taken apart.
#[derive(Debug)]
struct Answer {
    status: u16,
    body: Value,
}

impl Api {
    /// The demo instance.
    async fn start() -> Self {
        Self::of(Sandbox::builder()).await
    }

    async fn of(builder: SandboxBuilder) -> Self {
        Self { sandbox: builder.start().await.expect("a sandbox"), client: Client::new() }
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, format!("{}/v1{path}", self.sandbox.url())).bearer_auth(self.sandbox.secret_key())
    }

    async fn get(&self, path: &str) -> Answer {
        Answer::read(self.request(Method::GET, path).send().await).await
    }

    async fn delete(&self, path: &str) -> Answer {
        Answer::read(self.request(Method::DELETE, path).send().await).await
    }

    async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, body).await
    }

    async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, body).await
    }

    async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, body).await
    }

    async fn send(&self, method: Method, path: &str, body: Value) -> Answer {
        Answer::read(self.request(method, path).json(&body).send().await).await
    }
}

impl Answer {
    async fn read(response: reqwest::Result<Response>) -> Self {
        let response = response.expect("an answer");
        let status = response.status().as_u16();
        let text = response.text().await.expect("a body");
        let body = serde_json::from_str(&text).unwrap_or_else(|_| panic!("no JSON: {text:?}"));
        Self { status, body }
    }

    /// The body of a request that went well.
    #[track_caller]
    fn ok(self) -> Value {
        assert_eq!(self.status, 200, "{:#}", self.body);
        self.body
    }

    /// Asserts the status, the shape of the error body, and the code and parameter of each of its entries.
    #[track_caller]
    fn refused(&self, status: u16, expected: &[(&str, &str)]) {
        assert_eq!(self.status, status, "{:#}", self.body);
        let trace = self.body["clerk_trace_id"].as_str().expect("a trace id");
        assert!(trace.len() == 32 && trace.bytes().all(|byte| byte.is_ascii_hexdigit()), "{trace}");
        let mut found: Vec<(&str, &str)> = Vec::new();
        for entry in self.body["errors"].as_array().expect("errors") {
            assert!(entry["message"].is_string() && entry["long_message"].is_string());
            found.push((
                entry["code"].as_str().expect("a code"),
                entry["meta"]["param_name"].as_str().unwrap_or_default(),
            ));
        }
        assert_eq!(found, expected, "{:#}", self.body);
    }
}

/// The ids of the rows of a list.
#[track_caller]
fn ids(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|row| row["id"].as_str().expect("an id")).collect()
}

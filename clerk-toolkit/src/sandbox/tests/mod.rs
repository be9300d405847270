//! Tests of the sandbox over real HTTP.

mod contract;
mod guide;
mod invitations;
mod memberships;
mod organizations;
mod protocol;
mod seeds;
mod unsupported;
mod users;

use reqwest::{Client, Method, Response};
use serde_json::Value;

use super::{Sandbox, SandboxBuilder};

/// A sandbox and an HTTP client for it.
struct Api {
    sandbox: Sandbox,
    client: Client,
}

/// The status and body of a response.
#[derive(Debug)]
struct ApiResponse {
    status: u16,
    body: Value,
}

impl Api {
    /// Starts a sandbox with the demo data.
    async fn start() -> Self {
        Self::of(Sandbox::builder()).await
    }

    async fn of(builder: SandboxBuilder) -> Self {
        Self { sandbox: builder.start().await.expect("the sandbox starts"), client: Client::new() }
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, format!("{}/v1{path}", self.sandbox.url())).bearer_auth(self.sandbox.secret_key())
    }

    async fn get(&self, path: &str) -> ApiResponse {
        ApiResponse::read(self.request(Method::GET, path).send().await).await
    }

    async fn delete(&self, path: &str) -> ApiResponse {
        ApiResponse::read(self.request(Method::DELETE, path).send().await).await
    }

    async fn post(&self, path: &str, body: Value) -> ApiResponse {
        self.send(Method::POST, path, body).await
    }

    async fn patch(&self, path: &str, body: Value) -> ApiResponse {
        self.send(Method::PATCH, path, body).await
    }

    async fn put(&self, path: &str, body: Value) -> ApiResponse {
        self.send(Method::PUT, path, body).await
    }

    async fn send(&self, method: Method, path: &str, body: Value) -> ApiResponse {
        ApiResponse::read(self.request(method, path).json(&body).send().await).await
    }
}

impl ApiResponse {
    async fn read(response: reqwest::Result<Response>) -> Self {
        let response = response.expect("the sandbox responds");
        let status = response.status().as_u16();
        let text = response.text().await.expect("the body is text");
        let body = serde_json::from_str(&text).unwrap_or_else(|_| panic!("the body is not JSON: {text:?}"));
        Self { status, body }
    }

    /// Asserts that the request succeeded, and returns the body.
    #[track_caller]
    fn ok(self) -> Value {
        assert_eq!(self.status, 200, "{:#}", self.body);
        self.body
    }

    /// Asserts the status, the shape of the error body, and the code and parameter of each entry.
    #[track_caller]
    fn refused(&self, status: u16, expected: &[(&str, &str)]) {
        assert_eq!(self.status, status, "{:#}", self.body);
        let trace = self.body["clerk_trace_id"].as_str().expect("the error has a trace id");
        assert!(trace.len() == 32 && trace.bytes().all(|byte| byte.is_ascii_hexdigit()), "{trace}");
        let mut found: Vec<(&str, &str)> = Vec::new();
        for entry in self.body["errors"].as_array().expect("the error has entries") {
            assert!(entry["message"].is_string() && entry["long_message"].is_string());
            found.push((
                entry["code"].as_str().expect("the entry has a code"),
                entry["meta"]["param_name"].as_str().unwrap_or_default(),
            ));
        }
        assert_eq!(found, expected, "{:#}", self.body);
    }
}

/// The ids in a list.
#[track_caller]
fn ids(list: &Value) -> Vec<&str> {
    list.as_array()
        .expect("the body is an array")
        .iter()
        .map(|row| row["id"].as_str().expect("the row has an id"))
        .collect()
}

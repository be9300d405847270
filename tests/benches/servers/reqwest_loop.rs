//! The minimum cost of reading users: only `reqwest`, with as many concurrent requests as the server allows calls.

use std::time::Instant;

use clerk_toolkit::sandbox::demo;
use serde_json::Value;
use tokio::runtime::Builder;
use tokio::task::JoinSet;

use crate::sandbox::Sandbox;

/// The number of calls that `clerk-toolkit mcp` runs concurrently.
const CONCURRENT: usize = 32;

/// Requests per second on such a runtime. Each response is parsed as JSON.
pub(crate) fn calls_per_second(mut runtime: Builder, sandbox: &Sandbox, calls: usize) -> f64 {
    let runtime = runtime.enable_all().build().expect("the runtime starts");
    let client = reqwest::Client::builder().no_proxy().build().expect("the client is valid");
    let url = format!("{}/v1/users/{}", sandbox.url, demo::ADA);
    let begin = Instant::now();
    runtime.block_on(async {
        let mut workers = JoinSet::new();
        for worker in 0..CONCURRENT {
            let (client, url, secret_key) = (client.clone(), url.clone(), sandbox.secret_key.clone());
            workers.spawn(async move {
                for _ in (worker..calls).step_by(CONCURRENT) {
                    let response =
                        client.get(&url).bearer_auth(&secret_key).send().await.expect("the sandbox responds");
                    let user: Value = response.json().await.expect("the body is JSON");
                    assert_eq!(user["first_name"], "Ada");
                }
            });
        }
        workers.join_all().await;
    });
    calls as f64 / begin.elapsed().as_secs_f64()
}

//! The least that asking for users costs: `reqwest` alone, with as many requests under way as the server has calls.

use std::time::Instant;

use clerk_toolkit::sandbox::demo;
use serde_json::Value;
use tokio::runtime::Builder;
use tokio::task::JoinSet;

use crate::sandbox::Sandbox;

/// What `clerk-toolkit mcp` runs at a time.
const UNDER_WAY: usize = 32;

/// Requests a second on such a runtime; each answer is read as JSON.
pub(crate) fn calls_per_second(mut runtime: Builder, sandbox: &Sandbox, calls: usize) -> f64 {
    let runtime = runtime.enable_all().build().expect("a runtime");
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let url = format!("{}/v1/users/{}", sandbox.url, demo::ADA);
    let begin = Instant::now();
    runtime.block_on(async {
        let mut workers = JoinSet::new();
        for worker in 0..UNDER_WAY {
            let (client, url, secret_key) = (client.clone(), url.clone(), sandbox.secret_key.clone());
            workers.spawn(async move {
                for _ in (worker..calls).step_by(UNDER_WAY) {
                    let response = client.get(&url).bearer_auth(&secret_key).send().await.expect("an answer");
                    let user: Value = response.json().await.expect("the answer is JSON");
                    assert_eq!(user["first_name"], "Ada");
                }
            });
        }
        workers.join_all().await;
    });
    calls as f64 / begin.elapsed().as_secs_f64()
}

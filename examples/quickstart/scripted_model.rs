//! A replacement for a real model: a server on this machine with the Chat Completions API that follows a script.
//!
//! The script is fixed, but the tools that it calls are real, and it uses their results.

use std::io;
use std::net::SocketAddr;

use axum::{Json, Router, routing::post};
use clerk_toolkit::sandbox::demo::{ADA, GRACE};
use clerk_toolkit::serde_json::{self, Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// The server. Dropping it stops the server.
pub struct ScriptedModel {
    address: SocketAddr,
    server: JoinHandle<()>,
}

impl ScriptedModel {
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let app = Router::new().route("/v1/chat/completions", post(complete));
        let server = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, app).await {
                eprintln!("the scripted model stopped: {error}");
            }
        });
        Ok(Self { address, server })
    }

    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }
}

impl Drop for ScriptedModel {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The next message of the script. The number of tool results is the number of steps so far.
async fn complete(Json(request): Json<Value>) -> Json<Value> {
    let messages = request["messages"].as_array().map_or(&[][..], Vec::as_slice);
    let results: Vec<Value> = messages
        .iter()
        .filter(|message| message["role"] == "tool")
        .map(|message| serde_json::from_str(message["content"].as_str().unwrap_or("null")).unwrap_or_default())
        .collect();
    let message = match step(&results) {
        Some((name, arguments)) => json!({
            "role": "assistant",
            "content": null,
            "tool_calls": [{
                "id": format!("call_{}", results.len() + 1),
                "type": "function",
                "function": { "name": name, "arguments": arguments.to_string() },
            }],
        }),
        None => json!({
            "role": "assistant",
            "content": "Analytical Engines is ready. Ada is its admin, Grace is a member, Katherine is invited, and the \
                        ticket for the laptops is open.",
        }),
    };
    let reason = if message["content"].is_null() { "tool_calls" } else { "stop" };
    Json(
        json!({ "object": "chat.completion", "choices": [{ "index": 0, "message": message, "finish_reason": reason }] }),
    )
}

/// The next call after these results.
fn step(results: &[Value]) -> Option<(&'static str, Value)> {
    // The fourth call creates the team. The following calls need its id.
    let team = results.get(3).map_or(Value::Null, |team| team["id"].clone());
    Some(match results.len() {
        0 => ("getOrganization", json!({ "slug": "acme", "includeMembersCount": true })),
        1 => ("getUser", json!({ "userId": GRACE })),
        // The slug is already in use. The next call corrects it.
        2 => ("createOrganization", json!({ "name": "Analytical Engines", "slug": "acme", "createdBy": ADA })),
        3 => ("createOrganization", json!({ "name": "Analytical Engines", "slug": "engines", "createdBy": ADA })),
        4 => {
            let member = json!({ "organizationId": team, "userId": GRACE, "role": "org:member" });
            ("createOrganizationMembership", member)
        }
        5 => {
            let invitation =
                json!({ "organizationId": team, "emailAddress": "katherine@example.com", "role": "org:member" });
            ("createOrganizationInvitation", invitation)
        }
        6 => {
            let metadata = json!({ "team": "Analytical Engines" });
            ("updateUserPublicMetadata", json!({ "userId": GRACE, "metadata": metadata }))
        }
        7 => ("openTicket", json!({ "userId": GRACE, "summary": "Two laptops for Analytical Engines." })),
        _ => return None,
    })
}

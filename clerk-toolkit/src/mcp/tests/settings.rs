//! The settings of a server, as clients of old and new revisions receive them.

use serde_json::{Value, json};

use super::{Wire, initialize, meta, request};
use crate::mcp::{ClerkMcpServer, ClerkMcpServerBuilder};
use crate::{ClerkToolkit, ToolError, clerk_tool, toolset};

/// Return a greeting.
#[clerk_tool(effect = read, access = none)]
async fn greet() -> Result<String, ToolError> {
    Ok("Hello".to_owned())
}

toolset! {
    const GREETING = [greet];
}

fn builder() -> ClerkMcpServerBuilder {
    ClerkMcpServer::builder(ClerkToolkit::builder().tools(GREETING).build().unwrap())
}

/// The result of a handshake in an old revision.
async fn handshake(server: &ClerkMcpServer, revision: &str) -> Value {
    Wire::to(server.clone()).ask(initialize(1, revision)).await["result"].take()
}

/// The result of `server/discover` in the revision 2026-07-28.
async fn discovery(server: &ClerkMcpServer) -> Value {
    let discover = request(1, "server/discover", json!({ "_meta": meta("2026-07-28") }));
    Wire::to(server.clone()).ask(discover).await["result"].take()
}

/// Checks what clients of every revision receive.
async fn assert_served(server: &ClerkMcpServer, server_info: &Value, instructions: Option<&str>) {
    for revision in ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"] {
        let result = handshake(server, revision).await;
        assert_eq!(&result["serverInfo"], server_info, "{revision}: {result}");
        assert_eq!(result.get("instructions").and_then(Value::as_str), instructions, "{revision}: {result}");
    }
    let result = discovery(server).await;
    assert_eq!(&result["_meta"]["io.modelcontextprotocol/serverInfo"], server_info, "{result}");
    assert_eq!(result.get("instructions").and_then(Value::as_str), instructions, "{result}");
}

#[tokio::test]
async fn clients_receive_the_defaults() {
    let server = builder().build();
    let server_info = json!({
        "name": "clerk-toolkit",
        "title": "Clerk",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Users, organizations and invitations of a Clerk instance.",
    });
    assert!(server.instructions().starts_with("Tools for an application that uses Clerk: "));
    assert_served(&server, &server_info, Some(server.instructions())).await;
}

#[tokio::test]
async fn clients_receive_what_the_builder_sets() {
    let server = builder()
        .name("acme-support")
        .title("Acme Support")
        .version("7.1.0")
        .description("Support tools of Acme.")
        .instructions("Greet first.")
        .build();
    let server_info = json!({
        "name": "acme-support",
        "title": "Acme Support",
        "version": "7.1.0",
        "description": "Support tools of Acme.",
    });
    assert_eq!(server.instructions(), "Greet first.");
    assert_served(&server, &server_info, Some("Greet first.")).await;
}

#[tokio::test]
async fn instructions_can_be_added_and_removed() {
    let default = builder().build().instructions().to_owned();
    let added = builder().add_instructions("Greet first.").add_instructions("Be brief.").build();
    assert_eq!(added.instructions(), format!("{default}\nGreet first.\nBe brief."));
    let result = handshake(&added, "2025-11-25").await;
    assert_eq!(result["instructions"], added.instructions());

    let replaced = builder().add_instructions("Be brief.").instructions("Greet first.").build();
    assert_eq!(replaced.instructions(), "Greet first.\nBe brief.");

    let removed = builder().instructions("").build();
    assert_eq!(removed.instructions(), "");
    for result in [handshake(&removed, "2025-11-25").await, discovery(&removed).await] {
        assert_eq!(result.get("instructions"), None, "{result}");
    }
}

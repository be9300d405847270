//! Which tools are offered, and how: to a library, to a model provider, to an MCP client, and in a session.

use clerk_toolkit::formats::{Strict, openai_chat};
use clerk_toolkit::mcp::{ClerkMcpServer, serve};
use clerk_toolkit::sandbox::demo::{ACME, ADA, GRACE};
use clerk_toolkit::tool::{DynamicTool, DynamicToolBuilder, Subject};
use clerk_toolkit::toolkit::{BuildError, HiddenReason};
use clerk_toolkit::{Access, AuthContext, ClerkClient, ClerkToolkit, Effect};
use clerk_toolkit_tests::{World, acting_for, admin_of_acme, member_of_acme};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, duplex, split};

use super::{echo, echoing, greet, one_argument, only, refused};

fn names(toolkit: &ClerkToolkit) -> Vec<String> {
    toolkit.all_tools().iter().map(|tool| tool.name().to_owned()).collect()
}

#[tokio::test]
async fn dynamic_tools_are_offered_with_the_catalog() {
    let world = World::with(|toolkit| toolkit.tool(greet()).dynamic_tools([echoing(echo())])).await;
    let toolkit = &world.toolkit;
    let names = names(toolkit);
    assert!(
        names.starts_with(&["getUserId".to_owned()]) && names.ends_with(&["sayHello".into(), "echoArguments".into()])
    );
    assert_eq!(toolkit.category("greetings").len(), 1);
    assert_eq!(toolkit.category("custom")[0].name(), "echoArguments");
    let map = toolkit.tool_map();
    assert_eq!((map.len(), map["sayHello"].title()), (names.len(), "Say hello"));
    assert_eq!(toolkit.require("sayHelo").expect_err("a typing mistake").hint(), Some("Did you mean `sayHello`?"));
    assert_eq!(map["sayHello"].call(json!({ "userId": ADA })).await, Ok(json!({ "greeting": "Hello, Ada!" })));
}

#[tokio::test]
async fn a_model_provider_defines_and_calls_it() {
    let world = World::with(|toolkit| toolkit.tool(greet())).await;
    let tool = world.toolkit.require("sayHello").expect("a tool");
    let definition = &openai_chat::tools([tool], Strict::WherePossible)[0]["function"];
    assert_eq!((&definition["name"], &definition["strict"]), (&json!("sayHello"), &json!(true)));
    assert_eq!(definition["parameters"]["properties"]["userId"]["description"], "`user_…`");
    let message = json!({ "role": "assistant", "tool_calls": [{
        "id": "c1", "type": "function", "function": { "name": "sayHello", "arguments": format!(r#"{{"userId":"{ADA}"}}"#) },
    }]});
    let results = openai_chat::run_calls(&world.toolkit, &message).await.expect("a message with calls");
    assert_eq!(results[0]["content"], r#"{"greeting":"Hello, Ada!"}"#);
}

/// Sends JSON-RPC requests to a server, and returns the response to each.
async fn mcp(toolkit: ClerkToolkit, requests: &[(&str, Value)]) -> Vec<Value> {
    let (near, far) = duplex(1 << 16);
    let (input, output) = split(far);
    let server = tokio::spawn(serve(ClerkMcpServer::new(toolkit), input, output));
    let (output, mut input) = split(near);
    let mut output = BufReader::new(output).lines();
    let client = json!({ "name": "test", "version": "1" });
    let initialize = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client });
    let mut responses = Vec::new();
    for (id, (method, params)) in [("initialize", initialize)].iter().chain(requests).enumerate() {
        let request = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        input.write_all(format!("{request}\n").as_bytes()).await.expect("the server reads");
        let line = output.next_line().await.expect("the server writes").expect("a response");
        responses.push(serde_json::from_str::<Value>(&line).expect("JSON"));
        if id == 0 {
            let initialized = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
            input.write_all(format!("{initialized}\n").as_bytes()).await.expect("the server reads");
        }
    }
    drop((input, output));
    server.abort();
    responses.split_off(1)
}

#[tokio::test]
async fn an_mcp_client_lists_and_calls_it() {
    let world = World::with(|toolkit| toolkit.tool(greet())).await;
    let call = json!({ "name": "sayHello", "arguments": { "userId": ADA } });
    let wrong = json!({ "name": "sayHello", "arguments": { "userId": 7 } });
    let requests = [("tools/list", json!({})), ("tools/call", call), ("tools/call", wrong)];
    let responses = mcp(world.toolkit.clone(), &requests).await;
    let listed = responses[0]["result"]["tools"].as_array().expect("tools");
    let tool = listed.iter().find(|tool| tool["name"] == "sayHello").expect("the tool");
    assert_eq!(tool["title"], "Say hello");
    assert_eq!(tool["annotations"]["readOnlyHint"], true);
    assert_eq!(tool["inputSchema"]["required"], json!(["userId"]));
    assert_eq!(responses[1]["result"]["structuredContent"], json!({ "greeting": "Hello, Ada!" }));
    assert_eq!(responses[2]["result"]["isError"], true);
    assert!(responses[2].to_string().contains("expected a string, not a number"), "{}", responses[2]);
}

#[tokio::test]
async fn a_read_only_toolkit_hides_a_tool_that_writes() {
    let write = DynamicTool::builder("refundOrder", Effect::Destructive, "Refund an order.").access(Access::None);
    let toolkit = only([echoing(echo()), echoing(write)]).read_only(true).build().expect("a toolkit");
    assert_eq!(names(&toolkit), ["echoArguments"]);
    let hidden = &toolkit.hidden_tools()[0];
    assert_eq!((hidden.name(), hidden.category()), ("refundOrder", "custom"));
    assert_eq!(hidden.reason(), &HiddenReason::ReadOnly(Effect::Destructive));
    let error = toolkit.call("refundOrder", json!({})).await.expect_err("hidden");
    assert_eq!(error.code(), "tool_not_offered");
    assert_eq!(error.message(), "`refundOrder` is a destructive tool, and this toolkit is read-only.");
}

#[tokio::test]
async fn a_scoped_argument_is_bound_to_the_session() {
    let world = World::with(|toolkit| toolkit.tool(greet()).auth_context(acting_for(ADA))).await;
    let tool = world.toolkit.require("sayHello").expect("a tool");
    assert_eq!(*tool.input_schema(), json!({ "type": "object", "properties": {}, "additionalProperties": false }));
    let hello = json!({ "greeting": "Hello, Ada!" });
    assert_eq!(world.call_ok("sayHello", json!({})).await, hello);
    assert_eq!(world.call_ok("sayHello", json!({ "userId": ADA })).await, hello);
    let error = world.refused("sayHello", json!({ "userId": GRACE }), "scope_violation").await;
    assert_eq!(error.message(), "`userId` must be the signed-in user's own id. This toolkit acts for one session.");
    assert_eq!(error.hint(), Some("Call the tool without `userId`. The session fills it in."));
}

fn organization_tool(permission: Option<&'static str>) -> DynamicToolBuilder {
    let text = |description: &str| json!({ "type": "string", "description": description });
    let schema = json!({
        "type": "object",
        "properties": { "organizationId": text("`org_…`"), "plan": text("The plan.") },
        "required": ["organizationId"],
    });
    DynamicTool::builder("readPlan", Effect::Read, "Read an organization's plan.")
        .access(Access::Organization { permission })
        .input_schema(schema)
        .scoped("organizationId", Subject::Organization)
        .unscoped("plan")
}

#[tokio::test]
async fn an_organizations_tool_needs_the_organization_and_the_permission() {
    let with = |auth: AuthContext, permission| {
        only([echoing(organization_tool(permission)), echoing(echo())]).auth_context(auth).build().expect("a toolkit")
    };
    let admin = with(admin_of_acme(), Some("org:sys_memberships:manage"));
    assert_eq!(admin.call("readPlan", json!({})).await, Ok(json!({ "organizationId": ACME })));
    let error = admin.call("readPlan", json!({ "plan": "pro" })).await.expect_err("unscoped");
    assert_eq!(error.code(), "argument_not_allowed");
    assert_eq!(error.message(), "`plan` is not allowed. The signed-in user may not decide it.");

    let member = with(member_of_acme(), Some("org:sys_memberships:manage"));
    let error = member.call("readPlan", json!({})).await.expect_err("no permission");
    assert_eq!(error.code(), "permission_missing");

    let nowhere = with(acting_for(ADA), None);
    assert_eq!(nowhere.hidden_tools()[0].reason(), &HiddenReason::NoOrganization);
}

#[tokio::test]
async fn a_session_hides_an_instance_tool_and_refuses_one_that_is_not_bound() {
    let everything = echoing(DynamicTool::builder("listEverything", Effect::Read, "List everything."));
    let toolkit = only([everything.clone(), echoing(echo())]).auth_context(acting_for(ADA)).build().expect("a toolkit");
    assert_eq!(toolkit.hidden_tools()[0].reason(), &HiddenReason::Instance);
    let allowed = only([everything]).auth_context(acting_for(ADA)).allow_instance_tools(true).build();
    assert_eq!(names(&allowed.expect("a toolkit")), ["listEverything"]);

    let text = json!({ "type": "string", "description": "`user_…`" });
    let unbound = || echo().access(Access::User).input_schema(one_argument("userId", text.clone()));
    let client = ClerkClient::new("sk_test_bm90aGluZw").expect("a client");
    let touching = echoing(echo().requires::<ClerkClient>());
    for tool in [echoing(unbound()), echoing(unbound().access(Access::Organization { permission: None })), touching] {
        let error = refused(only([tool.clone()]).client(client.clone()).auth_context(admin_of_acme()));
        assert!(matches!(&error, BuildError::Unbound { tool, .. } if tool == "echoArguments"), "{error:?}");
        only([tool]).client(client.clone()).build().expect("without a session, no binding is needed");
    }

    let borrowing = echo()
        .access(Access::User)
        .requires::<AuthContext>()
        .handler(|call| async move { Ok(json!(call.state::<AuthContext>()?.user_id())) });
    let toolkit = only([borrowing]).auth_context(acting_for(ADA)).build().expect("it borrows the session");
    assert_eq!(toolkit.call("echoArguments", json!({})).await, Ok(json!(ADA)));
}

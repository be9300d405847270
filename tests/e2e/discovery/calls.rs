//! A call of an executor is a call of the tool that it names.

use clerk_toolkit::ToolError;
use clerk_toolkit::formats::{anthropic, gemini, mcp, openai_chat};
use clerk_toolkit_tests::{World, acting_for, admin_of_acme, member_of_acme};
use serde_json::{Value, json};

use super::{plain, shop};

const USER: &str = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC";

#[tokio::test]
async fn the_output_the_report_and_the_error_are_those_of_a_direct_call() {
    let plain = plain();
    let toolkit = plain.discovery();
    for (executor, name, arguments) in [
        ("callReadTool", "getOrder", json!({ "number": 1 })),
        ("callReadTool", "getOrder", json!({ "number": "7" })),
        ("callReadTool", "getOrder", json!({ "numbr": 1 })),
        ("callReadTool", "getOrder", json!({})),
        ("callReadTool", "getOrder", json!({ "number": "[redacted by clerk-toolkit: token]" })),
        ("callReadTool", "trackParcel", json!({})),
        ("callReadTool", "trackParcel", json!({ "number": 1 })),
        ("callWriteTool", "refundOrder", json!({ "number": 2 })),
        ("callDestructiveTool", "deleteHistory", json!({ "userId": USER })),
        ("callDestructiveTool", "deleteHistory", json!({ "userId": "../ban" })),
    ] {
        let direct = plain.call_with_report(name, arguments.clone()).await;
        let call = json!({ "name": name, "arguments": arguments });
        assert_eq!(toolkit.call_with_report(executor, call.clone()).await, direct, "{call}");
        let tool = toolkit.tool(executor).expect("it is offered");
        assert_eq!(tool.call_with_report(call.clone()).await, direct, "{call}");
    }
    let output = toolkit.call_with_report("callReadTool", json!({ "name": "getOrder", "arguments": { "number": 1 } }));
    assert_eq!(output.await.expect("it succeeds").redactions()[0].path, "/key");
}

#[tokio::test]
async fn an_executor_refuses_a_tool_with_another_effect_and_names_the_right_one() {
    let toolkit = plain().discovery();
    let tools = [
        ("callReadTool", "getOrder", json!({ "number": 1 })),
        ("callWriteTool", "refundOrder", json!({ "number": 1 })),
        ("callDestructiveTool", "deleteHistory", json!({ "userId": USER })),
    ];
    for (right, name, arguments) in &tools {
        for (executor, ..) in tools.iter().filter(|(executor, ..)| executor != right) {
            let call = json!({ "name": name, "arguments": arguments });
            let error = toolkit.call(executor, call).await.expect_err("the effect differs");
            assert_eq!(error.code(), "effect_mismatch", "{error}");
            assert!(error.message().contains(name) && error.message().contains(executor), "{error}");
            assert_eq!(error.hint(), Some(format!("Call it with `{right}`.").as_str()));
        }
    }
}

#[tokio::test]
async fn a_session_and_its_permissions_bind_the_named_tool() {
    let deletion = json!({ "name": "updateOrganization", "arguments": { "name": "Acme 2" } });
    let member = World::scoped(member_of_acme()).await;
    let error = member.toolkit.discovery().call("callWriteTool", deletion.clone()).await.expect_err("not permitted");
    assert_eq!(error.code(), "permission_missing", "{error}");
    assert_eq!(member.sandbox.requests(), []);
    let admin = World::scoped(admin_of_acme()).await;
    let organization = admin.toolkit.discovery().call("callWriteTool", deletion).await.expect("it is permitted");
    assert_eq!(organization["name"], "Acme 2");

    let toolkit = shop().auth_context(acting_for(USER)).build().expect("the toolkit is valid").discovery();
    let call = |arguments: Value| {
        toolkit.call("callDestructiveTool", json!({ "name": "deleteHistory", "arguments": arguments }))
    };
    assert_eq!(call(json!({})).await.expect_err("it fails").message(), format!("The history of {USER} is locked."));
    let error = call(json!({ "userId": "user_2AdaLovelace000000000000001" })).await.expect_err("another user");
    assert_eq!(error.code(), "scope_violation");
}

#[tokio::test]
async fn a_tool_that_is_not_offered_is_not_called_and_the_reason_is_the_same() {
    let world = World::scoped(member_of_acme()).await;
    let toolkit = world.toolkit.discovery();
    for name in ["getUserCount", "getUsr", "nothing-like-this", "findTools", "callReadTool"] {
        let error = toolkit.call("callReadTool", json!({ "name": name })).await.expect_err("it is not offered");
        let direct = world.call_err(name, json!({})).await;
        assert_eq!((error.code(), error.message()), (direct.code(), direct.message()), "{name}");
    }
    let error = toolkit.call("callReadTool", json!({ "name": "nothing-like-this" })).await.expect_err("unknown");
    assert_eq!(error.hint(), Some("`findTools` finds the names of tools."));
    assert_eq!(world.sandbox.requests(), []);

    let read_only = shop().read_only(true).build().expect("the toolkit is valid").discovery();
    let error = read_only.call("callReadTool", json!({ "name": "refundOrder" })).await.expect_err("it is hidden");
    assert!(error.message().contains("read-only"), "{error}");
    let error = read_only
        .call("callWriteTool", json!({ "name": "refundOrder" }))
        .await
        .expect_err("the executor is not offered");
    assert_eq!(error.code(), "tool_not_offered");
    assert!(error.message().contains("no tool with the effect `write`"), "{error}");
}

#[tokio::test]
async fn a_direct_call_of_a_tool_is_told_its_executor() {
    let error = plain().discovery().call("refundOrder", json!({ "number": 1 })).await.expect_err("it is not listed");
    assert_eq!(error.code(), "tool_not_offered");
    assert_eq!(error.message(), "`refundOrder` is called with `callWriteTool`.");
    assert!(error.hint().is_some_and(|hint| hint.contains(r#"{"name": "refundOrder", "arguments": {…}}"#)), "{error}");
}

#[tokio::test]
async fn the_arguments_of_an_executor_are_checked_like_those_of_every_tool() {
    let toolkit = plain().discovery();
    let call = |arguments: Value| toolkit.call("callReadTool", arguments);
    let order = json!({ "number": 3, "key": "[redacted by clerk-toolkit: API key]" });
    // Some clients write nested objects as text, and PHP writes an empty object as an array.
    for arguments in [json!({ "number": 3 }), json!("{\"number\":3}")] {
        assert_eq!(call(json!({ "name": "getOrder", "arguments": arguments })).await, Ok(order.clone()));
    }
    let parcel = Ok(json!({ "at": "Oslo", "arguments": {} }));
    for arguments in [json!({}), json!([]), json!(null), json!("")] {
        assert_eq!(call(json!({ "name": "trackParcel", "arguments": arguments })).await, parcel, "{arguments}");
    }
    assert_eq!(call(json!({ "name": "trackParcel" })).await, parcel);
    for (arguments, part) in [
        (json!({}), "`name` is missing"),
        (json!({ "arguments": {} }), "`name` is missing"),
        (json!({ "name": 5 }), "`name`"),
        (json!({ "name": "getOrder", "number": 3 }), "The tool `callReadTool` has no argument `number`"),
        (json!({ "name": "getOrder", "arguments": [3] }), "`arguments`"),
        (json!([1]), "must be a JSON object"),
    ] {
        let error = call(arguments.clone()).await.expect_err("it is not valid");
        assert_eq!(error.code(), "arguments_invalid", "{arguments}");
        assert!(error.message().contains(part), "{arguments}: {error}");
    }
    let deep = (0..100_000).fold(json!(1), |inner, _| Value::Array(vec![inner]));
    let deep =
        Value::Object([("name".to_owned(), json!("getOrder")), ("arguments".to_owned(), deep)].into_iter().collect());
    let error = call(deep).await.expect_err("it is too deep");
    assert_eq!(error.code(), "arguments_invalid");
}

#[tokio::test]
async fn every_format_finds_and_calls_tools() {
    let toolkit = plain().discovery();
    let call = json!({ "name": "refundOrder", "arguments": { "number": 5 } });
    let content = json!([
        { "type": "tool_use", "id": "1", "name": "findTools", "input": { "query": "pay back" } },
        { "type": "tool_use", "id": "2", "name": "callWriteTool", "input": call },
    ]);
    let message = anthropic::run_calls(&toolkit, &content).await.expect("the content is valid").remove(0);
    assert!(message["content"][0]["content"].as_str().is_some_and(|text| text.contains("refundOrder")), "{message}");
    assert_eq!(message["content"][1]["content"], "5");

    let function = json!({ "name": "callWriteTool", "arguments": call.to_string() });
    let message =
        json!({ "role": "assistant", "tool_calls": [{ "id": "1", "type": "function", "function": function }] });
    assert_eq!(openai_chat::run_calls(&toolkit, &message).await.expect("the message is valid")[0]["content"], "5");

    let content = json!({ "role": "model", "parts": [{ "functionCall": { "name": "callWriteTool", "args": call } }] });
    let message = gemini::run_calls(&toolkit, &content).await.expect("the content is valid").remove(0);
    assert_eq!(message["parts"][0]["functionResponse"]["response"]["output"], 5);

    let params = json!({ "name": "callReadTool", "arguments": { "name": "getOrder", "arguments": { "number": 1 } } });
    let result = mcp::run_calls(&toolkit, &params).await.expect("the parameters are valid").remove(0);
    assert_eq!(result["structuredContent"]["number"], 1);
    assert_eq!(result["_meta"][mcp::REDACTIONS][0]["path"], "/key");
}

#[tokio::test]
async fn an_error_is_scrubbed_before_the_model_reads_it() {
    let secret = "sk_live_4eC39HqLyjWDarjtT1zdp7dc";
    let toolkit = plain().discovery();
    let error: ToolError =
        toolkit.call("callReadTool", json!({ "name": secret })).await.expect_err("there is no such tool");
    assert!(!error.to_string().contains(secret), "{error}");
}

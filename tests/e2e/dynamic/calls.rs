//! Calls: arguments are checked against the schema, and the rest of the way is the same as for compiled tools.

use std::time::Duration;

use clerk_toolkit::client::UserId;
use clerk_toolkit::sandbox::demo::ADA;
use clerk_toolkit::tool::DynamicTool;
use clerk_toolkit::{Access, AuthContext, ClerkToolkit, Effect, ToolError};
use clerk_toolkit_tests::World;
use serde_json::{Value, json};

use super::{echo, echoing, greet, one_argument, only};

/// A toolkit with a tool that returns its arguments: an order with a list of items.
fn orders() -> ClerkToolkit {
    let item = json!({
        "type": "object",
        "properties": {
            "label": { "type": "string", "minLength": 1 },
            "count": { "type": "integer", "minimum": 1, "default": 1 },
        },
        "required": ["label"],
        "additionalProperties": false,
    });
    let schema = json!({
        "type": "object",
        "properties": {
            "order": { "type": "integer", "description": "The order's number." },
            "speed": { "type": "string", "enum": ["slow", "fast"], "description": "How fast.", "default": "slow" },
            "items": { "type": "array", "items": item, "description": "The items.", "maxItems": 2 },
        },
        "required": ["order"],
    });
    only([echoing(echo().input_schema(schema))]).build().expect("a toolkit")
}

#[tokio::test]
async fn valid_arguments_are_normalized() {
    let toolkit = orders();
    for (arguments, expected) in [
        (json!({ "order": 7 }), json!({ "order": 7, "speed": "slow" })),
        (json!({ "order": "7", "speed": null }), json!({ "order": 7, "speed": "slow" })),
        (
            json!({ "speed": "fast", "items": [{ "label": "a", "count": 2.0 }, { "label": "b" }], "order": 1 }),
            json!({
                "order": 1, "speed": "fast", "items": [{ "label": "a", "count": 2 }, { "label": "b", "count": 1 }],
            }),
        ),
    ] {
        assert_eq!(toolkit.call("echoArguments", arguments).await, Ok(expected));
    }
}

#[tokio::test]
async fn arguments_that_are_not_valid_are_refused_with_every_problem() {
    let toolkit = orders();
    for (arguments, message, hint) in [
        (json!([7]), "The arguments must be a JSON object, not an array.", None),
        (json!({}), "`order` is missing.", None),
        (json!({ "order": null }), "`order` is missing.", None),
        (
            json!({ "order": 7, "sped": "fast" }),
            "The tool `echoArguments` has no argument `sped`.",
            Some("Did you mean `speed`?"),
        ),
        (
            json!({ "order": "seven", "speed": "quick" }),
            "`order`: expected a whole number, not a string; `speed`: expected one of `slow`, `fast`.",
            None,
        ),
        (
            json!({ "order": 7, "items": [{ "label": "" }, { "label": "a", "count": 0, "color": "red" }] }),
            "`items[0].label`: expected a text that is not empty; `items[1].count`: expected a whole number of at least 1, \
             found 0; `items[1]`: unknown field `color`.",
            None,
        ),
        (
            json!({ "order": 7, "items": [{}, { "label": "a" }, { "label": "a" }] }),
            "`items`: expected at most 2 items, found 3; `items[0]`: missing field `label`.",
            None,
        ),
    ] {
        let error = toolkit.call("echoArguments", arguments.clone()).await.expect_err("not valid");
        assert_eq!((error.code(), error.message(), error.hint()), ("arguments_invalid", message, hint), "{arguments}");
    }
}

#[tokio::test]
async fn a_handler_uses_the_client() {
    let world = World::with(|toolkit| toolkit.tool(greet())).await;
    assert_eq!(world.call_ok("sayHello", json!({ "userId": ADA })).await, json!({ "greeting": "Hello, Ada!" }));
    let error = world.refused("sayHello", json!({ "userId": "../users" }), "arguments_invalid").await;
    assert!(error.message().starts_with("`userId`: "), "{error}");
    let error = world.call_err("sayHello", json!({ "userId": "user_2Nobody" })).await;
    assert_eq!(error.code(), "resource_not_found");
}

#[tokio::test]
async fn a_handler_reads_typed_arguments_and_declared_state_only() {
    #[derive(serde::Deserialize)]
    struct Arguments {
        left: u32,
        right: Option<u32>,
    }
    let number = |text: &str| json!({ "type": "integer", "description": text });
    let schema = json!({
        "type": "object",
        "properties": { "left": number("The first number."), "right": number("The second number.") },
        "required": ["left"],
    });
    let add = DynamicTool::builder("add", Effect::Read, "Add numbers.")
        .access(Access::None)
        .input_schema(schema)
        .requires::<u32>()
        .accepts::<AuthContext>()
        .handler(|call| async move {
            let Arguments { left, right } = call.parse()?;
            let undeclared = call.state::<u64>().map_err(|error| error.code().to_owned());
            let sum = left + right.unwrap_or_default() + call.state::<u32>()?;
            Ok(json!([sum, undeclared, call.optional_state::<AuthContext>().is_some(), format!("{call:?}")]))
        });
    let toolkit = only([add]).state(100_u32).state(7_u64).build().expect("a toolkit");
    let output = toolkit.call("add", json!({ "left": 1, "right": 2 })).await.expect("a sum");
    assert_eq!(output[0], 103);
    assert_eq!(output[1], json!({ "Err": "internal_error" }));
    assert_eq!(output[2], false);
    assert!(output[3].as_str().is_some_and(|debug| debug.contains("left") && !debug.contains('1')), "{output}");

    let error = toolkit.call("add", json!({ "left": -1 })).await.expect_err("a negative number");
    assert_eq!(error.code(), "arguments_invalid");
    assert!(error.message().starts_with("`left`: "), "{error}");
}

#[tokio::test]
async fn a_panic_ends_only_its_own_call() {
    let at_once = echo().handler(|call| match call.arguments().len() {
        0 => panic!("a bug with sk_test_in_its_message"),
        _ => async { Ok(json!(1)) },
    });
    let later = DynamicTool::builder("panicLater", Effect::Read, "Panic.").access(Access::None).handler(|_| async {
        tokio::task::yield_now().await;
        panic!("a bug with sk_test_in_its_message")
    });
    let toolkit = only([at_once, later]).build().expect("a toolkit");
    for name in ["echoArguments", "panicLater", "echoArguments"] {
        let error = toolkit.call(name, json!({})).await.expect_err("a panic");
        assert_eq!((error.code(), error.is_retryable()), ("internal_error", false));
        assert!(!error.to_string().contains("sk_test"), "{error}");
    }
}

#[tokio::test]
async fn a_call_ends_at_its_deadline() {
    let tool = echo().handler(|_| std::future::pending());
    let toolkit = only([tool]).deadline(Duration::from_millis(20)).build().expect("a toolkit");
    assert_eq!(toolkit.call("echoArguments", json!({})).await.expect_err("too late").code(), "deadline_exceeded");
}

#[tokio::test]
async fn the_handlers_error_reaches_the_model() {
    let tool = echo().handler(|_| async { Err(ToolError::new("closed", "The shop is closed.").with_hint("Wait.")) });
    let error = only([tool]).build().expect("a toolkit").call("echoArguments", json!({})).await.expect_err("closed");
    assert_eq!((error.code(), error.hint()), ("closed", Some("Wait.")));
}

#[tokio::test]
async fn a_marker_replaces_each_credential_of_the_output_and_its_schema_holds() {
    let user = json!({ "object": "user", "private_metadata": { "note": "s3cret" } });
    let output = json!({ "ticket": 4711, "password": "sk_live_s3cret", "deep": [{ "token": "A1", "user": user }] });
    let schema = json!({
        "type": "object",
        "properties": { "ticket": { "type": "integer" }, "password": { "type": "string" } },
        "required": ["ticket", "password"],
    });
    let promised = schema.clone();
    let tool = echo().output_schema(schema).handler(move |_| {
        let output = output.clone();
        async move { Ok(output) }
    });
    let toolkit = only([tool]).build().expect("a toolkit");
    let answer = toolkit.call("echoArguments", json!({})).await;
    let private = json!({ "redacted": "[redacted by clerk-toolkit: private metadata]" });
    let user = json!({ "object": "user", "private_metadata": private });
    let password = "[redacted by clerk-toolkit: API key]";
    let expected = json!({ "ticket": 4711, "password": password, "deep": [{ "token": "A1", "user": user }] });
    assert!(jsonschema::is_valid(&promised, &expected));
    assert_eq!(answer, Ok(expected));
    assert_eq!(toolkit.all_tools()[0].output_schema(), Some(&promised));
}

#[tokio::test]
async fn private_metadata_is_not_an_argument_unless_allowed() {
    let inner = json!({ "type": "object", "properties": {
        "note": { "type": "string" }, "privateMetadata": { "type": "object", "properties": {} },
    }, "description": "The change." });
    let tool = || echoing(echo().input_schema(one_argument("patch", inner.clone())));
    let arguments = json!({ "patch": { "note": "n", "privateMetadata": {} } });
    let closed = only([tool()]).build().expect("a toolkit");
    assert!(!closed.all_tools()[0].input_schema().to_string().contains("rivate"));
    let error = closed.call("echoArguments", arguments.clone()).await.expect_err("not allowed");
    assert_eq!(error.code(), "argument_not_allowed");
    let open = only([tool()]).allow_private_metadata(true).build().expect("a toolkit");
    assert_eq!(open.call("echoArguments", arguments.clone()).await, Ok(arguments));
}

#[tokio::test]
async fn a_typed_argument_names_the_place_of_a_problem() {
    let list = json!({ "type": "array", "items": { "type": "string" }, "description": "The users." });
    let tool = echo().input_schema(one_argument("users", list)).handler(|call| async move {
        let users: Vec<UserId> = call.argument("users")?;
        Ok(Value::from(users.len()))
    });
    let toolkit = only([tool]).build().expect("a toolkit");
    assert_eq!(toolkit.call("echoArguments", json!({ "users": [ADA] })).await, Ok(json!(1)));
    let error = toolkit.call("echoArguments", json!({ "users": [ADA, "x/y"] })).await.expect_err("not an id");
    assert!(error.message().starts_with("`users[1]`: "), "{error}");
}

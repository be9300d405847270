//! The secret key never appears in any output.

use clerk_toolkit::{ClerkClient, ClerkToolkit};
use clerk_toolkit_tests::{Reply, Scripted, World, calls};
use serde_json::json;

#[tokio::test]
async fn debug_output_does_not_contain_the_key() {
    let world = World::start().await;
    let key = world.sandbox.secret_key();
    let builder = ClerkClient::builder().secret_key(key);
    for shown in [
        format!("{:?} {:#?}", world.toolkit, world.toolkit),
        format!("{:?}", world.toolkit.all_tools()),
        format!("{:?}", world.client()),
        format!("{builder:?}"),
        format!("{:?}", ClerkToolkit::builder().client(world.client())),
        format!("{:?}", world.sandbox),
    ] {
        assert!(!shown.is_empty() && !shown.contains(key), "{shown}");
    }
}

#[tokio::test]
async fn no_error_contains_the_key_even_if_a_server_echoes_it() {
    let key = Scripted::KEY;
    let entry = format!(r#"{{"errors":[{{"code":"bad_key","message":"no","long_message":"{key} is bad"}}]}}"#);
    let script = [
        Reply::json(401, "", &entry),
        Reply::json(500, "", &format!("Authorization: Bearer {key}")),
        Reply::json(200, "", &format!("Bearer {key}")),
        Reply::json(302, &format!("location: http://127.0.0.1:9/{key}\r\n"), ""),
    ];
    let toolkit = Scripted::start(script).toolkit().build().expect("the toolkit is valid");
    for _ in 0..4 {
        let error = toolkit.call("getUserCount", json!({})).await.expect_err("the call fails");
        for shown in [error.to_value().to_string(), error.to_string(), format!("{error:?}")] {
            assert!(!shown.contains(key) && !shown.contains("Zm9yLXRoZS1z"), "{shown}");
        }
    }
}

#[tokio::test]
async fn no_failed_call_contains_the_key() {
    let world = World::start().await;
    let key = world.sandbox.secret_key();
    let client = ClerkClient::builder().secret_key("sk_test_another").api_url(world.sandbox.url()).build();
    let toolkit =
        ClerkToolkit::builder().client(client.expect("the client is valid")).build().expect("the toolkit is valid");
    for call in calls().into_iter().filter(|call| call.tool != "getUserId") {
        let error = toolkit.call(call.tool, call.required).await.expect_err("the key is wrong");
        assert_eq!(error.code(), "clerk_key_invalid");
        let shown = format!("{error} {error:?} {}", error.to_value());
        assert!(!shown.contains("sk_test_another") && !shown.contains(key), "{shown}");
    }
}

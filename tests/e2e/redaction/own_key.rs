//! The instance's own secret key reaches neither a model nor `Debug`, in any encoding that a server or a tool returns.

use clerk_toolkit::ClerkClient;
use clerk_toolkit::client::ClerkError;
use clerk_toolkit_tests::{Reply, Scripted};
use serde_json::{Value, json};

use super::echoing;

/// The base64 of `Zm9yLXRoZS1zY3JpcHRlZC1zZXJ2ZXI` after `sk_test_`, as a server writes a user name of basic authentication.
const BASE64: &str = "c2tfdGVzdF9abTl5TFhSb1pTMXpZM0pwY0hSbFpDMXpaWEoyWlhJOg==";

/// The key as a server can echo it, in the inside of a JSON text.
fn spellings() -> Vec<String> {
    let key = Scripted::KEY;
    let percent = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    vec![
        key.to_owned(),
        key.replace('_', "\\u005f"),
        key.bytes().map(|byte| format!("\\u{byte:04x}")).collect(),
        key.replace('_', "%5F"),
        percent(key),
        percent(&percent(key)),
        format!("Basic {BASE64}"),
        format!("the part {} alone", key.strip_prefix("sk_test_").expect("the key has a prefix")),
        format!("{{\\\"key\\\":\\\"{key}\\\"}}"),
        key.bytes().map(|byte| format!("{byte:02x}")).collect(),
    ]
}

#[track_caller]
fn assert_without_key(shown: &str) {
    for spelling in spellings() {
        assert!(!shown.contains(&spelling), "{shown}");
    }
    for part in ["Zm9yLXRoZS1z", "c2tfdGVzdF9", "%5A%6D%39", "5a6d39794c58"] {
        assert!(!shown.contains(part), "{shown}");
    }
}

#[tokio::test]
async fn the_key_is_not_in_an_output() {
    for spelling in spellings() {
        let body = format!(r#"{{"total_count": 1, "echo": "{spelling}", "deep": [{{"{spelling}": 1}}]}}"#);
        let toolkit = Scripted::start([Reply::json(200, "", &body)]).toolkit().build().expect("the toolkit is valid");
        let output = toolkit.call("getUserCount", json!({})).await.expect("the call succeeds");
        assert_without_key(&output.to_string());
        assert_eq!(output["total_count"], 1);
        assert_eq!(output["deep"][0].as_object().map(|fields| fields.len()), Some(1), "{output}");
    }
}

#[tokio::test]
async fn the_key_is_not_in_an_error_nor_in_its_debug_output() {
    for spelling in spellings() {
        let entry = format!(
            r#"{{"code":"c{spelling}","message":"{spelling}","long_message":"no {spelling}","meta":{{"x":["{spelling}"]}}}}"#
        );
        let replies = || {
            let header = format!("cf-ray: {spelling}\r\n");
            [
                Reply::json(401, "", &format!(r#"{{"errors":[{entry}],"clerk_trace_id":"{spelling}"}}"#)),
                Reply::json(502, &header, &format!("<html>{spelling}</html>")),
                Reply::json(200, "", &format!(r#"[{{"{spelling}": 1}}]"#)),
            ]
        };
        let server = Scripted::start(replies());
        let client = server.client().build().expect("the client is valid");
        for _ in 0..3 {
            let error: ClerkError = client.users().count().await.expect_err("the call fails");
            assert_without_key(&format!("{error} {error:?} {error:#?}"));
        }
        let server = Scripted::start(replies());
        let toolkit = server.toolkit().build().expect("the toolkit is valid");
        for _ in 0..3 {
            let error = toolkit.call("getUserCount", json!({})).await.expect_err("the call fails");
            assert_without_key(&format!("{error} {error:?} {}", error.to_value()));
        }
    }
}

#[tokio::test]
async fn the_errors_of_custom_tools_take_the_same_pass() {
    let client = ClerkClient::new(Scripted::KEY).expect("the key is valid");
    let toolkit = echoing().client(client).build().expect("the toolkit is valid");
    let token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJl";
    for text in spellings().into_iter().chain([token.to_owned(), "sk_live_51HxY2eZvKYlo2C".to_owned()]) {
        let error = toolkit.call("fail", json!({ "text": text })).await.expect_err("the tool fails");
        let shown = format!("{error} {error:?} {}", error.to_value());
        assert!(!shown.contains(&text), "{shown}");
        assert_without_key(&shown);
        assert!(error.message().starts_with("It failed") || error.message().starts_with("[redacted"), "{error}");
    }
    let plain = toolkit.call("fail", json!({ "text": "ticket=4711" })).await.expect_err("the tool fails");
    assert_eq!((plain.message(), plain.hint()), ("It failed: ticket=4711", Some("Try ticket=4711.")));
}

#[tokio::test]
async fn an_argument_error_does_not_repeat_the_key() {
    let client = ClerkClient::new(Scripted::KEY).expect("the key is valid");
    let toolkit = echoing().client(client).build().expect("the toolkit is valid");
    let named: Value = json!({ Scripted::KEY: 1 });
    let error = toolkit.call("fail", named).await.expect_err("the argument is unknown");
    assert_without_key(&format!("{error} {error:?}"));
}

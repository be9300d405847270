//! One call.

use clerk_toolkit::sandbox::{Sandbox, demo};
use serde_json::json;

use crate::binary::{command, run, run_with_input};

fn of_user(id: &str) -> String {
    json!({ "userId": id }).to_string()
}

#[test]
fn an_answer_is_json_that_people_can_read() {
    let answer = run(&["call", "--sandbox", "getUser", "--args", &of_user(demo::ADA)]);
    assert_eq!((answer.code, answer.stderr.as_str()), (Some(0), ""), "{answer:?}");
    assert_eq!(answer.json()["first_name"], "Ada");
    assert!(answer.stdout.starts_with("{\n  \""), "{answer:?}");
    let from_input = run_with_input(&["call", "--sandbox", "getUser", "--args", "-"], &of_user(demo::ADA));
    assert_eq!(from_input.json()["id"], demo::ADA);
}

#[test]
fn a_call_that_fails_prints_its_error_and_exits_with_1() {
    let missing = run(&["call", "--sandbox", "getUser", "--args", &of_user("user_nobody")]);
    assert_eq!(missing.code, Some(1), "{missing:?}");
    assert_eq!(missing.json()["error"]["code"], "resource_not_found");
    let unknown = run(&["call", "--sandbox", "getUserCount", "--args", r#"{"userid":1}"#]);
    assert_eq!((unknown.code, &unknown.json()["error"]["code"]), (Some(1), &json!("arguments_invalid")));
}

#[tokio::test]
async fn the_environment_names_the_instance() {
    let sandbox = Sandbox::start().await.expect("it starts");
    let call = |key: &str| {
        let mut command = command(&["call", "getUserCount", "--api-url", sandbox.url()]);
        command.env("CLERK_SECRET_KEY", key).output().expect("it starts")
    };
    let known = call(sandbox.secret_key());
    assert!(known.status.success() && String::from_utf8_lossy(&known.stdout).contains("\"total_count\": 5"));
    let other = call("sk_test_another");
    assert_eq!(other.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&other.stdout).contains("clerk_key_invalid"));
}

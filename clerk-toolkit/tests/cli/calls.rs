//! One call.

use clerk_toolkit::sandbox::{Sandbox, demo};
use serde_json::{Value, json};

use crate::binary::{Run, command, run, run_with_input};

fn of_user(id: &str) -> String {
    json!({ "userId": id }).to_string()
}

/// A call in a sandbox.
fn call(arguments: &[&str]) -> Run {
    run(&[&["call", "--sandbox"], arguments].concat())
}

#[test]
fn a_result_is_json_that_people_can_read() {
    let result = call(&["getUser", "--args", &of_user(demo::ADA)]);
    assert_eq!((result.code, result.stderr.as_str()), (Some(0), ""), "{result:?}");
    assert_eq!(result.json()["first_name"], "Ada");
    assert!(result.stdout.starts_with("{\n  \""), "{result:?}");
    let from_input = run_with_input(&["call", "--sandbox", "getUser", "--args", "-"], &of_user(demo::ADA));
    assert_eq!(from_input.json()["id"], demo::ADA);
}

#[test]
fn a_call_that_fails_prints_its_error_and_exits_with_1() {
    let missing = call(&["getUser", "--args", &of_user("user_nobody")]);
    assert_eq!(missing.code, Some(1), "{missing:?}");
    assert_eq!(missing.json()["error"]["code"], "resource_not_found");
}

#[test]
fn a_failed_connection_names_the_address() {
    // No server of another test gets this port.
    let url = "http://127.0.0.1:1";
    let mut from_variable = command(&["call", "getUserCount"]);
    from_variable.env("CLERK_API_URL", url);
    for (mut command, origin) in
        [(from_variable, "CLERK_API_URL"), (command(&["call", "getUserCount", "--api-url", url]), "--api-url")]
    {
        let run = Run::from(command.env("CLERK_SECRET_KEY", "sk_test_hush").output().expect("the program starts"));
        assert_eq!((run.code, &run.json()["error"]["code"]), (Some(1), &json!("clerk_unreachable")), "{run:?}");
        assert!(run.stderr.contains(&format!("the address is {url}/v1, from {origin}\n")), "{run:?}");
        assert!(run.stderr.contains("`clerk-toolkit doctor` checks the connection"), "{run:?}");
    }
}

#[test]
fn a_tool_can_be_named_with_its_category() {
    assert_eq!(call(&["users.getUserCount"]).json()["total_count"], 5);
}

#[test]
fn arguments_can_be_given_one_by_one() {
    let of = |arguments: &[&str]| {
        let run = call(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments:?}: {run:?}");
        run.json()
    };
    let ada = format!("userId={}", demo::ADA);
    assert_eq!(of(&["getUser", &ada])["first_name"], "Ada");
    // Text is text, whatever it looks like.
    for text in ["42", "true", "null", "{}", "a=b", "a:=b"] {
        assert_eq!(of(&["updateUser", &ada, &format!("firstName={text}")])["first_name"], text, "{text:?}");
    }
    let empty = call(&["updateUser", &ada, "firstName="]);
    assert_eq!(empty.code, Some(2), "{empty:?}");
    assert!(empty.stderr.contains("`firstName`: expected a text that is not empty."), "{empty:?}");
    // Everything else is JSON.
    assert_eq!(of(&["createOrganization", "name=Initech", "maxAllowedMemberships=7"])["max_allowed_memberships"], 7);
    let metadata = of(&["updateUserPublicMetadata", &ada, r#"metadata={"plan":{"seats":3}}"#]);
    assert_eq!(metadata["public_metadata"]["plan"]["seats"], 3, "{metadata}");
    // `:=` is JSON in every case, and null leaves an argument out.
    assert_eq!(of(&["getOrganization", "slug=acme", "organizationId:=null"])["id"], demo::ACME);
    assert_eq!(of(&["updateUser", &ada, r#"firstName:="Augusta""#])["first_name"], "Augusta");
    // Both ways can be combined.
    let both = of(&["updateUser", "firstName=Augusta", "--args", &of_user(demo::ADA)]);
    assert_eq!((&both["first_name"], &both["id"]), (&json!("Augusta"), &json!(demo::ADA)));
}

#[cfg(unix)]
#[test]
fn every_example_works() {
    let tools = run(&["tools", "--format", "json"]).json();
    let tools = tools.as_array().expect("an array");
    let mut unsupported = 0;
    for tool in tools {
        let name = tool["name"].as_str().expect("a name");
        let page = run(&["tools", name, "--format", "table"]).stdout;
        let example = page.lines().find_map(|line| line.trim().strip_prefix("clerk-toolkit ")).expect("an example");
        let shell = std::process::Command::new("sh")
            .args(["-c", &format!("\"$0\" {example}"), env!("CARGO_BIN_EXE_clerk-toolkit")])
            .output()
            .expect("a shell starts");
        let shell = Run::from(shell);
        // The sandbox says so if it does not have the operation. The command itself is right.
        if shell.stdout.contains("sandbox_operation_not_supported") {
            unsupported += 1;
            continue;
        }
        assert_eq!(shell.code, Some(0), "{example}: {shell:?}");
    }
    assert!(unsupported < tools.len() / 2, "{unsupported} examples were not run");
}

#[tokio::test]
async fn the_environment_names_the_instance() {
    let sandbox = Sandbox::start().await.expect("the sandbox starts");
    let call = |key: &str| {
        let mut command = command(&["call", "getUserCount", "--api-url", sandbox.url()]);
        command.env("CLERK_SECRET_KEY", key).output().expect("the program starts")
    };
    let known = call(sandbox.secret_key());
    let count: Value = serde_json::from_slice(&known.stdout).expect("JSON");
    assert_eq!((known.status.success(), &count["total_count"]), (true, &json!(5)));
    let other = call("sk_test_another");
    assert_eq!(other.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&other.stdout).contains("clerk_key_invalid"));
}

#[test]
fn arguments_are_read_exactly_or_refused() {
    let ada = format!("userId={}", demo::ADA);
    let metadata = |run: Run| {
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
        run.json()["public_metadata"].clone()
    };
    let update = |metadata: &str| call(&["updateUserPublicMetadata", &ada, metadata]);
    let changed = metadata(update(r#"metadata={"plan":"\uD83D","\ude00":["\ud83d\ude00","\\ud83d"]}"#));
    assert_eq!((&changed["plan"], &changed["\u{fffd}"]), (&json!("\u{fffd}"), &json!(["😀", "\\ud83d"])));
    metadata(update("metadata:=[]"));
    let args = format!(r#"{{"userId":"{}","metadata":{{"plan":"\ud83d"}}}}"#, demo::ADA);
    assert_eq!(metadata(call(&["updateUserPublicMetadata", "--args", &args]))["plan"], "\u{fffd}");
    let marked = format!("\u{feff}{}", of_user(demo::ADA));
    let marked = run_with_input(&["call", "--sandbox", "getUser", "--args", "-"], &marked);
    assert_eq!(marked.json()["id"], demo::ADA);
    assert_eq!(call(&["getUserCount", "--args", "[]"]).json()["total_count"], 5);

    for (given, message) in [
        (r#"metadata={"a":1,"a":2}"#, "the key `a` occurs twice"),
        (r#"metadata:={"a":{"b":[{"c":1,"c":2}]}}"#, "the key `a.b[0].c` occurs twice"),
        (r#"metadata={"a":1e999}"#, "`a`: the number is too large"),
        (r#"metadata={"a":NaN}"#, "`NaN` is not JSON"),
        (r#"metadata={"a":1,}"#, "trailing comma"),
    ] {
        let refused = update(given);
        assert_eq!(refused.code, Some(2), "{refused:?}");
        assert!(refused.stderr.contains(message), "{refused:?}");
    }
    for (args, message) in [
        (r#"{"userId":"a","userId":"b"}"#, "the key `userId` occurs twice"),
        ("[1]", "it is an array"),
        (r#"{"userId":12345678901234567890123}"#, "does not fit in 64 bits"),
    ] {
        let refused = call(&["getUser", "--args", args]);
        assert_eq!(refused.code, Some(2), "{refused:?}");
        assert!(refused.stderr.contains(message), "{refused:?}");
    }
}

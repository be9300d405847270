//! Toolsets and calls: selections, lists, custom tools and concurrent calls.

use std::time::Duration;

use clerk_toolkit::client::UserId;
use clerk_toolkit::sandbox::demo::ADA;
use clerk_toolkit::{ClerkClient, ClerkToolkit, ToolError, Toolset, catalog, clerk_tool, toolset};
use clerk_toolkit_tests::{Event, Reply, SEEDS, Scripted, World};
use serde_json::{Value, json};
use tokio::task::JoinSet;

const USERS: Toolset = catalog::ALL.select(["users"]);
const MIXED: Toolset =
    catalog::ALL.select(["invitations.revokeInvitation", "organizations.getOrganization", "getUser", "users.getUser"]);
const LESS: Toolset = MIXED.select(["users.*", "invitations"]);

fn names(tools: Toolset) -> Vec<&'static str> {
    tools.iter().map(|tool| tool.name()).collect()
}

#[test]
fn a_selection_has_the_order_of_the_toolset() {
    assert_eq!(names(USERS), names(catalog::users::TOOLS));
    assert_eq!(names(MIXED), ["getUser", "getOrganization", "revokeInvitation"]);
    assert_eq!(names(LESS), ["getUser", "revokeInvitation"]);
    assert_eq!((MIXED.len(), LESS.len()), (3, 2));
    assert_eq!(format!("{LESS:?}"), r#"["getUser", "revokeInvitation"]"#);
    assert!(LESS.get("getUser").is_some() && LESS.get("getOrganization").is_none() && LESS.get("").is_none());
    assert!(
        catalog::ALL.iter().all(|tool| catalog::ALL.get(tool.name()).is_some_and(|found| found.path() == tool.path()))
    );
}

#[test]
fn every_form_of_a_pattern_works_at_run_time() {
    let users = catalog::users::TOOLS.len();
    let others = catalog::organizations::TOOLS.len() + catalog::invitations::TOOLS.len();
    for (patterns, expected) in [
        (&["*"][..], catalog::ALL.len()),
        (&["users"], users),
        (&["users.*"], users),
        (&["users.getUser"], 1),
        (&["getUser"], 1),
        (&["users", "users.getUser", "getUser"], users),
        (&["invitations", "organizations"], others),
    ] {
        assert_eq!(
            catalog::ALL.try_select(patterns).expect("the patterns match tools").len(),
            expected,
            "{patterns:?}"
        );
    }
    assert_eq!(names(MIXED.try_select(["*"]).expect("the patterns match tools")), names(MIXED));
}

#[test]
fn a_pattern_without_a_match_is_rejected_with_a_suggestion() {
    for (pattern, suggestion) in [
        ("user", Some("users")),
        ("user.*", Some("users")),
        ("organisations", Some("organizations")),
        ("organisations.*", Some("organizations")),
        ("getUsr", Some("users.getUser")),
        ("users.getUsr", Some("users.getUser")),
        ("users.get_user", Some("users.getUser")),
        ("organizations.getUser", Some("users.getUser")),
        ("Users", Some("users")),
        ("zzzz", None),
        ("users.", None),
        (" users", Some("users")),
    ] {
        let error = SEEDS.try_select(["getUser", pattern]).expect_err(pattern);
        assert_eq!((error.pattern(), error.suggestion()), (pattern, suggestion));
        assert!(error.to_string().contains(&format!("`{pattern}`")), "{error}");
        assert_eq!(error.to_string().contains("did you mean"), suggestion.is_some(), "{error}");
    }
    let nothing: [&str; 0] = [];
    assert!(catalog::ALL.try_select(nothing).is_err());
    assert!(catalog::ALL.try_select([""]).is_err());
    let gone = USERS.try_select(["organizations"]).expect_err("the tool is not in this toolset");
    assert_eq!(gone.pattern(), "organizations");
    let control = catalog::ALL.try_select(["a\nb"]).expect_err("the pattern is invalid");
    assert!(!control.to_string().contains('\n'), "{control}");
}

/// Double a number.
#[clerk_tool(effect = read, access = none)]
fn double(
    /// The number.
    number: u32,
) -> Result<u32, ToolError> {
    number.checked_mul(2).ok_or_else(|| ToolError::new("number_too_large", "That is too large to double."))
}

/// Greet a user by their first name.
#[clerk_tool(effect = read, access = instance, name = "say-hello", category = "greetings")]
async fn greet(
    clerk: &ClerkClient,
    /// The user to greet.
    user_id: UserId,
) -> Result<String, ToolError> {
    let user = clerk.users().get(&user_id).await?;
    Ok(format!("Hello, {}!", user.first_name().unwrap_or("you")))
}

/// Panic.
#[clerk_tool(effect = read, access = none)]
async fn break_down(
    /// Whether to panic only after a wait.
    later: bool,
) -> Result<u32, ToolError> {
    if later {
        tokio::task::yield_now().await;
    }
    panic!("a bug with sk_test_in_its_message");
}

/// Panic on a blocking thread.
#[clerk_tool(effect = read, access = none)]
fn break_at_once() -> Result<u32, ToolError> {
    panic!("a bug");
}

/// Never return.
#[clerk_tool(effect = write, access = none)]
async fn wait() -> Result<u32, ToolError> {
    std::future::pending().await
}

toolset! {
    const OWN = [double, greet, break_down, break_at_once, wait];
    const ALL = [..OWN, ..SEEDS];
}

async fn own() -> World {
    World::with(|toolkit| toolkit.tools(ALL)).await
}

#[tokio::test]
async fn custom_and_built_in_tools_work_together() {
    let world = own().await;
    let toolkit = &world.toolkit;
    let tools = toolkit.all_tools();
    let listed: Vec<_> = tools.iter().map(|tool| tool.name()).collect();
    assert_eq!(listed[..5], ["double", "say-hello", "breakDown", "breakAtOnce", "wait"]);
    assert_eq!(listed[5..], names(SEEDS));
    let of = |category| toolkit.category(category).iter().map(|tool| tool.name().to_owned()).collect::<Vec<_>>();
    assert_eq!(of("greetings"), ["say-hello"]);
    assert_eq!(of("toolset"), ["double", "breakDown", "breakAtOnce", "wait"]);
    assert_eq!(of("nonsense"), [""; 0]);
    assert_eq!((toolkit.users().len(), toolkit.organizations().len(), toolkit.invitations().len()), (6, 11, 2));

    let map = toolkit.tool_map();
    assert_eq!(map.len(), OWN.len() + SEEDS.len());
    assert!(map.iter().all(|(name, tool)| *name == tool.name()));
    assert!(map.keys().is_sorted());
    assert_eq!(map["say-hello"].call(json!({ "userId": ADA })).await, Ok(json!("Hello, Ada!")));
    assert!(toolkit.tool("greet").is_none() && toolkit.tool("getUser").is_some());
}

#[tokio::test]
async fn a_required_tool_is_offered_or_the_error_says_why() {
    let world = World::with(|toolkit| toolkit.tools(USERS).read_only(true)).await;
    let toolkit = &world.toolkit;
    assert_eq!(toolkit.require("getUser").expect("it is offered").name(), "getUser");
    for (name, code, message, hint) in [
        ("updateUser", "tool_not_offered", "`updateUser` is a write tool, and this toolkit is read-only.", None),
        (
            "getOrganization",
            "tool_not_offered",
            "The tool `getOrganization` exists, but this toolkit does not offer it.",
            None,
        ),
        ("getUsr", "tool_unknown", "The tool `getUsr` does not exist.", Some("Did you mean `getUser`?")),
    ] {
        let error = toolkit.require(name).expect_err(name);
        assert_eq!((error.code(), error.message(), error.hint()), (code, message, hint));
        assert_eq!(toolkit.call(name, json!({})).await, Err(error));
    }
}

#[tokio::test]
async fn a_sync_function_can_be_a_tool() {
    let world = own().await;
    assert_eq!(world.call_ok("double", json!({ "number": 21 })).await, 42);
    let error = world.call_err("double", json!({ "number": u32::MAX })).await;
    assert_eq!((error.code(), error.message()), ("number_too_large", "That is too large to double."));
    assert_eq!(double(4), Ok(8), "it can still be called as a function");
}

#[tokio::test]
async fn a_panic_ends_only_its_own_call() {
    let world = own().await;
    for (tool, arguments) in
        [("breakDown", json!({ "later": false })), ("breakDown", json!({ "later": true })), ("breakAtOnce", json!({}))]
    {
        let error = world.call_err(tool, arguments).await;
        assert_eq!((error.code(), error.is_retryable()), ("internal_error", false));
        assert_eq!((error.message(), error.hint()), ("The tool panicked. This is a bug in the tool.", None));
    }
    assert_eq!(world.call_ok("double", json!({ "number": 1 })).await, 2);
    assert_eq!(world.call_ok("getUser", json!({ "userId": ADA })).await["id"], ADA);
}

#[tokio::test]
async fn a_call_ends_at_its_deadline() {
    let world = World::with(|toolkit| toolkit.tools(ALL).deadline(Duration::from_millis(50))).await;
    let error = world.call_err("wait", json!({})).await;
    assert_eq!(error.code(), "deadline_exceeded");
    assert!(error.message().contains("50ms"), "{error}");
    assert_eq!(world.call_ok("double", json!({ "number": 1 })).await, 2);
}

#[tokio::test]
async fn the_deadline_closes_the_connection() {
    let server = Scripted::start([Reply::silence()]);
    let toolkit = server.toolkit().deadline(Duration::from_millis(500)).build().expect("the toolkit is valid");
    let error = toolkit.call("getUserCount", json!({})).await.expect_err("the server does not respond");
    assert_eq!(error.code(), "deadline_exceeded");
    assert_eq!([server.next().await, server.next().await], [Event::Request, Event::HangUp]);
}

#[tokio::test]
async fn dropping_a_call_closes_the_connection() {
    let server = Scripted::start([Reply::silence()]);
    let toolkit = server.toolkit().build().expect("the toolkit is valid");
    let call = tokio::spawn(async move { toolkit.call("getUserCount", json!({})).await });
    assert_eq!(server.next().await, Event::Request);
    call.abort();
    assert!(call.await.expect_err("the call was dropped").is_cancelled());
    assert_eq!(server.next().await, Event::HangUp);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_calls_run_concurrently() {
    let world = own().await;
    let mut calls = JoinSet::new();
    for number in 0..200_u32 {
        let toolkit: ClerkToolkit = world.toolkit.clone();
        calls.spawn(async move {
            let (tool, arguments) = match number % 3 {
                0 => ("getUser", json!({ "userId": ADA })),
                1 => ("double", json!({ "number": number })),
                _ => {
                    ("updateUserUnsafeMetadata", json!({ "userId": ADA, "metadata": { format!("k{number}"): number } }))
                }
            };
            (number, toolkit.call(tool, arguments).await)
        });
    }
    let mut completed = 0;
    while let Some(finished) = calls.join_next().await {
        let (number, output) = finished.expect("the task does not panic");
        let output = output.unwrap_or_else(|error| panic!("{number}: {error}"));
        match number % 3 {
            1 => assert_eq!(output, number * 2),
            _ => assert_eq!(output["id"], ADA),
        }
        completed += 1;
    }
    assert_eq!(completed, 200);
    let there = world.read(&format!("/users/{ADA}")).await;
    for number in (0..200_u32).filter(|number| number % 3 == 2) {
        assert_eq!(there["unsafe_metadata"][format!("k{number}")], Value::from(number));
    }
}

#[test]
fn an_async_tool_that_does_not_wait_needs_no_runtime() {
    /// Triple a number.
    #[clerk_tool(effect = read, access = none)]
    async fn triple(
        /// The number.
        number: u32,
    ) -> Result<u32, ToolError> {
        Ok(number * 3)
    }

    toolset! {
        const TRIPLE = [triple];
    }

    let toolkit = ClerkToolkit::builder().tools(TRIPLE).build().expect("no client is needed");
    let mut call = std::pin::pin!(toolkit.call("triple", json!({ "number": 3 })));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert_eq!(call.as_mut().poll(&mut context), std::task::Poll::Ready(Ok(json!(9))));
}

#[test]
fn a_tool_that_waits_without_a_timer_says_what_is_missing() {
    let toolkit = ClerkToolkit::builder().tools(OWN.select(["wait"])).build().expect("no client is needed");
    let mut call = std::pin::pin!(toolkit.call("wait", json!({})));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else {
        panic!("the call does not finish at once")
    };
    assert!(error.message().contains("Tokio runtime"), "{error}");

    let without_timer = tokio::runtime::Builder::new_current_thread().build().expect("the runtime starts");
    let error = without_timer.block_on(toolkit.call("wait", json!({}))).expect_err("the runtime has no timer");
    assert!(error.message().contains("timer"), "{error}");
}

//! State that tools borrow: found by its type, and checked when the toolkit is built.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use clerk_toolkit::sandbox::demo::ADA;
use clerk_toolkit::toolkit::BuildError;
use clerk_toolkit::{AuthContext, ClerkClient, ClerkToolkit, ToolError, clerk_tool, toolset};
use clerk_toolkit_tests::{World, acting_for};
use serde_json::{Value, json};

struct Database {
    reads: AtomicU32,
}

struct Cache;

/// Read a row and its source.
#[clerk_tool(effect = read, access = none)]
async fn read_row(
    database: &Database,
    cache: Option<&Cache>,
    clerk: Option<&ClerkClient>,
    /// The row's number.
    row: u32,
) -> Result<Value, ToolError> {
    let reads = database.reads.fetch_add(1, Ordering::Relaxed) + 1;
    Ok(json!({ "row": row, "reads": reads, "cached": cache.is_some(), "clerk": clerk.is_some() }))
}

/// Return the signed-in user.
#[clerk_tool(effect = read, access = none)]
async fn who_is_there(auth: &AuthContext) -> Result<Value, ToolError> {
    Ok(json!(auth.user_id()))
}

toolset! {
    const ROWS = [read_row];
    const WHO = [who_is_there];
    const BOTH = [..ROWS, ..WHO];
}

fn database() -> Database {
    Database { reads: AtomicU32::new(0) }
}

#[tokio::test]
async fn state_is_borrowed_by_every_call() {
    let toolkit = ClerkToolkit::builder().tools(ROWS).state(database()).build().expect("no client is needed");
    for reads in 1..=3 {
        let output = toolkit.call("readRow", json!({ "row": 7 })).await.expect("the row exists");
        assert_eq!(output, json!({ "row": 7, "reads": reads, "cached": false, "clerk": false }));
    }
}

#[tokio::test]
async fn optional_state_can_be_absent() {
    let world = World::with(|toolkit| toolkit.tools(ROWS).state(database()).state(Cache)).await;
    let output = world.call_ok("readRow", json!({ "row": 1 })).await;
    assert_eq!((&output["cached"], &output["clerk"]), (&json!(true), &json!(true)));
}

#[test]
fn the_error_for_missing_state_names_every_tool_and_type() {
    let error = ClerkToolkit::builder().tools(BOTH).build().expect_err("the state is missing");
    let BuildError::MissingState { missing, .. } = &error else { panic!("{error:?}") };
    assert_eq!(missing.iter().map(|(tool, _)| tool.as_str()).collect::<Vec<_>>(), ["readRow", "whoIsThere"]);
    let text = error.to_string();
    for part in ["`readRow`", "::Database`", "`whoIsThere`", "a `AuthContext`", ".state(", ".auth_context("] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[tokio::test]
async fn shared_state_is_borrowed_as_its_value() {
    let shared = Arc::new(database());
    let toolkit = ClerkToolkit::builder().tools(ROWS).shared_state(Arc::clone(&shared)).build().expect("it is there");
    toolkit.call("readRow", json!({ "row": 7 })).await.expect("the row exists");
    assert_eq!(shared.reads.load(Ordering::Relaxed), 1);

    let error = ClerkToolkit::builder().tools(ROWS).state(shared).build().expect_err("this is an `Arc`");
    assert!(error.to_string().contains("::Database>`: use `.shared_state(…)` for it"), "{error}");
    assert_eq!(format!("{error:?}"), error.to_string());
}

#[tokio::test]
async fn a_session_is_borrowed_if_there_is_one() {
    let world = World::with(|toolkit| toolkit.tools(WHO).auth_context(acting_for(ADA))).await;
    assert_eq!(world.call_ok("whoIsThere", json!({})).await, ADA);
}

#[tokio::test]
async fn a_second_value_of_a_type_is_an_error() {
    let build = || ClerkToolkit::builder().tools(ROWS);
    let world = World::start().await;
    let twice = [
        (build().state(database()).state(Cache).state(database()), "e2e::session::state::Database"),
        (build().client(world.client()).state(world.client()).state(database()), "ClerkClient"),
    ];
    for (builder, expected) in twice {
        let error = builder.build().expect_err("one of the values would reach no tool");
        let BuildError::SecondState { type_name } = &error else { panic!("{error:?}") };
        assert!(type_name.ends_with(expected), "{type_name}");
        assert!(error.to_string().contains(&format!("two values of the type `{expected}`")), "{error}");
    }
}

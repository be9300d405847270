//! Tools that need no Clerk instance, for the tests of all formats.

use std::future::poll_fn;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;

use serde_json::Value;

use crate::client::Metadata;
use crate::{ClerkClient, ClerkToolkit, ToolError, catalog, clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for the tests.
    pub(super) const TOOLS = [send_parcel, tag, meet, ping, lose];
}

#[tool_type]
#[derive(Debug, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub(super) enum Speed {
    Slow,
    Fast,
}

/// One thing in a parcel.
#[tool_type]
#[derive(Debug, Clone)]
pub(super) struct Thing {
    /// What it is.
    label: String,
    /// In grams.
    weight: Option<u16>,
    /// How many.
    #[serde(default = "one")]
    count: u16,
}

fn one() -> u16 {
    1
}

#[tool_type]
#[derive(Debug, Clone)]
pub(super) struct Parcel {
    summary: String,
}

/// Send a parcel.
#[clerk_tool(effect = write, access = none)]
pub(super) async fn send_parcel(
    /// The receiver.
    to: String,
    /// How fast.
    speed: Option<Speed>,
    /// What is inside.
    things: Option<Vec<Thing>>,
) -> Result<Parcel, ToolError> {
    let things = things.into_iter().flatten().map(|thing| format!("{}x{}", thing.count, thing.label));
    Ok(Parcel { summary: format!("{to} {speed:?} {}", things.collect::<Vec<_>>().join(",")) })
}

/// Return the metadata.
#[clerk_tool(effect = write, access = none, idempotent)]
pub(super) async fn tag(
    /// Any object.
    metadata: Metadata,
) -> Result<Metadata, ToolError> {
    Ok(metadata)
}

/// Makes two calls wait for each other: neither returns unless both run.
#[derive(Default)]
pub(super) struct Meeting(AtomicUsize);

/// Wait for another call of this tool.
#[clerk_tool(effect = read, access = none)]
pub(super) async fn meet(
    meeting: &Meeting,
    /// The name to return.
    who: String,
) -> Result<String, ToolError> {
    meeting.0.fetch_add(1, Ordering::SeqCst);
    poll_fn(|context| {
        if meeting.0.load(Ordering::SeqCst) >= 2 {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
    Ok(who)
}

/// Return at once.
#[clerk_tool(effect = read, access = none)]
pub(super) async fn ping() -> Result<String, ToolError> {
    Ok("pong".to_owned())
}

/// Always fail.
#[clerk_tool(effect = destructive, access = none)]
pub(super) async fn lose() -> Result<Value, ToolError> {
    Err(ToolError::new("lost", "It is lost.").with_hint("Give up."))
}

/// A toolkit with those tools. Its deadline ends a `meet` call that waits alone.
pub(super) fn toolkit() -> ClerkToolkit {
    let builder = ClerkToolkit::builder().tools(TOOLS).state(Meeting::default());
    builder.deadline(Duration::from_secs(2)).build().expect("the tools need no client")
}

/// A toolkit with the whole catalog, whose tools are not called.
pub(super) fn catalog() -> ClerkToolkit {
    let client = ClerkClient::new("sk_test_bm90aGluZw").expect("the key is valid");
    ClerkToolkit::builder().client(client).tools(catalog::ALL).build().expect("the catalog builds")
}

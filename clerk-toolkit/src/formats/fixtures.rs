//! Tools without input or output, for the tests of every format.

use std::future::poll_fn;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;

use serde_json::Value;

use crate::client::Metadata;
use crate::{ClerkClient, ClerkToolkit, ToolError, clerk_tool, tool_type, toolset};

toolset! {
    /// The tools of the tests.
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

/// Tag whatever.
#[clerk_tool(effect = write, access = none, idempotent)]
pub(super) async fn tag(
    /// Any object.
    metadata: Metadata,
) -> Result<Metadata, ToolError> {
    Ok(metadata)
}

/// Where two calls wait for each other: neither ends unless both run.
#[derive(Default)]
pub(super) struct Meeting(AtomicUsize);

/// Wait for another call of this tool.
#[clerk_tool(effect = read, access = none)]
pub(super) async fn meet(
    meeting: &Meeting,
    /// Who waits.
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

/// Answer at once.
#[clerk_tool(effect = read, access = none)]
pub(super) async fn ping() -> Result<String, ToolError> {
    Ok("pong".to_owned())
}

/// Fail for good.
#[clerk_tool(effect = destructive, access = none)]
pub(super) async fn lose() -> Result<Value, ToolError> {
    Err(ToolError::new("lost", "It is lost.").with_hint("Give up."))
}

/// A toolkit of those tools. Its deadline ends a meeting that nobody else comes to.
pub(super) fn toolkit() -> ClerkToolkit {
    let builder = ClerkToolkit::builder().tools(TOOLS).state(Meeting::default());
    builder.deadline(Duration::from_secs(2)).build().expect("a toolkit without Clerk")
}

/// The whole catalog, on an instance that nobody asks.
pub(super) fn catalog() -> ClerkToolkit {
    let client = ClerkClient::new("sk_test_bm90aGluZw").expect("a client");
    ClerkToolkit::builder().client(client).build().expect("the catalog")
}

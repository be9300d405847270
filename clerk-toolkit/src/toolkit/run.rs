//! Run: the tool's function, with a deadline. Dropping the call's future cancels it.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use serde_json::Value;
use tokio::time::Sleep;

use crate::tool::{Effect, ToolError, ToolFuture};

/// Runs a call until it returns, or until the deadline. `effect` is the tool's, and decides what an error says about
/// changes.
///
/// # Errors
/// The tool's error; `deadline_exceeded`; `internal_error` if the tool panicked, or if it waits for something and there
/// is no Tokio runtime with a timer.
pub(super) async fn run(mut call: ToolFuture<'_>, effect: Effect, deadline: Duration) -> Result<Value, ToolError> {
    let outcome = attempt(&mut call, deadline).await;
    match effect {
        Effect::Read => outcome.map_err(ToolError::of_read),
        _ => outcome,
    }
}

async fn attempt(call: &mut ToolFuture<'_>, deadline: Duration) -> Result<Value, ToolError> {
    // A tool that returns at once needs no timer, and no runtime that has one.
    if let Poll::Ready(outcome) = poll_fn(|context| Poll::Ready(poll(call, context))).await {
        return outcome;
    }
    let mut timer = pin!(timer(deadline)?);
    poll_fn(|context| match poll(call, context) {
        Poll::Ready(outcome) => Poll::Ready(outcome),
        Poll::Pending => timer.as_mut().poll(context).map(|()| Err(too_late(deadline))),
    })
    .await
}

/// Runs a part of a tool's code: a panic ends one call, and not the others.
pub(super) fn guarded<T>(code: impl FnOnce() -> Result<T, ToolError>) -> Result<T, ToolError> {
    catch_unwind(AssertUnwindSafe(code)).unwrap_or_else(|_| Err(panicked()))
}

fn panicked() -> ToolError {
    ToolError::internal("The tool panicked. This is a bug in the tool.")
}

fn poll(call: &mut ToolFuture<'_>, context: &mut Context<'_>) -> Poll<Result<Value, ToolError>> {
    let polled = catch_unwind(AssertUnwindSafe(|| Pin::as_mut(call).poll(context)));
    polled.unwrap_or_else(|_| Poll::Ready(Err(panicked().with_hint(ToolError::PERHAPS_DONE))))
}

fn timer(deadline: Duration) -> Result<Sleep, ToolError> {
    let missing =
        || ToolError::internal("The tool waits for something. Call it on a Tokio runtime with its timer enabled.");
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(missing());
    }
    // A runtime without a timer panics, and there is no other way to know.
    catch_unwind(|| tokio::time::sleep(deadline)).map_err(|_| missing())
}

fn too_late(deadline: Duration) -> ToolError {
    ToolError::new("deadline_exceeded", format!("The call took longer than {deadline:?}."))
        .with_hint(ToolError::PERHAPS_DONE)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc::{Receiver, Sender, channel};

    use serde_json::json;

    use super::*;
    use crate::{ClerkToolkit, ResultExt, clerk_tool, toolset};

    /// More than any call here takes, so that a test fails and does not hang.
    const LONG: Duration = Duration::from_secs(30);

    /// What a blocking tool waits for.
    struct Gate(Mutex<Receiver<()>>);

    /// Wait until the gate opens.
    #[clerk_tool(effect = read, access = none)]
    fn wait(gate: &Gate) -> Result<&'static str, ToolError> {
        gate.0
            .lock()
            .map_err(|_| ToolError::internal("The lock is poisoned."))?
            .recv_timeout(LONG)
            .tool_err("closed", "The gate did not open.")?;
        Ok("opened")
    }

    /// Panic on a thread.
    #[clerk_tool(effect = read, access = none)]
    fn panic_on_a_thread() -> Result<(), ToolError> {
        panic!("a bug")
    }

    /// Panic in a task.
    #[clerk_tool(effect = read, access = none)]
    async fn panic_in_a_task() -> Result<(), ToolError> {
        panic!("a bug")
    }

    /// Change something, and wait until the gate opens.
    #[clerk_tool(effect = write, access = none)]
    fn change_and_wait(gate: &Gate) -> Result<&'static str, ToolError> {
        wait(gate)
    }

    /// Change something, and panic.
    #[clerk_tool(effect = destructive, access = none)]
    async fn change_and_panic() -> Result<(), ToolError> {
        panic!("a bug")
    }

    toolset! {
        const TOOLS = [wait, panic_on_a_thread, panic_in_a_task, change_and_wait, change_and_panic];
    }

    fn toolkit(deadline: Duration) -> (ClerkToolkit, Sender<()>) {
        let (open, opened) = channel();
        let gate = Gate(Mutex::new(opened));
        let toolkit = ClerkToolkit::builder().tools(TOOLS).state(gate).deadline(deadline).build().expect("it builds");
        (toolkit, open)
    }

    #[tokio::test(flavor = "current_thread")]
    async fn a_blocking_tool_does_not_block_the_only_thread_of_the_runtime() {
        let (toolkit, open) = toolkit(LONG);
        // The gate is opened by another future of the same task, after the call has begun.
        let (result, ()) = tokio::join!(toolkit.call("wait", json!({})), async { open.send(()).expect("it waits") });
        assert_eq!(result, Ok(json!("opened")));
    }

    #[tokio::test(flavor = "current_thread")]
    async fn a_blocking_tool_has_a_deadline() {
        let (toolkit, open) = toolkit(Duration::from_millis(1));
        let error = toolkit.call("wait", json!({})).await.expect_err("the gate is closed");
        assert_eq!(error.code(), "deadline_exceeded");
        drop(open);
    }

    #[tokio::test]
    async fn a_panic_is_the_same_error_on_a_thread_and_in_a_task() {
        let (toolkit, _open) = toolkit(LONG);
        let on_a_thread = toolkit.call("panicOnAThread", json!({})).await.expect_err("it panics");
        let in_a_task = toolkit.call("panicInATask", json!({})).await.expect_err("it panics");
        assert_eq!(on_a_thread, in_a_task);
        assert_eq!(on_a_thread.code(), "internal_error");
        assert_eq!(on_a_thread.message(), "The tool panicked. This is a bug in the tool.");
    }

    #[tokio::test]
    async fn the_hint_of_an_interrupted_call_fits_the_effect() {
        let perhaps = Some("The change may still have been applied. Check the current state before retrying.");
        for (name, hint) in
            [("wait", None), ("panicInATask", None), ("changeAndWait", perhaps), ("changeAndPanic", perhaps)]
        {
            let (toolkit, _open) = toolkit(Duration::from_millis(1));
            let error = toolkit.call(name, json!({})).await.expect_err("the call is interrupted");
            assert_eq!(error.hint(), hint, "{name}: {error}");
        }
    }

    #[test]
    fn a_blocking_tool_needs_a_tokio_runtime() {
        let (toolkit, _open) = toolkit(LONG);
        let mut call = pin!(toolkit.call("panicOnAThread", json!({})));
        let outcome = call.as_mut().poll(&mut Context::from_waker(std::task::Waker::noop()));
        let Poll::Ready(Err(error)) = outcome else { panic!("the call does not run: {outcome:?}") };
        assert_eq!(error.code(), "internal_error");
        assert!(error.message().contains("Tokio runtime"), "{error}");
    }
}

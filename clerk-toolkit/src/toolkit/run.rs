//! Run: the function itself, with a deadline. Dropping the call's future cancels it.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use serde_json::Value;
use tokio::time::Sleep;

use crate::tool::{ToolError, ToolFuture};

/// Runs a call until it answers, or until the deadline.
///
/// # Errors
/// The tool's own; `deadline_exceeded`; `internal_error` where the tool panicked, or where it waits for something and
/// there is no Tokio runtime with a timer to wait on.
pub(super) async fn run(mut call: ToolFuture<'_>, deadline: Duration) -> Result<Value, ToolError> {
    // A tool that answers at once needs no timer, and no runtime that has one.
    if let Poll::Ready(outcome) = poll_fn(|context| Poll::Ready(poll(&mut call, context))).await {
        return outcome;
    }
    let mut timer = pin!(timer(deadline)?);
    poll_fn(|context| match poll(&mut call, context) {
        Poll::Ready(outcome) => Poll::Ready(outcome),
        Poll::Pending => timer.as_mut().poll(context).map(|()| Err(too_late(deadline))),
    })
    .await
}

/// Runs a piece of a tool's own code: one call's bug is not the end of all others.
pub(super) fn guarded<T>(code: impl FnOnce() -> Result<T, ToolError>) -> Result<T, ToolError> {
    catch_unwind(AssertUnwindSafe(code))
        .unwrap_or_else(|_| Err(ToolError::internal("The tool failed in a way that it did not foresee.")))
}

fn poll(call: &mut ToolFuture<'_>, context: &mut Context<'_>) -> Poll<Result<Value, ToolError>> {
    let polled = guarded(|| match Pin::as_mut(call).poll(context) {
        Poll::Ready(outcome) => outcome.map(Some),
        Poll::Pending => Ok(None),
    });
    match polled.transpose() {
        Some(outcome) => Poll::Ready(outcome),
        None => Poll::Pending,
    }
}

fn timer(deadline: Duration) -> Result<Sleep, ToolError> {
    let missing = || ToolError::internal("A call that waits has to be made on a Tokio runtime with its timer enabled.");
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(missing());
    }
    // A runtime without a timer says so by a panic, and in no other way.
    catch_unwind(|| tokio::time::sleep(deadline)).map_err(|_| missing())
}

fn too_late(deadline: Duration) -> ToolError {
    let message = format!(
        "The call took longer than {deadline:?} and was stopped. What it set out to change may be changed all the same."
    );
    ToolError::new("deadline_exceeded", message)
}

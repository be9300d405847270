//! Run: the function itself, with a deadline. Dropping the call's future cancels it.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use serde_json::Value;

use crate::tool::{Invocation, State, ToolError, ToolFuture};

/// Runs a call until it answers, or until the deadline.
///
/// # Errors
/// The tool's own; `deadline_exceeded`; `internal_error` where the tool panicked, so that one call's bug is not the
/// end of all others.
pub(super) async fn run(invocation: Invocation, state: &State, deadline: Duration) -> Result<Value, ToolError> {
    let mut call = match catch_unwind(AssertUnwindSafe(|| invocation(state))) {
        Ok(call) => call,
        Err(_) => return Err(panicked()),
    };
    // A tool that answers at once needs no timer, and no runtime that has one.
    let mut first = Some(());
    let at_once = poll_fn(|context| match first.take() {
        Some(()) => Poll::Ready(poll(&mut call, context)),
        None => Poll::Ready(Poll::Pending),
    });
    if let Poll::Ready(outcome) = at_once.await {
        return outcome;
    }
    match tokio::time::timeout(deadline, poll_fn(|context| poll(&mut call, context))).await {
        Ok(outcome) => outcome,
        Err(_) => Err(ToolError::new(
            "deadline_exceeded",
            format!("The call took longer than {deadline:?} and was stopped. What it set out to change may be changed."),
        )),
    }
}

fn poll(call: &mut ToolFuture<'_>, context: &mut Context<'_>) -> Poll<Result<Value, ToolError>> {
    let call = Pin::as_mut(call);
    catch_unwind(AssertUnwindSafe(|| call.poll(context))).unwrap_or_else(|_| Poll::Ready(Err(panicked())))
}

fn panicked() -> ToolError {
    ToolError::internal("The tool failed in a way that it did not foresee.")
}

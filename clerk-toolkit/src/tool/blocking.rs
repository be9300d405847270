//! Runs functions that are not `async` on a thread on which they may block.

use std::panic::resume_unwind;

use serde_json::Value;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::{State, ToolError, ToolFuture};

/// A call of a function that is not `async`. It runs on one of Tokio's blocking threads, so that neither other tasks nor
/// the deadline wait for it. A thread cannot be stopped: when the future is dropped, a call that has begun runs on, and
/// its outcome is discarded.
///
/// The future returns `internal_error` if there is no Tokio runtime, and panics if the function does.
pub fn blocking<'a>(
    state: &'a State,
    call: impl FnOnce(&State) -> Result<Value, ToolError> + Send + 'static,
) -> ToolFuture<'a> {
    Box::pin(async move {
        let runtime = Handle::try_current().map_err(|_| {
            ToolError::internal("A tool that is not `async` runs on a thread of a Tokio runtime. Call it on one.")
        })?;
        let state = state.clone();
        let mut task = Task(runtime.spawn_blocking(move || call(&state)));
        match (&mut task.0).await {
            Ok(outcome) => outcome,
            Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
            Err(_) => Err(ToolError::internal("The Tokio runtime shut down before the tool finished.")),
        }
    })
}

/// A call that does not begin after its future was dropped.
struct Task(JoinHandle<Result<Value, ToolError>>);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::pin::pin;
    use std::sync::mpsc::channel;
    use std::task::Poll;
    use std::time::Duration;

    use super::*;

    /// More than any call here takes, so that a test fails and does not hang.
    const LONG: Duration = Duration::from_secs(30);

    /// Begins a call, and drops it.
    async fn begin(call: ToolFuture<'_>, until: impl FnOnce()) {
        let mut call = pin!(call);
        assert!(poll_fn(|context| Poll::Ready(call.as_mut().poll(context).is_pending())).await);
        until();
    }

    #[tokio::test(flavor = "current_thread")]
    async fn a_call_that_has_begun_runs_on_after_its_future_is_dropped() {
        let (begun, begin_signal) = channel();
        let (open, gate) = channel();
        let (finished, end_signal) = channel();
        let state = State::new();
        let call = blocking(&state, move |_| {
            let _ = begun.send(());
            let _ = gate.recv_timeout(LONG);
            let _ = finished.send(());
            Ok(Value::Null)
        });
        begin(call, || begin_signal.recv_timeout(LONG).expect("the call begins")).await;
        open.send(()).expect("the call still waits");
        end_signal.recv_timeout(LONG).expect("the call finishes");
    }

    #[test]
    fn a_call_that_has_not_begun_never_does_after_its_future_is_dropped() {
        let runtime = tokio::runtime::Builder::new_current_thread().max_blocking_threads(1).build().expect("it starts");
        runtime.block_on(async {
            let (open, gate) = channel::<()>();
            let (ran, order) = channel();
            let state = State::new();
            let call = |name: &'static str| {
                let ran = ran.clone();
                move |_: &State| {
                    let _ = ran.send(name);
                    Ok(Value::Null)
                }
            };
            let busy = runtime.spawn_blocking(move || gate.recv_timeout(LONG));
            begin(blocking(&state, call("dropped")), || ()).await;
            open.send(()).expect("the only thread is busy");
            busy.await.expect("it does not panic").expect("the gate opens");
            assert_eq!(blocking(&state, call("awaited")).await, Ok(Value::Null));
            assert_eq!(order.try_iter().collect::<Vec<_>>(), ["awaited"]);
        });
    }
}

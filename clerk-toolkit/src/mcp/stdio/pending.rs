//! The requests of a connection that are not answered yet.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rmcp::model::{ClientJsonRpcMessage, ClientNotification, ClientRequest, JsonRpcMessage, RequestId};
use tokio::sync::Notify;

use crate::mcp::message::Refusal;

/// Which ids are taken.
#[derive(Default)]
pub(super) struct Requests {
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Default)]
struct State {
    running: HashSet<RequestId>,
    /// Requests that get no answer. When they have come to an end is not known, so their ids stay taken: what the
    /// protocol asks of all ids.
    cancelled: HashSet<RequestId>,
    /// The `initialize` that is being answered.
    handshake: Option<RequestId>,
}

impl Requests {
    /// Notes what a message begins or cancels.
    ///
    /// # Errors
    /// Where it is a request whose id is taken.
    pub(super) fn admit(&self, message: Option<ClientJsonRpcMessage>) -> Result<Option<ClientJsonRpcMessage>, Refusal> {
        let mut state = self.state();
        match &message {
            Some(JsonRpcMessage::Request(request)) => {
                let id = &request.id;
                if state.cancelled.contains(id) || !state.running.insert(id.clone()) {
                    return Err(Refusal::unidentified(&format!(
                        "The id {} is that of a request that still runs, or was cancelled.",
                        id.clone().into_json_value()
                    )));
                }
                if matches!(request.request, ClientRequest::InitializeRequest(_)) {
                    state.handshake = Some(id.clone());
                }
            }
            Some(JsonRpcMessage::Notification(notification)) => {
                if let ClientNotification::CancelledNotification(cancelled) = &notification.notification
                    && let Some(id) = cancelled.params.request_id.as_ref().and_then(|id| state.running.take(id))
                {
                    state.cancelled.insert(id);
                }
            }
            _ => {}
        }
        Ok(message)
    }

    /// Frees the id of a request that is answered.
    pub(super) fn answered(&self, id: &RequestId) {
        let mut state = self.state();
        state.running.remove(id);
        if state.handshake.as_ref() == Some(id) {
            state.handshake = None;
        }
        drop(state);
        self.changed.notify_waiters();
    }

    /// Whether the request has come, and is neither answered nor cancelled.
    pub(super) fn is_running(&self, id: &RequestId) -> bool {
        self.state().running.contains(id)
    }

    /// Whether fewer requests than that are without their answer.
    pub(super) fn fewer_than(&self, count: usize) -> bool {
        self.state().running.len() < count
    }

    /// Waits until fewer requests than that are without their answer.
    pub(super) async fn until_fewer_than(&self, count: usize) {
        self.until(|state| state.running.len() < count).await;
    }

    /// Waits while an `initialize` is being answered.
    pub(super) async fn handshake(&self) {
        self.until(|state| state.handshake.is_none()).await;
    }

    async fn until(&self, holds: impl Fn(&State) -> bool) {
        loop {
            // Made before the look, so that no change falls between the two.
            let changed = self.changed.notified();
            if holds(&self.state()) {
                return;
            }
            changed.await;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! The requests of a connection that have no response yet.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rmcp::model::{ClientJsonRpcMessage, ClientNotification, ClientRequest, JsonRpcMessage, RequestId};
use tokio::sync::Notify;

use crate::mcp::message::InvalidMessage;

/// The pending requests and their ids.
#[derive(Default)]
pub(super) struct PendingRequests {
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Default)]
struct State {
    running: HashSet<RequestId>,
    /// Cancelled requests. They get no response, so it is not known when they end, and their ids are never free again.
    /// The protocol forbids clients to reuse ids anyway.
    cancelled: HashSet<RequestId>,
    /// The `initialize` request that is pending.
    handshake: Option<RequestId>,
}

impl PendingRequests {
    /// Records the request that a message starts or cancels, and returns the message.
    ///
    /// # Errors
    /// If the message is a request whose id is in use.
    pub(super) fn admit(
        &self,
        message: Option<ClientJsonRpcMessage>,
    ) -> Result<Option<ClientJsonRpcMessage>, InvalidMessage> {
        let mut state = self.state();
        match &message {
            Some(JsonRpcMessage::Request(request)) => {
                let id = &request.id;
                if state.cancelled.contains(id) || !state.running.insert(id.clone()) {
                    return Err(InvalidMessage::without_id(&format!(
                        "The id {} is in use by a pending or cancelled request.",
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

    /// Removes a request that has a response, which frees its id.
    pub(super) fn complete(&self, id: &RequestId) {
        let mut state = self.state();
        state.running.remove(id);
        if state.handshake.as_ref() == Some(id) {
            state.handshake = None;
        }
        drop(state);
        self.changed.notify_waiters();
    }

    /// Whether the request is pending and not cancelled.
    pub(super) fn is_running(&self, id: &RequestId) -> bool {
        self.state().running.contains(id)
    }

    /// Whether the id belongs to a pending or cancelled request.
    pub(super) fn is_in_use(&self, id: &RequestId) -> bool {
        let state = self.state();
        state.running.contains(id) || state.cancelled.contains(id)
    }

    /// Whether fewer than `count` requests are pending.
    pub(super) fn fewer_than(&self, count: usize) -> bool {
        self.state().running.len() < count
    }

    /// Waits until fewer than `count` requests are pending.
    pub(super) async fn until_fewer_than(&self, count: usize) {
        self.until(|state| state.running.len() < count).await;
    }

    /// Waits until no `initialize` request is pending.
    pub(super) async fn until_handshake_done(&self) {
        self.until(|state| state.handshake.is_none()).await;
    }

    async fn until(&self, holds: impl Fn(&State) -> bool) {
        loop {
            // Registered before the check, so that no change is missed in between.
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

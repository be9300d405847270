//! An rmcp transport for lines.
//!
//! It replaces rmcp's own one, which ignores lines that are not JSON or are too long, loses a last line without a line
//! break, loses a response if two requests share an id, and runs on for seconds after its input has ended.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use rmcp::model::{ClientJsonRpcMessage, ClientNotification, ClientRequest, JsonRpcMessage};
use rmcp::service::{RoleServer, RxJsonRpcMessage, TxJsonRpcMessage};
use rmcp::transport::Transport;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::sync::CancellationToken;

use super::lines::{Line, Lines};
use super::outbox::Outbox;
use super::pending::PendingRequests;
use crate::mcp::message::{InvalidMessage, MAX_MESSAGE_BYTES, decode};

/// After the input has ended: how long to wait for the next response before running calls are stopped.
///
/// Clients that start the server as a process kill it two seconds after they close its input.
const DRAIN_TIMEOUT: Duration = Duration::from_millis(1500);

pub(super) struct LineTransport<R> {
    lines: Lines<R>,
    /// Whether the input has ended.
    input_ended: bool,
    outbox: Arc<Outbox>,
    pending: Arc<PendingRequests>,
    /// Calls that wait until others complete, in the order of arrival.
    held: VecDeque<ClientJsonRpcMessage>,
    /// How many requests may be pending before calls are held.
    limit: usize,
    /// Stops the running calls.
    stop: CancellationToken,
}

impl<R: AsyncRead + Unpin> LineTransport<R> {
    /// A transport that passes on up to `limit` requests at a time and holds further calls. A client may send thousands
    /// of calls, and each takes much more memory once it is passed on. Other messages are passed on at once.
    pub(super) fn new<W: AsyncWrite + Unpin + Send + 'static>(
        input: R,
        output: W,
        limit: usize,
        stop: CancellationToken,
    ) -> Self {
        Self {
            lines: Lines::new(input, MAX_MESSAGE_BYTES),
            input_ended: false,
            outbox: Arc::new(Outbox::new(output)),
            pending: Arc::default(),
            held: VecDeque::new(),
            limit,
            stop,
        }
    }

    /// The next message. Invalid lines get their response here. Returns `None` when the input ends; after that, returns
    /// `None` when all requests have a response.
    async fn next(&mut self) -> io::Result<Option<ClientJsonRpcMessage>> {
        loop {
            // The handshake decides how later messages are processed.
            self.pending.until_handshake_done().await;
            let room = self.limit + self.held.len();
            if self.pending.fewer_than(room)
                && let Some(call) = self.held.pop_front()
            {
                return Ok(Some(call));
            }
            let line = tokio::select! {
                line = self.lines.next(), if !self.input_ended => line?,
                () = self.pending.until_fewer_than(room), if !self.held.is_empty() => continue,
                () = self.pending.until_fewer_than(1), if self.input_ended && self.held.is_empty() => return Ok(None),
            };
            let decoded = match line {
                None => return Ok(None),
                Some(Line::Whole(line)) => decode(&line),
                Some(Line::TooLong) => Err(InvalidMessage::without_id(&format!(
                    "The message is too long. The limit is {MAX_MESSAGE_BYTES} bytes."
                ))),
            };
            match decoded.and_then(|message| self.pending.admit(message)) {
                Ok(None) => {}
                Ok(Some(message)) => {
                    if let Some(message) = self.hold(message) {
                        return Ok(Some(message));
                    }
                }
                Err(invalid) => {
                    let invalid = invalid.unless_in_use(|id| self.pending.is_in_use(id));
                    self.outbox.push(&invalid.to_response())?;
                }
            }
        }
    }

    /// Holds the message if it is a call that has to wait, and drops held calls that it cancels.
    fn hold(&mut self, message: ClientJsonRpcMessage) -> Option<ClientJsonRpcMessage> {
        match &message {
            JsonRpcMessage::Request(request) if matches!(request.request, ClientRequest::CallToolRequest(_)) => {
                let waits = !self.held.is_empty() || !self.pending.fewer_than(self.limit + 1);
                if waits {
                    self.held.push_back(message);
                    return None;
                }
            }
            JsonRpcMessage::Notification(notification)
                if matches!(notification.notification, ClientNotification::CancelledNotification(_)) =>
            {
                self.held.retain(|held| match held {
                    JsonRpcMessage::Request(call) => self.pending.is_running(&call.id),
                    _ => true,
                });
            }
            _ => {}
        }
        Some(message)
    }

    /// The next message, or `None` when the input has ended and all requests have a response or have timed out.
    ///
    /// rmcp drops this future on every other event, such as a response, and calls it again. The timeout therefore
    /// starts again with each response.
    async fn next_or_end(&mut self) -> Option<ClientJsonRpcMessage> {
        while !self.input_ended {
            match self.next().await {
                Ok(Some(message)) => return Some(message),
                Ok(None) | Err(_) => self.input_ended = true,
            }
        }
        match tokio::time::timeout(DRAIN_TIMEOUT, self.next()).await {
            Ok(next) => next.ok()?,
            Err(_) => {
                self.stop.cancel();
                None
            }
        }
    }
}

impl<R: AsyncRead + Unpin + Send> Transport<RoleServer> for LineTransport<R> {
    type Error = io::Error;

    fn send(&mut self, message: TxJsonRpcMessage<RoleServer>) -> impl Future<Output = io::Result<()>> + Send + 'static {
        // Some clients fail if they have closed their side and then receive the error of an abandoned call.
        let queued = match self.stop.is_cancelled() {
            true => Ok(()),
            false => self.outbox.push(&message).map_err(io::Error::from),
        };
        match &message {
            JsonRpcMessage::Response(response) => self.pending.complete(&response.id),
            JsonRpcMessage::Error(error) => error.id.iter().for_each(|id| self.pending.complete(id)),
            JsonRpcMessage::Request(_) | JsonRpcMessage::Notification(_) => {}
        }
        std::future::ready(queued)
    }

    async fn receive(&mut self) -> Option<RxJsonRpcMessage<RoleServer>> {
        let outbox = Arc::clone(&self.outbox);
        tokio::select! {
            // Nobody reads the responses any more.
            () = outbox.closed() => {
                self.stop.cancel();
                None
            }
            message = self.next_or_end() => message,
        }
    }

    async fn close(&mut self) -> io::Result<()> {
        self.outbox.finish().await;
        Ok(())
    }
}

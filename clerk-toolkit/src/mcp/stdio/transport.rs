//! rmcp's transport over lines.
//!
//! rmcp has one of its own. It says nothing to a line that is not JSON or too long, loses the last line where its end is
//! missing and an answer where two requests share an id, and ends seconds after its input with calls still queued: hence
//! this one.

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
use super::requests::Requests;
use crate::mcp::message::{MAX_MESSAGE_BYTES, Refusal, decode};

/// How long the end of the input waits for the next answer, before what still runs is stopped.
///
/// Clients that start the server themselves kill it after two seconds.
const PATIENCE: Duration = Duration::from_millis(1500);

pub(super) struct LineTransport<R> {
    lines: Lines<R>,
    /// Whether the input has ended.
    ended: bool,
    outbox: Arc<Outbox>,
    requests: Arc<Requests>,
    /// Calls that wait for others to end, the first of them first.
    held: VecDeque<ClientJsonRpcMessage>,
    /// How many requests are passed on at a time.
    limit: usize,
    /// Stops the calls that run.
    ending: CancellationToken,
}

impl<R: AsyncRead + Unpin> LineTransport<R> {
    /// A transport that passes on so many requests at a time, and holds calls beyond that: each takes much more room
    /// once it is passed on, and a client may send thousands. Whatever else comes is passed on at once.
    pub(super) fn new<W: AsyncWrite + Unpin + Send + 'static>(
        input: R,
        output: W,
        limit: usize,
        ending: CancellationToken,
    ) -> Self {
        Self {
            lines: Lines::new(input, MAX_MESSAGE_BYTES),
            ended: false,
            outbox: Arc::new(Outbox::new(output)),
            requests: Arc::default(),
            held: VecDeque::new(),
            limit,
            ending,
        }
    }

    /// The next message; lines that are none are answered here. `None` is the end of the input, and once that is
    /// reached, the answer to all that came.
    async fn next(&mut self) -> io::Result<Option<ClientJsonRpcMessage>> {
        loop {
            // How the rest is read is for the handshake to say.
            self.requests.handshake().await;
            let room = self.limit + self.held.len();
            if self.requests.fewer_than(room)
                && let Some(call) = self.held.pop_front()
            {
                return Ok(Some(call));
            }
            let line = tokio::select! {
                line = self.lines.next(), if !self.ended => line?,
                () = self.requests.until_fewer_than(room), if !self.held.is_empty() => continue,
                () = self.requests.until_fewer_than(1), if self.ended && self.held.is_empty() => return Ok(None),
            };
            let decoded = match line {
                None => return Ok(None),
                Some(Line::Whole(line)) => decode(&line),
                Some(Line::TooLong) => Err(Refusal::unidentified(&format!(
                    "The message is too long: at most {MAX_MESSAGE_BYTES} bytes are read."
                ))),
            };
            match decoded.and_then(|message| self.requests.admit(message)) {
                Ok(None) => {}
                Ok(Some(message)) => {
                    if let Some(message) = self.hold(message) {
                        return Ok(Some(message));
                    }
                }
                Err(refusal) => self.outbox.push(&refusal.to_json())?,
            }
        }
    }

    /// Holds the message back if it is a call that has to wait, and lets go of one that it cancels.
    fn hold(&mut self, message: ClientJsonRpcMessage) -> Option<ClientJsonRpcMessage> {
        match &message {
            JsonRpcMessage::Request(request) if matches!(request.request, ClientRequest::CallToolRequest(_)) => {
                let waits = !self.held.is_empty() || !self.requests.fewer_than(self.limit + 1);
                if waits {
                    self.held.push_back(message);
                    return None;
                }
            }
            JsonRpcMessage::Notification(notification)
                if matches!(notification.notification, ClientNotification::CancelledNotification(_)) =>
            {
                self.held.retain(|held| match held {
                    JsonRpcMessage::Request(call) => self.requests.is_running(&call.id),
                    _ => true,
                });
            }
            _ => {}
        }
        Some(message)
    }

    /// The next message; `None` once there is none to come, and those that came are answered.
    ///
    /// rmcp drops this future with everything else that happens, an answer above all, and asks anew: that is what makes
    /// the patience start again with each.
    async fn next_or_end(&mut self) -> Option<ClientJsonRpcMessage> {
        while !self.ended {
            match self.next().await {
                Ok(Some(message)) => return Some(message),
                Ok(None) | Err(_) => self.ended = true,
            }
        }
        match tokio::time::timeout(PATIENCE, self.next()).await {
            Ok(next) => next.ok()?,
            Err(_) => {
                self.ending.cancel();
                None
            }
        }
    }
}

impl<R: AsyncRead + Unpin + Send> Transport<RoleServer> for LineTransport<R> {
    type Error = io::Error;

    fn send(&mut self, message: TxJsonRpcMessage<RoleServer>) -> impl Future<Output = io::Result<()>> + Send + 'static {
        // Some clients that have closed their side fail on what they then hear of a call they have left behind.
        let queued = match self.ending.is_cancelled() {
            true => Ok(()),
            false => self.outbox.push(&message).map_err(io::Error::from),
        };
        match &message {
            JsonRpcMessage::Response(response) => self.requests.answered(&response.id),
            JsonRpcMessage::Error(error) => error.id.iter().for_each(|id| self.requests.answered(id)),
            JsonRpcMessage::Request(_) | JsonRpcMessage::Notification(_) => {}
        }
        std::future::ready(queued)
    }

    async fn receive(&mut self) -> Option<RxJsonRpcMessage<RoleServer>> {
        let outbox = Arc::clone(&self.outbox);
        tokio::select! {
            // Nobody is there any more to read an answer.
            () = outbox.closed() => {
                self.ending.cancel();
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

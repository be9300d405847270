//! rmcp's transport over lines.
//!
//! rmcp has one of its own. It says nothing to a line that is not JSON or too long, loses the last line where its end is
//! missing and an answer where two requests share an id, and ends seconds after its input with calls still queued: hence
//! this one.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use rmcp::model::{ClientJsonRpcMessage, JsonRpcMessage};
use rmcp::service::{RoleServer, RxJsonRpcMessage, TxJsonRpcMessage};
use rmcp::transport::Transport;
use tokio::io::{AsyncRead, AsyncWrite};

use super::lines::{Line, Lines};
use super::outbox::Outbox;
use super::requests::Requests;
use crate::mcp::message::{MAX_MESSAGE_BYTES, Refusal, decode};

/// How long the end of the input waits for the next answer. rmcp then gives what still runs five seconds more.
const PATIENCE: Duration = Duration::from_secs(2);

pub(super) struct LineTransport<R> {
    input: Input<R>,
    outbox: Arc<Outbox>,
    requests: Arc<Requests>,
}

struct Input<R> {
    lines: Lines<R>,
    ended: bool,
}

impl<R: AsyncRead + Unpin> LineTransport<R> {
    pub(super) fn new<W: AsyncWrite + Unpin + Send + 'static>(input: R, output: W) -> Self {
        let lines = Lines::new(input, MAX_MESSAGE_BYTES);
        Self { input: Input { lines, ended: false }, outbox: Arc::new(Outbox::new(output)), requests: Arc::default() }
    }

    /// The next message; lines that are none are answered here.
    async fn next(&mut self) -> io::Result<Option<ClientJsonRpcMessage>> {
        loop {
            // How the rest is read is for the handshake to say.
            self.requests.handshake().await;
            let decoded = match self.input.lines.next().await? {
                None => return Ok(None),
                Some(Line::Whole(line)) => decode(&line),
                Some(Line::TooLong) => Err(Refusal::unidentified(&format!(
                    "The message is too long: at most {MAX_MESSAGE_BYTES} bytes are read."
                ))),
            };
            match decoded.and_then(|message| self.requests.admit(message)) {
                Ok(None) => {}
                Ok(message) => return Ok(message),
                Err(refusal) => self.outbox.push(&refusal.to_json())?,
            }
        }
    }

    /// The next message; `None` once there is none to come, and those that came are answered.
    ///
    /// rmcp drops this future with everything else that happens, an answer above all, and asks anew: that is what makes
    /// the patience start again with each.
    async fn next_or_end(&mut self) -> Option<ClientJsonRpcMessage> {
        if !self.input.ended {
            match self.next().await {
                Ok(Some(message)) => return Some(message),
                Ok(None) | Err(_) => self.input.ended = true,
            }
        }
        let _ = tokio::time::timeout(PATIENCE, self.requests.all_answered()).await;
        None
    }
}

impl<R: AsyncRead + Unpin + Send> Transport<RoleServer> for LineTransport<R> {
    type Error = io::Error;

    fn send(&mut self, message: TxJsonRpcMessage<RoleServer>) -> impl Future<Output = io::Result<()>> + Send + 'static {
        let queued = self.outbox.push(&message).map_err(io::Error::from);
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
            () = outbox.closed() => None,
            message = self.next_or_end() => message,
        }
    }

    async fn close(&mut self) -> io::Result<()> {
        self.outbox.finish().await;
        Ok(())
    }
}

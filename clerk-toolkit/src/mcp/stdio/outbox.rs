//! A queue of outgoing messages, and a task that writes them in as few writes as possible.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde::Serialize;
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// The maximum number of messages in one write.
const MESSAGES_PER_WRITE: usize = 256;

/// The initial capacity for a message, in bytes.
const MESSAGE_CAPACITY: usize = 1024;

/// While the server shuts down: how long the output may accept nothing before the remaining messages are dropped.
const STALL_TIMEOUT: Duration = Duration::from_secs(5);

/// The queue of outgoing messages. A task writes them.
///
/// The queue is unbounded. With a bound, a client that writes all its requests before it reads a response would wait
/// for the server, and the server for the client.
pub(super) struct Outbox {
    queue: UnboundedSender<Message>,
    /// The number of completed writes.
    written: Arc<AtomicUsize>,
}

impl Outbox {
    /// A queue, and a task that writes its messages until the queue is dropped.
    pub(super) fn new<W: AsyncWrite + Unpin + Send + 'static>(output: W) -> Self {
        let (queue, messages) = unbounded_channel();
        let written = Arc::new(AtomicUsize::new(0));
        tokio::spawn(write(output, messages, Arc::clone(&written)));
        Self { queue, written }
    }

    /// Queues a message. If the output has failed, the message is dropped.
    pub(super) fn push(&self, message: &impl Serialize) -> serde_json::Result<()> {
        let mut line = Vec::with_capacity(MESSAGE_CAPACITY);
        serde_json::to_writer(&mut line, message)?;
        line.push(b'\n');
        // This fails only if the output has failed, which `closed` reports.
        let _ = self.queue.send(Message::Line(line));
        Ok(())
    }

    /// Waits until the output fails or is finished.
    pub(super) async fn closed(&self) {
        self.queue.closed().await;
    }

    /// Writes the queued messages and stops. Gives up if the output stalls.
    pub(super) async fn finish(&self) {
        let _ = self.queue.send(Message::End);
        loop {
            let before = self.written.load(Ordering::Relaxed);
            let is_closed = tokio::time::timeout(STALL_TIMEOUT, self.closed()).await.is_ok();
            if is_closed || self.written.load(Ordering::Relaxed) == before {
                return;
            }
        }
    }
}

enum Message {
    Line(Vec<u8>),
    End,
}

async fn write<W: AsyncWrite + Unpin>(
    mut output: W,
    mut messages: UnboundedReceiver<Message>,
    written: Arc<AtomicUsize>,
) {
    let mut batch = Vec::with_capacity(MESSAGES_PER_WRITE);
    while messages.recv_many(&mut batch, MESSAGES_PER_WRITE).await > 0 {
        let mut bytes = Vec::new();
        let mut ends = false;
        for message in batch.drain(..) {
            match message {
                Message::Line(line) if bytes.is_empty() => bytes = line,
                Message::Line(line) => bytes.extend_from_slice(&line),
                Message::End => ends = true,
            }
        }
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            match output.write(rest).await {
                Ok(0) | Err(_) => return,
                Ok(count) => rest = rest.get(count..).unwrap_or_default(),
            }
            written.fetch_add(1, Ordering::Relaxed);
        }
        if output.flush().await.is_err() || ends {
            return;
        }
    }
}

//! What is written: every message at once into a queue, and from there to the output in as few writes as it takes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde::Serialize;
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// How many messages go into one write at most.
const MESSAGES_AT_A_TIME: usize = 256;

/// What is set aside for a message, in bytes; longer ones grow.
const USUAL_SIZE: usize = 1024;

/// How long the output may take nothing before what is left to write is given up, once the server ends.
const PATIENCE: Duration = Duration::from_secs(5);

/// The queue of messages to write, and the task that writes them.
///
/// The queue has no bound: a client that writes all of its requests before it reads an answer would otherwise wait for
/// the server, and the server for the client.
pub(super) struct Outbox {
    queue: UnboundedSender<Message>,
    /// The number of writes so far.
    written: Arc<AtomicUsize>,
}

impl Outbox {
    /// A queue, and the task that empties it until the last clone of the queue is gone.
    pub(super) fn new<W: AsyncWrite + Unpin + Send + 'static>(output: W) -> Self {
        let (queue, messages) = unbounded_channel();
        let written = Arc::new(AtomicUsize::new(0));
        tokio::spawn(write(output, messages, Arc::clone(&written)));
        Self { queue, written }
    }

    /// Queues a message. One that the output will never take is dropped.
    pub(super) fn push(&self, message: &impl Serialize) -> serde_json::Result<()> {
        let mut line = Vec::with_capacity(USUAL_SIZE);
        serde_json::to_writer(&mut line, message)?;
        line.push(b'\n');
        // It fails where the output has failed, which `closed` tells.
        let _ = self.queue.send(Message::Line(line));
        Ok(())
    }

    /// Waits until the output takes nothing more.
    pub(super) async fn closed(&self) {
        self.queue.closed().await;
    }

    /// Writes what is queued, for as long as the output takes some of it, and ends.
    pub(super) async fn finish(&self) {
        let _ = self.queue.send(Message::End);
        loop {
            let before = self.written.load(Ordering::Relaxed);
            let ended = tokio::time::timeout(PATIENCE, self.closed()).await.is_ok();
            if ended || self.written.load(Ordering::Relaxed) == before {
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
    let mut batch = Vec::with_capacity(MESSAGES_AT_A_TIME);
    while messages.recv_many(&mut batch, MESSAGES_AT_A_TIME).await > 0 {
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

//! A TCP stream that fails if its client is too slow.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};

/// State that the stream shares with the service on it.
#[derive(Debug, Default)]
pub(super) struct Activity {
    /// How many heads have arrived.
    heads: AtomicUsize,
    /// Whether a request is being processed. What arrives meanwhile belongs to its body.
    is_processing: AtomicBool,
    /// Whether a head has arrived in part and took too long.
    head_timed_out: AtomicBool,
}

impl Activity {
    /// The head of a request has arrived.
    pub(super) fn start(&self) {
        self.heads.fetch_add(1, Ordering::Relaxed);
        self.is_processing.store(true, Ordering::Relaxed);
    }

    /// The response to the request is known.
    pub(super) fn end(&self) {
        self.is_processing.store(false, Ordering::Relaxed);
    }

    /// Whether a head has arrived in part and took too long, so that its client gets an error.
    pub(super) fn head_timed_out(&self) -> bool {
        self.head_timed_out.load(Ordering::Relaxed)
    }
}

/// Limits the time from the first byte of a head to its last, and the time that a write waits for its client.
///
/// hyper's own limit for heads starts when the previous request ends, so it also limits how long a connection is idle.
/// It cannot distinguish the two.
pub(super) struct TimedStream {
    stream: TcpStream,
    activity: Arc<Activity>,
    /// How many heads had arrived when the deadline for the next one was last looked at.
    heads: usize,
    /// Whether a part of the next head has arrived.
    has_partial_head: bool,
    head: Deadline,
    write: Deadline,
}

impl TimedStream {
    /// A new connection. The time for its first head starts now, so that a client that only connects is cut off early.
    pub(super) fn new(stream: TcpStream, head: Duration, write: Duration, activity: Arc<Activity>) -> Self {
        let mut head = Deadline::after(head);
        head.start();
        Self { stream, activity, heads: 0, has_partial_head: false, head, write: Deadline::after(write) }
    }

    /// The stream without limits.
    pub(super) fn into_inner(self) -> TcpStream {
        self.stream
    }

    /// Removes the deadline of a head that has arrived.
    fn notice_heads(&mut self) {
        let heads = self.activity.heads.load(Ordering::Relaxed);
        if heads != self.heads {
            self.heads = heads;
            self.has_partial_head = false;
            self.head.clear();
        }
    }

    /// Passes the result of a write on. One that waits too long fails.
    fn limit<T>(&mut self, written: Poll<io::Result<T>>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.write.clear();
            return written;
        }
        self.write.start();
        self.write.poll(context).map(Err)
    }
}

impl AsyncRead for TimedStream {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.notice_heads();
        let before = buffer.filled().len();
        let read = Pin::new(&mut this.stream).poll_read(context, buffer);
        if this.activity.is_processing.load(Ordering::Relaxed) {
            return read;
        }
        if read.is_ready() {
            if buffer.filled().len() > before {
                this.has_partial_head = true;
                this.head.start();
            }
            return read;
        }
        this.head.poll(context).map(|error| {
            this.activity.head_timed_out.store(this.has_partial_head, Ordering::Relaxed);
            Err(error)
        })
    }
}

impl AsyncWrite for TimedStream {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.limit(written, context)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write_vectored(context, buffers);
        this.limit(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

/// A point in time at which an operation fails. The timer runs only while somebody waits for it.
struct Deadline {
    after: Duration,
    at: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Deadline {
    fn after(after: Duration) -> Self {
        Self { after, at: None, timer: None }
    }

    /// Sets the deadline, unless it is already set.
    fn start(&mut self) {
        let after = self.after;
        // A time beyond the clock's range is no limit.
        self.at = self.at.or_else(|| Instant::now().checked_add(after));
    }

    fn clear(&mut self) {
        self.at = None;
    }

    /// Completes with an error at the deadline.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<io::Error> {
        let Some(at) = self.at else { return Poll::Pending };
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(at)));
        if timer.deadline() != at {
            timer.as_mut().reset(at);
        }
        ready!(timer.as_mut().poll(context));
        Poll::Ready(io::ErrorKind::TimedOut.into())
    }
}

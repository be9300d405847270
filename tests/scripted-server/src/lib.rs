//! An HTTP server for tests. It follows a script: the first connection gets the first reply, and so on.
//!
//! A reply is raw bytes or silence, so a test can send what a real server would not send on demand: an error, a
//! truncated body, a response that never ends. The server runs on its own threads. It works with any async runtime and
//! without one.
//!
//! It panics if the machine has no free port: it is only for tests.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What the server does with one request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Sends these bytes and closes the connection.
    Bytes(Vec<u8>),
    /// Sends these bytes, then keeps the connection open until the client closes it.
    Silence(Vec<u8>),
}

impl Reply {
    /// A complete HTTP response. Each line of `headers` ends in `\r\n`.
    pub fn http(status: u16, headers: &str, body: &str) -> Self {
        let length = body.len();
        Self::Bytes(
            format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}")
                .into_bytes(),
        )
    }

    /// [`Reply::http`] with the content type of JSON.
    pub fn json(status: u16, headers: &str, body: &str) -> Self {
        Self::http(status, &format!("content-type: application/json\r\n{headers}"), body)
    }

    /// Silence from the start.
    pub fn silence() -> Self {
        Self::Silence(Vec::new())
    }
}

/// What the server has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A complete request has arrived.
    Request,
    /// The client has closed a connection that the server kept open.
    HangUp,
}

/// The URL of a port that refuses connections. No server of another test can get this port, unlike one that was free a
/// moment ago.
pub const REFUSING_URL: &str = "http://127.0.0.1:1";

/// A server on this machine. After its last reply it closes each connection without a response. It keeps its port until
/// the tests end, so that a late request does not reach the server of another test.
#[derive(Debug)]
pub struct Server {
    url: String,
    requests: Arc<Mutex<Vec<String>>>,
    events: tokio::sync::Mutex<UnboundedReceiver<Event>>,
}

impl Server {
    /// Starts a server with this script.
    pub fn start<S>(script: S) -> Self
    where
        S: IntoIterator<Item = Reply>,
        S::IntoIter: Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").expect("this machine has a free port");
        let url = format!("http://{}", listener.local_addr().expect("the listener has an address"));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (sender, receiver) = unbounded_channel();
        let (script, log) = (script.into_iter(), Log { requests: Arc::clone(&requests), events: sender });
        thread::spawn(move || {
            for reply in script {
                let Ok((connection, _)) = listener.accept() else { return };
                let log = log.clone();
                thread::spawn(move || log.serve(connection, reply));
            }
            while listener.accept().is_ok() {}
        });
        Self { url, requests, events: receiver.into() }
    }

    /// Starts a server that never replies.
    pub fn silent() -> Self {
        Self::start(std::iter::repeat_with(Reply::silence))
    }

    /// The server's URL, without a path.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// All requests up to now: head and body, as sent.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The request line, without the HTTP version, and the body of the only request.
    ///
    /// # Panics
    ///
    /// If there was no request, or more than one.
    pub fn only_request(&self) -> (String, String) {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        let (head, body) = requests[0].split_once("\r\n\r\n").expect("the request is complete");
        let line = head.lines().next().unwrap_or_default();
        (line.trim_end_matches(" HTTP/1.1").to_owned(), body.to_owned())
    }

    /// Waits for the next event.
    ///
    /// # Panics
    ///
    /// If no event arrives within 20 seconds.
    pub async fn next(&self) -> Event {
        self.next_within(Duration::from_secs(20)).await.expect("the server sees a request or a closed connection")
    }

    /// Waits for the next event, at most this long.
    pub async fn next_within(&self, limit: Duration) -> Option<Event> {
        tokio::time::timeout(limit, async { self.events.lock().await.recv().await }).await.ok().flatten()
    }
}

/// Where connections report what they see.
#[derive(Clone)]
struct Log {
    requests: Arc<Mutex<Vec<String>>>,
    events: UnboundedSender<Event>,
}

impl Log {
    fn serve(&self, mut connection: TcpStream, reply: Reply) {
        let Some(request) = read_request(&mut connection) else { return };
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        // A send fails if the test has ended.
        let _ = self.events.send(Event::Request);
        match reply {
            // A write fails if the client has closed the connection, for example because the response is too large.
            Reply::Bytes(bytes) => drop(connection.write_all(&bytes)),
            Reply::Silence(bytes) => {
                let _ = connection.write_all(&bytes);
                while connection.read(&mut [0; 64]).is_ok_and(|read| read > 0) {}
                let _ = self.events.send(Event::HangUp);
            }
        }
    }
}

/// Reads a head and a body of the length that the head announces. `None` if the connection closes before that.
fn read_request(connection: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some(text.into_owned());
            }
        }
        let mut chunk = [0; 4096];
        match connection.read(&mut chunk) {
            Ok(read) if read > 0 => bytes.extend_from_slice(&chunk[..read]),
            _ => return None,
        }
    }
}

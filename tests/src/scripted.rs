//! A server that answers each request with the next reply of its script: for what no real Clerk instance does on demand.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use clerk_toolkit::client::ClerkClientBuilder;
use clerk_toolkit::toolkit::ClerkToolkitBuilder;
use clerk_toolkit::{ClerkClient, ClerkToolkit};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

/// What the server does with one request.
pub enum Reply {
    /// Sends this and closes the connection.
    Text(String),
    /// Says nothing, and tells the channel when the client has closed the connection.
    Silence(oneshot::Sender<()>),
}

impl Reply {
    /// A JSON answer with further headers, each ending in `\r\n`.
    pub fn json(status: u16, headers: &str, body: &str) -> Self {
        let length = body.len();
        Self::Text(format!(
            "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
             connection: close\r\n{headers}\r\n{body}"
        ))
    }

    /// Silence, and what resolves when the client hangs up.
    pub fn silence() -> (Self, oneshot::Receiver<()>) {
        let (closed, hung_up) = oneshot::channel();
        (Self::Silence(closed), hung_up)
    }
}

/// The server.
pub struct Scripted {
    url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Scripted {
    /// The secret key that [`Scripted::client`] sends.
    pub const KEY: &str = "sk_test_Zm9yLXRoZS1zY3JpcHRlZC1zZXJ2ZXI";

    /// Starts a server that answers one request a reply.
    pub async fn start(script: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let script: Vec<_> = script.into_iter().collect();
        tokio::spawn(serve(listener, script, Arc::clone(&requests)));
        Self { url, requests }
    }

    /// Where it listens.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Each request so far: head and body, as sent.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A client that gives up after 20 seconds and repeats nothing.
    pub fn client(&self) -> ClerkClientBuilder {
        ClerkClient::builder().secret_key(Self::KEY).api_url(&self.url).timeout(Duration::from_secs(20)).max_retries(0)
    }

    /// A toolkit on that client.
    pub fn toolkit(&self) -> ClerkToolkitBuilder {
        ClerkToolkit::builder().client(self.client().build().expect("a client"))
    }
}

async fn serve(listener: TcpListener, script: Vec<Reply>, requests: Arc<Mutex<Vec<String>>>) {
    for reply in script {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let request = read_request(&mut stream).await;
        requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        match reply {
            Reply::Text(text) => stream.write_all(text.as_bytes()).await.expect("a client that listens"),
            Reply::Silence(closed) => drop(tokio::spawn(async move {
                while stream.read(&mut [0; 64]).await.is_ok_and(|read| read > 0) {}
                // Whoever waits for it may have given up.
                let _ = closed.send(());
            })),
        }
    }
}

async fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return text;
            }
        }
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await.expect("a request") {
            0 => return text,
            read => bytes.extend_from_slice(&chunk[..read]),
        }
    }
}

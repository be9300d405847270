//! A server on this machine that answers each request with the next reply of its script and keeps what it was sent.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::super::{ClerkClient, ClerkClientBuilder};

pub(super) const KEY: &str = "sk_test_Zm9vYmFyc2VjcmV0";

/// What the server does with one request.
pub(super) enum Reply {
    /// Sends these bytes and closes the connection.
    Bytes(Vec<u8>),
    /// Sends these bytes, says nothing more, and tells the channel when the client has closed the connection.
    Silence(Vec<u8>, oneshot::Sender<()>),
}

/// A reply with a status, further headers (each ending in `\r\n`) and a body.
pub(super) fn reply(status: u16, headers: &str, body: &str) -> Reply {
    let length = body.len();
    Reply::Bytes(
        format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}")
            .into_bytes(),
    )
}

pub(super) fn json(body: &str) -> Reply {
    reply(200, "content-type: application/json\r\n", body)
}

pub(super) struct Server {
    address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(super) async fn start(script: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let script: Vec<_> = script.into_iter().collect();
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            for reply in script {
                let (mut stream, _) = listener.accept().await.unwrap();
                let request = read_request(&mut stream).await;
                seen.lock().unwrap().push(request);
                match reply {
                    // The client may have hung up, as it does on an answer that is too large.
                    Reply::Bytes(bytes) => drop(stream.write_all(&bytes).await),
                    Reply::Silence(bytes, closed) => {
                        stream.write_all(&bytes).await.unwrap();
                        tokio::spawn(async move {
                            while stream.read(&mut [0; 64]).await.is_ok_and(|read| read > 0) {}
                            let _ = closed.send(());
                        });
                    }
                }
            }
        });
        Self { address, requests }
    }

    pub(super) fn url(&self) -> &str {
        &self.address
    }

    pub(super) fn builder(&self) -> ClerkClientBuilder {
        ClerkClient::builder().secret_key(KEY).api_url(self.url()).timeout(Duration::from_secs(20))
    }

    pub(super) fn client(&self) -> ClerkClient {
        self.builder().build().unwrap()
    }

    /// Every request so far: head and body, as sent.
    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// The request line and the body of the only request.
    pub(super) fn only(&self) -> (String, String) {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
        (head.lines().next().unwrap().trim_end_matches(" HTTP/1.1").to_owned(), body.to_owned())
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
        match stream.read(&mut chunk).await.unwrap() {
            0 => return text,
            read => bytes.extend_from_slice(&chunk[..read]),
        }
    }
}

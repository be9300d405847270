//! One connection: its requests, its time limits and its end.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

use super::options::Limits;
use super::stream::{Activity, TimedStream};

/// The response to a head that did not arrive in time.
const HEAD_TIMED_OUT: &[u8] = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// How long the client may take to accept that response.
const LAST_RESPONSE_TIMEOUT: Duration = Duration::from_secs(1);

/// Serves the requests of a connection until the client closes it, a time limit passes, or `closing` is cancelled and
/// the current request is done. With `is_last`, it serves only one request.
pub(super) async fn serve(stream: TcpStream, app: Router, limits: Limits, closing: CancellationToken, is_last: bool) {
    // Without Nagle's algorithm, a response does not wait until the client has acknowledged the previous one.
    let _ = stream.set_nodelay(true);
    let activity = Arc::<Activity>::default();
    let stream = TimedStream::new(stream, limits.header_timeout, limits.write_timeout, Arc::clone(&activity));
    let app = TowerToHyperService::new(app);
    let requests = Arc::clone(&activity);
    let service = service_fn(move |request| {
        requests.start();
        let (response, requests) = (app.call(request), Arc::clone(&requests));
        async move {
            let response = response.await;
            requests.end();
            response
        }
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.idle_timeout)
        .keep_alive(!is_last)
        .serve_connection(TokioIo::new(stream), service);
    let served = tokio::select! {
        served = &mut connection => Some(served),
        () = closing.cancelled() => None,
    };
    let served = match served {
        Some(served) => served,
        None => {
            Pin::new(&mut connection).graceful_shutdown();
            (&mut connection).await
        }
    };
    if served.is_err() && activity.head_timed_out() {
        let mut stream = connection.into_parts().io.into_inner().into_inner();
        let respond = async {
            stream.write_all(HEAD_TIMED_OUT).await?;
            stream.shutdown().await
        };
        // The connection closes in any case.
        let _ = tokio::time::timeout(LAST_RESPONSE_TIMEOUT, respond).await;
    }
}

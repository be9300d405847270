//! Failures that a retry cannot fix.

use serde_json::Value;

use super::super::*;
use super::server::{Clients, KEY, Reply, Server};

/// The error of a request, and the number of requests that the server saw.
async fn failure(builder: ClerkClientBuilder, server: &Server) -> (ClerkError, usize) {
    let error = builder.build().unwrap().get("users").send::<Value>().await.unwrap_err();
    (error, server.requests().len())
}

#[tokio::test]
async fn a_server_that_does_not_speak_http_is_permanent() {
    let server = Server::start([Reply::Bytes(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()), Reply::http(200, "", "{}")]);
    let (error, requests) = failure(server.builder(), &server).await;
    assert!(matches!(error, ClerkError::Transport { .. }), "{error:?}");
    assert_eq!((error.is_retryable(), error.fault(), requests), (false, Some(Fault::NotHttp), 1));
}

#[tokio::test]
async fn a_host_that_does_not_exist_is_permanent_if_the_resolver_says_so() {
    let client = ClerkClient::builder().secret_key(KEY).api_url("http://no-such-host.invalid").max_retries(0);
    let error = client.allow_insecure_http(true).build().unwrap().get("users").send::<Value>().await.unwrap_err();
    assert!(matches!(error, ClerkError::Connect { .. }), "{error:?}");
    // Without a network, the resolver reports a temporary failure.
    let is_known = error.to_string().contains("Name or service not known");
    assert_eq!(error.is_retryable(), !is_known, "{error}");
}

#[tokio::test]
async fn a_request_that_the_http_client_refuses_is_a_mistake_in_the_configuration() {
    let server = Server::start([Reply::http(200, "", "{}")]);
    let http = reqwest::Client::builder().https_only(true).build().unwrap();
    let (error, requests) = failure(server.builder().http_client(http), &server).await;
    assert!(matches!(error, ClerkError::Config(_)), "{error:?}");
    assert_eq!((error.is_retryable(), requests), (false, 0));
}

#[cfg(feature = "rustls")]
mod tls {
    use std::sync::Arc;

    use tokio::io::AsyncReadExt;
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::pki_types::pem::PemObject;
    use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

    use super::*;

    /// Starts a server with a certificate that nobody has signed, and returns its port.
    async fn self_signed() -> u16 {
        let certificate = CertificateDer::from_pem_slice(include_bytes!("certificate/self-signed.pem")).unwrap();
        let key = PrivateKeyDer::from_pem_slice(include_bytes!("certificate/key.pem")).unwrap();
        let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    if let Ok(mut connection) = acceptor.accept(connection).await {
                        let _ = connection.read(&mut [0; 1024]).await;
                    }
                });
            }
        });
        port
    }

    /// An HTTP client that trusts only the certificate of [`self_signed`].
    fn trusting() -> reqwest::ClientBuilder {
        let certificate = include_bytes!("certificate/self-signed.pem");
        reqwest::Client::builder().tls_certs_only([reqwest::Certificate::from_pem(certificate).unwrap()])
    }

    /// An HTTP client that trusts no certificate.
    fn distrustful() -> reqwest::ClientBuilder {
        reqwest::Client::builder().tls_certs_only([])
    }

    async fn error_of(url: &str, http: reqwest::ClientBuilder) -> ClerkError {
        let client = ClerkClient::builder().secret_key(KEY).api_url(url).http_client(http.build().unwrap());
        client.build().unwrap().post("users").send::<Value>().await.unwrap_err()
    }

    #[track_caller]
    fn assert_permanent(error: &ClerkError, fault: Fault) {
        assert!(matches!(error, ClerkError::Connect { .. }), "{error:?}");
        assert_eq!((error.is_retryable(), error.fault()), (false, Some(fault)), "{error}");
        assert_eq!(error.change(), Change::NotApplied);
    }

    #[tokio::test]
    async fn a_certificate_that_is_not_trusted_is_permanent() {
        let port = self_signed().await;
        let error = error_of(&format!("https://127.0.0.1:{port}"), distrustful()).await;
        assert_permanent(&error, Fault::Certificate);
        assert!(error.to_string().contains("invalid peer certificate"), "{error}");
    }

    #[tokio::test]
    async fn a_certificate_for_another_name_is_permanent() {
        let port = self_signed().await;
        let address = ([127, 0, 0, 1], port).into();
        let error = error_of("https://clerk.example", trusting().resolve("clerk.example", address)).await;
        assert_permanent(&error, Fault::Certificate);
    }

    #[tokio::test]
    async fn a_server_that_does_not_speak_tls_is_permanent() {
        let alert = vec![0x15, 3, 3, 0, 2, 2, 40];
        for bytes in [b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(), alert] {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let port = listener.local_addr().unwrap().port();
            tokio::spawn(async move {
                while let Ok((mut connection, _)) = listener.accept().await {
                    let _ = connection.read(&mut [0; 1024]).await;
                    let _ = tokio::io::AsyncWriteExt::write_all(&mut connection, &bytes).await;
                }
            });
            let error = error_of(&format!("https://127.0.0.1:{port}"), distrustful()).await;
            assert_permanent(&error, Fault::Tls);
        }
    }

    #[tokio::test]
    async fn a_proxy_that_requires_a_password_is_permanent() {
        let denied = || Reply::http(407, "proxy-authenticate: Basic\r\n", "");
        let server = Server::start([denied(), denied()]);
        let proxied = || distrustful().proxy(reqwest::Proxy::all(server.url()).unwrap());
        let error = error_of("https://api.clerk.com", proxied()).await;
        assert_permanent(&error, Fault::ProxyAuthentication);
        assert_eq!(server.requests().len(), 1);
        // Without TLS, the proxy's response is an ordinary one.
        let client = ClerkClient::builder().secret_key(KEY).api_url("http://clerk.internal").allow_insecure_http(true);
        let (error, _) = failure(client.http_client(proxied().build().unwrap()), &server).await;
        assert_eq!((error.status(), error.is_retryable()), (Some(407), false));
        assert_eq!(error.fault(), Some(Fault::ProxyAuthentication));
    }

    #[tokio::test]
    async fn a_proxy_with_an_unsupported_scheme_is_permanent() {
        let proxy = reqwest::Proxy::all("ftp://127.0.0.1:1").unwrap();
        let error = error_of("https://api.clerk.com", distrustful().proxy(proxy)).await;
        assert!(!error.is_retryable(), "{error:?}");
    }
}

//! Whether the server can be reached: name, connection, TLS and HTTP, or the first of them that fails.

use std::env;
use std::error::Error;
use std::io;
use std::time::{Duration, SystemTime};

use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use super::report::Report;
use crate::options::is_this_machine;

/// How long each step may take.
const LIMIT: Duration = Duration::from_secs(10);

/// A response to a request without a key, and when it arrived.
pub(super) struct Response {
    /// The `Date` header.
    pub(super) date: Option<String>,
    pub(super) arrived: SystemTime,
}

/// Returns the server's response if it is reached.
pub(super) async fn check(base: &str, report: &mut Report) -> Option<Response> {
    let url = Url::parse(base).ok()?;
    let proxy = proxy(&url);
    let through = match &proxy {
        Some(proxy) => format!(" through the proxy {}", place(proxy)),
        None => String::new(),
    };
    let target = proxy.as_ref().unwrap_or(&url);
    if let Err((what, remedy)) = connect(target, proxy.is_some()).await {
        report.problem("reach", what, remedy);
        return None;
    }
    match request(&url).await {
        Ok(response) => {
            report.ok("reach", format_args!("{base} responds{through}"));
            Some(response)
        }
        Err(error) => {
            let cause = root_cause(&error);
            let tls = url.scheme() == "https" && error.is_connect();
            let remedy = match tls {
                true => {
                    "TLS fails after the connection is made: check this machine's clock and certificates, and \
                         whether a proxy or a security program replaces the server's certificate."
                }
                false => "Check that the address in --api-url or CLERK_API_URL is that of Clerk's API.",
            };
            report.problem("reach", format_args!("no HTTP response from {}{through}: {cause}", place(&url)), remedy);
            None
        }
    }
}

/// Whether a connection to the address can be made, through the proxy if there is one. Sends no request.
///
/// # Errors
/// If not, with the reason.
pub(super) async fn try_connection(url: &Url) -> Result<(), String> {
    let proxy = proxy(url);
    connect(proxy.as_ref().unwrap_or(url), proxy.is_some()).await.map_err(|(what, _)| what)
}

/// Resolves the name and opens a connection; or says what failed, and what to do.
async fn connect(url: &Url, is_proxy: bool) -> Result<(), (String, &'static str)> {
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    let port = url.port_or_known_default().unwrap_or(443);
    let what = if is_proxy { "the proxy " } else { "" };
    let addresses: Vec<_> = within(lookup_host((host, port))).await.map(Iterator::collect).map_err(|error| {
        let remedy = match is_proxy {
            true => "Check the network connection, DNS, and the address of the proxy.",
            false => "Check the network connection, DNS, and the address in --api-url or CLERK_API_URL.",
        };
        (format!("the name of {what}{host} cannot be resolved: {error}"), remedy)
    })?;
    within(TcpStream::connect(&addresses[..])).await.map(drop).map_err(|error| {
        let remedy = match is_proxy {
            true => "Check that the proxy runs, and the address in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY.",
            false => {
                "Check that a server listens at this address, and that no firewall blocks it. If the network needs a \
                      proxy, set HTTPS_PROXY."
            }
        };
        (format!("no connection to {what}{}: {error}", place(url)), remedy)
    })
}

async fn within<T>(step: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    timeout(LIMIT, step).await.unwrap_or_else(|_| Err(io::Error::new(io::ErrorKind::TimedOut, "it took too long")))
}

/// A request without a key: every response proves that the server is reached.
async fn request(url: &Url) -> reqwest::Result<Response> {
    let client = Client::builder().redirect(Policy::none()).timeout(LIMIT);
    let client = if is_this_machine(url) { client.no_proxy() } else { client };
    let response = client.build()?.get(url.clone()).send().await.map_err(reqwest::Error::without_url)?;
    let date = response.headers().get("date").and_then(|date| date.to_str().ok()).map(str::to_owned);
    Ok(Response { date, arrived: SystemTime::now() })
}

/// The proxy that the environment names for the address.
fn proxy(url: &Url) -> Option<Url> {
    if is_this_machine(url) || is_exempt(url.host_str().unwrap_or_default()) {
        return None;
    }
    let names = match url.scheme() {
        "https" => ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"],
        _ => ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"],
    };
    let value = names.iter().find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()))?;
    Url::parse(&value).ok().filter(Url::has_host).or_else(|| Url::parse(&format!("http://{value}")).ok())
}

/// Whether `NO_PROXY` names the host or a domain of it.
fn is_exempt(host: &str) -> bool {
    let list = env::var("NO_PROXY").or_else(|_| env::var("no_proxy")).unwrap_or_default();
    list.split(',').map(|entry| entry.trim().trim_start_matches('.')).any(|entry| {
        entry == "*"
            || (!entry.is_empty()
                && host.strip_suffix(entry).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
    })
}

/// The host and the port, without a user name and a password.
fn place(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port_or_known_default().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn root_cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

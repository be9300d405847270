//! Addresses: those to listen on, and whether an address is this machine's.

use std::net::{Ipv4Addr, SocketAddr};

use clerk_toolkit::loopback;
use reqwest::Url;

/// Parses `8080`, `localhost:8080`, `127.0.0.1:8080` or `[::1]:8080`. A port alone means the loopback address, which only
/// this machine reaches.
///
/// # Errors
/// If the text is none of these.
pub(crate) fn address(text: &str) -> Result<SocketAddr, String> {
    let port = text.strip_prefix("localhost:").unwrap_or(text);
    if let Ok(port) = port.parse::<u16>() {
        return Ok((Ipv4Addr::LOCALHOST, port).into());
    }
    text.parse().map_err(|_| {
        "expected a port, or an address with a port, such as 8080, 127.0.0.1:8080 or [::1]:8080 (port 0 takes any free port)"
            .to_owned()
    })
}

/// Whether the host of a URL is this machine, so that nobody else sees the requests.
pub(crate) fn is_this_machine(url: &Url) -> bool {
    url.host_str().is_some_and(loopback::is_this_machine)
}

//! Whether a host is this machine.

use std::net::IpAddr;

/// Whether only this machine can be meant by the host of a URL or of a `Host` header, so that nobody else sees the
/// requests. An IPv6 address can be in brackets.
#[must_use]
pub fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn only_localhost_and_loopback_addresses_are_this_machine() {
        for host in ["localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]", "::1", "[::ffff:127.0.0.1]"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in ["", "localhost.example.com", "example.com", "10.0.0.1", "0.0.0.0", "[::]", "[::ffff:10.0.0.1]"] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}

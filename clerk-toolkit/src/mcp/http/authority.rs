//! Hosts and origins, as requests and settings name them.

use std::fmt;
use std::net::Ipv6Addr;

use axum::http::uri;

use crate::loopback::is_this_machine;

/// A host, and a port if one is named. The host is in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Authority {
    pub(super) host: String,
    pub(super) port: Option<u16>,
}

impl Authority {
    /// Parses `host` or `host:port`. Anything else, such as user information before an `@`, returns `None`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let authority: uri::Authority = text.parse().ok()?;
        let host = authority.host();
        let port = match text.strip_prefix(host)? {
            "" | ":" => None,
            port => Some(port.strip_prefix(':').filter(|port| is_number(port))?.parse().ok()?),
        };
        let host = match host.strip_prefix('[') {
            Some(address) => format!("[{}]", address.strip_suffix(']')?.parse::<Ipv6Addr>().ok()?),
            None if host.is_empty() || host.contains(['@', '[', ']']) => return None,
            None => host.to_ascii_lowercase(),
        };
        Some(Self { host, port })
    }

    /// Whether only this machine can be meant.
    pub(super) fn is_loopback(&self) -> bool {
        is_this_machine(&self.host)
    }

    /// Whether the host is safe to repeat in an error: a name or an address without special characters.
    fn is_plain(&self) -> bool {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_[]:".contains(&byte);
        !self.host.starts_with('-') && self.host.len() <= 253 && self.host.bytes().all(is_plain)
    }

    /// The host, if it is safe to repeat in an error.
    pub(super) fn shown(&self) -> Option<&str> {
        self.is_plain().then_some(self.host.as_str())
    }
}

/// A web page's origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) scheme: &'static str,
    pub(super) authority: Authority,
}

impl Origin {
    /// Parses `http://host`, `https://host` or either with a port. Anything else, such as `null` or a URL with a path,
    /// returns `None`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (scheme, authority) = text.split_once("://")?;
        let scheme = ["http", "https"].into_iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
        Some(Self { scheme, authority: Authority::parse(authority)? })
    }

    /// The port, which is the scheme's default if none is named.
    pub(super) fn port(&self) -> u16 {
        self.authority.port.unwrap_or(default_port(self.scheme))
    }

    /// The origin, if it is safe to repeat in an error.
    pub(super) fn shown(&self) -> Option<String> {
        self.authority.is_plain().then(|| self.to_string())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scheme, authority } = self;
        write!(f, "{scheme}://{}", authority.host)?;
        match self.port() {
            port if port == default_port(scheme) => Ok(()),
            port => write!(f, ":{port}"),
        }
    }
}

/// The port that a URL of this scheme means if it names none.
pub(super) fn default_port(scheme: &str) -> u16 {
    if scheme == "https" { 443 } else { 80 }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authority(text: &str) -> Option<(String, Option<u16>)> {
        Authority::parse(text).map(|Authority { host, port }| (host, port))
    }

    #[test]
    fn an_authority_is_a_host_and_optionally_a_port() {
        for (text, host, port) in [
            ("localhost", "localhost", None),
            ("LOCALHOST:8080", "localhost", Some(8080)),
            ("localhost:", "localhost", None),
            ("localhost.", "localhost.", None),
            ("127.0.0.1:80", "127.0.0.1", Some(80)),
            ("[::1]", "[::1]", None),
            ("[0:0:0:0:0:0:0:1]:080", "[::1]", Some(80)),
            ("[2001:DB8::A]", "[2001:db8::a]", None),
        ] {
            assert_eq!(authority(text), Some((host.to_owned(), port)), "{text}");
        }
        for text in [
            "",
            ":80",
            "@localhost",
            "a@localhost",
            "a:b@localhost",
            "localhost:80@evil",
            "localhost:80:80",
            "localhost:+80",
            "localhost:-1",
            "localhost:x",
            "localhost:65536",
            "localhost:4294967376",
            "[::1",
            "::1",
            "[::1]x",
            "[::1%25lo]",
            "[localhost]",
            "[127.0.0.1]",
            "a b",
            "localhost/",
            "localhost?",
            "localhost#",
            "http://localhost",
        ] {
            assert_eq!(authority(text), None, "{text}");
        }
    }

    #[test]
    fn an_origin_has_a_scheme_a_host_and_a_port() {
        for (text, port, shown) in [
            ("http://localhost", 80, "http://localhost"),
            ("https://App.example.com", 443, "https://app.example.com"),
            ("https://app.example.com:443", 443, "https://app.example.com"),
            ("HTTP://[::1]:3000", 3000, "http://[::1]:3000"),
        ] {
            let origin = Origin::parse(text).expect(text);
            assert_eq!((origin.port(), origin.to_string().as_str()), (port, shown), "{text}");
        }
        for text in
            ["", "null", "localhost", "file://", "ftp://a", "http://a/", "http://a@b", "http://", "http://a,b c"]
        {
            assert_eq!(Origin::parse(text), None, "{text}");
        }
    }

    #[test]
    fn only_addresses_of_this_machine_are_loopback() {
        for (text, expected) in [
            ("localhost", true),
            ("127.0.0.1", true),
            ("127.8.8.8:80", true),
            ("[::1]", true),
            ("[::ffff:127.0.0.1]", true),
            ("localhost.example.com", false),
            ("127.0.0.1.example.com", false),
            ("0.0.0.0", false),
            ("192.168.0.1", false),
            ("[::]", false),
        ] {
            assert_eq!(Authority::parse(text).expect(text).is_loopback(), expected, "{text}");
        }
    }
}

//! Connection failures that a retry cannot fix: somebody has to change the configuration.

use std::error::Error;
use std::io;

/// What has to change before the client can connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The server's certificate is not trusted, has expired, or is for another name.
    Certificate,
    /// The server does not speak TLS, or shares no TLS version or cipher with this client.
    Tls,
    /// The proxy requires a user name and a password.
    ProxyAuthentication,
    /// The proxy speaks a protocol that the HTTP client does not support.
    ProxyScheme,
    /// The name of the server or of the proxy does not exist.
    UnknownHost,
    /// The server does not speak HTTP.
    NotHttp,
}

impl Fault {
    /// The fault behind an error, or `None` if the failure may be temporary.
    ///
    /// The HTTP client does not export most of the types in the chain of sources, so their texts decide. An unknown text
    /// means `None`.
    pub(super) fn of(error: &reqwest::Error) -> Option<Self> {
        let cause = root_cause(error);
        let says = |text: &str| cause.contains(text);
        if error.is_connect() {
            return match () {
                () if says("certificate") => Some(Self::Certificate),
                () if says("proxy authorization required") => Some(Self::ProxyAuthentication),
                () if says("unsupported scheme") || says("scheme is not http") => Some(Self::ProxyScheme),
                // The resolver's words on Linux and on Windows. macOS says the same without a network.
                () if says("Name or service not known") || says("No such host is known") => Some(Self::UnknownHost),
                // The TLS library reports every violation of its protocol as invalid data.
                () if has_invalid_data(error) => Some(Self::Tls),
                () => None,
            };
        }
        says("invalid HTTP version").then_some(Self::NotHttp)
    }
}

/// The innermost cause, which is more precise than reqwest's "error sending request".
pub(super) fn root_cause(error: &reqwest::Error) -> String {
    causes(error).last().map_or_else(|| error.to_string(), ToString::to_string)
}

fn has_invalid_data(error: &reqwest::Error) -> bool {
    let mut errors = causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>());
    errors.any(|error| error.kind() == io::ErrorKind::InvalidData)
}

/// The causes of an error, the innermost last.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |&cause| {
        match cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            // The source of such an error is not the error that it wraps, but the source of that.
            Some(wrapped) => Some(wrapped as _),
            None => cause.source(),
        }
    })
}

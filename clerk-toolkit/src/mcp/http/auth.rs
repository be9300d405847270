//! Who checks that a client may use the server.

use axum::http::{HeaderMap, header};
use rand::RngExt;
use rand::distr::Alphanumeric;
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

/// The minimum length of a token if other machines can reach the server.
pub(super) const MIN_EXPOSED_TOKEN: usize = 32;

/// The length of a generated token. It holds 256 random bits.
const GENERATED_TOKEN: usize = 43;

/// Who checks that a client may use the server. There is no default, so that no server is open by accident.
///
/// ```
/// use clerk_toolkit::mcp::HttpAuth;
///
/// let auth = HttpAuth::generated();
/// assert_eq!(auth.token().map(|token| token.len()), Some(43));
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum HttpAuth {
    /// The server requires `Authorization: Bearer <token>` in every request. The token consists of visible ASCII
    /// characters. If other machines can reach the server, it has at least 32 characters.
    Bearer(SecretString),
    /// The application checks every request before it reaches the server, for example in a middleware. The server
    /// itself then serves everyone. Only [`http_service`](super::http_service) accepts this.
    HandledByApplication,
}

impl HttpAuth {
    /// Requires this bearer token.
    pub fn bearer(token: impl Into<SecretString>) -> Self {
        Self::Bearer(token.into())
    }

    /// Requires a new random bearer token of 256 bits.
    pub fn generated() -> Self {
        let random = rand::rng().sample_iter(Alphanumeric).take(GENERATED_TOKEN);
        Self::bearer(random.map(char::from).collect::<String>())
    }

    /// The bearer token, to give to clients.
    pub fn token(&self) -> Option<&str> {
        match self {
            Self::Bearer(token) => Some(token.expose_secret()),
            Self::HandledByApplication => None,
        }
    }

    /// Whether a request with these headers may pass.
    pub(super) fn allows(&self, headers: &HeaderMap) -> bool {
        let Some(token) = self.token() else { return true };
        let mut given = headers.get_all(header::AUTHORIZATION).iter();
        let (Some(only), None) = (given.next(), given.next()) else { return false };
        let Ok(credentials) = only.to_str() else { return false };
        let Some((scheme, credentials)) = credentials.split_once(' ') else { return false };
        let is_equal = credentials.trim_start_matches(' ').as_bytes().ct_eq(token.as_bytes());
        scheme.eq_ignore_ascii_case("bearer") && is_equal.into()
    }
}

//! Setting up a client: where the key, the address and the limits come from.

use std::env::VarError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use reqwest::redirect::Policy;
use secrecy::{ExposeSecret, SecretString};

use super::clerk::{ClerkClient, Inner};
use super::config;
use super::error::{ClerkError, Result};

/// The dated version of the API that this client speaks.
const CLERK_API_VERSION: &str = "2026-05-12";

/// Sets up a [`ClerkClient`]; made by [`ClerkClient::builder`] or [`ClerkClientBuilder::from_env`].
pub struct ClerkClientBuilder {
    secret_key: Option<SecretString>,
    api_url: String,
    api_version: String,
    connect_timeout: Duration,
    timeout: Duration,
    max_retries: u32,
    user_agent_suffix: Option<String>,
    allow_insecure_http: bool,
    http_client: Option<reqwest::Client>,
}

impl Default for ClerkClientBuilder {
    fn default() -> Self {
        Self {
            secret_key: None,
            api_url: "https://api.clerk.com".to_owned(),
            api_version: "v1".to_owned(),
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(30),
            max_retries: 2,
            user_agent_suffix: None,
            allow_insecure_http: false,
            http_client: None,
        }
    }
}

impl ClerkClientBuilder {
    /// A builder with what the environment says: `CLERK_SECRET_KEY`, `CLERK_API_URL`, `CLERK_API_VERSION`.
    ///
    /// One that is absent leaves the builder's default; a missing key is only an error of [`build`](Self::build), so
    /// that [`secret_key`](Self::secret_key) can still give it.
    ///
    /// # Errors
    ///
    /// [`ClerkError::Config`] where a variable is set and empty, or not Unicode.
    pub fn from_env() -> Result<Self> {
        Self::from_lookup(|name| std::env::var(name))
    }

    pub(super) fn from_lookup(lookup: impl Fn(&str) -> Result<String, VarError>) -> Result<Self> {
        let variable = |name: &str| match lookup(name) {
            Ok(value) if value.trim().is_empty() => {
                Err(ClerkError::Config(format!("{name} is set and empty: give it a value, or unset it")))
            }
            Ok(value) => Ok(Some(value)),
            Err(VarError::NotPresent) => Ok(None),
            Err(VarError::NotUnicode(_)) => Err(ClerkError::Config(format!("{name} is not Unicode"))),
        };
        let mut builder = Self::default();
        if let Some(key) = variable("CLERK_SECRET_KEY")? {
            builder = builder.secret_key(key);
        }
        if let Some(url) = variable("CLERK_API_URL")? {
            builder = builder.api_url(url);
        }
        if let Some(version) = variable("CLERK_API_VERSION")? {
            builder = builder.api_version(version);
        }
        Ok(builder)
    }

    /// The instance's secret key: `sk_test_…` or `sk_live_…`. Required.
    #[must_use]
    pub fn secret_key(mut self, key: impl Into<SecretString>) -> Self {
        self.secret_key = Some(key.into());
        self
    }

    /// Where the API is, without the version; default `https://api.clerk.com`.
    ///
    /// A slash at the end, and the version after it, are taken off: `https://api.clerk.com/v1/` is the same address. A
    /// path before it stays, for a proxy that has one.
    #[must_use]
    pub fn api_url(mut self, url: impl Into<String>) -> Self {
        self.api_url = url.into();
        self
    }

    /// The version segment of every path; default `v1`.
    #[must_use]
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = version.into();
        self
    }

    /// How long making a connection may take; default 5 seconds.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// How long one attempt may take, from connecting to the last byte of the answer; default 30 seconds.
    ///
    /// It counts anew for every retry, of which there are at most [`max_retries`](Self::max_retries).
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// How often a request is repeated after a failure that allows it; default 2, and 0 turns repeating off.
    ///
    /// Repeated are: any request over the rate limit whose `Retry-After` is at most 10 seconds, after that time; any
    /// request that could not connect; `GET` and `PUT` after a 5xx answer or a lost connection. The last two wait 250 ms,
    /// then twice that each time.
    #[must_use]
    pub fn max_retries(mut self, times: u32) -> Self {
        self.max_retries = times;
        self
    }

    /// What to add to the `User-Agent` header, such as `acme-support/1.4`.
    #[must_use]
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Whether plain `http` may be used to a host that is not this machine; default no, for it would carry the secret
    /// key readable to everyone on the way.
    #[must_use]
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.allow_insecure_http = allow;
        self
    }

    /// The HTTP client to send with, for a proxy, a certificate authority or a connection pool of one's own.
    ///
    /// The total time limit and the headers set here hold with it too; redirects and the connect time limit are that
    /// client's own, so build it with [`reqwest::redirect::Policy::none`].
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Checks everything and makes the client. No request is sent.
    ///
    /// # Errors
    ///
    /// [`ClerkError::Config`] where the key is missing or of another kind, or where the URL, the version or the suffix
    /// cannot be used.
    pub fn build(self) -> Result<ClerkClient> {
        let secret_key = self.secret_key.ok_or_else(|| {
            ClerkError::Config("there is no secret key: set CLERK_SECRET_KEY, or give the builder one".to_owned())
        })?;
        config::check_secret_key(secret_key.expose_secret())?;
        let base = config::base_url(&self.api_url, &self.api_version, self.allow_insecure_http)?;

        let headers = headers(&secret_key, self.user_agent_suffix.as_deref())?;
        let http = match self.http_client {
            Some(client) => client,
            None => http_client(self.connect_timeout, &base)?,
        };

        Ok(ClerkClient(Arc::new(Inner {
            http,
            headers,
            base,
            secret_key,
            connect_timeout: self.connect_timeout,
            timeout: self.timeout,
            max_retries: self.max_retries,
        })))
    }
}

impl fmt::Debug for ClerkClientBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClerkClientBuilder")
            .field("secret_key", &self.secret_key)
            .field("api_version", &self.api_version)
            .field("connect_timeout", &self.connect_timeout)
            .field("timeout", &self.timeout)
            .field("max_retries", &self.max_retries)
            .finish_non_exhaustive()
    }
}

fn user_agent(suffix: Option<&str>) -> Result<HeaderValue> {
    let name = concat!("clerk-toolkit/", env!("CARGO_PKG_VERSION"));
    let text = match suffix {
        Some(suffix) => format!("{name} {suffix}"),
        None => name.to_owned(),
    };
    HeaderValue::from_str(&text).map_err(|_| {
        ClerkError::Config("the user agent suffix contains what a header cannot: use printable ASCII".to_owned())
    })
}

/// The client to send with where none was given.
fn http_client(connect_timeout: Duration, base: &Url) -> Result<reqwest::Client> {
    // Whoever answers with a redirect is not Clerk, and must not be handed the key.
    let mut client = reqwest::Client::builder().redirect(Policy::none()).connect_timeout(connect_timeout);
    if config::is_loopback(base) {
        // A proxy of the environment is not meant for this machine, and plain http would show it the key.
        client = client.no_proxy();
        if base.scheme() == "http" {
            // Reading the system's certificates takes as long as all the rest.
            client = client.tls_certs_only([]);
        }
    }
    client
        .build()
        .map_err(|error| ClerkError::Config(format!("the HTTP client cannot be made: {}", error.without_url())))
}

fn headers(secret_key: &SecretString, user_agent_suffix: Option<&str>) -> Result<HeaderMap> {
    let bearer = format!("Bearer {}", secret_key.expose_secret());
    let mut authorization = HeaderValue::from_str(&bearer).map_err(|_| config::unusable_key())?;
    authorization.set_sensitive(true);
    Ok(HeaderMap::from_iter([
        (AUTHORIZATION, authorization),
        (USER_AGENT, user_agent(user_agent_suffix)?),
        (ACCEPT, HeaderValue::from_static("application/json")),
        (HeaderName::from_static("clerk-api-version"), HeaderValue::from_static(CLERK_API_VERSION)),
    ]))
}

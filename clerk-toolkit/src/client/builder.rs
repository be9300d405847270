//! Configuration of a client: the secret key, the API's address and the limits.

use std::env::VarError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use reqwest::redirect::Policy;
use secrecy::{ExposeSecret, SecretString};

use super::clerk::{ClerkClient, Inner};
use super::error::{ClerkError, Result};
use super::excerpt::excerpt;
use super::fault::root_cause;
use super::key::check_secret_key;
use super::{config, proxy};
use crate::redaction::Scanner;

/// The dated API version that this client requests.
const CLERK_API_VERSION: &str = "2026-05-12";

/// Configures a [`ClerkClient`]. Create it with [`ClerkClient::builder`] or [`ClerkClientBuilder::from_env`].
#[must_use = "a builder does nothing until it is built"]
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
    /// The settings that came from the environment and that no method replaced.
    variables: Vec<Variable>,
}

/// A variable that is set, and why its value cannot be used, if that is known.
struct Variable {
    name: &'static str,
    problem: Option<&'static str>,
}

const SECRET_KEY: &str = "CLERK_SECRET_KEY";
const API_URL: &str = "CLERK_API_URL";
const API_VERSION: &str = "CLERK_API_VERSION";

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
            variables: Vec::new(),
        }
    }
}

impl ClerkClientBuilder {
    /// Creates a builder from the environment variables `CLERK_SECRET_KEY`, `CLERK_API_URL` and `CLERK_API_VERSION`.
    ///
    /// A variable that is not set leaves the builder's default. A variable that cannot be used is an error only in
    /// [`build`](Self::build), so that [`secret_key`](Self::secret_key), [`api_url`](Self::api_url) and
    /// [`api_version`](Self::api_version) can still replace it.
    ///
    /// # Errors
    ///
    /// It returns no error at present.
    pub fn from_env() -> Result<Self> {
        Ok(Self::from_lookup(|name| std::env::var(name)))
    }

    pub(super) fn from_lookup(lookup: impl Fn(&str) -> Result<String, VarError>) -> Self {
        let mut builder = Self::default();
        for name in [SECRET_KEY, API_URL, API_VERSION] {
            let (value, problem) = match lookup(name) {
                Err(VarError::NotPresent) => continue,
                Err(VarError::NotUnicode(_)) => (String::new(), Some("is not valid Unicode")),
                Ok(value) if value.trim().is_empty() => (value, Some("is set but empty: set a value or unset it")),
                Ok(value) => (value, None),
            };
            match name {
                SECRET_KEY => builder.secret_key = Some(value.into()),
                API_URL => builder.api_url = value,
                _ => builder.api_version = value,
            }
            builder.variables.push(Variable { name, problem });
        }
        builder
    }

    /// Forgets that a setting came from a variable.
    fn replaces(mut self, name: &str) -> Self {
        self.variables.retain(|variable| variable.name != name);
        self
    }

    /// The error about a setting, with the variable that the setting came from.
    fn with_variable(&self, error: ClerkError, name: &str) -> ClerkError {
        match error {
            ClerkError::Config(problem) if self.variables.iter().any(|variable| variable.name == name) => {
                ClerkError::Config(format!("{name}: {problem}"))
            }
            error => error,
        }
    }

    /// Sets the instance's secret key: `sk_test_…` or `sk_live_…`. Required.
    pub fn secret_key(mut self, key: impl Into<SecretString>) -> Self {
        self.secret_key = Some(key.into());
        self.replaces(SECRET_KEY)
    }

    /// Sets the API's URL, without the version; the default is `https://api.clerk.com`.
    ///
    /// A trailing slash and a trailing version are removed: `https://api.clerk.com/v1/` is the same URL. Any other path
    /// is kept, for a proxy that uses one.
    pub fn api_url(mut self, url: impl Into<String>) -> Self {
        self.api_url = url.into();
        self.replaces(API_URL)
    }

    /// Sets the version segment of every path; the default is `v1`.
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = version.into();
        self.replaces(API_VERSION)
    }

    /// Sets the time limit for making a connection; the default is 5 seconds.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// Sets the time limit for one attempt, from connecting to the last byte of the response; the default is 30 seconds.
    ///
    /// Each of the retries (at most [`max_retries`](Self::max_retries)) has this time limit again.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// Sets how often a request is retried; the default is 2, and 0 disables retries.
    ///
    /// The client retries:
    ///
    /// - any request over the rate limit that has a `Retry-After`;
    /// - any request that could not connect, unless the cause is permanent;
    /// - `GET` and `PUT` over the rate limit, and after a 5xx response or a lost connection.
    ///
    /// It waits for the time in `Retry-After`, but does not retry if that is more than 10 seconds. Without a
    /// `Retry-After`, it waits 250 ms before the first retry and doubles the wait each time.
    pub fn max_retries(mut self, times: u32) -> Self {
        self.max_retries = times;
        self
    }

    /// Appends text to the `User-Agent` header, such as `acme-support/1.4`.
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Allows plain `http` to hosts other than this machine; the default is `false`, because it sends the secret key in
    /// cleartext.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.allow_insecure_http = allow;
        self
    }

    /// Sets the HTTP client, to use your own proxy, certificate authority or connection pool.
    ///
    /// The total time limit and the headers of this builder apply to it too. Redirects and the connection time limit are
    /// configured on the HTTP client itself, so build it with [`reqwest::redirect::Policy::none`].
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Checks the settings and creates the client. No request is sent.
    ///
    /// The client uses the proxy that `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY` names, unless `NO_PROXY` exempts the
    /// host, and trusts the system's CA certificates, or those in `SSL_CERT_FILE` and `SSL_CERT_DIR`.
    ///
    /// # Errors
    ///
    /// [`ClerkError::Config`] if a variable is empty or is not valid Unicode; if the key is missing or not a secret key
    /// (see [`check_secret_key`](super::check_secret_key)); if the URL, the version or the suffix is
    /// invalid; if the URL is `https` and there is neither the feature `rustls` nor an HTTP client; if a variable names a
    /// proxy that cannot be used; or if there are no CA certificates.
    pub fn build(self) -> Result<ClerkClient> {
        let (secret_key, base) = self.checked()?;
        let headers = headers(secret_key, self.user_agent_suffix.as_deref())?;
        let (http, proxy) = match self.http_client.clone() {
            Some(client) => (client, None),
            None => {
                let proxy = proxy::of(&base, |name| std::env::var(name))?;
                (http_client(self.connect_timeout, &base)?, proxy)
            }
        };
        Ok(ClerkClient(Arc::new(Inner {
            http,
            proxy,
            headers,
            base,
            scanner: Arc::new(Scanner::new(secret_key.expose_secret())),
            connect_timeout: self.connect_timeout,
            timeout: self.timeout,
            max_retries: self.max_retries,
        })))
    }

    /// Checks the key, the URL, the version and the suffix, and creates no client. Proxies and CA certificates are not
    /// checked, so this also works on a machine that has none.
    ///
    /// # Errors
    ///
    /// [`ClerkError::Config`], as [`build`](Self::build) returns it.
    pub fn check(&self) -> Result<()> {
        let (secret_key, _) = self.checked()?;
        headers(secret_key, self.user_agent_suffix.as_deref()).map(drop)
    }

    /// The key and the URL with the version.
    fn checked(&self) -> Result<(&SecretString, Url)> {
        if let Some((name, problem)) =
            self.variables.iter().find_map(|variable| Some((variable.name, variable.problem?)))
        {
            return Err(ClerkError::Config(format!("{name} {problem}")));
        }
        let secret_key = self.secret_key.as_ref().ok_or_else(|| {
            ClerkError::Config(
                "the secret key is missing: set CLERK_SECRET_KEY, or call secret_key(…) on the builder".to_owned(),
            )
        })?;
        check_secret_key(secret_key.expose_secret()).map_err(|error| self.with_variable(error, SECRET_KEY))?;
        config::check_version(&self.api_version).map_err(|error| self.with_variable(error, API_VERSION))?;
        let base = config::base_url(&self.api_url, &self.api_version, self.allow_insecure_http)
            .map_err(|error| self.with_variable(error, API_URL))?;
        Ok((secret_key, base))
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
        ClerkError::Config("the user agent suffix is not a valid header value: use printable ASCII".to_owned())
    })
}

/// Creates the HTTP client if the caller has set none.
fn http_client(connect_timeout: Duration, base: &Url) -> Result<reqwest::Client> {
    if base.scheme() == "https" && !cfg!(feature = "rustls") {
        return Err(ClerkError::Config(format!(
            "no TLS for {base}: enable the feature `rustls` of clerk-toolkit, or call http_client(…) on the builder"
        )));
    }
    // Clerk does not send redirects, so a redirect must not receive the key.
    let mut client = reqwest::Client::builder().redirect(Policy::none()).connect_timeout(connect_timeout);
    if config::is_loopback(base) {
        // A proxy from the environment is not for this machine, and would see the key in cleartext.
        client = client.no_proxy();
        #[cfg(feature = "rustls")]
        if base.scheme() == "http" {
            // Reading the system's certificates takes as long as the rest of the setup.
            client = client.tls_certs_only([]);
        }
    }
    client.build().map_err(|error| ClerkError::Config(unbuilt(&root_cause(&error.without_url()))))
}

/// Why the HTTP client cannot be created.
fn unbuilt(cause: &str) -> String {
    if !cause.contains("No CA certificates") {
        return format!("cannot create the HTTP client: {}", excerpt(cause, 500));
    }
    let set = ["SSL_CERT_FILE", "SSL_CERT_DIR"].into_iter().filter(|name| std::env::var_os(name).is_some());
    let place = match set.collect::<Vec<_>>().as_slice() {
        [] => "on this machine".to_owned(),
        names => format!("in {}", names.join(" and ")),
    };
    format!(
        "there are no CA certificates {place}, so no server can be trusted: install the system's CA certificates (the \
         package `ca-certificates` on most systems), or set SSL_CERT_FILE to a PEM file that contains them"
    )
}

fn headers(secret_key: &SecretString, user_agent_suffix: Option<&str>) -> Result<HeaderMap> {
    let bearer = format!("Bearer {}", secret_key.expose_secret());
    let mut authorization = HeaderValue::from_str(&bearer)
        .map_err(|_| ClerkError::Config("the secret key cannot be a header value".to_owned()))?;
    authorization.set_sensitive(true);
    Ok(HeaderMap::from_iter([
        (AUTHORIZATION, authorization),
        (USER_AGENT, user_agent(user_agent_suffix)?),
        (ACCEPT, HeaderValue::from_static("application/json")),
        (HeaderName::from_static("clerk-api-version"), HeaderValue::from_static(CLERK_API_VERSION)),
    ]))
}

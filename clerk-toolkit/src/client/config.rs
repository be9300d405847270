//! Checks of a client's settings. Each message says what is wrong and what is expected, and never shows a value that
//! could be a secret.

use reqwest::Url;

use super::error::{ClerkError, Result};
use super::key::{is_quoted, is_reference};
use crate::loopback::is_this_machine;

/// The URL that every path is appended to. The version has been checked. It ends in the version, without a slash.
pub(super) fn base_url(api_url: &str, version: &str, allow_insecure_http: bool) -> Result<Url> {
    let problem = |problem: &str| {
        ClerkError::Config(format!(
            "the API URL {problem}: expected the URL of Clerk's API without a version, such as https://api.clerk.com"
        ))
    };
    let text = api_url.trim();
    if is_quoted(text) {
        return Err(problem("is in quotes"));
    }
    if is_reference(text) {
        return Err(problem("is a reference or a placeholder, such as `${NAME}`, that was not replaced by its value"));
    }
    let mut url = Url::parse(text).map_err(|error| problem(&format!("is not a URL ({error})")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(problem("uses neither https nor http"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(problem("contains a user name or a password"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(problem("has a query or a fragment"));
    }
    if url.scheme() == "http" && !allow_insecure_http && !is_loopback(&url) {
        return Err(problem(
            "uses plain http to another machine, which would send the secret key in cleartext (use https, or \
             call allow_insecure_http(true) on the builder if you trust the network)",
        ));
    }
    let path = url.path().trim_end_matches('/');
    let prefix = path.strip_suffix(&format!("/{version}")).unwrap_or(path).to_owned();
    let last = prefix.rsplit('/').next().unwrap_or_default();
    if last.strip_prefix('v').is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())) {
        return Err(problem(&format!("ends in `{last}`, but the API version is set to `{version}`")));
    }
    url.set_path(&format!("{prefix}/{version}"));
    Ok(url)
}

/// Rejects a version that is not one path segment.
pub(super) fn check_version(version: &str) -> Result<()> {
    let usable = (1..=32).contains(&version.len())
        && version.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    match usable {
        true => Ok(()),
        false => Err(ClerkError::Config(
            "the API version is invalid: expected letters, digits, `_` and `-`, such as `v1`".to_owned(),
        )),
    }
}

/// Whether the URL's host is this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(is_this_machine)
}

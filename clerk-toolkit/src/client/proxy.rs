//! The proxy that the environment names, as the HTTP client understands it.
//!
//! The HTTP client ignores a variable that it cannot use, and connects directly. Here that is an error, because the
//! person who set the variable expects the proxy.

use std::env::VarError;

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Url;

use super::config;
use super::error::{ClerkError, Result};
use super::excerpt::excerpt;

/// The maximum length of a proxy's address in a message, in characters.
const SHOWN: usize = 200;

/// The proxy for requests to `base` and the variable that names it, such as `proxy.example:8080 (HTTPS_PROXY)`. `None` if
/// the client connects directly.
///
/// # Errors
/// [`ClerkError::Config`] if the variable that applies is not the address of a proxy that the HTTP client can use. The
/// message does not show the value, which can contain a password.
pub(super) fn of(base: &Url, lookup: impl Fn(&str) -> Result<String, VarError>) -> Result<Option<String>> {
    // In a CGI program, a request's header can set HTTP_PROXY, so the HTTP client reads no such variable there.
    if config::is_loopback(base) || !matches!(lookup("REQUEST_METHOD"), Err(VarError::NotPresent)) {
        return Ok(None);
    }
    let own = if base.scheme() == "https" { ["HTTPS_PROXY", "https_proxy"] } else { ["HTTP_PROXY", "http_proxy"] };
    let setting = match first(own, &lookup)? {
        Some(setting) => Some(setting),
        None => first(["ALL_PROXY", "all_proxy"], &lookup)?,
    };
    let Some((name, value)) = setting else { return Ok(None) };
    let no_proxy = ["NO_PROXY", "no_proxy"].iter().find_map(|name| lookup(name).ok()).unwrap_or_default();
    let Ok(destination) = base.as_str().parse() else { return Ok(None) };
    let is_exempt = Matcher::builder().all("http://proxy").no(no_proxy).build().intercept(&destination).is_none();
    if is_exempt {
        return Ok(None);
    }
    let unusable = |problem: &str| {
        ClerkError::Config(format!(
            "{name} {problem}: expected http://HOST:PORT or https://HOST:PORT (correct it, unset it, or name the host of \
             the API in NO_PROXY)"
        ))
    };
    if let Some(scheme) = unsupported_scheme(&value) {
        return Err(unusable(&format!("names a proxy with the scheme `{scheme}`, which is not supported")));
    }
    let proxy = Matcher::builder().all(value).build().intercept(&destination);
    // The HTTP client replaces a port that is out of range with the default port.
    match proxy.and_then(|proxy| Url::parse(&proxy.uri().to_string()).ok()) {
        Some(url) => Ok(Some(format!("{} ({name})", place(&url)))),
        None => Err(unusable("is not the address of a proxy")),
    }
}

/// The first variable that is set, unless it is empty: an empty variable means no proxy.
fn first(
    names: [&'static str; 2],
    lookup: &impl Fn(&str) -> Result<String, VarError>,
) -> Result<Option<(&'static str, String)>> {
    for name in names {
        match lookup(name) {
            Ok(value) => return Ok((!value.is_empty()).then_some((name, value))),
            Err(VarError::NotPresent) => {}
            Err(VarError::NotUnicode(_)) => {
                return Err(ClerkError::Config(format!("{name} is not valid Unicode: correct it or unset it")));
            }
        }
    }
    Ok(None)
}

fn unsupported_scheme(value: &str) -> Option<String> {
    let (scheme, _) = value.trim().split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let is_supported = scheme == "http" || (scheme == "https" && cfg!(feature = "rustls"));
    let is_scheme = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    (!is_supported && is_scheme && !scheme.is_empty()).then(|| excerpt(&scheme, 40))
}

fn place(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port_or_known_default().map_or_else(String::new, |port| format!(":{port}"));
    excerpt(&format!("{host}{port}"), SHOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy(base: &str, variables: &[(&str, &str)]) -> Result<Option<String>> {
        of(&Url::parse(base).expect("a URL"), |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned()).ok_or(VarError::NotPresent)
        })
    }

    const CLERK: &str = "https://api.clerk.com/v1";

    #[test]
    fn the_variable_of_the_scheme_comes_first() {
        for (variables, expected) in [
            (&[][..], None),
            (&[("HTTPS_PROXY", "http://a:1"), ("https_proxy", "http://b:2")][..], Some("a:1 (HTTPS_PROXY)")),
            (&[("https_proxy", "http://b:2"), ("ALL_PROXY", "http://c:3")][..], Some("b:2 (https_proxy)")),
            (&[("HTTP_PROXY", "http://a:1"), ("all_proxy", "http://c:3")][..], Some("c:3 (all_proxy)")),
            (&[("HTTP_PROXY", "nonsense://")][..], None),
            (&[("HTTPS_PROXY", ""), ("https_proxy", "http://b:2")][..], None),
            (&[("HTTPS_PROXY", "http://a:1"), ("REQUEST_METHOD", "GET")][..], None),
        ] {
            assert_eq!(proxy(CLERK, variables).expect("usable").as_deref(), expected, "{variables:?}");
        }
    }

    #[test]
    fn a_proxy_needs_only_a_host_and_its_password_is_not_shown() {
        for (value, expected) in [
            ("proxy", "proxy:80 (HTTPS_PROXY)"),
            ("proxy:3128", "proxy:3128 (HTTPS_PROXY)"),
            ("http://ada:pa%20ss@proxy:3128/", "proxy:3128 (HTTPS_PROXY)"),
            ("ada:pass@proxy:3128", "proxy:3128 (HTTPS_PROXY)"),
            ("HTTP://[::1]:3128", "[::1]:3128 (HTTPS_PROXY)"),
        ] {
            assert_eq!(proxy(CLERK, &[("HTTPS_PROXY", value)]).expect("usable").as_deref(), Some(expected), "{value}");
        }
    }

    #[test]
    fn an_unusable_proxy_is_an_error_that_names_the_variable() {
        for value in [
            "not a url",
            " http://proxy:3128",
            "http://",
            "http://:3128",
            "http://proxy:99999",
            "://proxy",
            "http:/proxy",
            "http://ada:pa ss@proxy:1",
            "/etc/proxy",
        ] {
            for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
                let error = proxy(CLERK, &[(name, value)]).expect_err(value).to_string();
                assert!(error.contains(&format!("{name} is not the address of a proxy")), "{value}: {error}");
                assert!(!error.contains("pa ss"), "{error}");
            }
        }
    }

    #[test]
    fn an_unsupported_scheme_is_named() {
        for scheme in ["socks5", "socks5h", "socks4", "SOCKS4a", "ftp", "ws", "quic"] {
            let error = proxy(CLERK, &[("HTTPS_PROXY", &format!("{scheme}://u:secret@proxy:1"))]).expect_err(scheme);
            let error = error.to_string();
            assert!(error.contains(&format!("the scheme `{}`", scheme.to_ascii_lowercase())), "{error}");
            assert!(error.contains("HTTPS_PROXY") && !error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn a_host_in_no_proxy_needs_no_usable_proxy() {
        for no_proxy in ["api.clerk.com", ".clerk.com", "clerk.com", "*", "example.com, api.clerk.com"] {
            for name in ["NO_PROXY", "no_proxy"] {
                let variables = [("HTTPS_PROXY", "not a url"), (name, no_proxy)];
                assert_eq!(proxy(CLERK, &variables).expect("the host is exempt"), None, "{no_proxy}");
            }
        }
        proxy(CLERK, &[("HTTPS_PROXY", "not a url"), ("NO_PROXY", "lerk.com")]).expect_err("the host is not exempt");
    }

    #[test]
    fn this_machine_needs_no_proxy() {
        let variables = [("HTTP_PROXY", "not a url"), ("HTTPS_PROXY", "not a url")];
        for base in ["http://127.0.0.1:1/v1", "https://localhost/v1", "http://[::1]:1/v1"] {
            assert_eq!(proxy(base, &variables).expect("no proxy is used"), None, "{base}");
        }
        proxy("http://clerk.internal/v1", &variables).expect_err("the proxy is not usable");
    }
}

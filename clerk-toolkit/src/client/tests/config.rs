use std::env::VarError;

use super::super::*;
use super::server::KEY;

fn build_error(builder: ClerkClientBuilder) -> String {
    match builder.build() {
        Err(ClerkError::Config(problem)) => problem,
        other => panic!("{other:?}"),
    }
}

fn environment(variables: &[(&str, &str)]) -> ClerkClientBuilder {
    ClerkClientBuilder::from_lookup(|name| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned()).ok_or(VarError::NotPresent)
    })
}

#[test]
fn a_missing_key_says_what_to_set() {
    assert!(build_error(environment(&[])).contains("set CLERK_SECRET_KEY"));
}

#[test]
fn the_environment_gives_key_url_and_version() {
    let variables =
        [("CLERK_SECRET_KEY", KEY), ("CLERK_API_URL", "https://clerk.example/proxy/"), ("CLERK_API_VERSION", "v2")];
    let client = environment(&variables).build().unwrap();
    assert_eq!(client.base_url(), "https://clerk.example/proxy/v2");
    let client = environment(&variables[..1]).build().unwrap();
    assert_eq!(client.base_url(), "https://api.clerk.com/v1");
}

/// A value for each setting that [`build`](ClerkClientBuilder::build) accepts.
fn replaced(builder: ClerkClientBuilder, name: &str) -> ClerkClientBuilder {
    match name {
        "CLERK_SECRET_KEY" => builder.secret_key(KEY),
        "CLERK_API_URL" => builder.api_url("https://api.clerk.com"),
        _ => builder.api_version("v1"),
    }
}

#[test]
fn an_unusable_variable_is_an_error_unless_a_method_replaces_it() {
    let key = ("CLERK_SECRET_KEY", KEY);
    for (name, value, expected) in [
        ("CLERK_SECRET_KEY", " ", "CLERK_SECRET_KEY is set but empty"),
        ("CLERK_SECRET_KEY", "pk_test_c2VjcmV0", "CLERK_SECRET_KEY: the key starts with `pk_`"),
        ("CLERK_API_URL", "", "CLERK_API_URL is set but empty"),
        ("CLERK_API_URL", "http://clerk.example", "CLERK_API_URL: the API URL uses plain http"),
        ("CLERK_API_VERSION", "\t", "CLERK_API_VERSION is set but empty"),
        ("CLERK_API_VERSION", "v1/", "CLERK_API_VERSION: the API version is invalid"),
    ] {
        let builder = || environment(&[(name, value), key]);
        let problem = build_error(builder());
        assert!(problem.starts_with(expected) && !problem.contains("c2Vj"), "{name}={value}: {problem}");
        let client = replaced(builder(), name).build().unwrap();
        assert_eq!(client.base_url(), "https://api.clerk.com/v1", "{name}={value}");
    }
    let mut builder = ClerkClientBuilder::from_lookup(|_| Err(VarError::NotUnicode("x".into())));
    for name in ["CLERK_SECRET_KEY", "CLERK_API_URL", "CLERK_API_VERSION"] {
        let again = ClerkClientBuilder::from_lookup(|known| match known == name {
            true => Err(VarError::NotUnicode("x".into())),
            false => Err(VarError::NotPresent),
        });
        assert_eq!(build_error(again), format!("{name} is not valid Unicode"));
        builder = replaced(builder, name);
    }
    builder.build().unwrap();
}

#[test]
fn an_invalid_secret_key_is_rejected_and_not_shown() {
    let cases = [
        ("pk_test_c2VjcmV0", "it is a publishable key: expected a secret key"),
        ("whsec_c2VjcmV0", "the signing secret of a webhook"),
        ("ak_c2VjcmV0", "an API key of a user"),
        ("eyJc2VjcmV0.e30.c2Vj", "it is a token and not a key"),
        ("-----BEGIN PUBLIC KEY-----\nc2VjcmV0", "the key is in PEM form"),
        ("sk_test_", "has nothing after its prefix"),
        ("sk_prod_c2VjcmV0", "does not start with"),
        ("c2VjcmV0", "does not start with"),
        ("", "the secret key is empty"),
        (" \n", "the secret key is empty"),
        ("sk_test_c2VjcmV0\n", "white space at its start or end"),
        (" sk_live_c2VjcmV0", "white space at its start or end"),
        ("sk_live_c2Vj cmV0", "white space in it"),
        ("sk_live_c2Vj\u{a0}cmV0", "white space in it"),
        ("sk_live_c2VjcmV0\r\nx: y", "several lines"),
        ("sk_live_c2Vj\nsk_live_c2Vj", "several lines"),
        ("sk_live_c2Vj\u{43e}cmV0", "characters other than"),
        ("\u{feff}sk_live_c2VjcmV0", "a byte order mark"),
        ("\"sk_live_c2VjcmV0\"", "in quotes: remove them"),
        ("'sk_live_c2VjcmV0'", "in quotes"),
        ("\u{201c}sk_live_c2VjcmV0\u{201d}", "in quotes"),
        (" \"sk_live_c2VjcmV0", "in quotes"),
        ("${env:CLERK_SECRET_KEY}", "a reference or a placeholder"),
        ("${CLERK_SECRET_KEY}", "a reference or a placeholder"),
        ("$CLERK_SECRET_KEY", "a reference or a placeholder"),
        ("%CLERK_SECRET_KEY%", "a reference or a placeholder"),
        ("{env:CLERK_SECRET_KEY}", "a reference or a placeholder"),
        ("{{ secrets.CLERK }}", "a reference or a placeholder"),
        ("<your key>", "a reference or a placeholder"),
        ("op://vault/clerk/key", "a reference or a placeholder"),
        ("sk_test_${SUFFIX}", "a reference or a placeholder"),
        ("CLERK_SECRET_KEY=sk_live_c2VjcmV0", "written as NAME=value: keep only the value"),
        ("CLERK_SECRET_KEY=", "written as NAME=value"),
        ("export CLERK_SECRET_KEY=\"sk_live_c2VjcmV0", "written as NAME=value"),
        ("CLERK_SECRET_KEY: sk_live_c2VjcmV0", "written as NAME=value"),
        ("Bearer sk_live_c2VjcmV0", "the word `Bearer`"),
        ("sk_test_...", "shortened or a placeholder"),
        ("sk_live_c2Vj\u{2026}", "shortened or a placeholder"),
        ("sk_live_c2Vj****", "shortened or a placeholder"),
        ("sk_live_c2Vj=", "characters other than"),
    ];
    for (key, expected) in cases {
        let problem = build_error(ClerkClient::builder().secret_key(key));
        assert!(problem.contains(expected), "{key:?}: {problem}");
        assert!(!problem.contains("c2Vj"), "{problem}");
    }
}

#[test]
fn debug_output_does_not_contain_the_key() {
    let builder = ClerkClient::builder().secret_key(KEY);
    let text = format!("{builder:?}");
    assert!(!text.contains("Zm9v"), "{text}");
    let client = builder.build().unwrap();
    let text = format!("{client:?} {:?}", client.users());
    assert!(text.contains("https://api.clerk.com/v1"), "{text}");
    assert!(!text.contains("Zm9v"), "{text}");
}

#[test]
fn the_url_may_end_in_a_slash_or_the_version() {
    for url in
        ["https://api.clerk.com", "https://api.clerk.com/", "https://api.clerk.com/v1", "https://api.clerk.com/v1/"]
    {
        let client = ClerkClient::builder().secret_key(KEY).api_url(url).build().unwrap();
        assert_eq!(client.base_url(), "https://api.clerk.com/v1", "{url}");
    }
}

#[test]
fn an_unsafe_or_invalid_url_is_rejected() {
    let cases = [
        ("api.clerk.com", "is not a URL"),
        ("", "is not a URL"),
        ("\"https://api.clerk.com\"", "is in quotes"),
        ("'https://api.clerk.com'", "is in quotes"),
        ("${env:CLERK_API_URL}", "is a reference or a placeholder"),
        ("$CLERK_API_URL", "is a reference or a placeholder"),
        ("https://${HOST}", "is a reference or a placeholder"),
        ("ftp://api.clerk.com", "uses neither https nor http"),
        ("https://me:c2VjcmV0@api.clerk.com", "a user name or a password"),
        ("https://api.clerk.com?x=1", "a query or a fragment"),
        ("https://api.clerk.com/#v1", "a query or a fragment"),
        ("http://api.clerk.com", "plain http to another machine"),
        ("http://127.0.0.1.example.com", "plain http to another machine"),
        ("http://localhost.example.com", "plain http to another machine"),
    ];
    for (url, expected) in cases {
        let problem = build_error(ClerkClient::builder().secret_key(KEY).api_url(url));
        assert!(problem.contains(expected), "{url}: {problem}");
        assert!(problem.contains("such as https://api.clerk.com"), "{problem}");
        assert!(!problem.contains("c2VjcmV0"), "{problem}");
    }
}

#[test]
fn plain_http_is_allowed_to_this_machine_or_if_enabled() {
    for url in ["http://localhost:1", "http://127.0.0.1:1", "http://127.8.8.8", "http://[::1]:1"] {
        ClerkClient::builder().secret_key(KEY).api_url(url).build().unwrap();
    }
    let builder = ClerkClient::builder().secret_key(KEY).api_url("http://clerk.internal");
    builder.allow_insecure_http(true).build().unwrap();
}

#[test]
fn a_version_is_one_path_segment() {
    for version in ["", "..", "v1/../v2", "v1?x", "v\u{ff11}", &"v".repeat(33)] {
        let problem = build_error(ClerkClient::builder().secret_key(KEY).api_version(version));
        assert!(problem.contains("expected letters, digits, `_` and `-`, such as `v1`"), "{version:?}: {problem}");
    }
}

#[test]
fn a_suffix_that_is_not_a_header_value_is_rejected() {
    let problem = build_error(ClerkClient::builder().secret_key(KEY).user_agent_suffix("a\r\nb"));
    assert!(problem.contains("user agent suffix"), "{problem}");
}

#[cfg(not(feature = "rustls"))]
#[test]
fn without_tls_only_the_users_http_client_reaches_https() {
    let builder = || ClerkClient::builder().secret_key(KEY);
    let problem = builder().build().unwrap_err().to_string();
    assert!(problem.contains("no TLS for https://api.clerk.com/v1"), "{problem}");
    assert!(problem.contains("enable the feature `rustls`"), "{problem}");
    builder().http_client(reqwest::Client::new()).build().unwrap();
    builder().api_url("http://127.0.0.1:8080").build().unwrap();
}

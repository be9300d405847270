//! Proxies and CA certificates: what a command says if they cannot be used, and which commands need none.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::binary::{Run, command};

const KEY: &str = "sk_test_c2VjcmV0";

/// The variables that name a proxy or CA certificates.
const VARIABLES: [&str; 10] = [
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
];

/// The binary with a key, and with these variables of the network and no others.
fn networked(arguments: &[&str], variables: &[(&str, &str)]) -> Command {
    let mut command = command(arguments);
    for name in VARIABLES {
        command.env_remove(name);
    }
    command.env("CLERK_SECRET_KEY", KEY).envs(variables.iter().copied());
    command
}

fn run(arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    networked(arguments, variables).output().expect("the program starts").into()
}

#[test]
fn an_unusable_proxy_is_a_usage_error_that_names_the_variable() {
    for (name, value, expected) in [
        ("HTTPS_PROXY", "not a url", "HTTPS_PROXY is not the address of a proxy"),
        ("https_proxy", "http://:8080", "https_proxy is not the address of a proxy"),
        ("ALL_PROXY", "http://proxy:99999", "ALL_PROXY is not the address of a proxy"),
        ("all_proxy", "socks5://u:s3cret@127.0.0.1:1080", "all_proxy names a proxy with the scheme `socks5`"),
        ("HTTPS_PROXY", "ftp://127.0.0.1", "HTTPS_PROXY names a proxy with the scheme `ftp`"),
    ] {
        for arguments in [&["call", "getUserCount"][..], &["mcp"]] {
            let run = run(arguments, &[(name, value)]);
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
            assert!(run.stderr.contains(expected) && !run.stderr.contains("s3cret"), "{run:?}");
        }
        let run = run(&["call", "getUserCount", "--sandbox"], &[(name, value)]);
        assert_eq!(run.code, Some(0), "a sandbox needs no proxy: {run:?}");
    }
}

#[test]
fn a_proxy_that_cannot_be_reached_is_named() {
    let run = run(&["call", "getUserCount"], &[("HTTPS_PROXY", "http://u:s3cret@127.0.0.1:9")]);
    let error = &run.json()["error"];
    let message = error["message"].as_str().expect("the error has a message");
    assert!(message.contains("through the proxy 127.0.0.1:9 (HTTPS_PROXY)"), "{run:?}");
    assert!(!run.stdout.contains("s3cret"), "{run:?}");
    assert_eq!(error["code"], "clerk_unreachable");
}

#[cfg(target_os = "linux")]
#[test]
fn missing_ca_certificates_are_named() {
    let empty = tempfile::tempdir().expect("a folder");
    let folder = empty.path().to_str().expect("the path is Unicode");
    for (name, value) in [("SSL_CERT_FILE", "/dev/null"), ("SSL_CERT_FILE", "/no/such/file"), ("SSL_CERT_DIR", folder)]
    {
        for arguments in [&["call", "getUserCount"][..], &["mcp"]] {
            let run = run(arguments, &[(name, value)]);
            assert_eq!(run.code, Some(2), "{run:?}");
            assert!(run.stderr.contains(&format!("there are no CA certificates in {name}")), "{run:?}");
            assert!(run.stderr.contains("set SSL_CERT_FILE to a PEM file"), "{run:?}");
        }
        let run = run(&["doctor"], &[(name, value)]);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stdout.contains("no CA certificates"), "{run:?}");
    }
}

#[test]
fn a_command_that_sends_nothing_needs_neither_certificates_nor_a_proxy() {
    let project = tempfile::tempdir().expect("a folder");
    let variables = [("SSL_CERT_FILE", "/dev/null"), ("HTTPS_PROXY", "not a url")];
    for arguments in [
        &["tools"][..],
        &["tools", "getUser", "--format", "table"],
        &["tools", "--format", "mcp"],
        &["completions", "bash"],
        &["call", "getUserCount", "--sandbox"],
        &["install", "cursor", "--project", "--print"],
        &["install", "cursor", "--project"],
        &["uninstall", "cursor", "--project"],
    ] {
        let output = networked(arguments, &variables).current_dir(project.path()).output();
        let run = Run::from(output.expect("the program starts"));
        assert_eq!(run.code, Some(0), "{arguments:?}: {run:?}");
        let output =
            networked(arguments, &variables).env_remove("CLERK_SECRET_KEY").current_dir(project.path()).output();
        let run = Run::from(output.expect("the program starts"));
        if arguments[0] != "install" {
            assert_eq!(run.code, Some(0), "{arguments:?} needs no key: {run:?}");
        }
    }
}

#[test]
fn the_server_logs_the_cause_of_a_failed_call_without_the_key() {
    let arguments = ["mcp", "--log", "debug", "--api-url", "http://127.0.0.1:9"];
    let mut child = networked(&arguments, &[]).stdin(Stdio::piped()).spawn().expect("the program starts");
    let input = concat!(
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}"#,
        "\n",
        r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
        "\n",
        r#"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"getUserCount","arguments":{}}}"#,
        "\n",
    );
    child.stdin.take().expect("standard input is piped").write_all(input.as_bytes()).expect("the program reads");
    let run = Run::from(child.wait_with_output().expect("the program ends"));
    let line = run.stderr.lines().find(|line| line.contains("a tool failed"));
    let line = line.unwrap_or_else(|| panic!("no cause is logged: {run:?}"));
    assert!(line.contains("getUserCount") && line.contains("could not connect to Clerk"), "{line}");
    assert!(!run.stderr.contains(KEY), "{run:?}");
}

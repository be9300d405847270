//! Usage errors exit with 2 before anything is served, and the message says what would be right.

use crate::binary::{command, run, run_with_input};

/// Arguments, and what the message must contain.
const WRONG: &[(&[&str], &str)] = &[
    (&[], "Usage: clerk-toolkit <COMMAND>"),
    (&["tool"], "a similar subcommand exists: 'tools'"),
    (&["mcp"], "there is no secret key\nSet CLERK_SECRET_KEY"),
    (&["mcp", "stray", "--sandbox"], "unexpected argument 'stray'"),
    (&["mcp", "--sandbox", "--tools"], "a value is required for '--tools <PATTERN>...'"),
    (&["mcp", "--sandbox", "--tools", ""], "no tool is selected: give `*`, a category or a tool"),
    (&["mcp", "--sandbox", "--tools", ","], "no tool is selected"),
    (&["mcp", "--sandbox", "-t", "user"], "`user`: did you mean `users`?"),
    (&["mcp", "--sandbox", "-t", "Users"], "`Users`: did you mean `users`?"),
    (&["mcp", "--sandbox", "-t", "users.getUsr"], "did you mean `users.getUser`?"),
    (&["mcp", "--sandbox", "-t", "organizations.getUser"], "did you mean `users.getUser`?"),
    (&["mcp", "--sandbox", "-t", "users", "pets"], "no tool or category matches `pets`"),
    (&["mcp", "--sandbox", "-t", "users.**"], "no tool or category matches `users.**`"),
    (&["mcp", "--sandbox", "-t", "get*"], "no tool or category matches `get*`"),
    (&["mcp", "--sandbox", "-t", "users."], "no tool or category matches `users.`"),
    (&["mcp", "--sandbox", "-t", "users\",x"], "no tool or category matches `users\\\"`"),
    (&["mcp", "--sandbox", "--tool", "users"], "a similar argument exists: '--tools'"),
    (&["mcp", "--sandbox", "--readonly"], "a similar argument exists: '--read-only'"),
    (&["mcp", "--sandbox", "--read-only=yes"], "unexpected value 'yes' for '--read-only'"),
    (
        &["mcp", "--sandbox", "--read-only", "-t", "deleteOrganization"],
        "the toolkit has no tool to offer: `deleteOrganization` is excluded by --read-only, because its effect is",
    ),
    (&["mcp", "--sandbox", "--log", "loud"], "[possible values: off, error, warn, info, debug, trace]"),
    (&["mcp", "--sandbox", "--http", "nowhere"], "expected a port, or an address with a port"),
    (&["mcp", "--sandbox", "--http", "127.0.0.1:99999"], "expected a port, or an address with a port"),
    (&["mcp", "--sandbox", "--http", "0.0.0.0:0", "--http-token", "short"], "the server listens on 0.0.0.0:0"),
    (
        &["mcp", "--sandbox", "--http", "0", "--http-token", "short", "--allow-host", "a.example"],
        "`--allow-host a.example` lets other machines use the server, so it must have at least 32 characters",
    ),
    (
        &["mcp", "--sandbox", "--http", "0", "--http-token", "short", "--allow-origin", "https://a.example"],
        "`--allow-origin https://a.example` lets pages of other machines use the server",
    ),
    (
        &["mcp", "--sandbox", "--http", "[::]:0", "--http-token", "short"],
        "unset --http-token and CLERK_TOOLKIT_HTTP_TOKEN",
    ),
    (&["mcp", "--sandbox", "--http", "0", "--http-token", ""], "the bearer token is empty"),
    (&["mcp", "--sandbox", "--http", "0", "--allow-host", "http://a"], "`http://a` is not a valid host"),
    (&["mcp", "--sandbox", "--http", "0", "--allow-host", "a@b"], "`a@b` is not a valid host"),
    (&["mcp", "--sandbox", "--http", "0", "--allow-origin", "a.example"], "`a.example` is not a valid origin"),
    (&["mcp", "--sandbox", "--http-token", "t0ken"], "--http <ADDR>"),
    (&["mcp", "--sandbox", "--allow-host", "a.example"], "--http <ADDR>"),
    (&["mcp", "--sandbox", "--secret-key", "sk_test_hush"], "cannot be used with"),
    (&["mcp", "--sandbox", "--secret-key-file", "f"], "cannot be used with"),
    (&["mcp", "--sandbox", "--api-url", "https://api.clerk.com"], "cannot be used with"),
    (&["mcp", "--secret-key", "sk_test_hush", "--secret-key-file", "f"], "cannot be used with"),
    (&["mcp", "--secret-key", "pk_test_hush"], "starts with `pk_`, so it is a publishable key"),
    (&["mcp", "--secret-key", "hush"], "the key does not start with `sk_test_` or `sk_live_`"),
    (&["mcp", "--secret-key", "sk_test_"], "the key has nothing after its prefix"),
    (&["mcp", "--secret-key-file", "/there/is/none"], "cannot read a key from \"/there/is/none\": it does not exist"),
    (
        &["mcp", "--secret-key", "sk_test_hush", "--api-url", "ftp://a"],
        "--api-url: the API URL uses neither https nor http",
    ),
    (
        &["mcp", "--secret-key", "sk_test_hush", "--api-url", "http://a.example"],
        "--api-url is plain http to another machine, which would send the secret key in cleartext\n\
         Use https, or give --allow-http",
    ),
    (&["mcp", "sk_test_hush"], "unexpected argument 'sk_test_…'"),
    (&["sk_live_hush"], "unrecognized subcommand 'sk_live_…'"),
    (&["mcp", "--secret-key-file", "sk_live_hush"], "cannot read a key from \"sk_live_…\""),
    (&["tools", "--format", "yaml"], "openai-responses"),
    (&["tools", "user"], "did you mean `users`?"),
    (&["call", "--sandbox"], "<TOOL>"),
    (&["call", "getUser"], "there is no secret key"),
    (&["call", "getUsr", "--sandbox"], "there is no tool `getUsr`: did you mean `users.getUser`?"),
    (&["call", "organizations.getUser", "--sandbox"], "did you mean `users.getUser`?"),
    (&["call", "users", "--sandbox"], "`users` selects several tools, and one is needed, such as `users.getUserId`"),
    (
        &["call", "getUserCount", "-t", "invitations", "--sandbox"],
        "the tool `getUserCount` exists, but --tools does not select it",
    ),
    (&["tools", "updateUser", "--read-only"], "the tool `updateUser` exists, but --read-only excludes it"),
    (
        &["call", "getUser", "userid=user_1", "--sandbox"],
        "has no argument `userid`. Did you mean `userId`?\n`clerk-toolkit tools getUser` shows the arguments.",
    ),
    (
        &["call", "getUser", "user_1", "--sandbox"],
        "`user_1` is not an argument of the form NAME=VALUE, such as `userId=…`",
    ),
    (
        &["call", "getUser", "--sandbox", "-t", "users", "userId=user_1"],
        "did you mean `users`?\n--tools takes all words after it: write the arguments of a call before it.",
    ),
    (&["call", "getUser", "=user_1", "--sandbox"], "is not an argument of the form NAME=VALUE"),
    (&["call", "getUser", "userId=a", "userId=b", "--sandbox"], "the argument `userId` is given twice"),
    (
        &["call", "getUser", "userId=a", "--args", r#"{"userId":"b"}"#, "--sandbox"],
        "`userId` is given twice: in --args and as `userId=…`",
    ),
    (&["call", "createInvitation", "emailAddress=a@b.co", "notify=no", "--sandbox"], "expected `true` or `false`"),
    (
        &["call", "getUser", "userId:=user_1", "--sandbox"],
        "the value of `userId` is not JSON: expected a JSON value after `:=`; for a text, write `=` instead",
    ),
    (
        &["call", "createInvitation", "emailAddress=a@b.co", "notify=no", "--sandbox"],
        "the value of `notify` is not JSON: expected `true` or `false`",
    ),
    (&["call", "getUsers", "--sandbox"], "there is no tool `getUsers`: did you mean `users.getUser`?"),
    (&["call", "exportEveryUser", "--sandbox"], "`clerk-toolkit tools users` lists the tools for users."),
    (&["tools", "exportEveryUser"], "`clerk-toolkit tools users` lists the tools for users."),
    (
        &["call", "getUser", "--userId", "user_1", "--sandbox"],
        "tip: the arguments of a tool have no dashes: write `userId=VALUE`",
    ),
    (&["call", "getUser", "--userId=user_1", "--sandbox"], "write `userId=VALUE`"),
    (
        &["call", "getUser", r#"{"userId":"user_1"}"#, "--sandbox"],
        r#"a JSON object of arguments goes after --args: --args '{"userId": …}'"#,
    ),
    (&["call", "getUser", "--sandbox"], "`userId` is missing.\n`clerk-toolkit tools getUser` shows the arguments."),
    (&["call", "getUserCount", "--sandbox", "--args", r#"{"userid":1}"#], "has no argument `userid`"),
    (&["call", "getUser", "userId=ada@example.com", "--sandbox"], "is not a user id"),
    (&["install"], "tip: the clients are claude-desktop, claude-code, cursor, "),
    (&["uninstall"], "tip: the clients are claude-desktop, claude-code, cursor, "),
    (&["install", "emacs", "--sandbox"], "`clerk-toolkit install cursor --print-entry` prints an entry"),
    (&["install", "claude", "--sandbox"], "tip: some similar values exist: 'claude-desktop', 'claude-code'"),
    (&["install", "--tools", "users", "cursor"], "put the client before --tools, or write --tools=PATTERN,PATTERN"),
    (&["call", "--tools", "users", "getUserCount"], "put the tool before --tools, or write --tools=PATTERN,PATTERN"),
    (&["completions"], "tip: the shells are bash, zsh, fish, powershell, elvish"),
    (&["doctor", "--sandbox", "--secret-key-file", "f"], "cannot be used with"),
    (&["call", "updateUser", "--sandbox", "--read-only"], "the tool `updateUser` exists, but --read-only excludes it"),
    (&["call", "getUserCount", "--sandbox", "--args", "{"], "--args is not a JSON object"),
    (&["call", "getUserCount", "--sandbox", "--args", "[1]"], "--args is not a JSON object"),
    (&["call", "getUserCount", "--sandbox", "--args", "-"], "--args is not a JSON object"),
    (&["sandbox", "--seed", "."], "cannot read the seed \".\": it is a directory, not a regular file"),
    (&["call", "getUserCount", "--sandbox", "--http", "0"], "unexpected argument '--http'"),
    (&["sandbox", "--listen", "x"], "expected a port, or an address with a port"),
    (&["sandbox", "--seed", "/there/is/none"], "cannot read the seed \"/there/is/none\""),
    (&["sandbox", "--seed", "Cargo.toml"], "\"Cargo.toml\" is not a seed"),
    (&["sandbox", "--seed", "s.json", "--empty"], "cannot be used with"),
    (&["completions", "tcsh"], "possible values: bash"),
];

#[test]
fn usage_errors_exit_with_2_and_say_what_would_be_right() {
    let mut failures = Vec::new();
    for (arguments, said) in WRONG {
        let run = run(arguments);
        let refused = run.code == Some(2) && run.stdout.is_empty() && run.stderr.contains(said);
        let secret = ["hush", "t0ken"].iter().any(|secret| run.stderr.contains(secret));
        // Methods are for the users of the library.
        let method = ["(…)", "(true)", "(false)", "builder"].iter().any(|method| run.stderr.contains(method));
        if !refused || secret || method {
            failures.push(format!("{arguments:?} must say {said:?} and show no secret and no method: {run:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn variables_are_checked_like_flags() {
    for (variable, value, said) in [
        ("CLERK_SECRET_KEY", "", "CLERK_SECRET_KEY is set but empty"),
        ("CLERK_SECRET_KEY", "pk_live_hush", "it is a publishable key"),
        ("CLERK_SECRET_KEY", " sk_test_hush", "white space"),
        ("CLERK_API_URL", "api.clerk.com", "CLERK_API_URL: the API URL is not a URL"),
        ("CLERK_API_URL", "http://a.example", "CLERK_API_URL is plain http to another machine"),
        ("CLERK_API_VERSION", "v1/", "CLERK_API_VERSION: the API version is invalid"),
        ("CLERK_SECRET_KEY", "${env:CLERK_SECRET_KEY}", "CLERK_SECRET_KEY: the secret key is a reference"),
    ] {
        let mut command = command(&["call", "getUserCount"]);
        let output =
            command.env("CLERK_SECRET_KEY", "sk_test_hush").env(variable, value).output().expect("the program starts");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{variable}={value}: {stderr}");
        assert!(stderr.contains(said) && !stderr.contains("hush"), "{variable}={value}: {stderr}");
    }
}

#[test]
fn a_key_on_the_command_line_works_with_a_warning() {
    for flag in ["--secret-key", "--sk"] {
        let run = run_with_input(&["mcp", flag, "sk_test_hush"], "");
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.stderr.starts_with("warning: other processes can read --secret-key"), "{run:?}");
        assert!(!run.stderr.contains("hush") && run.stdout.is_empty(), "{run:?}");
    }
}

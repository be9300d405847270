//! Options and files that are refused before anything is written.

use super::Home;

/// Arguments, and what the message must contain.
const WRONG: &[(&[&str], &str)] = &[
    (&[], "<CLIENT>"),
    (&["emacs"], "possible values: claude-desktop, claude-code, cursor"),
    (&["cursors"], "a similar value exists: 'cursor'"),
    (&["cursor", "-t", "user"], "`user`: did you mean `users`?"),
    (&["cursor", "--tools"], "a value is required for '--tools <PATTERN>...'"),
    (&["cursor", "--read-only", "-t", "deleteOrganization"], "the toolkit has no tool to offer: `deleteOrganization`"),
    (&["cursor", "--secret-key-file", "/there/is/none"], "cannot read a key from \"/there/is/none\""),
    (&["cursor", "--secret-key-file", "empty"], "cannot read a key from \"empty\": it is empty"),
    (&["cursor", "--secret-key-file", "publishable"], "it is a publishable key"),
    (&["cursor", "--secret-key-file", "$key/hush"], "cannot read a key from"),
    (&["cursor", "--secret-key-file", "${key}"], "Cursor treats the `${` in"),
    (&["gemini-cli", "--secret-key-file", "$key"], "Gemini CLI treats the `$` in"),
    (&["qwen-code", "--secret-key-file", "$key"], "Qwen Code treats the `$` in"),
    (&["opencode", "--secret-key-file", "{env:key}"], "opencode treats the `{env:` in"),
    (&["cursor", "--api-url", "api.clerk.com"], "the API URL is not a URL"),
    (&["cursor", "--api-url", "http://a.example"], "plain http to another machine"),
    (&["cursor", "--sandbox", "--api-url", "https://api.clerk.com"], "cannot be used with"),
    (&["cursor", "--secret-key", "sk_test_hush"], "confirm it with --write-secret-key"),
    (&["cursor", "--secret-key", "sk_test_hush", "--sandbox"], "cannot be used with"),
    (&["cursor", "--secret-key", "pk_test_hush", "--write-secret-key"], "it is a publishable key"),
    (&["cursor", "--write-secret-key"], "there is no secret key"),
    (&["cursor", "--write-secret-key", "--sandbox"], "cannot be used with"),
    (&["cursor", "--write-secret-key", "--secret-key-file", "key"], "cannot be used with"),
    (&["claude-desktop"], "Give --secret-key-file FILE"),
    (&["claude-desktop", "--print"], "--write-secret-key"),
    (&["zed"], "an entry of Zed cannot refer to an environment variable"),
    (&["cline"], "an entry of Cline cannot refer to an environment variable"),
    (&["junie"], "an entry of JetBrains Junie cannot refer to an environment variable"),
    (&["cline", "--sandbox", "--project"], "Cline has no file for a project"),
    (&["cursor", "--print", "--print-entry"], "cannot be used with"),
    (&["claude-desktop", "--sandbox", "--project"], "Claude Desktop has no file for a project"),
    (&["windsurf", "--project", "--print"], "Windsurf has no file for a project"),
    (&["cursor", "--project", "--config", "f"], "cannot be used with"),
    (&["cursor", "--name", ""], "expected a letter"),
    (&["cursor", "--name", "my clerk"], "expected a letter"),
    (&["cursor", "--name", "a.b"], "expected a letter"),
    (&["cursor", "--name", "1st"], "expected a letter"),
    (&["cursor", "--name", "a-name-of-twenty-one-"], "up to 19 letters, digits"),
    (&["gemini-cli", "--name", "my_clerk"], "Gemini CLI accepts no `_`"),
    (&["cursor", "--http", "0"], "unexpected argument '--http'"),
];

#[test]
fn usage_errors_exit_with_2_and_write_nothing() {
    let home = Home::new();
    for (file, text) in [
        ("empty", ""),
        ("publishable", "pk_test_hush"),
        ("$key", "sk_test_hush"),
        ("${key}", "sk_test_hush"),
        ("{env:key}", "sk_test_hush"),
    ] {
        home.write(&format!("project/{file}"), text);
    }
    let files = home.files();
    let mut failures = Vec::new();
    for (arguments, said) in WRONG {
        let run = home.install(arguments);
        let refused = run.code == Some(2) && run.stdout.is_empty() && run.stderr.contains(said);
        let secret = run.stderr.contains("_hush");
        if !refused || secret || home.files() != files {
            failures.push(format!("{arguments:?} must print {said:?} and no secret: {run:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// Files that are not changed: the client, the content, and what the message must contain.
const BROKEN: &[(&str, &[u8], &str)] = &[
    (
        "cursor",
        b"{\n  \"mcpServers\": {",
        "line 2, column 17: this is not JSON: the object that starts here has no `}`",
    ),
    ("cursor", b"{\n  \"a\": 1\n  \"b\": 2\n}", "line 2, column 9: this is not JSON"),
    ("cursor", b"{'a': 1}", "line 1, column 2: this is not JSON"),
    ("cursor", b"{a: 1}", "line 1, column 2: this is not JSON"),
    ("cursor", b"{\"a\": 0x1}", "line 1, column 7: this is not JSON"),
    ("cursor", b"{} {}", "line 1, column 4: this is not JSON"),
    ("cursor", b"{\n/* \n", "line 2, column 1: this is not JSON"),
    ("cursor", b"mcpServers:\n  a: {}\n", "line 1, column 1: this is not JSON"),
    ("cursor", b"\n[]", "line 2, column 1: this is JSON, but not an object"),
    ("cursor", b"null", "line 1, column 1: this is JSON, but not an object"),
    ("cursor", b"{\"mcpServers\": []}", "line 1, column 16: `mcpServers` is not an object"),
    ("cursor", b"{\"mcpServers\": null}", "line 1, column 16: `mcpServers` is not an object"),
    (
        "cursor",
        b"{\"mcpServers\": {},\n\"mcpServers\": {}}",
        "line 2, column 1: `mcpServers` occurs a second time here",
    ),
    (
        "cursor",
        b"{\"mcpServers\": {},\n\"mcp\\u0053ervers\": {}}",
        "line 2, column 1: `mcpServers` occurs a second time here",
    ),
    (
        "cursor",
        b"{\"mcpServers\": {\"clerk\": {}, \"clerk\": {}}}",
        "line 1, column 30: `clerk` occurs a second time here",
    ),
    (
        "cursor",
        b"{\"mcpServers\": {\"clerk\": {\"command\": \"clerk-toolkit\", \"env\": {\"A\": \"\", \"A\": \"\"}}}}",
        "`A` occurs a second time here",
    ),
    ("cursor", b"{\"a\": \"\n\xff\"}", "line 2: this is not UTF-8"),
    ("cursor", b"\xff\xfe{\0}\0", "line 1: this is not UTF-8"),
    ("vscode", b"{\"servers\": 1}", "`servers` is not an object"),
    ("vscode", b"{\"inputs\": {}}", "line 1, column 12: `inputs` is not an array"),
    ("codex", b"a = 1\nb = \n", "line 2, column 5: this is not TOML"),
    ("codex", b"a = 1\na = 2\n", "line 2, column 1: this is not TOML: duplicate key"),
    ("codex", b"\n{}", "line 2, column 1: this is not TOML"),
    ("codex", b"mcp_servers = 1\n", "line 1, column 15: `mcp_servers` is not a table"),
    ("codex", b"[[mcp_servers]]\n", "`mcp_servers` is not a table"),
    ("codex", b"[mcp_servers.clerk]\n[mcp_servers.clerk]\n", "line 2, column 14: this is not TOML: duplicate key"),
    ("codex", b"a = \"\xff\"", "this is not UTF-8"),
];

#[test]
fn a_file_that_cannot_be_read_is_unchanged() {
    let mut failures = Vec::new();
    for (client, bytes, said) in BROKEN {
        let home = Home::new();
        let file = home.write("file", bytes);
        for force in [&[][..], &["--force"]] {
            let run = home.install(&[&[client, "--config", "../file"], force].concat());
            let refused = run.code == Some(1) && run.stdout.is_empty() && run.stderr.contains(said);
            let named = run.stderr.contains("file\"") && run.stderr.contains("the file is unchanged");
            let untouched = std::fs::read(&file).expect("the file exists") == *bytes && home.files() == ["file"];
            if !refused || !named || !untouched {
                failures.push(format!("{:?} must print {said:?}: {run:?}", String::from_utf8_lossy(bytes)));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

//! What is refused, before anything is written.

use super::Home;

/// Arguments, and what the line must say.
const WRONG: &[(&[&str], &str)] = &[
    (&[], "<CLIENT>"),
    (&["emacs"], "possible values: claude-desktop, claude-code, cursor, vscode, windsurf, gemini-cli, codex"),
    (&["cursors"], "a similar value exists: 'cursor'"),
    (&["cursor", "-t", "user"], "`user`: did you mean `users`?"),
    (&["cursor", "--tools"], "a value is required for '--tools <PATTERN>...'"),
    (&["cursor", "--read-only", "-t", "deleteOrganization"], "no tool is left to offer: `deleteOrganization`"),
    (&["cursor", "--secret-key-file", "/there/is/none"], "cannot read a key from \"/there/is/none\""),
    (&["cursor", "--secret-key-file", "empty"], "cannot read a key from \"empty\": it is empty"),
    (&["cursor", "--secret-key-file", "publishable"], "it is a publishable key"),
    (&["cursor", "--secret-key-file", "$key/hush"], "cannot read a key from"),
    (&["cursor", "--secret-key-file", "${key}"], "takes the `${` in"),
    (&["gemini-cli", "--secret-key-file", "$key"], "takes the `$` in"),
    (&["cursor", "--api-url", "api.clerk.com"], "the API URL is not a URL"),
    (&["cursor", "--api-url", "http://a.example"], "plain http to another machine"),
    (&["cursor", "--sandbox", "--api-url", "https://api.clerk.com"], "cannot be used with"),
    (&["cursor", "--secret-key", "sk_test_hush"], "say so with --write-secret-key"),
    (&["cursor", "--secret-key", "sk_test_hush", "--sandbox"], "cannot be used with"),
    (&["cursor", "--secret-key", "pk_test_hush", "--write-secret-key"], "it is a publishable key"),
    (&["cursor", "--write-secret-key"], "there is no secret key"),
    (&["cursor", "--write-secret-key", "--sandbox"], "cannot be used with"),
    (&["cursor", "--write-secret-key", "--secret-key-file", "key"], "cannot be used with"),
    (&["claude-desktop"], "Give --secret-key-file FILE"),
    (&["claude-desktop", "--print"], "--write-secret-key"),
    (&["claude-desktop", "--sandbox", "--project"], "Claude Desktop has no file for a project"),
    (&["windsurf", "--project", "--print"], "Windsurf has no file for a project"),
    (&["cursor", "--project", "--config", "f"], "cannot be used with"),
    (&["cursor", "--name", ""], "expected a letter"),
    (&["cursor", "--name", "my clerk"], "expected a letter"),
    (&["cursor", "--name", "a.b"], "expected a letter"),
    (&["cursor", "--name", "1st"], "expected a letter"),
    (&["cursor", "--name", "a-name-of-twenty-one-"], "up to 19 letters, digits"),
    (&["gemini-cli", "--name", "my_clerk"], "Gemini CLI takes no `_`"),
    (&["cursor", "--http", "0"], "unexpected argument '--http'"),
];

#[test]
fn what_cannot_be_meant_ends_with_2_and_nothing_written() {
    let home = Home::new();
    for (file, text) in
        [("empty", ""), ("publishable", "pk_test_hush"), ("$key", "sk_test_hush"), ("${key}", "sk_test_hush")]
    {
        home.write(&format!("project/{file}"), text);
    }
    let files = home.files();
    let mut failures = Vec::new();
    for (arguments, said) in WRONG {
        let run = home.install(arguments);
        let refused = run.code == Some(2) && run.stdout.is_empty() && run.stderr.contains(said);
        let secret = run.stderr.contains("_hush");
        if !refused || secret || home.files() != files {
            failures.push(format!("{arguments:?} must say {said:?} and show no secret: {run:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// Files that are left as they are: the client, what the file has, and what the line must say.
const BROKEN: &[(&str, &[u8], &str)] = &[
    ("cursor", b"{\n  \"mcpServers\": {", "line 2, column 17: this is no JSON: unterminated object"),
    ("cursor", b"{\n  \"a\": 1\n  \"b\": 2\n}", "line 2, column 9: this is no JSON"),
    ("cursor", b"{'a': 1}", "line 1, column 2: this is no JSON"),
    ("cursor", b"{a: 1}", "line 1, column 2: this is no JSON"),
    ("cursor", b"{\"a\": 0x1}", "line 1, column 7: this is no JSON"),
    ("cursor", b"{} {}", "line 1, column 4: this is no JSON"),
    ("cursor", b"{\n/* \n", "line 2, column 1: this is no JSON"),
    ("cursor", b"mcpServers:\n  a: {}\n", "line 1, column 1: this is no JSON"),
    ("cursor", b"\n[]", "line 2, column 1: this is JSON, but no object"),
    ("cursor", b"null", "line 1, column 1: this is JSON, but no object"),
    ("cursor", b"{\"mcpServers\": []}", "line 1, column 16: `mcpServers` is no object"),
    ("cursor", b"{\"mcpServers\": null}", "line 1, column 16: `mcpServers` is no object"),
    ("cursor", b"{\"mcpServers\": {},\n\"mcpServers\": {}}", "line 2, column 1: `mcpServers` is here a second time"),
    (
        "cursor",
        b"{\"mcpServers\": {},\n\"mcp\\u0053ervers\": {}}",
        "line 2, column 1: `mcpServers` is here a second time",
    ),
    ("cursor", b"{\"mcpServers\": {\"clerk\": {}, \"clerk\": {}}}", "line 1, column 30: `clerk` is here a second time"),
    (
        "cursor",
        b"{\"mcpServers\": {\"clerk\": {\"command\": \"clerk-toolkit\", \"env\": {\"A\": \"\", \"A\": \"\"}}}}",
        "`A` is here a second time",
    ),
    ("cursor", b"{\"a\": \"\n\xff\"}", "line 2: this is not UTF-8"),
    ("cursor", b"\xff\xfe{\0}\0", "line 1: this is not UTF-8"),
    ("vscode", b"{\"servers\": 1}", "`servers` is no object"),
    ("vscode", b"{\"inputs\": {}}", "line 1, column 12: `inputs` is no array"),
    ("codex", b"a = 1\nb = \n", "line 2, column 5: this is no TOML"),
    ("codex", b"a = 1\na = 2\n", "line 2, column 1: this is no TOML: duplicate key"),
    ("codex", b"\n{}", "line 2, column 1: this is no TOML"),
    ("codex", b"mcp_servers = 1\n", "line 1, column 15: `mcp_servers` is no table"),
    ("codex", b"[[mcp_servers]]\n", "`mcp_servers` is no table"),
    ("codex", b"[mcp_servers.clerk]\n[mcp_servers.clerk]\n", "line 2, column 14: this is no TOML: duplicate key"),
    ("codex", b"a = \"\xff\"", "this is not UTF-8"),
];

#[test]
fn a_file_that_cannot_be_understood_is_left_as_it_is() {
    let mut failures = Vec::new();
    for (client, bytes, said) in BROKEN {
        let home = Home::new();
        let file = home.write("file", bytes);
        for force in [&[][..], &["--force"]] {
            let run = home.install(&[&[client, "--config", "../file"], force].concat());
            let refused = run.code == Some(1) && run.stdout.is_empty() && run.stderr.contains(said);
            let named = run.stderr.contains("file\"") && run.stderr.contains("the file is left as it is");
            let untouched = std::fs::read(&file).expect("it is there") == *bytes && home.files() == ["file"];
            if !refused || !named || !untouched {
                failures.push(format!("{:?} must say {said:?}: {run:?}", String::from_utf8_lossy(bytes)));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

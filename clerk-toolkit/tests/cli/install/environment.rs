//! Variables that choose the instance: they are checked as `mcp` checks them, and the entry contains them.

use super::{CLIENTS, Home};
use crate::binary::Run;

const URL: &str = "https://clerk.example.com";

/// Runs `install` on a file, with the key in another file and with these variables.
fn run(home: &Home, client: &str, options: &[&str], variables: &[(&str, &str)]) -> Run {
    home.write_key("project/key", "sk_test_hush");
    let mut command = home.command(&[&[client, "--config", "../file"], options].concat());
    command.envs(variables.iter().copied()).output().expect("the binary starts").into()
}

/// The text of a new file after such a run, without white space.
fn written(client: &str, options: &[&str], variables: &[(&str, &str)]) -> String {
    let home = Home::new();
    let run = run(&home, client, options, variables);
    let written = home.read("file");
    // Another address than Clerk's is pointed out, and nothing else.
    let address = format!("warning: the entry sends the secret key to \"{URL}\", which is not Clerk's API (from ");
    let pointed_out = run.stderr.lines().count() == 1 && run.stderr.starts_with(&address);
    assert_eq!((run.code, pointed_out), (Some(0), written.contains(URL)), "{client}: {run:?}");
    assert!(pointed_out || run.stderr.is_empty(), "{client}: {run:?}");
    written.replace([' ', '\n'], "")
}

#[test]
fn the_address_of_the_api_becomes_an_argument() {
    for client in CLIENTS {
        let key: &[&str] = &["--secret-key-file", "key"];
        let said = format!("\"--api-url\",\"{URL}\"]");
        let file = written(client, key, &[("CLERK_API_URL", URL)]);
        assert!(file.contains(&said), "{client}: {file}");
        let given = [key, &["--api-url", URL]].concat();
        for other in ["https://other.example.com", "not a URL"] {
            let file = written(client, &given, &[("CLERK_API_URL", other)]);
            assert!(file.contains(&said) && !file.contains("other"), "{client}: {file}");
        }
        for url in [URL, "not a URL", ""] {
            let file = written(client, &["--sandbox"], &[("CLERK_API_URL", url), ("CLERK_API_VERSION", "v2")]);
            assert!(file.contains("\"mcp\",\"--sandbox\"]") && !file.contains("CLERK_API"), "{client}: {file}");
        }
    }
    // The key is not needed here if the client supplies it.
    assert!(written("cursor", &[], &[("CLERK_API_URL", URL)]).contains(URL));
}

#[test]
fn the_entry_contains_an_unusual_version_of_the_api() {
    for client in CLIENTS {
        let key: &[&str] = &["--secret-key-file", "key"];
        let file = written(client, key, &[("CLERK_API_VERSION", "v2")]);
        let said = [
            "\"env\":{\"CLERK_API_VERSION\":\"v2\"}",
            "\"environment\":{\"CLERK_API_VERSION\":\"v2\"}",
            "env={CLERK_API_VERSION=\"v2\"}",
        ];
        assert!(said.iter().any(|said| file.contains(said)), "{client}: {file}");
        let file = written(client, key, &[("CLERK_API_VERSION", "v1")]);
        assert!(!file.contains("CLERK_API_VERSION"), "{client}: {file}");
    }
    let both = written("cursor", &[], &[("CLERK_API_VERSION", "v2")]);
    let said = "\"env\":{\"CLERK_SECRET_KEY\":\"${env:CLERK_SECRET_KEY}\",\"CLERK_API_VERSION\":\"v2\"}";
    assert!(both.contains(said), "{both}");
}

#[test]
fn a_value_that_mcp_refuses_is_refused() {
    let home = Home::new();
    for (variable, value, said) in [
        ("CLERK_API_URL", "api.clerk.com", "the API URL is not a URL"),
        ("CLERK_API_URL", "http://a.example", "plain http to another machine"),
        ("CLERK_API_URL", "https://me:hush@a.example", "a user name or a password"),
        ("CLERK_API_URL", "", "CLERK_API_URL is set but empty"),
        (
            "CLERK_API_VERSION",
            "v1/users",
            "the API version is invalid: expected letters, digits, `_` and `-`, such as `v1`",
        ),
        ("CLERK_API_VERSION", "", "CLERK_API_VERSION is set but empty"),
        ("CLERK_SECRET_KEY", "pk_test_hush", "it is a publishable key"),
    ] {
        for place in [&[][..], &["--print"], &["--print-entry"], &["--project"]] {
            let run: Run = home
                .command(&[&["cursor"], place].concat())
                .env(variable, value)
                .output()
                .expect("the binary starts")
                .into();
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{variable}={value}: {run:?}");
            assert!(run.stderr.contains(said) && !run.stderr.contains("hush"), "{variable}={value}: {run:?}");
        }
    }
    assert_eq!(home.files(), [""; 0]);
}

#[test]
fn the_instance_of_the_old_entry_is_removed() {
    let home = Home::new();
    let first = run(&home, "cursor", &[], &[("CLERK_API_URL", URL), ("CLERK_API_VERSION", "v2")]);
    assert_eq!(first.code, Some(0), "{first:?}");
    let file = home.read("file").replace("BINARY", "clerk-toolkit");
    let file = file.replace("\"env\": {", "\"env\": { \"CLERK_API_URL\": \"https://old.example.com\",");
    home.write("file", file);
    let told = home.installed(&["cursor", "--config", "../file"]);
    assert!(told.contains("- ") && !told.contains("old.example.com"), "{told}");
    let file = home.read("file");
    assert!(!file.contains("example.com") && !file.contains("CLERK_API"), "{file}");

    let forwarded = "[mcp_servers.clerk]\ncommand = \"clerk-toolkit\"\nenv_vars = [\"CLERK_API_URL\", \"NO_PROXY\"]\n";
    let edited = home.edited("codex", forwarded, &["--sandbox"]);
    assert!(edited.contains("env_vars = [\"NO_PROXY\"]"), "{edited}");
}

//! A server of the same name that the file already has.

use super::Home;

#[test]
fn an_entry_of_this_program_is_updated_field_by_field() {
    let home = Home::new();
    let before = r#"{
  "mcpServers": {
    "clerk": {
      // the old place
      "command": "clerk-toolkit", // moved
      "timeout": 30, "url": "http://127.0.0.1:1/mcp",
      "args": ["mcp"], /* few */
      "headers": { "Authorization": "Bearer hush" },
      "env": { "CLERK_SECRET_KEY": "sk_live_hush", "RUST_LOG": "secret-level" }
    }, "b": {"url": "http://b"}
  }
}"#;
    let after = r#"{
  "mcpServers": {
    "clerk": {
      // the old place
      "command": "BINARY", // moved
      "timeout": 30,
      "args": ["mcp", "--sandbox"], /* few */
      "env": { "RUST_LOG": "secret-level" }
    }, "b": {"url": "http://b"}
  }
}"#;
    home.write("file", before);
    let run = home.install(&["cursor", "--config", "../file", "--sandbox"]);
    assert_eq!((run.code, home.read("file").as_str()), (Some(0), after), "{run:?}");
    let told = super::without_binary(&run.stdout);
    for (sign, text) in [
        ("- ", "\"command\": \"clerk-toolkit\""),
        ("+ ", "\"command\": \"BINARY\""),
        ("- ", "\"url\": \"…\""),
        ("- ", "\"CLERK_SECRET_KEY\": \"…\""),
        ("", "\"RUST_LOG\": \"…\""),
        ("\"", "timeout\": 30"),
    ] {
        let shown = told.lines().map(str::trim_start).any(|line| line.starts_with(sign) && line.contains(text));
        assert!(shown, "{sign}{text}: {told}");
    }
    for hidden in ["hush", "secret-level", "http://"] {
        assert!(!told.contains(hidden) && !run.stderr.contains(hidden), "{hidden}: {run:?}");
    }
}

#[test]
fn toml_is_updated_field_by_field_too() {
    let home = Home::new();
    let before = "[mcp_servers.clerk] # ours\r\nurl = \"http://x\"\r\n\
                  command = 'clerk-toolkit' # moved\r\n\
                  startup_timeout_sec = 20\r\nenv_vars = [\"CLERK_SECRET_KEY\", \"HTTPS_PROXY\"]\r\n\r\n\
                  [mcp_servers.clerk.env]\r\nCLERK_SECRET_KEY = \"$HUSH\"\r\n\r\n[z]\r\na=1\r\n";
    let after = "[mcp_servers.clerk] # ours\r\ncommand = \"BINARY\" # moved\r\nstartup_timeout_sec = 20\r\n\
                 env_vars = [\"HTTPS_PROXY\"]\r\nargs = [\"mcp\", \"--sandbox\"]\r\n\r\n[z]\r\na=1\r\n";
    assert_eq!(home.edited("codex", before, &["--sandbox"]), after);
    let referring = home.edited("codex", before, &[]);
    assert!(referring.contains("env_vars = [\"HTTPS_PROXY\", \"CLERK_SECRET_KEY\"]"), "{referring}");
    assert!(!referring.contains("HUSH"), "{referring}");
}

#[test]
fn an_entry_that_was_switched_off_is_on_again() {
    let json = "{\"mcpServers\": {\"clerk\": {FIELD, \"command\": \"clerk-toolkit\"}}}";
    let toml = "[mcp_servers.clerk]\nFIELD\ncommand = \"clerk-toolkit\"\n";
    for (client, text, field, stays) in [
        ("cursor", json, "\"disabled\": true", false),
        ("cursor", json, "\"disabled\": false", true),
        ("cursor", json, "\"enabled\": false", false),
        ("codex", toml, "enabled = false", false),
        ("codex", toml, "enabled = true", true),
    ] {
        let home = Home::new();
        home.write("file", text.replace("FIELD", field));
        let options = [client, "--config", "../file", "--sandbox"];
        let taken_out =
            |told: &str| told.lines().any(|line| line.trim_start().starts_with("- ") && line.contains(field));
        let told = home.installed(&options);
        assert_eq!((home.read("file").contains(field), taken_out(&told)), (stays, !stays), "{told}");
        if stays {
            continue;
        }
        // It is switched on even if nothing else changes.
        let on = std::fs::read_to_string(home.path("file")).expect("the file exists");
        let off = match client {
            "codex" => on.replace("\ncommand", &format!("\n{field}\ncommand")),
            _ => on.replace("\"command\"", &format!("{field}, \"command\"")),
        };
        home.write("file", off);
        let told = home.installed(&options);
        assert!(taken_out(&told) && !home.read("file").contains(field), "{told}");
    }
}

#[test]
fn the_entry_of_another_program_is_replaced_only_with_force() {
    for (client, text) in [
        ("cursor", r#"{"mcpServers": {"clerk": {"command": "npx", "args": ["hush"], "env": {"A": "hush"}}}}"#),
        ("cursor", r#"{"mcpServers": {"clerk": {"url": "https://hush"}}}"#),
        ("cursor", r#"{"mcpServers": {"clerk": "hush"}}"#),
        ("codex", "mcp_servers.clerk = { command = \"my-clerk-toolkit\", args = [\"hush\"] }\n"),
        ("codex", "[mcp_servers.clerk]\nurl = \"https://hush\"\n"),
    ] {
        let home = Home::new();
        home.write("file", text);
        let run = home.install(&[client, "--config", "../file", "--sandbox"]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
        assert!(
            run.stderr.contains("--name") && run.stderr.contains("--force") && !run.stderr.contains("hush"),
            "{run:?}"
        );
        assert!(run.stderr.contains("has another server called `clerk`, which "), "{run:?}");
        assert_eq!((home.read("file").as_str(), home.files().len()), (text, 1));
        home.installed(&[client, "--config", "../file", "--sandbox", "--name", "other"]);
        let both = home.read("file");
        assert!(both.contains("hush") && both.contains("BINARY"), "{both}");
        let told = home.installed(&[client, "--config", "../file", "--sandbox", "--force"]);
        let forced = home.read("file");
        assert!(!forced.contains("hush") && forced.matches("BINARY").count() == 2, "{forced}");
        assert!(!told.contains("hush"), "{told}");
        assert!(told.contains("\n--force replaces a server of another program: the old entry "), "{told}");
    }
}

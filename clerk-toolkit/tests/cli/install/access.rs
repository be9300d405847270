//! `install` says what the server gives access to, and what an update widens.

use clerk_toolkit::Effect;
use clerk_toolkit::catalog::{DEFAULT, users};

use super::Home;

#[test]
fn the_number_of_tools_and_of_dangerous_ones_is_named() {
    let home = Home::new();
    let all = DEFAULT;
    let count = |effect| all.iter().filter(|tool| tool.effect() == effect).count();
    let destructive = count(Effect::Destructive);
    let changing = all.len() - count(Effect::Read);
    // Private metadata is not offered, so a tool that needs it is not either.
    for place in [&["--print"][..], &[]] {
        let told = home.installed(&[&["cursor", "--sandbox", "--allow-private-metadata"], place].concat());
        let expected = format!(
            "The server offers {} tools. Tools that can change data: {changing}. Tools that can delete it or change it \
             irreversibly: {destructive}. Add --read-only to offer only tools that change nothing.\n",
            all.len()
        );
        assert!(told.contains(&expected), "{expected}: {told}");
    }
    let reads = users::TOOLS.iter().filter(|tool| tool.effect() == Effect::Read).count();
    let told = home.installed(&["cursor", "--sandbox", "--read-only", "--tools", "users"]);
    assert!(told.contains(&format!("The server offers {reads} tools. None of them changes data.\n")), "{told}");
    let told = home.installed(&["cursor", "--sandbox", "--read-only", "--tools", "users", "--discover"]);
    let expected = format!("The server finds and calls {reads} tools. None of them changes data.\n");
    assert!(told.contains(&expected), "{told}");
    let told = home.installed(&["cursor", "--name", "far", "--url", "https://clerk.example.com/mcp"]);
    assert!(!told.contains("tools"), "a remote server decides itself: {told}");
}

#[test]
fn an_update_says_which_limits_it_drops() {
    let limited = ["--tools", "users", "getOrganization", "--read-only"];
    for (client, before, after, said) in [
        (
            "cursor",
            &limited[..],
            &[][..],
            &["no longer limited to `users`, `getOrganization`.", "The server is no longer read-only."][..],
        ),
        (
            "cursor",
            &limited,
            &["--read-only", "--tools", "users"],
            &["The server is limited to `users` instead of `users`, `getOrganization`."],
        ),
        ("cursor", &[], &["--tools", "getUser"], &[]),
        ("cursor", &["--tools", "*"], &[], &[]),
        ("cursor", &["--tools", "users"], &["--tools", "*"], &["The server is limited to `*` instead of `users`."]),
        ("cursor", &[], &["--allow-private-metadata"], &["The tools may now read and write private metadata."]),
        ("opencode", &["--sandbox"], &[], &["no longer uses a sandbox: it works on the instance of the secret key."]),
        ("codex", &["--secret-key-file", "key"], &[], &["The secret key no longer comes from /", "/project/key."]),
    ] {
        let home = Home::new();
        home.write("project/key", "sk_test_hush");
        let place = [client, "--config", "../file"];
        let first = home.install(&[&place[..], before].concat());
        assert!(first.code == Some(0) && !first.stdout.contains("no longer"), "{first:?}");
        for print in [&["--print"][..], &[]] {
            let run = home.install(&[&place[..], after, print].concat());
            assert_eq!(run.code, Some(0), "{run:?}");
            assert!(said.iter().all(|said| run.stdout.contains(said)), "{said:?}: {run:?}");
        }
    }
    let home = Home::new();
    home.installed(&["cursor"]);
    let narrower = home.installed(&["cursor", "--read-only", "--tools", "users"]);
    assert!(!narrower.contains("no longer") && !narrower.contains("instead of"), "{narrower}");
}

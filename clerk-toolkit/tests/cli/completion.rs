//! Completion, in the shells themselves.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::binary::run;
#[cfg(target_os = "linux")]
use crate::terminal::Terminal;
use crate::terminal::is_installed;

/// What is typed before Tab, and the words that are there after it. A `|` stands for the space between words.
#[cfg(target_os = "linux")]
const CASES: &[(&str, &str)] = &[
    ("clerk-toolkit comp", "clerk-toolkit|completions"),
    ("clerk-toolkit mcp --read", "clerk-toolkit|mcp|--read-only"),
    // Tools, with and without their category.
    ("clerk-toolkit call getUserCou", "clerk-toolkit|call|getUserCount"),
    ("clerk-toolkit call users.getUserCou", "clerk-toolkit|call|users.getUserCount"),
    ("clerk-toolkit tools revokeInvitat", "clerk-toolkit|tools|revokeInvitation"),
    (
        "clerk-toolkit mcp -t organizations.deleteOrganizationM",
        "clerk-toolkit|mcp|-t|organizations.deleteOrganizationMembership",
    ),
    // Categories, also after a comma.
    ("clerk-toolkit mcp --tools invita", "clerk-toolkit|mcp|--tools|invitations"),
    ("clerk-toolkit mcp --tools users,invita", "clerk-toolkit|mcp|--tools|users,invitations"),
    // Values of flags, also after `=`.
    ("clerk-toolkit tools --format anth", "clerk-toolkit|tools|--format|anthropic"),
    ("clerk-toolkit tools --format=anth", "clerk-toolkit|tools|--format=anthropic"),
    ("clerk-toolkit mcp --log deb", "clerk-toolkit|mcp|--log|debug"),
    // Clients and shells.
    ("clerk-toolkit install curs", "clerk-toolkit|install|cursor"),
    ("clerk-toolkit completions fi", "clerk-toolkit|completions|fish"),
    // Files and folders.
    ("clerk-toolkit sandbox --seed se", "clerk-toolkit|sandbox|--seed|seed.json"),
    ("clerk-toolkit mcp --secret-key-file keys/te", "clerk-toolkit|mcp|--secret-key-file|keys/test"),
    ("clerk-toolkit mcp --secret-key-file=keys/te", "clerk-toolkit|mcp|--secret-key-file=keys/test"),
    ("clerk-toolkit sandbox --seed my", "clerk-toolkit|sandbox|--seed|my seed.json"),
    // Arguments of the tool that is called, and their values.
    (
        "clerk-toolkit call createInvitation emailAddress=a noti",
        "clerk-toolkit|call|createInvitation|emailAddress=a|notify=",
    ),
    ("clerk-toolkit call createInvitation notify=f", "clerk-toolkit|call|createInvitation|notify=false"),
];

/// A folder with files to complete.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder can be created");
    fs::write(folder.path().join("seed.json"), "{}").expect("the folder can be written");
    fs::write(folder.path().join("my seed.json"), "{}").expect("the folder can be written");
    fs::create_dir(folder.path().join("keys")).expect("the folder can be written");
    fs::write(folder.path().join("keys/test"), "").expect("the folder can be written");
    folder
}

/// The search path with the program's folder in front.
fn path() -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_clerk-toolkit"));
    let folder = program.parent().expect("the program is in a folder").display();
    format!("{folder}:{}", std::env::var("PATH").expect("PATH is set"))
}

/// Types into a shell in a terminal, presses Tab, and returns the words of the line.
///
/// Then the line becomes the arguments of a `printf`, so that the shell itself says which words it has.
#[cfg(target_os = "linux")]
fn words(terminal: &mut Terminal, typed: &str) -> String {
    terminal.press(&format!("{typed}\t\u{1}printf '%s|' BEGIN \u{5} END\n"));
    let output = terminal.until("|END|");
    let (_, words) = output.rsplit_once("BEGIN|").expect("the line is printed");
    words.trim_end_matches("|END|").to_owned()
}

/// Types into a shell, presses Tab twice, and returns what is on the screen then.
///
/// It presses no key that the terminal itself handles, such as Ctrl-U: the terminal handles keys while the shell still
/// runs the previous command.
#[cfg(target_os = "linux")]
fn listed(terminal: &mut Terminal, typed: &str) -> String {
    terminal.press(&format!("{typed}\t\t\u{1}echo $((1 + 1))LISTED; : \n"));
    terminal.until("2LISTED")
}

#[cfg(target_os = "linux")]
fn check(terminal: &mut Terminal) {
    let mut failures = Vec::new();
    for (typed, expected) in CASES {
        let completed = words(terminal, typed);
        if completed != *expected {
            failures.push(format!("{typed:?} became {completed:?} and not {expected:?}"));
        }
    }
    // A name and its value are one word, so no space may follow `=`.
    let argument = words(terminal, "clerk-toolkit call getUser us\tuser_1");
    if argument != "clerk-toolkit|call|getUser|userId=user_1" {
        failures.push(format!("after `userId=`, the value became {argument:?}"));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn bash_completes() {
    if !is_installed("bash") || !is_installed("script") {
        return;
    }
    let (folder, path) = (folder(), path());
    let variables = [("PATH", path.as_str()), ("INPUTRC", "/dev/null"), ("HISTFILE", "/dev/null"), ("PS1", "READY ")];
    let mut bash = Terminal::start("bash --norc --noprofile -i", folder.path(), &variables);
    bash.until("READY ");
    bash.press("eval \"$(clerk-toolkit completions bash)\"; echo $((1 + 1))LOADED\n");
    bash.until("2LOADED");
    check(&mut bash);
    let listed = listed(&mut bash, "clerk-toolkit ");
    assert!(listed.contains("install") && listed.contains("sandbox") && !listed.contains("--help"), "{listed}");
}

/// A script that is printed by a program outside `PATH` calls that program, whatever its path contains.
#[cfg(target_os = "linux")]
#[test]
fn the_path_of_the_program_is_quoted() {
    let folder = folder();
    let odd = folder.path().join("it's a folder");
    fs::create_dir(&odd).expect("the folder can be written");
    let program = odd.join("clerk-toolkit");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_clerk-toolkit"), &program).expect("the folder can be written");
    for shell in ["bash", "zsh"] {
        if !is_installed(shell) || !is_installed("script") {
            continue;
        }
        let script = Command::new(&program).args(["completions", shell]).output().expect("the program starts");
        fs::write(folder.path().join("script"), script.stdout).expect("the folder can be written");
        let home = folder.path().to_str().expect("a Unicode path");
        let variables = [("ZDOTDIR", home), ("PS1", "READY ")];
        let start = if shell == "bash" { "bash --norc --noprofile -i" } else { "zsh -f -i" };
        let mut terminal = Terminal::start(start, folder.path(), &variables);
        terminal.until("READY ");
        let load = if shell == "bash" { "" } else { "bindkey -e; autoload -U compinit; compinit -D -u; " };
        terminal.press(&format!("{load}source ./script; echo $((1 + 1))LOADED\n"));
        terminal.until("2LOADED");
        assert_eq!(words(&mut terminal, "clerk-toolkit call getUserCou"), "clerk-toolkit|call|getUserCount", "{shell}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn zsh_completes() {
    if !is_installed("zsh") || !is_installed("script") {
        return;
    }
    let (folder, path) = (folder(), path());
    let home = folder.path().to_str().expect("a Unicode path");
    let variables = [("PATH", path.as_str()), ("ZDOTDIR", home), ("PS1", "READY ")];
    let mut zsh = Terminal::start("zsh -f -i", folder.path(), &variables);
    zsh.until("READY ");
    zsh.press(
        "bindkey -e; unsetopt prompt_sp prompt_cr; autoload -U compinit; compinit -D -u; \
         source <(clerk-toolkit completions zsh); echo $((1 + 1))LOADED\n",
    );
    zsh.until("2LOADED");
    check(&mut zsh);
    let listed = listed(&mut zsh, "clerk-toolkit call getUser");
    assert!(listed.contains("Count users: all, or those that match every filter."), "{listed}");
}

#[cfg(target_os = "linux")]
#[test]
fn zsh_completes_from_a_file_of_its_function_path() {
    if !is_installed("zsh") || !is_installed("script") {
        return;
    }
    let (folder, path) = (folder(), path());
    fs::write(folder.path().join("_clerk-toolkit"), run(&["completions", "zsh"]).stdout)
        .expect("the folder can be written");
    let home = folder.path().to_str().expect("a Unicode path");
    let variables = [("PATH", path.as_str()), ("ZDOTDIR", home), ("PS1", "READY ")];
    let mut zsh = Terminal::start("zsh -f -i", folder.path(), &variables);
    zsh.until("READY ");
    zsh.press("bindkey -e; fpath=($PWD $fpath); autoload -U compinit; compinit -D -u; echo $((1 + 1))LOADED\n");
    zsh.until("2LOADED");
    // The second completion does not load the file again.
    for (typed, expected) in &CASES[..3] {
        assert_eq!(words(&mut zsh, typed), *expected);
    }
}

#[test]
fn fish_completes() {
    if !is_installed("fish") {
        return;
    }
    let folder = folder();
    let complete = |line: &str| {
        let command = format!("clerk-toolkit completions fish | source; complete -C '{line}'");
        let mut fish = Command::new("fish");
        fish.args(["--no-config", "-c", &command]).env("PATH", path()).env("HOME", folder.path());
        let output = fish.current_dir(folder.path()).output().expect("fish starts");
        let text = String::from_utf8(output.stdout).expect("fish prints UTF-8");
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let starts = |line: &str, expected: &[&str]| {
        let candidates = complete(line);
        let values: Vec<_> = candidates.iter().map(|line| line.split('\t').next().unwrap_or_default()).collect();
        assert_eq!(values, expected, "{line:?}");
    };
    let description = clerk_toolkit::catalog::ALL.get("getUserCount").map(|tool| tool.description());
    let first_line = description.and_then(|text| text.lines().next()).expect("it has a description");
    assert_eq!(complete("clerk-toolkit call getUserCou"), [format!("getUserCount\t{first_line}")]);
    starts("clerk-toolkit comp", &["completions"]);
    starts("clerk-toolkit mcp --read", &["--read-only"]);
    starts("clerk-toolkit call users.getUserCou", &["users.getUserCount"]);
    let offered = complete("clerk-toolkit mcp --tools ");
    for value in ["users", "organizations", "invitations", "getUser", "deleteOrganization"] {
        assert!(offered.iter().any(|line| line.split('\t').next() == Some(value)), "{value}: {offered:?}");
    }
    starts("clerk-toolkit mcp --tools users,invita", &["users,invitations"]);
    starts("clerk-toolkit tools --format anth", &["anthropic"]);
    starts("clerk-toolkit tools --format=anth", &["--format=anthropic"]);
    starts("clerk-toolkit install curs", &["cursor"]);
    starts("clerk-toolkit sandbox --seed se", &["seed.json"]);
    starts("clerk-toolkit mcp --secret-key-file keys/", &["keys/test"]);
    starts("clerk-toolkit call createInvitation notify=", &["notify=true", "notify=false"]);
    starts("clerk-toolkit call getUser ", &["userId="]);
}

#[test]
fn every_shell_has_a_script_that_calls_the_program() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]);
        assert_eq!((script.code, script.stderr.as_str()), (Some(0), ""), "{shell}");
        let program = env!("CARGO_BIN_EXE_clerk-toolkit");
        assert!(script.stdout.contains(program) && script.stdout.contains("_CLERK_TOOLKIT_COMPLETE"), "{shell}");
    }
}

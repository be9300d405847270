//! The entries of this program in the configuration of MCP clients.

use std::fs;
use std::path::{Path, PathBuf};

use clerk_toolkit::serde_json::{Map, Value};

use super::report::Report;
use crate::commands::install::clients::{CLIENTS, Client};
use crate::commands::install::entry::Entry;
use crate::commands::install::{program, trust};
use crate::config::{Config, Shape};
use crate::failure::Failure;
use crate::output::{shell_word, without_keys};

/// The name that `install` gives an entry by default.
const NAME: &str = "clerk";

/// The configuration of one client.
struct File {
    client: Client,
    path: PathBuf,
    /// Whether it belongs to the project in the current folder.
    of_project: bool,
}

/// Checks every file that exists.
pub(super) fn check(report: &mut Report) {
    let found: usize = files().iter().map(|file| check_file(file, report)).sum();
    if found == 0 {
        report.ok("client", "no MCP client has an entry; `clerk-toolkit install CLIENT` adds one");
    }
}

/// The files of all clients; a file that is both the user's and the project's is there once.
fn files() -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    for client in CLIENTS {
        let user = client.user_file().ok().map(|path| (path, false));
        let project = client.project_file().map(|path| (path, true));
        for (path, of_project) in user.into_iter().chain(project) {
            let Ok(path) = fs::canonicalize(path) else {
                continue;
            };
            if !files.iter().any(|file| file.client.name == client.name && file.path == path) {
                files.push(File { client: *client, path, of_project });
            }
        }
    }
    files
}

/// Returns how many entries there are.
fn check_file(file: &File, report: &mut Report) -> usize {
    let (title, path) = (file.client.title, file.path.display());
    let servers = match servers(file) {
        Ok((servers, exposed)) => {
            if exposed && servers.iter().any(|(name, value)| is_ours(file, name, value)) {
                report.warning(
                    "client",
                    format_args!(
                        "{title}: {path} contains a secret key, and other accounts of this machine can read it"
                    ),
                    format_args!("Run: chmod 600 {}", shell_word(&file.path)),
                );
            }
            servers
        }
        Err(failure) => {
            report.warning(
                "client",
                format_args!("{title}: {}", failure.text()),
                "Correct the file; the client may not be able to read it either.",
            );
            return 0;
        }
    };
    let mut found = 0;
    for (name, value) in &servers {
        let entry = format!("{title}: `{name}` in {path}");
        let resembles = value.as_object().is_some_and(trust::resembles_this_program);
        if is_ours(file, name, value) {
            check_own(file, name, value, &entry, report);
        } else if name == NAME && trust::is_remote(value) && !resembles {
            report.ok("client", format_args!("{entry} connects to a remote server"));
        } else if resembles || name == NAME {
            check_other(file, name, value, &entry, report);
        } else {
            continue;
        }
        found += 1;
    }
    found
}

/// The servers in a file, and whether it contains a secret key that other accounts can read.
fn servers(file: &File) -> Result<(Map<String, Value>, bool), Failure> {
    let config = Config::open(file.path.clone())?;
    let text = config.text()?;
    let shape = Shape { servers: file.client.servers, name: NAME, inputs: None };
    let mut all = file.client.format.read(text, shape).map_err(|problem| {
        let place = problem.at.map(|(line, column)| format!(", line {line}, column {column}")).unwrap_or_default();
        Failure::failed(format_args!("{:?}{place}: {}", file.path, problem.what))
    })?;
    let servers = match all.shift_remove(file.client.servers) {
        Some(Value::Object(servers)) => servers,
        _ => Map::new(),
    };
    Ok((servers, config.is_shared() && without_keys(text) != text))
}

fn is_ours(file: &File, name: &str, value: &Value) -> bool {
    Entry::named(file.client, name.to_owned(), None).is_ours(value)
}

/// Checks an entry that starts this program: whether it exists, and whether the entry changes what it does.
fn check_own(file: &File, name: &str, value: &Value, entry: &str, report: &mut Report) {
    let Some(fields) = value.as_object() else {
        return;
    };
    let command = trust::command(fields).unwrap_or_default();
    let exists = match command.contains(['/', '\\']) {
        true => Path::new(command).is_file(),
        false => program::is_on_path(),
    };
    if !exists {
        report.problem(
            "client",
            format_args!("{entry} starts {command}, which does not exist here"),
            format_args!("Run: {}, with the options of your choice", install(file, name)),
        );
        return;
    }
    if let Some(url) = trust::api_url(fields).filter(|url| !trust::is_clerk(url)) {
        report.warning(
            "client",
            format_args!("{entry} sends the secret key to {url:?}, which is not Clerk's API"),
            "Check that this address is the one that you want.",
        );
    }
    let foreign = trust::foreign(fields);
    match foreign.is_empty() {
        true => report.ok("client", format_args!("{entry} starts {command}")),
        false => report.warning(
            "client",
            format_args!(
                "{entry} starts {command}, and has parts that `install` does not write: {}",
                foreign.join(", ")
            ),
            format_args!("Remove those that you did not add; {} writes the entry without them", install(file, name)),
        ),
    }
}

/// Reports an entry that starts another program or another copy of this one.
fn check_other(file: &File, name: &str, value: &Value, entry: &str, report: &mut Report) {
    let command = value.as_object().and_then(trust::command).unwrap_or_default();
    if command.contains(['/', '\\']) && !Path::new(command).is_file() {
        report.problem(
            "client",
            format_args!("{entry} starts {command}, which does not exist here"),
            format_args!("Run: {} --force, with the options of your choice", install(file, name)),
        );
        return;
    }
    report.warning(
        "client",
        format_args!("{entry} does not start this program: it {}", trust::described(value)),
        format_args!("To replace it, run: {} --force", install(file, name)),
    );
}

/// The command that writes the entry.
fn install(file: &File, name: &str) -> String {
    let mut command = format!("clerk-toolkit install {}", file.client.name);
    if file.of_project {
        command += " --project";
    }
    if name != NAME {
        command = format!("{command} --name {name}");
    }
    command
}

//! The entries of this program in the configuration of MCP clients.

use std::fs;
use std::path::{Path, PathBuf};

use clerk_toolkit::serde_json::{Map, Value};

use super::remote;
use super::report::Report;
use super::source::Source;
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

/// The entries of one file.
pub(super) struct Found {
    file: File,
    /// The servers that matter here, or why the file cannot be read.
    entries: Result<Vec<Server>, Failure>,
    /// Whether the file contains a secret key that other accounts can read.
    exposed: bool,
}

/// A server in a file.
struct Server {
    name: String,
    value: Value,
    kind: Kind,
}

enum Kind {
    /// It starts this program.
    Ours(Source),
    /// It connects to another machine or process.
    Remote,
    /// It starts another program or another copy of this one.
    Other,
}

impl Found {
    /// Where each entry that starts this program gets its instance from, and which entry it is.
    pub(super) fn sources(&self) -> impl Iterator<Item = (&Source, String)> {
        let servers = self.entries.iter().flatten();
        servers.filter_map(|server| match &server.kind {
            Kind::Ours(source) => Some((source, self.file.entry(&server.name))),
            Kind::Remote | Kind::Other => None,
        })
    }
}

/// Reads every file that exists.
pub(super) fn read() -> Vec<Found> {
    let read = |file: File| match servers(&file) {
        Ok((servers, exposed)) => {
            let entries = servers.into_iter().filter_map(|(name, value)| server(&file, name, value)).collect();
            Found { file, entries: Ok(entries), exposed }
        }
        Err(failure) => Found { file, entries: Err(failure), exposed: false },
    };
    files().into_iter().map(read).collect()
}

fn server(file: &File, name: String, value: Value) -> Option<Server> {
    let resembles = value.as_object().is_some_and(trust::resembles_this_program);
    let kind = if is_ours(file, &name, &value) {
        Kind::Ours(Source::of(&file.client, &value))
    } else if name == NAME && trust::is_remote(&value) && !resembles {
        Kind::Remote
    } else if resembles || name == NAME {
        Kind::Other
    } else {
        return None;
    };
    Some(Server { name, value, kind })
}

/// Checks the entries. Their instances were examined if `examined` is true; otherwise nothing is sent here either.
pub(super) async fn check(files: &[Found], examined: bool, report: &mut Report) {
    let mut found = 0;
    for Found { file, entries, exposed } in files {
        let (title, path) = (file.client.title, file.path.display());
        let servers = match entries {
            Ok(servers) => servers,
            Err(failure) => {
                report.warning(
                    "client",
                    format_args!("{title}: {}", failure.text()),
                    "Correct the file; the client may not be able to read it either.",
                );
                continue;
            }
        };
        if *exposed && servers.iter().any(|server| matches!(server.kind, Kind::Ours(_))) {
            report.warning(
                "client",
                format_args!("{title}: {path} contains a secret key, and other accounts of this machine can read it"),
                format_args!("Run: chmod 600 {}", shell_word(&file.path)),
            );
        }
        found += servers.len();
        for Server { name, value, kind } in servers {
            match kind {
                Kind::Ours(source) => check_own(file, name, value, source, report),
                Kind::Remote => remote::check(&file.entry(name), value, &file.client, examined, report).await,
                Kind::Other => check_other(file, name, value, &file.entry(name), report),
            }
        }
    }
    if found == 0 {
        report.ok("client", "no MCP client has an entry; `clerk-toolkit install CLIENT` adds one");
    }
}

impl File {
    /// An entry, as messages name it.
    fn entry(&self, name: &str) -> String {
        format!("{}: `{name}` in {}", self.client.title, self.path.display())
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

/// Checks an entry that starts this program: whether it exists, whether its server gets a secret key, and whether the entry
/// changes what the program does.
fn check_own(file: &File, name: &str, value: &Value, source: &Source, report: &mut Report) {
    let Some(fields) = value.as_object() else {
        return;
    };
    let command = trust::command(fields).unwrap_or_default();
    let exists = match command.contains(['/', '\\']) {
        true => Path::new(command).is_file(),
        false => program::is_on_path(),
    };
    let starts = format!("{} starts {command}", file.entry(name));
    let again = format!("Run: {}, with the options of your choice", install(file, name));
    if !exists {
        report.problem("client", format_args!("{starts}, which does not exist here"), again);
        return;
    }
    if let Some(url) = trust::api_url(fields).filter(|url| !trust::is_clerk(url)) {
        report.warning(
            "client",
            format_args!("{} sends the secret key to {url:?}, which is not Clerk's API", file.entry(name)),
            "Check that this address is the one that you want.",
        );
    }
    let foreign = trust::foreign(fields);
    if !foreign.is_empty() {
        report.warning(
            "client",
            format_args!("{starts}, and has parts that `install` does not write: {}", foreign.join(", ")),
            format_args!("Remove those that you did not add; {} writes the entry without them", install(file, name)),
        );
    }
    match source {
        Source::Sandbox(_) => report.ok("client", format_args!("{starts}, with a sandbox")),
        Source::File(options) => match options.any_key() {
            Ok(_) => report.ok("client", format_args!("{starts}, with the key in {}", options.key_origin())),
            Err(failure) => {
                let what = failure.text().lines().next().unwrap_or_default().to_owned();
                report.problem("client", format_args!("{starts}, but the server {what}"), again);
            }
        },
        Source::Written { .. } => report.ok("client", format_args!("{starts}, with the key in this file")),
        Source::Asked => {
            report.ok("client", format_args!("{starts}; {} asks for the secret key", file.client.title));
        }
        Source::Variable(variable) if std::env::var_os(variable).is_some_and(|value| !value.is_empty()) => {
            report.ok("client", format_args!("{starts}, with the key in {variable}"));
        }
        Source::Variable(variable) => report.warning(
            "client",
            format_args!("{starts}, with the key in {variable}, which is not set here"),
            format_args!(
                "Set {variable} in the environment in which {} starts. If it is set there already, ignore this.",
                file.client.title
            ),
        ),
        Source::None => {
            report.warning("client", format_args!("{starts}, but gives the server no secret key"), again);
        }
        Source::Invalid(problem) => {
            report.problem("client", format_args!("{starts} with arguments that are not valid: {problem}"), again);
        }
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

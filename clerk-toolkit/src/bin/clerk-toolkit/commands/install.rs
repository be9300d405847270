//! `clerk-toolkit install`: the MCP server in the configuration of a client.
//!
//! What is asked for is checked as `mcp` checks it, then the file is read, changed in memory, and only then written:
//! whatever goes wrong leaves it as it was.

use std::path::PathBuf;

use clap::Args;
use clerk_toolkit::serde_json::{Map, Value};

use self::clients::{Client, Reference};
use self::entry::{Entry, INPUTS, Key, is_ours};
use crate::config::{Config, Problem, Shape};
use crate::failure::Failure;
use crate::options::{InstanceOptions, ToolOptions};
use crate::output;

mod clients;
mod diff;
mod entry;
mod program;

#[derive(Debug, Args)]
#[command(
    after_help = "Nothing else in the file is touched, and a copy of it is kept beside it. The secret key is not written \
                  into it: the entry refers to CLERK_SECRET_KEY, where the client can.\n\n\
                  Example: clerk-toolkit install cursor --tools users --read-only"
)]
pub(crate) struct Install {
    /// The client
    #[arg(value_enum)]
    client: Client,

    #[command(flatten)]
    tools: ToolOptions,

    #[command(flatten)]
    instance: InstanceOptions,

    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
struct Place {
    /// What the client calls the server
    #[arg(long, value_name = "NAME", default_value = "clerk", value_parser = name)]
    name: String,

    /// Write the file of the project in the current folder, not the person's own
    #[arg(long)]
    project: bool,

    /// Write another file than the client's usual one
    #[arg(long, value_name = "FILE", conflicts_with = "project")]
    config: Option<PathBuf>,

    /// Only print what would be written
    #[arg(long)]
    print: bool,

    /// Replace a server of the same name, even if it is another program
    #[arg(long)]
    force: bool,

    /// Write the secret key itself into the file, from --secret-key or CLERK_SECRET_KEY
    #[arg(long, conflicts_with_all = ["sandbox", "secret_key_file"])]
    write_secret_key: bool,
}

/// A name that clients take. They put it before every tool's, and the longest of those leaves 20 of the 64 characters
/// that models allow.
fn name(text: &str) -> Result<String, String> {
    let usable = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    match usable && text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.len() <= 20 {
        true => Ok(text.to_owned()),
        false => Err("expected a letter, and up to 19 letters, digits, `-` and `_` after it".to_owned()),
    }
}

impl Install {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let entry = self.entry()?;
        if self.place.print {
            if self.place.write_secret_key {
                output::note("warning: what is printed holds the secret key");
            }
            self.warn_of_shared_path();
            return output::text(self.client.format().text(&entry.alone()));
        }
        let config = Config::open(self.path()?)?;
        let asks = entry.input.is_some();
        let mut shape =
            Shape { servers: self.client.servers(), name: &self.place.name, inputs: asks.then_some(INPUTS) };
        let broken = |problem: Problem| refused(&config, &problem);
        let text = config.text()?;
        let before = self.client.format().read(text, shape).map_err(broken)?;
        self.check_replaceable(&config, entry.find(&before))?;
        let after = entry.put_into(&before).map_err(broken)?;
        if after == before {
            return output::text(format!("`{}` is already there in {}\n", entry.name, config.path.display()));
        }
        // An input that the old entry had may go, though the new one has none.
        if before.get(INPUTS) != after.get(INPUTS) {
            shape.inputs = Some(INPUTS);
        }
        let changed = self.client.format().change(text, shape, &after).map_err(broken)?;
        let backup = config.write(&changed, self.place.write_secret_key)?;
        self.tell(&entry, &config, &before, &after, backup)
    }

    /// The entry, with everything checked that it has the server do.
    fn entry(&self) -> Result<Entry, Failure> {
        self.client.check_name(&self.place.name)?;
        if self.place.project && self.client.project_file().is_none() {
            return Err(Failure::usage(format_args!("{} has no file for a project", self.client.title())));
        }
        let key = self.key()?;
        let written = match &key {
            Key::Written(key) => Some(key),
            _ => None,
        };
        self.tools.toolkit()?.client(self.instance.checked(written)?).build()?;
        let program = match self.place.project {
            true => program::NAME.to_owned(),
            false => program::path()?,
        };
        let mut arguments = vec!["mcp".to_owned()];
        arguments.extend(self.tools.arguments());
        arguments.extend(self.instance.arguments()?);
        for argument in arguments.iter().chain([&program]) {
            self.client.check_argument(argument)?;
        }
        let version = self.instance.api_version();
        Ok(Entry::new(self.client, self.place.name.clone(), program, arguments, &key, version))
    }

    fn key(&self) -> Result<Key, Failure> {
        match (self.instance.given_key(), self.client.reference()) {
            _ if self.place.write_secret_key => self.instance.key().map(Key::Written),
            (Some(_), _) => Err(Failure::usage(
                "--secret-key would have to be written into the file: say so with --write-secret-key, or leave it to \
                 CLERK_SECRET_KEY or --secret-key-file",
            )),
            (None, _) if self.instance.need_no_key() => Ok(Key::Arguments),
            (None, Reference::None) => Err(Failure::usage(format_args!(
                "{} hands no variable on to the servers it starts\n\
                 Give --secret-key-file FILE, with a file that holds the secret key; or --write-secret-key, to have it \
                 in the configuration; or --sandbox, which needs none.",
                self.client.title()
            ))),
            (None, _) => Ok(Key::Variable),
        }
    }

    fn path(&self) -> Result<PathBuf, Failure> {
        let path = match (&self.place.config, self.client.project_file()) {
            (Some(path), _) => path.clone(),
            (None, Some(path)) if self.place.project => path.to_owned(),
            (None, _) => self.client.user_file()?,
        };
        Ok(std::path::absolute(path)?)
    }

    /// Refuses to put the entry in place of something that is somebody else's.
    fn check_replaceable(&self, config: &Config, found: Option<&Value>) -> Result<(), Failure> {
        match found {
            Some(Value::Object(fields)) if is_ours(fields) => Ok(()),
            Some(_) if !self.place.force => Err(Failure::usage(format_args!(
                "{:?} has another server called `{}`\n\
                 Give this one another name with --name NAME, or replace that one with --force.",
                config.path, self.place.name
            ))),
            _ => Ok(()),
        }
    }

    fn tell(
        &self,
        entry: &Entry,
        config: &Config,
        before: &Map<String, Value>,
        after: &Map<String, Value>,
        backup: Option<PathBuf>,
    ) -> Result<(), Failure> {
        if self.place.write_secret_key {
            let shared = if config.is_shared() { ", and other accounts can read it" } else { "" };
            output::note(format_args!(
                "warning: {:?} now holds the secret key{shared}; keep it out of version control",
                config.path
            ));
        }
        self.warn_of_shared_path();
        let old = config.text()?;
        if let Some(backup) = backup.as_ref().filter(|_| output::without_keys(old) != old) {
            output::note(format_args!(
                "warning: the backup {backup:?} holds a secret key; delete it once you do not need it"
            ));
        }
        let backup = match backup {
            Some(backup) => format!("Backup: {}\n", backup.display()),
            None => String::new(),
        };
        let diff = diff::diff(entry, before, after);
        output::text(format!("{}\n\n{diff}\n{backup}Next: {}\n", config.path.display(), self.next()))
    }

    /// A project's file is shared, and colleagues have their keys elsewhere.
    fn warn_of_shared_path(&self) {
        if let (true, Some(path)) = (self.place.project, self.instance.key_file()) {
            output::note(format_args!(
                "warning: {path:?} is written with its path on this machine, into a file that is the project's"
            ));
        }
    }

    /// What is left for the person to do.
    fn next(&self) -> String {
        let title = self.client.title();
        let refers = !self.place.write_secret_key && !self.instance.need_no_key();
        let last = match self.client.reference() {
            Reference::Asked if refers => format!("start the server in {title}, which asks for the secret key once."),
            _ if refers => format!("set CLERK_SECRET_KEY where {title} is started, and restart it."),
            _ => format!("restart {title}."),
        };
        match self.place.project && !program::is_on_path() {
            true => format!("put `{}` on PATH, where it is not yet; then {last}", program::NAME),
            false => last,
        }
    }
}

/// Says where a file is not as it should be.
fn refused(config: &Config, problem: &Problem) -> Failure {
    let path = &config.path;
    let what = &problem.what;
    match problem.at {
        Some((line, column)) => {
            Failure::failed(format_args!("{path:?}, line {line}, column {column}: {what}; the file is left as it is"))
        }
        None => Failure::failed(format_args!("{path:?}: {what}; the file is left as it is")),
    }
}

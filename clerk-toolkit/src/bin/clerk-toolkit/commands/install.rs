//! `clerk-toolkit install`: adds the MCP server to the configuration of a client.
//!
//! The options are checked as `mcp` checks them. Then the file is read, changed in memory, and written at the end, so
//! that a failure leaves it unchanged.

use std::io::{IsTerminal, stdout};

use clap::Args;
use clerk_toolkit::serde_json::{Map, Value};

use self::backup::Versions;
use self::clients::{Client, Reference};
use self::diff::Change;
use self::entry::{Entry, Key, Local};
pub(super) use self::inputs::KEY as INPUTS;
use self::place::{Place, refused};
use self::remote::RemoteOptions;
use crate::config::{Config, EditProblem, Format};
use crate::failure::Failure;
use crate::options::{InstanceOptions, ToolOptions};
use crate::{escape, output};

mod access;
pub(super) mod backup;
pub(super) mod clients;
pub(super) mod command_line;
pub(super) mod diff;
pub(super) mod entry;
mod inputs;
pub(super) mod place;
pub(super) mod program;
mod remote;
pub(super) mod trust;

#[derive(Debug, Args)]
#[command(
    after_help = "The rest of the file does not change, and a copy of it is kept beside it, unless an earlier copy \
                  differs only by the entry. The secret key is not written \
                  into the file: the entry refers to CLERK_SECRET_KEY if the client supports that.\n\n\
                  Example: clerk-toolkit install cursor --tools users --read-only"
)]
pub(crate) struct Install {
    /// The client
    #[arg(value_enum, ignore_case = true)]
    client: Client,

    #[command(flatten)]
    tools: ToolOptions,

    #[command(flatten)]
    instance: InstanceOptions,

    #[command(flatten)]
    remote: RemoteOptions,

    #[command(flatten)]
    place: Place,

    /// Print the entry alone, to paste it into another file
    #[arg(long, help_heading = "Configuration", conflicts_with = "print")]
    print_entry: bool,

    /// Write the secret key itself into the file, from --secret-key or CLERK_SECRET_KEY
    #[arg(long, help_heading = "Configuration", conflicts_with_all = ["sandbox", "secret_key_file"])]
    write_secret_key: bool,
}

impl Install {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let entry = self.entry()?;
        self.warn_of_other_api();
        if self.print_entry {
            if self.writes_secret() {
                output::note("warning: the printed entry contains a secret");
            }
            self.warn_of_shared_path();
            let text = self.client.format.text(&entry.alone());
            return match self.client.format {
                Format::Json => output::json_text(text),
                Format::Toml if stdout().is_terminal() => output::text(text),
                Format::Toml => output::raw(text),
            };
        }
        let config = Config::open(self.place.path(&self.client)?)?;
        let broken = |problem: EditProblem| refused(&config, &problem);
        let mut shape = entry.shape();
        let text = config.text()?;
        let before = self.client.format.read(text, shape).map_err(broken)?;
        self.check_replaceable(&config, &entry, &before)?;
        let after = entry.put_into(&before).map_err(broken)?;
        if after == before {
            return output::text(format!(
                "`{}` is already in {}\n",
                entry.name,
                escape::line(&config.path.to_string_lossy())
            ));
        }
        // An input of the old entry may go although the new entry has none.
        if before.get(INPUTS) != after.get(INPUTS) {
            shape.inputs = Some(INPUTS);
        }
        let changed = self.client.format.change(text, shape, &after).map_err(broken)?;
        let change = Change { entry: &entry, config: &config, texts: (text, &changed), contents: (&before, &after) };
        let access = self.access(entry.find(&before))?;
        if self.place.print {
            self.warn_of_shared_path();
            let planned = change.planned();
            return output::text(format!("{planned}{access}Nothing was written: --print only shows the change.\n"));
        }
        let versions = Versions { entry: &entry, config: &config, shape, text, content: &before };
        let backup = versions.write(&changed, self.writes_secret())?;
        self.report(&config, change.done() + &access + &backup)
    }

    /// The entry, after every option was checked.
    fn entry(&self) -> Result<Entry, Failure> {
        self.client.check_name(&self.place.name)?;
        self.place.check(&self.client)?;
        if let Some(remote) = self.remote.remote(&self.client, self.instance.allows_http())? {
            return Ok(Entry::remote(self.client, self.place.name.clone(), remote));
        }
        let key = self.key()?;
        let written = match &key {
            Key::Written(key) => Some(key),
            _ => None,
        };
        self.instance.check(written)?;
        self.tools.toolkit()?.build_listing()?;
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
        let local = Local { program, arguments, key, api_version: self.instance.api_version() };
        Ok(Entry::local(self.client, self.place.name.clone(), local))
    }

    fn key(&self) -> Result<Key, Failure> {
        match (self.instance.given_key(), self.client.reference) {
            _ if self.write_secret_key => self.instance.key().map(Key::Written),
            (Some(_), _) => Err(Failure::usage(
                "--secret-key would be written into the file: confirm it with --write-secret-key, or use \
                 CLERK_SECRET_KEY or --secret-key-file instead",
            )),
            (None, _) if self.instance.need_no_key() => Ok(Key::Arguments),
            (None, Reference::None) => Err(Failure::usage(format_args!(
                "an entry of {} cannot refer to an environment variable\n\
                 Give --secret-key-file FILE with a file that contains the secret key, --write-secret-key to write the \
                 key into the configuration, or --sandbox, which needs no key.",
                self.client.title
            ))),
            (None, _) => Ok(Key::Variable),
        }
    }

    /// What the server that the entry starts gives access to, and what the old entry did not permit.
    fn access(&self, old: Option<&Value>) -> Result<String, Failure> {
        if self.remote.is_given() {
            return Ok(String::new());
        }
        let old = old.and_then(|old| command_line::read(old).ok());
        let widened = old.map(|old| access::widened(&old, &self.tools, &self.instance)).unwrap_or_default();
        Ok(widened + &access::offered(&self.tools)?)
    }

    /// Whether the file will contain a secret.
    fn writes_secret(&self) -> bool {
        self.write_secret_key || self.remote.writes_token()
    }

    /// Refuses to replace the entry of another program, or an input that would not ask the user.
    fn check_replaceable(&self, config: &Config, entry: &Entry, file: &Map<String, Value>) -> Result<(), Failure> {
        if self.place.force {
            return Ok(());
        }
        if let Some(found) = entry.find(file).filter(|found| !entry.is_ours(found)) {
            return Err(Failure::usage(format_args!(
                "{:?} has another server called `{}`, which {}\n\
                 Choose another name with --name NAME, or replace that server with --force.",
                config.path,
                self.place.name,
                trust::described(found)
            )));
        }
        match inputs::conflict(file, &entry.inputs) {
            Some(id) => Err(Failure::usage(format_args!(
                "{:?} has another input called `{id}`, which does not ask the user\n\
                 Choose another name with --name NAME, or replace that input with --force.",
                config.path
            ))),
            None => Ok(()),
        }
    }

    /// Points out that the key will go to a server that is not Clerk's. A remote entry has no key.
    fn warn_of_other_api(&self) {
        if self.remote.is_given() {
            return;
        }
        if let Some((origin, url)) = self.instance.given_url().filter(|(_, url)| !trust::is_clerk(url)) {
            output::note(format_args!(
                "warning: the entry sends the secret key to {:?}, which is not Clerk's API (from {origin})",
                url.trim()
            ));
        }
    }

    fn report(&self, config: &Config, summary: String) -> Result<(), Failure> {
        if self.writes_secret() {
            let secret = if self.write_secret_key { "the secret key" } else { "the token" };
            let shared = if config.is_shared() { ", and other accounts can read it" } else { "" };
            output::note(format_args!(
                "warning: {:?} now contains {secret}{shared}; keep it out of version control",
                config.path
            ));
        }
        self.warn_of_shared_path();
        output::text(format!("{summary}Next: {}\n", self.next()))
    }

    /// The file of a project is shared, and the colleagues have their keys elsewhere.
    fn warn_of_shared_path(&self) {
        if let (true, Some(path)) = (self.place.project, self.instance.key_file()) {
            output::note(format_args!(
                "warning: the file of the project will contain {path:?} with its path on this machine"
            ));
        }
    }

    /// What the user has to do now.
    fn next(&self) -> String {
        let title = self.client.title;
        let mut variables = self.remote.variables();
        if !self.remote.is_given() && !self.write_secret_key && !self.instance.need_no_key() {
            variables.push(crate::options::SECRET_KEY);
        }
        let last = match self.client.reference {
            _ if variables.is_empty() => format!("restart {title}."),
            Reference::Asked if self.remote.is_given() => {
                format!("start the server in {title}, which asks once for the token or the values of the headers.")
            }
            Reference::Asked => format!("start the server in {title}, which asks once for the secret key."),
            _ => format!("set {} in the environment of {title}, and restart it.", variables.join(" and ")),
        };
        match self.place.project && !self.remote.is_given() && !program::is_on_path() {
            true => format!("put `{}` on PATH; then {last}", program::NAME),
            false => last,
        }
    }
}

//! The clients: where each one keeps its servers, how an entry looks there, and how an entry refers to a variable.
//!
//! A client is one entry of [`CLIENTS`]. The code only interprets the table, so a further client needs no code unless it
//! does something that no other client does.

mod files;
mod table;

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use self::files::Files;
pub(in crate::commands) use self::table::CLIENTS;
use crate::config::Format;
use crate::failure::Failure;

/// A program that uses MCP servers.
#[derive(Debug, Clone, Copy)]
pub(in crate::commands) struct Client {
    /// The name on the command line.
    pub(in crate::commands) name: &'static str,
    /// Other names that mean only this client.
    aliases: &'static [&'static str],
    /// The name in messages.
    pub(in crate::commands) title: &'static str,
    files: Files,
    pub(in crate::commands) format: Format,
    /// The key of the file that holds the servers.
    pub(in crate::commands) servers: &'static str,
    pub(super) local: LocalForm,
    /// `None` if the file can name no remote servers.
    pub(super) remote: Option<RemoteForm>,
    pub(in crate::commands) reference: Reference,
    /// What the client replaces in a command or an argument.
    replaced: &'static [&'static str],
    /// Whether the name of a server may contain `_`.
    underscore: bool,
}

/// How an entry says which program to start.
#[derive(Debug, Clone, Copy)]
pub(super) struct LocalForm {
    /// The value of `type`, if the client needs one.
    pub(super) kind: Option<&'static str>,
    /// Whether `command` is a list of the program and its arguments, without `args`.
    pub(super) joined: bool,
    /// The key of the server's environment.
    pub(super) env: &'static str,
    /// Whether `tools` must list the tools that the client may use.
    pub(super) tools: bool,
}

/// How an entry says where a server is.
#[derive(Debug, Clone, Copy)]
pub(super) struct RemoteForm {
    /// The value of `type`, if the client needs one.
    pub(super) kind: Option<&'static str>,
    /// The key of the address.
    pub(super) url: &'static str,
    /// The key of the headers whose values are written out.
    pub(super) headers: &'static str,
    /// Whether `tools` must list the tools that the client may use.
    pub(super) tools: bool,
    /// Whether `oauth` must be off for a server that is sent a token.
    pub(super) oauth_off: bool,
}

/// How an entry refers to an environment variable without containing its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::commands) enum Reference {
    /// Not at all: the client passes on only what the entry contains.
    None,
    /// By the variable's name between these two, in any value of `env` or `headers`.
    Value(&'static str, &'static str),
    /// By the variable's name alone, in keys that exist for that purpose: `env_vars`, `bearer_token_env_var` and
    /// `env_http_headers`.
    Named,
    /// By an input that the client asks the user for and remembers.
    Asked,
}

impl ValueEnum for Client {
    fn value_variants<'a>() -> &'a [Self] {
        CLIENTS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name).aliases(self.aliases).help(self.title))
    }
}

impl Client {
    /// Refuses an argument that the client would change before it starts the server.
    pub(super) fn check_argument(&self, argument: &str) -> Result<(), Failure> {
        match self.replaced.iter().find(|start| argument.contains(**start)) {
            Some(start) => Err(Failure::usage(format_args!(
                "{} treats the `{start}` in {argument:?} as a variable: give another path or value",
                self.title
            ))),
            None => Ok(()),
        }
    }

    /// Refuses a name that most clients accept and this one does not.
    pub(super) fn check_name(&self, name: &str) -> Result<(), Failure> {
        match self.underscore || !name.contains('_') {
            true => Ok(()),
            false => Err(Failure::usage(format_args!(
                "--name {name}: {} accepts no `_` in the name of a server; use `-`",
                self.title
            ))),
        }
    }

    /// The user's own file.
    ///
    /// # Errors
    /// If the operating system does not say where the user's folders are.
    pub(in crate::commands) fn user_file(&self) -> Result<PathBuf, Failure> {
        self.files.user()
    }

    /// The file of the project in the current folder, relative to it; `None` if the client has no such file.
    pub(in crate::commands) fn project_file(&self) -> Option<PathBuf> {
        self.files.project()
    }
}

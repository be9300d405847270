//! Where an entry is: in which file, under which name.

use std::path::{Path, PathBuf};

use clap::Args;

use super::clients::Client;
use crate::config::{Config, EditProblem};
use crate::failure::Failure;

#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub(in crate::commands) struct Place {
    /// The name of the server in the client's configuration
    #[arg(long, value_name = "NAME", default_value = "clerk", value_parser = name)]
    pub(in crate::commands) name: String,

    /// Use the file of the project in the current folder instead of your own
    #[arg(long)]
    pub(in crate::commands) project: bool,

    /// Use this file instead of the client's usual one
    #[arg(long, value_name = "FILE", conflicts_with = "project")]
    config: Option<PathBuf>,

    /// Show the change without writing it
    #[arg(long, alias = "dry-run")]
    pub(in crate::commands) print: bool,

    /// Replace or remove a server of that name even if it is another program
    #[arg(long)]
    pub(in crate::commands) force: bool,
}

/// Accepts a name that clients accept. They put it before the name of every tool, and the longest of those leaves 20 of
/// the 64 characters that models allow.
fn name(text: &str) -> Result<String, String> {
    let usable = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    match usable && text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.len() <= 20 {
        true => Ok(text.to_owned()),
        false => Err("expected a letter, then up to 19 letters, digits, `-` or `_`".to_owned()),
    }
}

impl Place {
    /// Refuses a project that the client has no file for.
    pub(in crate::commands) fn check(&self, client: &Client) -> Result<(), Failure> {
        match self.project && client.project_file().is_none() {
            true => Err(Failure::usage(format_args!("{} has no file for a project", client.title))),
            false => Ok(()),
        }
    }

    /// The absolute path of the file.
    pub(in crate::commands) fn path(&self, client: &Client) -> Result<PathBuf, Failure> {
        let path = match (&self.config, client.project_file()) {
            (Some(path), _) => path.clone(),
            (None, Some(path)) if self.project => path,
            (None, _) => client.user_file()?,
        };
        // The parts of a path in the table are separated by `/` on every system.
        let path: PathBuf = path.components().collect();
        Ok(std::path::absolute(path)?)
    }
}

/// The failure that says what is wrong in a file, and where.
pub(in crate::commands) fn refused(config: &Config, problem: &EditProblem) -> Failure {
    let what = &problem.what;
    let path: &Path = &config.path;
    match problem.at {
        Some((line, column)) => {
            Failure::failed(format_args!("{path:?}, line {line}, column {column}: {what}; the file is unchanged"))
        }
        None => Failure::failed(format_args!("{path:?}: {what}; the file is unchanged")),
    }
}

//! The commands, one file each.

mod call;
mod completions;
mod doctor;
mod install;
mod mcp;
mod sandbox;
mod tools;
mod uninstall;

use clap::Subcommand;
use tokio::runtime::{Builder, Runtime};

use crate::failure::Failure;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the tools to an MCP client, on standard input and output or over HTTP
    Mcp(Box<mcp::Mcp>),
    /// List the tools, or show one, for people or in the format of a model provider
    Tools(tools::Tools),
    /// Call one tool and print its result
    Call(Box<call::Call>),
    /// Add the MCP server to the configuration of a client
    Install(Box<install::Install>),
    /// Remove the MCP server from the configuration of a client
    Uninstall(Box<uninstall::Uninstall>),
    /// Check the secret key, the connection to Clerk, the clock and the entries of MCP clients
    Doctor(Box<doctor::Doctor>),
    /// Run a Clerk instance in memory until Ctrl-C
    Sandbox(sandbox::Sandbox),
    /// Print the script that gives a shell completion
    Completions(completions::Completions),
}

impl Command {
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self {
            Self::Mcp(command) => command.run(),
            Self::Tools(command) => command.run(),
            Self::Call(command) => command.run(),
            Self::Install(command) => command.run(),
            Self::Uninstall(command) => command.run(),
            Self::Doctor(command) => command.run(),
            Self::Sandbox(command) => command.run(),
            Self::Completions(command) => command.run(),
        }
    }
}

/// A runtime that uses this thread only, which starts fastest.
fn runtime() -> Result<Runtime, Failure> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

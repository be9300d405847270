//! The commands, a file each.

mod call;
mod completions;
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
    /// List the tools, as people or as model providers read them
    Tools(tools::Tools),
    /// Call one tool and print its answer
    Call(Box<call::Call>),
    /// Add the MCP server to the configuration of a client
    Install(Box<install::Install>),
    /// Remove the MCP server from the configuration of a client
    Uninstall(Box<uninstall::Uninstall>),
    /// Run an in-memory Clerk instance until Ctrl-C
    Sandbox(sandbox::Sandbox),
    /// Print a completion script for a shell
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
            Self::Sandbox(command) => command.run(),
            Self::Completions(command) => command.run(),
        }
    }
}

/// A runtime on this thread alone, which starts fastest.
fn runtime() -> Result<Runtime, Failure> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

//! The command line: Clerk's tools for any MCP client, for a look, for one call, and an instance to try them on.
//!
//! Nothing happens here but the reading of arguments and the wiring of what the library has. A command is a file of
//! `commands`, and options that several of them share are files of `options`. Whatever cannot be meant ends the process
//! with 2 before anything is served; whatever fails later with 1.

mod commands;
mod failure;
mod options;
mod output;
mod signals;

use std::process::ExitCode;

use clap::Parser;

use crate::commands::Command;

/// Clerk's users, organizations and invitations as tools for AI agents.
#[derive(Debug, Parser)]
#[command(
    name = "clerk-toolkit",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = "Without an account: clerk-toolkit call getUserCount --sandbox"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    match Cli::parse().command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
